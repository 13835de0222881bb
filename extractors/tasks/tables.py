"""Tasks in tables: one for each row that names a piece of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from extractors.common.document import Block, Document
from extractors.common.slots import SlotRole, slot_role
from extractors.tasks.lines import IsTime
from extractors.tasks.records import Role, Task, UnitPart
from extractors.tasks.roles import cell_roles
from extractors.tasks.sections import section_of
from extractors.units import read_unit_list, read_whole_list

_SAME = regex.compile(
    r"[\s\"“”'.\-–]*(?:nt|như\s+(?:dòng\s+|mục\s+|ô\s+)?trên|nêu\s+trên|\"|“|”|''|″|〃|//)[\s\"“”'.\-–]*",
    regex.IGNORECASE,
)
_NOBODY = regex.compile(r"[\s\W]*(?:không(?:\s+có)?|x)?[\s\W]*", regex.IGNORECASE)
_UNIT_ROLES: tuple[tuple[SlotRole, Role], ...] = (
    ("lead", "lead"),
    ("coordinate", "coordinate"),
    ("report_to", "report_to"),
)
_GROUP_LABEL = regex.compile(r"[IVXLC]+|[A-Z]")
_NUMBER_LABEL = regex.compile(r"\d{1,3}(?:\.\d{1,3})*")
_BULLET = regex.compile(r"^[\s\-–+•*]++")
# `Đơn vị` beside a number or a price is what is counted, not who does it
_MEASURE = regex.compile(r"(?:tên\s+)?đơn\s+vị", regex.IGNORECASE)
_COUNTED = regex.compile(
    r"số\s+lượng|khối\s+lượng|đơn\s+giá|thành\s+tiền|định\s+mức|chỉ\s+tiêu\s+(?:giao|năm)|(?:kế\s+hoạch|năm)\s+\d{4}",
    regex.IGNORECASE,
)
_DOES = regex.compile(
    r"chủ\s+trì|thực\s+hiện|phụ\s+trách|đầu\s+mối|trách\s+nhiệm|tham\s+mưu|phân\s+công", regex.IGNORECASE
)
_GIVEN = regex.compile(r"phân\s+công(?:\s+(?:nhiệm\s+vụ|công\s+việc|công\s+tác))?", regex.IGNORECASE)
_AIM = regex.compile(r"(?:tên\s+)?(?:giải\s+pháp|tiêu\s+chí)|yêu\s+cầu|vấn\s+đề|công\s+tác", regex.IGNORECASE)
_TOTAL = regex.compile(r"\s*(?:tổng\s+(?:cộng|số|kinh\s+phí|mức|nguồn)|cộng)(?!\p{L})", regex.IGNORECASE)
_INHERITED = 0.7
"""Confidence of a unit that a row takes from the row above because its own cell is empty."""


@dataclass(slots=True)
class _Row:
    block: Block
    cells: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Above:
    """What the last row stated, for cells that say "as above" or are merged with it."""

    parts: dict[SlotRole, tuple[UnitPart, ...]] = field(default_factory=dict)
    times: tuple[tuple[int, int], ...] = ()
    products: list[str] = field(default_factory=list)
    leads: tuple[UnitPart, ...] = ()
    """The units that the heading over the rows names, for rows that name none."""
    heading: tuple[tuple[int, int], ...] = ()
    """That heading, where it is nothing but a time."""


def find_table_tasks(document: Document, is_time: IsTime) -> Iterator[Task]:
    """The tasks of a document's task tables: tables with a column for the work and one for who does it, or under the
    heading of a unit, which may stand over the table or in a row of it.

    A row without anything but an ordinal and a name is a group's heading. A cell that says "as above" (`nt`, `"`)
    takes over the cell above it; an empty cell for the lead does too, with a lower confidence.
    """
    rows: dict[int, list[_Row]] = {}
    for block in document.blocks:
        if block.table_id is None:
            continue
        if block.kind == "table_row":
            rows.setdefault(block.table_id, []).append(_Row(block))
        elif block.kind == "table_cell" and rows.get(block.table_id):
            rows[block.table_id][-1].cells.append(block)
    for table in rows.values():
        columns = _columns(table)
        roles = set(columns.values())
        if "content" in roles and ("lead" in roles or {"coordinate", "time"} <= roles):
            yield from _table_tasks(document, table, columns, is_time)
        elif "content" in roles and "time" in roles:
            yield from (task for task in _table_tasks(document, table, columns, is_time) if task.units)


def _columns(table: list[_Row]) -> dict[int, SlotRole]:
    names: dict[int, str] = {}
    for row in table:
        for cell in row.cells:
            if cell.column is not None and cell.column_name:
                names.setdefault(cell.column, cell.column_name)
    columns = {column: role for column, name in names.items() if (role := slot_role(name)) is not None}
    if any(_COUNTED.search(name) for name in names.values()):
        columns = {
            column: role for column, role in columns.items() if not _MEASURE.fullmatch(names[column].strip())
        }
    work = [column for column, role in columns.items() if role == "content"]
    if "lead" not in columns.values() and len(work) > 1:
        # beside a column for the work, who is given it (`Chủ trì: Sở A. Phối hợp: …`)
        given = [column for column in work if _GIVEN.fullmatch(names[column].strip())]
        columns |= dict.fromkeys(given, "lead")
        work = [column for column in work if column not in given]
    aims = [column for column in work if _AIM.match(names[column].strip())]
    for column in aims if len(aims) < len(work) else ():
        del columns[column]
    if not work and any(role == "lead" and _DOES.search(names[column]) for column, role in columns.items()):
        # the first column that announces nothing else says what is to be done (`Tiêu chí`, `Chỉ tiêu`)
        open_columns = [column for column in names if columns.get(column, "product") == "product"]
        columns |= dict.fromkeys(sorted(open_columns)[:1], "content")
    return columns


def _table_tasks(
    document: Document, table: list[_Row], columns: dict[int, SlotRole], is_time: IsTime
) -> Iterator[Task]:
    ancestors = document.ancestors_of(table[0].block)
    over = _over(document, next((block for block in ancestors if block.kind == "heading"), None), is_time)
    above = replace(over)
    group: list[str] = []
    rows = [row for row in table if any(cell.column_name is not None for cell in row.cells)]
    task: Task | None = None
    for index, row in enumerate(rows):
        heading = _group_heading(document, row, rows[index + 1 : index + 2], columns)
        if heading is not None:
            group = [" ".join(document.text_of(row.block).split())]
            own = _over(document, heading, is_time)
            above = _Above(leads=own.leads or over.leads, heading=own.heading or over.heading)
            continue
        content = _content(row, document, columns)
        if content is not None and _TOTAL.match(document.text_of(content)):
            continue
        if content is not None:
            if task is not None:
                yield task
            task = _task(document, row, content, columns, above, group)
        elif task is not None and any(
            cell.covered and columns.get(cell.column or 0) == "content" for cell in row.cells
        ):
            task = _with_row(task, document, row, columns)
    if task is not None:
        yield task


def _with_row(task: Task, document: Document, row: _Row, columns: dict[int, SlotRole]) -> Task:
    """The task with the units and times of a further row that the cell with the work reaches over."""
    named = {(part.role, part.name) for part in task.units}
    roles = dict(_UNIT_ROLES)
    units, times = list(task.units), list(task.time_spans)
    for cell in row.cells:
        slot = columns.get(cell.column or 0)
        if slot == "time":
            times.append((cell.char_start, cell.char_end))
        elif slot in roles:
            units += [
                part
                for part in _units(document, cell, roles[slot], ())
                if (part.role, part.name) not in named
            ]
    return replace(task, units=tuple(units), time_spans=tuple(times))


def _over(document: Document, heading: Block | None, is_time: IsTime) -> _Above:
    """What the heading over rows gives them: the units that it names alone; itself, where it is nothing but a time."""
    if heading is None:
        return _Above()
    span = (heading.body_start, heading.char_end)
    return _Above(leads=_named(document, heading), heading=(span,) if is_time(*span) else ())


def _named(document: Document, block: Block) -> tuple[UnitPart, ...]:
    """The units that a heading, or a row that is one, names and says nothing else."""
    text = document.text_of(block)
    units = read_whole_list(text)
    return () if units is None else tuple(cell_roles(text, units, "lead", block.char_start))


def _group_heading(
    document: Document, row: _Row, following: list[_Row], columns: dict[int, SlotRole]
) -> Block | None:
    """The cell that heads a group of rows: nothing but an ordinal and a text stands in the row.

    Cells merged with those above are empty too. What tells a heading is its Roman number or letter, its capitals, or
    a further row that is numbered under it.
    """
    texts = {cell.column: document.text_of(cell).strip() for cell in row.cells}
    filled = [cell for cell in row.cells if texts[cell.column] or cell.covered]
    telling = [cell for cell in filled if columns.get(cell.column or 0) not in ("ordinal", "note", None)]
    if not filled or [columns.get(cell.column or 0) for cell in telling] not in ([], ["content"]):
        return None
    said = telling or [cell for cell in filled if columns.get(cell.column or 0) != "ordinal"]
    heading = said[0] if said else filled[0]
    text = texts[heading.column]
    label = _label(document, row, columns) if said else ""
    if _GROUP_LABEL.fullmatch(label) or (len(text) > 3 and text.isupper()):
        return heading
    if _NUMBER_LABEL.fullmatch(label) and said:
        below = _label(document, following[0], columns) if following else ""
        return (
            heading
            if below.startswith(f"{label}.") or below[:1].isalpha() or below[:1] in ("-", "+")
            else None
        )
    merged = len(texts) > 2 and (len(texts) - len(filled) < 2 or _BULLET.sub("", text, count=1) != text)
    return heading if following and not merged else None


def _label(document: Document, row: _Row, columns: dict[int, SlotRole]) -> str:
    cells = (cell for cell in row.cells if columns.get(cell.column or 0) == "ordinal")
    return next((document.text_of(cell).strip(" .)") for cell in cells), "")


def _content(row: _Row, document: Document, columns: dict[int, SlotRole]) -> Block | None:
    """The cell that tells the work: the last filled one of the columns for it."""
    cells = [
        cell
        for cell in row.cells
        if columns.get(cell.column or 0) == "content" and document.text_of(cell).strip()
    ]
    return cells[-1] if cells else None


def _task(
    document: Document,
    row: _Row,
    content: Block,
    columns: dict[int, SlotRole],
    above: _Above,
    group: list[str],
) -> Task:
    stated: dict[SlotRole, list[Block]] = {}
    for cell in row.cells:
        if (role := columns.get(cell.column or 0)) is not None:
            stated.setdefault(role, []).append(cell)
    merged = not _texts(document, stated, "lead") and bool(above.parts.get("lead"))
    now: dict[SlotRole, tuple[UnitPart, ...]] = {}
    for role, unit_role in _UNIT_ROLES:
        cells = stated.get(role, [])
        if role == "lead" or _texts(document, stated, role) or not (merged or _all_covered(cells)):
            now[role] = tuple(
                part
                for cell in cells
                for part in _units(document, cell, unit_role, above.parts.get(role, ()))
            )
        else:
            now[role] = above.parts.get(role, ())
    if merged:
        sure = _all_covered(stated.get("lead", []))
        now["lead"] = tuple(part if sure else _as_inherited(part) for part in above.parts["lead"])
    if not now["lead"]:
        now["lead"] = above.leads
    times = _times(document, stated, content, above, merged=merged)
    products = [text for cell in stated.get("product", []) if (text := document.text_of(cell).strip())]
    if not products and _all_covered(stated.get("product", [])):
        products = above.products
    above.parts, above.times, above.products = now, times, products
    bullet = _BULLET.match(document.text_of(content))
    return Task(
        start=content.char_start + (bullet.end() if bullet else 0),
        end=content.char_end,
        rule="table_row",
        confidence=1.0,
        section=(*section_of(document, row.block), *group),
        origin="table",
        product="; ".join(products) or None,
        units=tuple(part for found in now.values() for part in found),
        time_spans=(*times, (content.char_start, content.char_end)),
        times_above=above.heading,
    )


def _all_covered(cells: list[Block]) -> bool:
    """Whether cells are nothing but parts of the cells above them."""
    return bool(cells) and all(cell.covered for cell in cells)


def _texts(document: Document, stated: dict[SlotRole, list[Block]], role: SlotRole) -> str:
    return "".join(document.text_of(cell).strip() for cell in stated.get(role, []))


def _times(
    document: Document, stated: dict[SlotRole, list[Block]], content: Block, above: _Above, *, merged: bool
) -> tuple[tuple[int, int], ...]:
    """The cells in which the row's deadlines stand: its own, or those of the row above that they repeat or are merged
    with. A column of times before the work groups the rows."""
    times: list[tuple[int, int]] = []
    for cell in stated.get("time", []):
        text = document.text_of(cell)
        before = (cell.column or 0) < (content.column or 0)
        if _SAME.fullmatch(text) or (not text.strip() and (merged or before or cell.covered)):
            times.extend(time for time in above.times if time not in times)
        else:
            times.append((cell.char_start, cell.char_end))
    return tuple(times)


def _units(document: Document, cell: Block, role: Role, above: tuple[UnitPart, ...]) -> Iterator[UnitPart]:
    text = document.lines_of(cell)
    if _SAME.fullmatch(text):
        yield from above
    elif not _NOBODY.fullmatch(text):
        units = read_unit_list(text, cell=True)
        yield from cell_roles(text, units, role, cell.char_start)


def _as_inherited(part: UnitPart) -> UnitPart:
    return replace(part, confidence=min(part.confidence, _INHERITED))
