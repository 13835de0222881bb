"""Deadlines of a whole document: which of its blocks may hold one, and which of them fill a time slot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from extractors.common.document import Block, Document
from extractors.common.labels import PHASE
from extractors.common.reviews import under_reviews
from extractors.common.slots import slot_line_role, slot_role
from extractors.deadlines.contexts import is_over_work
from extractors.deadlines.finder import find_deadlines, read_time_slot, shifted
from extractors.deadlines.patterns import FLAGS
from extractors.deadlines.records import Deadline
from extractors.deadlines.years_above import years_above

_PROSE = frozenset({"paragraph", "item", "heading"})
_LONGEST_SLOT = 200
_ITEM = regex.compile(r"^[-–+•*](?=\s)", regex.MULTILINE)
_LABELLED = regex.compile(r"[^:]{3,80}:\s+\p{L}")
_TIME_ALONE = regex.compile(
    r"\s*+(?:(?:trong|vào)\s++)?(?:quý|tháng|năm)\s++"
    r"(?:(?:\d{1,4}+|[IV]{1,3}+)(?:\s*+[-–,/]\s*+|\s++năm\s++|\s++và\s++(?:quý\s++|tháng\s++)?)?+){1,4}+\s*+\.?",
    FLAGS,
)


def find_document_deadlines(
    document: Document, *, plan_years: tuple[int, int] | None, issued: date | None
) -> list[Deadline]:
    """The deadlines in a document's paragraphs, items and table cells; spans count code points of its text.

    A cell under a time column and a short paragraph under a heading such as `Thời gian thực hiện` are read as time
    slots. The years that a heading, a group of rows or a cell before it states hold for a time printed without its
    year. Columns that tell products or notes, letterhead, legal bases, footnotes, signature and sections that look
    back hold no deadlines.
    """
    found: list[Deadline] = []
    time_headings = frozenset(
        block.block_id
        for block in document.blocks
        if block.kind == "heading" and slot_line_role(document.body_of(block).strip(" :.")) == "time"
    )
    past = under_reviews(document)
    years = years_above(document, plan_years=plan_years, issued=issued)
    for block in document.leaves():
        if block.block_id in past:
            continue
        text = document.body_of(block)
        if not text.strip():
            continue
        slot = _is_slot(document, block, time_headings)
        if slot is None:
            continue
        if block.kind == "table_cell":
            text = _with_items_apart(document.lines_of(block))
        read = read_time_slot if slot else find_deadlines
        deadlines = read(text, plan_years=plan_years, issued=issued, stated=years.get(block.block_id))
        found.extend(_shifted(deadlines, block.body_start))
    return found


def _with_items_apart(cell: str) -> str:
    """A cell's text in which a semicolon stands for each dash that begins an item on a line of its own: no span of time
    reaches over it (`- Tháng 3` / `- Tháng 9`)."""
    if "\n" not in cell or _ITEM.match(cell) is None:
        return cell.replace("\n", " ")
    return _ITEM.sub(lambda dash: " " if dash.start() == 0 else ";", cell)


def _shifted(deadlines: list[Deadline], offset: int) -> Iterator[Deadline]:
    return (shifted(deadline, offset) for deadline in deadlines)


def _is_slot(document: Document, block: Block, time_headings: frozenset[int]) -> bool | None:
    """Whether a block fills a time slot; None where it can hold no deadline."""
    if block.kind == "table_cell":
        role = slot_role(block.column_name) if block.column_name else None
        return {"time": True, "content": False, "lead": False}.get(role or "")
    if block.kind not in _PROSE:
        return None
    heads = block.kind == "heading" and not document.is_item(block)
    if heads and ":" not in document.text_of(block):
        return _in_heading(document, block)
    if block.kind == "heading" or block.parent_id is None:
        return False
    if block.parent_id not in time_headings or block.char_end - block.body_start > _LONGEST_SLOT:
        return False
    # `Quý II: Sơ kết 6 tháng`: what stands after a colon under such a heading is work
    return _LABELLED.match(document.body_of(block)) is None


def _in_heading(document: Document, block: Block) -> bool | None:
    """Whether a heading is nothing but the months or the year in which what stands under it is done (True), or names a
    phase, whose time it may give (False); None for any other, for one of targets or money, and for one of several
    years, which is a horizon."""
    body = document.body_of(block)
    phase = PHASE.match(body) is not None
    if not document.children_of(block.block_id) or not (phase or _TIME_ALONE.fullmatch(body)):
        return None
    above = next(document.ancestors_of(block), None)
    if above is None or not is_over_work(document.body_of(above)):
        return None
    return not phase
