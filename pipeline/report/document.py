"""The page of one document: its text with mentions marked, and beside it the rows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from pipeline.report.frames import frames_of
from pipeline.report.html import json_for_script, page
from pipeline.report.layout import document_html
from pipeline.report.marks import Marker, distinct
from pipeline.report.overview import Counts, name_of
from pipeline.report.panel import count_low, marks_of, panel_of
from pipeline.report.tables import Row
from pipeline.report.wording import day_in_words, warning_in_vietnamese, word

KINDS = (
    ("t", "Nhiệm vụ"),
    ("u", "Đơn vị"),
    ("d", "Thời hạn"),
    ("c", "Viện dẫn"),
    ("i", "Chỉ số"),
    ("v", "Giá trị chỉ số"),
)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page's picture: where it lies relative to the report's pages, and its size in pixels."""

    number: int
    path: str
    width: int
    height: int


def counts_of(rows: dict[str, list[Row]]) -> Counts:
    """How much was found in a document, from its rows by table name."""
    return Counts(
        tasks=len(rows["tasks"]),
        citations=len(rows["citations"]),
        indices=len(rows["indices"]),
        deadlines=len(rows["deadlines"]),
        to_check=count_low(rows),
    )


def document_page(
    document: Row,
    rows: dict[str, list[Row]],
    *,
    before: Row | None = None,
    after: Row | None = None,
    pictures: list[PagePicture] | None = None,
) -> str:
    """The page of one document from its rows by table name; `before` and `after` are its neighbours."""
    marks = distinct(marks_of(rows))
    panel = panel_of(rows)
    counted = {kind: sum(mark.kind == kind for mark in marks) for kind, _ in KINDS}
    shown = pictures or []
    return page(
        "document.html",
        "document.js",
        document=document,
        name=name_of(document),
        facts=_facts(document),
        warnings=[warning_in_vietnamese(warning) for warning in document["warnings"]],
        partial=document["status"] == "partial",
        text=Markup(document_html(rows["blocks"], Marker(marks))),  # noqa: S704 - escaped piece by piece
        sections=[(name, heading, count, Markup(items)) for name, heading, count, items in panel.sections],  # noqa: S704
        to_check=panel.to_check,
        kinds=[(kind, name, counted[kind]) for kind, name in KINDS if counted[kind]],
        pictures=shown,
        lacks_pictures=bool(rows["pages"]) and not shown,
        frames=json_for_script(frames_of(marks, rows["pages"]) if shown else {}),
        before=before,
        after=after,
    )


def _facts(document: Row) -> list[tuple[str, str]]:
    first, last = document["plan_year_first"], document["plan_year_last"]
    years = "" if first is None else str(first) if first == last or last is None else f"{first}–{last}"
    authority = word("authorities", document["signing_authority"])
    signer = " – ".join(part for part in (document["signer"], document["signer_position"]) if part)
    signer += f" ({authority})" if signer and authority else authority
    stated = (
        ("Cơ quan ban hành", document["issuer"]),
        ("Cơ quan cấp trên", document["parent_body"]),
        ("Tỉnh, thành phố", document["province"]),
        ("Ngày ban hành", day_in_words(document["issued_date"], document["issued_precision"])),
        ("Năm kế hoạch", years),
        ("Người ký", signer),
        ("Độ khẩn", document["urgency"]),
        ("Độ mật", document["confidentiality"]),
        ("Kính gửi", "; ".join(document["addressees"])),
        ("Mã văn bản", document["doc_id"]),
        ("Nơi nhận", "; ".join(document["recipients"])),
    )
    return [(name, value) for name, value in stated if value]
