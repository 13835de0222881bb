"""Finds the indices of a line and of a document, with the values stated for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import regex

from extractors.common.document import Block, Document
from extractors.common.spelling import WORD_CHARACTER, lowered
from extractors.indices.attribution import attribute
from extractors.indices.context import plan_years_of, setting_under
from extractors.indices.cues import Setting
from extractors.indices.names import Name, find_names
from extractors.indices.records import IndexMention, IndexValue
from extractors.indices.tables import Cell, RowSubject, continues, is_label, row_values, subject_of
from extractors.indices.values import find_statements
from extractors.indices.years import with_years

_ACRONYMS = ("pci", "sipas", "papi", "ddci", "dti", "pgi", "pii", "gii", "egdi", "ebi", "ipii")
# in lower case, and each alternative with a letter first, which `re` finds fastest
_ANCHOR = re.compile(
    r"chỉ\s+số|hài\s+lòng|index|quản\s+trị|sẵn\s+sàng|"
    + "|".join(rf"{acronym[0]}(?<!\w.){acronym[1:]}(?!{WORD_CHARACTER})" for acronym in _ACRONYMS)
)
_LONGEST_LIST = 60
"""A list's members are sought no further back than so many blocks."""
_LONGEST_LEAD = 500
_MAY_STATE = regex.compile(r"\d|nhóm|tốp|top|bậc|loại|đầu|thứ|hạng|mức", regex.IGNORECASE)


def find_in_text(text: str, *, plan_years: tuple[int, int] | None = None) -> list[IndexMention]:
    """The indices named in one logical line, with the values stated for them, in order.

    `plan_years` are the first and last year that the document covers; they help to tell results from targets.
    """
    return _find_in_line(text, Setting(plan_years=plan_years)) if _ANCHOR.search(lowered(text)) else []


def find_indices(document: Document, *, plan_years: tuple[int, int] | None = None) -> list[IndexMention]:
    """The indices named in a document, page furniture left out, in the order of the text.

    Offsets, those of the values too, are in `document.text`. Beside what a line says itself, headings above it
    tell targets from results and give the year of a target; the cells of a table's row belong together; and
    items under a heading that only names an index state values of that index.
    """
    blocks = _anchored(document)
    if blocks and plan_years is None:
        plan_years = plan_years_of(
            document.body_of(block) for block in document.blocks if block.kind in ("title", "letterhead")
        )
    found: list[IndexMention] = []
    for (table, row), group in groupby(blocks, key=lambda block: (block.table_id, block.row)):
        if table is None or row is None:
            for block in group:
                found += _in_block(document, block, plan_years)
        else:
            found += _in_row(document, list(group), plan_years)
    return found


def _anchored(document: Document) -> list[Block]:
    """The leaf blocks in which some index may be named, in reading order."""
    blocks: list[Block] = []
    for match in _ANCHOR.finditer(lowered(document.text)):
        if blocks and match.start() < blocks[-1].char_end:
            continue
        block = document.block_at(match.start())
        if block is not None and block.kind not in ("page_furniture", "table_row"):
            blocks.append(block)
    return blocks


def _find_in_line(line: str, setting: Setting) -> list[IndexMention]:
    names = with_years(line, find_names(line))
    if not names:
        return []
    statements = find_statements(line) if _MAY_STATE.search(line) else []
    values = attribute(line, names, statements, setting) if statements else [[] for _ in names]
    return [_mention(name, found) for name, found in zip(names, values, strict=True)]


def _mention(name: Name, values: Sequence[IndexValue]) -> IndexMention:
    return IndexMention(
        start=name.start,
        end=name.end,
        rule=name.rule,
        confidence=name.confidence,
        code=name.code,
        year=name.year,
        values=tuple(values),
    )


def _setting(document: Document, block: Block, plan_years: tuple[int, int] | None) -> Setting:
    return setting_under(_above(document, block), plan_years)


def _above(document: Document, block: Block) -> Iterator[str]:
    """What a block stands under, the nearest first: its ancestors, and the paragraphs that lead in its list or
    theirs (`Kết quả năm 2024 như sau:`)."""
    for below in (block, *document.ancestors_of(block)):
        if below is not block and below.kind != "table_row":
            yield document.body_of(below)
        if below.kind in ("item", "heading") and (lead := _lead_in(document, below)) is not None:
            yield lead


def _lead_in(document: Document, block: Block) -> str | None:
    """The paragraph with a colon at its end that stands before the list of which the block is a member."""
    for block_id in range(block.block_id - 1, max(-1, block.block_id - 1 - _LONGEST_LIST), -1):
        before = document.blocks[block_id]
        if before.depth < block.depth:
            return None
        if before.depth == block.depth and before.kind not in ("item", "heading"):
            text = document.body_of(before)
            leads = before.kind == "paragraph" and text.endswith(":") and len(text) <= _LONGEST_LEAD
            return text if leads else None
    return None


def _in_block(document: Document, block: Block, plan_years: tuple[int, int] | None) -> list[IndexMention]:
    setting = _setting(document, block, plan_years)
    text = document.body_of(block)
    mentions = _find_in_line(text, setting)
    if mentions and not any(mention.values for mention in mentions):
        names = with_years(text, find_names(text))
        if is_label(text, names):
            mentions = _with_values_below(document, block, mentions, names, plan_years)
            return [replace(mention.shifted(block.body_start), values=mention.values) for mention in mentions]
    return [mention.shifted(block.body_start) for mention in mentions]


def _with_values_below(
    document: Document,
    block: Block,
    mentions: Sequence[IndexMention],
    names: Sequence[Name],
    plan_years: tuple[int, int] | None,
) -> list[IndexMention]:
    """The mentions of a heading with the values that the items under it state, offsets of those in the document."""
    owners = [replace(name, start=0, end=0) for name in names]
    values: list[list[IndexValue]] = [[] for _ in names]
    for child in document.children_of(block.block_id):
        text = document.body_of(child)
        if child.kind not in ("item", "paragraph") or not _MAY_STATE.search(text) or find_names(text):
            continue
        found = attribute(text, owners, find_statements(text), _setting(document, child, plan_years))
        for index, stated in enumerate(found):
            values[index] += [
                replace(
                    value.shifted(child.body_start),
                    rule="value_below_name",
                    confidence=min(value.confidence, 0.9),
                )
                for value in stated
            ]
    return [replace(mention, values=tuple(found)) for mention, found in zip(mentions, values, strict=True)]


def _in_row(
    document: Document, blocks: Sequence[Block], plan_years: tuple[int, int] | None
) -> list[IndexMention]:
    """The indices of a table's row, and the values in this row and in those that go on about the same index."""
    row = _row_of(document, blocks[0])
    setting = _setting(document, row, plan_years) if row is not None else Setting(plan_years=plan_years)
    mentions: list[IndexMention] = []
    for block in blocks:
        mentions += [m.shifted(block.char_start) for m in _find_in_line(document.text_of(block), setting)]
    if row is None or not mentions:
        return mentions
    cells = list(_cells(document, row))
    subject = subject_of(cells)
    if subject is None:
        return mentions
    values = row_values(cells, subject, setting)
    for following in _rows_after(document, row, subject):
        for index, found in enumerate(row_values(following, subject, setting)):
            values[index] += found
    first = next(
        i for i, mention in enumerate(mentions) if mention.start >= _column_start(cells, subject.column)
    )
    for index, found in enumerate(values):
        mention = mentions[first + index]
        mentions[first + index] = replace(mention, values=mention.values + tuple(found))
    return mentions


def _row_of(document: Document, cell: Block) -> Block | None:
    return None if cell.parent_id is None else document.blocks[cell.parent_id]


def _cells(document: Document, row: Block) -> Iterator[Cell]:
    for block in document.children_of(row.block_id):
        yield Cell(document.text_of(block), block.char_start, block.column or 0, block.column_name or "")


def _column_start(cells: Sequence[Cell], column: int) -> int:
    return next(cell.start for cell in cells if cell.column == column)


def _rows_after(document: Document, row: Block, subject: RowSubject) -> Iterator[list[Cell]]:
    """The rows below that name no index and go on about the same one."""
    for block_id in range(row.block_id + 1, len(document.blocks)):
        block = document.blocks[block_id]
        if block.kind != "table_row":
            if block.kind != "table_cell":
                return
            continue
        cells = list(_cells(document, block))
        if (
            block.table_id != row.table_id
            or _ANCHOR.search(lowered(document.text_of(block)))
            or not continues(cells, subject)
        ):
            return
        yield cells
