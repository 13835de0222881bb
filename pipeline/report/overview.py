"""The overview: every file of a run with what was found in it, to be searched and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.naming import document_number
from pipeline.report.html import json_for_script, page
from pipeline.report.tables import Row
from pipeline.report.wording import day_in_words, warning_in_vietnamese, word

_File = list[str | int | list[str] | list[int] | None]
_STATUS_ORDER = ("failed", "partial", "ok", "duplicate", "skipped")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a document has, and how many passages should be looked at."""

    tasks: int
    citations: int
    indices: int
    deadlines: int
    to_check: int


def overview_html(sources: Sequence[Row], documents: Mapping[str, Row], counts: Mapping[str, Counts]) -> str:
    """The page `index.html`; `documents` and `counts` are by doc_id."""
    files = [_file(source, documents, counts) for source in sources]
    files.sort(key=lambda file: (_STATUS_ORDER.index(str(file[2])), file[1]))
    statuses = {status: word("statuses", status) for status in _STATUS_ORDER}
    return page(
        "overview.html",
        "overview.js",
        data=json_for_script({"files": files, "statuses": statuses}),
        figures=_figures(files, counts.values()),
    )


def _figures(files: Sequence[_File], counts: Iterable[Counts]) -> list[tuple[str, str, str]]:
    """What there is in all: name, number and, for what asks for attention, its kind."""
    counted = list(counts)
    doubtful = sum(bool(file[0]) and bool(file[-1] or file[-2]) for file in files)
    failed = sum(file[2] == "failed" for file in files)
    figures = (
        ("tệp", len(files), ""),
        ("văn bản", len(counted), ""),
        ("nhiệm vụ", sum(count.tasks for count in counted), ""),
        ("thời hạn", sum(count.deadlines for count in counted), ""),
        ("viện dẫn", sum(count.citations for count in counted), ""),
        ("lần nêu chỉ số", sum(count.indices for count in counted), ""),
        ("cần kiểm tra", doubtful, "doubt" if doubtful else ""),
        ("không đọc được", failed, "failed" if failed else ""),
    )
    return [(name, f"{number:,}".replace(",", "."), kind) for name, number, kind in figures]


def plan_year(document: Row) -> int | None:
    """The year that a plan is for, the year of its issue where it names none."""
    if document["plan_year_first"] is not None:
        return int(document["plan_year_first"])
    return document["issued_date"].year if document["issued_date"] is not None else None


def name_of(document: Row) -> str:
    """Type, number and symbol as they are cited: `Kế hoạch số 12/KH-UBND`."""
    # a draft has its symbol before it has its number
    number = document_number(document["number"] or ("…" if document["symbol"] else None), document["symbol"])
    type_ = document["type"] or "văn bản"
    name = f"{type_} số {number}" if number else type_
    return name[:1].upper() + name[1:]


def _file(source: Row, documents: Mapping[str, Row], counts: Mapping[str, Counts]) -> _File:
    """One file as the overview's script takes it: the order of the values is the script's."""
    document = documents.get(source["doc_id"] or "")
    if document is None:
        kind = source["error_kind"]
        problem = ": ".join(part for part in (word("errors", kind), source["error_message"]) if part)
        status = source["status"]
        return [
            "",
            source["path"],
            status,
            "",
            "",
            "",
            "",
            "",
            None,
            "",
            [0, 0, 0, 0],
            0,
            [problem] if problem else [],
        ]
    count = counts[document["doc_id"]]
    return [
        document["doc_id"],
        source["path"],
        source["status"],
        document["type"] or "",
        name_of(document),
        document["subject"] or "",
        document["issuer"] or "",
        document["province"] or "",
        plan_year(document),
        day_in_words(document["issued_date"], document["issued_precision"]),
        [count.tasks, count.citations, count.indices, count.deadlines],
        count.to_check,
        [warning_in_vietnamese(warning)[0] for warning in document["warnings"]],
    ]
