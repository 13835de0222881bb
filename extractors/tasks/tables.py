"""Tasks in tables: one for each row that names a piece of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extractors.common.document import Block, Document
from extractors.common.slots import SlotRole, slot_role
from extractors.tasks.records import Role, Task, UnitPart
from extractors.tasks.roles import cell_roles, shifted
from extractors.tasks.sections import section_of
from extractors.units import read_unit_list

_SAME = regex.compile(
    r"[\s\"“”'.\-–]*(?:nt|như\s+trên|nêu\s+trên|\"|“|”|''|〃)[\s\"“”'.\-–]*", regex.IGNORECASE
)
_UNIT_ROLES: tuple[tuple[SlotRole, Role], ...] = (
    ("lead", "lead"),
    ("coordinate", "coordinate"),
    ("report_to", "report_to"),
)
_GROUP_LABEL = regex.compile(r"[IVXLC]+|[A-Z]")
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


def find_table_tasks(document: Document) -> Iterator[Task]:
    """The tasks of a document's task tables: tables with a column for the work and one for who does it.

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
            yield from _table_tasks(document, table, columns)


def _columns(table: list[_Row]) -> dict[int, SlotRole]:
    columns: dict[int, SlotRole] = {}
    for row in table:
        for cell in row.cells:
            if cell.column is not None and cell.column_name and cell.column not in columns:
                role = slot_role(cell.column_name)
                if role is not None:
                    columns[cell.column] = role
    return columns


def _table_tasks(document: Document, table: list[_Row], columns: dict[int, SlotRole]) -> Iterator[Task]:
    above = _Above()
    group: list[str] = []
    for row in table:
        if not row.cells or all(cell.column_name is None for cell in row.cells):
            continue
        texts = {cell.column: document.text_of(cell).strip() for cell in row.cells}
        heading = _group_heading(texts, columns)
        if heading is not None:
            group, above = [heading], _Above()
            continue
        content = _content(row, document, columns)
        if content is None:
            continue
        yield _task(document, row, content, columns, above, group)


def _group_heading(texts: dict[int | None, str], columns: dict[int, SlotRole]) -> str | None:
    """The heading of a group of rows: nothing but an ordinal and a text stands in the row."""
    filled = {column: text for column, text in texts.items() if text}
    said = [column for column in filled if column is not None and columns.get(column) != "ordinal"]
    if len(said) > 1 or not filled:
        return None
    if said and columns.get(said[0]) not in ("content", None):
        return None
    label = " ".join(text for column, text in filled.items() if column not in said)
    text = filled[said[0]] if said else label
    roman = bool(_GROUP_LABEL.fullmatch(label.strip(" .)")))
    empty_units = len(texts) - len(filled) >= 2 or len(texts) <= 2
    return f"{label} {text}".strip() if roman or empty_units else None


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
    parts: list[UnitPart] = []
    times: list[tuple[int, int]] = []
    products: list[str] = []
    now: dict[SlotRole, tuple[UnitPart, ...]] = {}
    for cell in row.cells:
        role = columns.get(cell.column or 0)
        text = document.text_of(cell)
        if role == "product" and text.strip():
            products.append(text.strip())
        elif role == "time":
            times.extend(above.times if _SAME.fullmatch(text) else [(cell.char_start, cell.char_end)])
        for column_role, unit_role in _UNIT_ROLES:
            if role == column_role:
                now[role] = now.get(role, ()) + _units(cell, text, unit_role, above.parts.get(role, ()))
    for found in now.values():
        parts.extend(found)
    times.append((content.char_start, content.char_end))
    above.parts = {**above.parts, **{role: found for role, found in now.items() if found}}
    above.times = tuple(time for time in times if time != (content.char_start, content.char_end))
    return Task(
        start=content.char_start,
        end=content.char_end,
        rule="table_row",
        confidence=1.0,
        section=(*section_of(document, row.block), *group),
        origin="table",
        product="; ".join(products) or None,
        units=tuple(parts),
        time_spans=tuple(times),
    )


def _units(cell: Block, text: str, role: Role, above: tuple[UnitPart, ...]) -> tuple[UnitPart, ...]:
    if _SAME.fullmatch(text):
        return above
    if not text.strip():
        if role != "lead":
            return ()
        return tuple(_as_inherited(part) for part in above)
    units = read_unit_list(text, cell=True)
    return tuple(shifted(part, cell.char_start) for part in cell_roles(text, units, role))


def _as_inherited(part: UnitPart) -> UnitPart:
    return UnitPart(
        start=part.start,
        end=part.end,
        rule=part.rule,
        confidence=min(part.confidence, _INHERITED),
        name=part.name,
        kind=part.kind,
        level=part.level,
        role=part.role,
    )
