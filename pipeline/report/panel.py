"""The rows beside a document's text: each leads to its passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.report.marks import Mark
from pipeline.report.tables import Row
from pipeline.report.wording import day_in_words, span_in_words, value_in_words, word
from pipeline.store.schema import CORRECTION, TABLES

LOW_CONFIDENCE = 0.8
"""Rows below it are listed for a check. float32 holds 0.8 as slightly more, so 0.8 itself is not below."""

_KINDS = {
    "citations": "c",
    "indices": "i",
    "index_values": "v",
    "tasks": "t",
    "units": "u",
    "deadlines": "d",
}
_LONGEST_TEXT = 160
_CERTAIN = 0.995


@dataclass(frozen=True, slots=True)
class Panel:
    """The sections beside the text as HTML, with the number of rows that a person should check."""

    sections: tuple[tuple[str, str, int, str], ...]
    """Identifier, heading, number of rows and list (HTML) of each section, those without rows left out."""
    to_check: int


def marks_of(rows: dict[str, list[Row]]) -> list[Mark]:
    """The marked spans of a document's rows, by table name; several rows may have the same."""
    return [_mark(table, row) for table in _KINDS for row in rows[table]]


def is_low(row: Row) -> bool:
    """Whether a row should be looked at by a person."""
    return bool(row["confidence"] < LOW_CONFIDENCE)


def count_low(rows: dict[str, list[Row]]) -> int:
    """How many passages of a document should be looked at by a person."""
    return len({_mark(table, row).key for table in _KINDS for row in rows[table] if is_low(row)})


def panel_of(rows: dict[str, list[Row]]) -> Panel:
    """The rows of a document, by table name, as sections of linked lists."""
    to_check = _checks(rows)
    in_order = (
        ("kiem-tra", "Cần kiểm tra", to_check),
        ("nhiem-vu", "Nhiệm vụ", _tasks(rows)),
        ("thoi-han", "Thời hạn không gắn với nhiệm vụ", _free_deadlines(rows)),
        ("chi-so", "Chỉ số", _indices(rows)),
        ("vien-dan", "Văn bản viện dẫn", _citations(rows)),
    )
    sections = tuple(
        (identifier, heading, len(items), "<ul>" + "".join(items) + "</ul>")
        for identifier, heading, items in in_order
        if items
    )
    return Panel(sections, len(to_check))


def _checks(rows: dict[str, list[Row]]) -> list[str]:
    names = {
        "citations": "Viện dẫn",
        "indices": "Chỉ số",
        "index_values": "Giá trị",
        "tasks": "Nhiệm vụ",
        "units": "Đơn vị",
        "deadlines": "Thời hạn",
    }
    found: dict[str, tuple[float, int, str]] = {}
    for table, name in names.items():
        for row in rows[table]:
            key = _mark(table, row).key
            if is_low(row) and (key not in found or row["confidence"] < found[key][0]):
                link = _link(table, row, row["text"], row)
                found[key] = (row["confidence"], row["char_start"], f"<li>{_tag(name)}{link}</li>")
    return [item for _, _, item in sorted(found.values())]


def _tasks(rows: dict[str, list[Row]]) -> list[str]:
    units: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for unit in rows["units"]:
        units[unit["task_id"]][unit["role"]].append(unit)
    deadlines: dict[int, list[Row]] = defaultdict(list)
    for deadline in rows["deadlines"]:
        for task_id in deadline["task_ids"]:
            deadlines[task_id].append(deadline)
    return [_task(task, units[task["task_id"]], deadlines[task["task_id"]]) for task in rows["tasks"]]


def _task(task: Row, units: dict[str, list[Row]], deadlines: Sequence[Row]) -> str:
    parts = [
        _part(word("roles", role), [_link("units", unit, unit["name"], unit) for unit in units[role]])
        for role in ("lead", "coordinate", "report_to")
        if role in units
    ]
    if "lead" not in units:
        parts.append('<div class="missing">Không nêu đơn vị chủ trì</div>')
    if deadlines:
        parts.append(_part("Thời hạn", [_deadline_link(row) for row in deadlines]))
    if task["product"]:
        parts.append(_part("Sản phẩm", [escape(task["product"])]))
    return f"<li>{_link('tasks', task, task['text'], task)}{''.join(parts)}</li>"


def _free_deadlines(rows: dict[str, list[Row]]) -> list[str]:
    return [f"<li>{_deadline_link(row)}</li>" for row in rows["deadlines"] if not row["task_ids"]]


def _deadline_link(row: Row) -> str:
    when = span_in_words(row["start_date"], row["end_date"])
    facts = [word("deadline_kinds", row["kind"]), when, row["event"]]
    return _link("deadlines", row, row["text"], row) + _facts(facts)


def _indices(rows: dict[str, list[Row]]) -> list[str]:
    values: dict[int, list[Row]] = defaultdict(list)
    for value in rows["index_values"]:
        values[value["index_id"]].append(value)
    items = []
    for row in rows["indices"]:
        name = _link(
            "indices", row, word("codes", row["code"]) if row["code"] != "OTHER" else row["text"], row
        )
        year = _facts([f"năm {row['year']}" if row["year"] else None])
        stated = "".join(
            f"<div>{_link('index_values', value, value_in_words(value), value)}</div>"
            for value in values[row["index_id"]]
        )
        items.append(f"<li>{name}{year}{stated}</li>")
    return items


def _citations(rows: dict[str, list[Row]]) -> list[str]:
    items = []
    for row in rows["citations"]:
        name = " ".join(part for part in (row["type"], row["identifier"] or row["title"]) if part)
        facts = [
            row["provision"],
            day_in_words(row["issued_date"], row["issued_precision"]),
            row["issuer"] or row["issuer_inferred"],
            word("relations", row["relation"]),
        ]
        items.append(f"<li>{_link('citations', row, name[:1].upper() + name[1:], row)}{_facts(facts)}</li>")
    return items


def _mark(table: str, row: Row) -> Mark:
    return Mark(row["char_start"], row["char_end"], _KINDS[table], is_low(row))


def _link(table: str, row: Row, text: str, evidence: Row) -> str:
    shown = " ".join(text.split())
    if len(shown) > _LONGEST_TEXT:
        shown = shown[:_LONGEST_TEXT].rsplit(" ", 1)[0] + " …"
    key = f"{_KINDS[table]}{row['char_start']}-{row['char_end']}"
    confidence = evidence["confidence"]
    badge = ""
    if confidence < _CERTAIN:
        low = " low" if is_low(evidence) else ""
        badge = f' <span class="conf{low}">tin cậy {confidence * 100:.0f} %</span>'
    elif evidence["rule"] == CORRECTION:
        badge = ' <span class="corrected">đã sửa</span>'
    return (
        f'<a class="go {_KINDS[table]}" href="#{key}" data-rule="{escape(evidence["rule"])}" '
        f'data-row="{evidence[TABLES[table].row_id or ""]}">'
        f"{escape(shown, quote=False)}</a>{badge}"
    )


def _tag(name: str) -> str:
    return f'<span class="tag">{name}</span> '


def _part(name: str, items: Iterable[str]) -> str:
    return f'<div class="part"><span class="name">{name}:</span> {"; ".join(items)}</div>'


def _facts(facts: Iterable[str | None]) -> str:
    stated = " · ".join(escape(str(fact), quote=False) for fact in facts if fact)
    return f' <span class="facts">{stated}</span>' if stated else ""
