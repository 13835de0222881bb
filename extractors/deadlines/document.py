"""Deadlines of a whole document: which blocks are running text and which fill a time slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extractors.common.document import Block, Document
from extractors.deadlines.contexts import is_time_label, starts_as_time_label
from extractors.deadlines.finder import find_deadlines, read_time_slot
from extractors.deadlines.records import Deadline

_READ = frozenset({"heading", "paragraph", "item", "table_cell"})
_LONGEST_SLOT = 300


def find_document_deadlines(
    document: Document, *, plan_years: tuple[int, int] | None, issued: date | None
) -> list[Deadline]:
    """The deadlines of a document in order, with spans in its text.

    Cells under a column of time and what stands under a heading such as "Thời gian thực hiện" are read as
    time slots; headings, paragraphs, items and other cells as running text. Letterhead, titles, legal bases,
    footnotes, recipients and signature state none.
    """
    deadlines: list[Deadline] = []
    for block in _read_blocks(document):
        read = read_time_slot if fills_time_slot(document, block) else find_deadlines
        offset = block.body_start
        deadlines.extend(
            replace(deadline, start=deadline.start + offset, end=deadline.end + offset)
            for deadline in read(document.body_of(block), plan_years=plan_years, issued=issued)
        )
    return deadlines


def fills_time_slot(document: Document, block: Block) -> bool:
    """Whether a block is a cell under a column of time, or a short text under a heading of time."""
    if block.kind == "table_cell":
        return block.column_name is not None and is_time_label(block.column_name)
    if block.kind not in ("paragraph", "item") or block.parent_id is None:
        return False
    parent = document.blocks[block.parent_id]
    return (
        parent.kind in ("heading", "item", "paragraph")
        and block.char_end - block.body_start <= _LONGEST_SLOT
        and starts_as_time_label(document.body_of(parent))
    )


def _read_blocks(document: Document) -> Iterator[Block]:
    headers = {
        (b.table_id, b.row) for b in document.blocks if b.kind == "table_cell" and _is_header(document, b)
    }
    for block in document.leaves():
        if block.kind in _READ and not (
            block.kind == "table_cell" and (block.table_id, block.row) in headers
        ):
            yield block


def _is_header(document: Document, block: Block) -> bool:
    """Whether a cell only repeats its column's name."""
    text = document.text_of(block).strip()
    return bool(text) and text == block.column_name
