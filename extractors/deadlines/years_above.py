"""The years that headings, groups of rows and cells before it in its row state for a time printed without its year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import regex

from extractors.common.document import Document
from extractors.common.patterns import compiled
from extractors.deadlines.horizon import Horizon
from extractors.deadlines.patterns import FLAGS

_YEAR = r"(?P<first>20\d\d)(?:\s*(?:[-–]|đến(?:\s+hết)?)\s*(?:năm\s+)?(?P<last>20\d\d))?(?![\d/-])"
_PART = r"(?:(?:quý|tháng|học\s+kỳ)\s+(?:\d{1,2}|[IV]{1,3})\s*(?:/|năm)\s*)?"
# `Năm 2027`, `Giai đoạn 1 (2026 - 2027)`, `Quý I/2027:`, `Nhiệm vụ trọng tâm năm 2027`; not `Đến năm 2027`
_HEADING = compiled(
    r"\s*(?:(?:các|những)\s+)?(?:(?:nhiệm\s+vụ|công\s+việc|nội\s+dung|hoạt\s+động|lộ\s+trình|tiến\s+độ|kế\s+hoạch"
    r"|triển\s+khai)(?:\s+(?!đến\b|trước\b|sau\b|số\b)[\p{L},]+){0,8}?\s+)?"
    r"(?:(?:trong|vào)\s+)?(?:giai\s+đoạn\s+(?:(?:\d|[IVX]{1,3})\s*[:(–-]?\s*)?)?(?:từ\s+(?=năm\s+\d+\s+đến))?"
    rf"{_PART}(?:năm\s+)?{_YEAR}\s*(?:[:;,.)]|$)",
    FLAGS,
)
# a cell that holds nothing but a month, a quarter or a year
_CELL = compiled(
    rf"\s*(?:(?:quý|tháng)\s*)?(?:(?:\d{{1,2}}|[IV]{{1,3}})\s*[/.-]\s*)?(?:năm\s+)?{_YEAR}\s*", FLAGS
)
_COLUMN = compiled(rf"(?:^|(?<!đến\s)năm\s+|giai\s+đoạn\s+|/\s*){_YEAR}[\s).]*$", FLAGS)
_LONGEST = 80


def years_above(
    document: Document, *, plan_years: tuple[int, int] | None, issued: date | None
) -> dict[int, tuple[int, int]]:
    """The first and last year stated for blocks, by block id: by what stands above them, before them in a row or at
    their beginning; blocks for which nothing states one are left out.

    `plan_years` are the first and last year that the plan covers and `issued` its day of issue: years before both
    are of what was done, and give none.
    """
    first = Horizon(plan_years, issued).first_possible_year()
    years: dict[int, tuple[int, int]] = {}
    for block in document.blocks:
        stated = None
        if block.kind not in ("table_row", "table_cell"):
            text = document.text[block.body_start : min(block.char_end, block.body_start + _LONGEST)]
            stated = _years(_HEADING.match(text), first)
        if stated is None and block.parent_id is not None:
            stated = years.get(block.parent_id)
        if stated is not None:
            years[block.block_id] = stated
    return years | dict(_of_cells(document, first))


def _years(match: regex.Match[str] | None, first_possible: int | None) -> tuple[int, int] | None:
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    return (first, last) if first <= last and (first_possible or 0) <= first else None


def _of_cells(document: Document, first: int | None) -> Iterator[tuple[int, tuple[int, int]]]:
    """The years stated for cells of tables within them, by the cells' block ids."""
    cells = (block for block in document.blocks if block.kind == "table_cell")
    for _, table in groupby(cells, key=lambda cell: cell.table_id):
        group: tuple[int, int] | None = None
        above: dict[int | None, tuple[int, int] | None] = {}
        for _, in_row in groupby(table, key=lambda cell: cell.row):
            row = list(in_row)
            filled = [cell for cell in row if document.text_of(cell).strip() or cell.covered]
            if 0 < len(filled) <= 2 and not any(cell.covered for cell in filled):
                group = _years(_HEADING.fullmatch(document.text_of(filled[-1])), first) or group
            before: tuple[int, int] | None = None
            for cell in row:
                named = _years(_COLUMN.search(cell.column_name or ""), first)
                if (years := before or named or group) is not None:
                    yield cell.block_id, years
                text = document.text_of(cell)
                if text.strip():
                    above[cell.column] = _years(_CELL.fullmatch(text), first)
                before = above.get(cell.column) or before
