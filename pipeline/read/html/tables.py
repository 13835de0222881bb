"""Tables of a web page: rows and cells, and whether a table only places what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MAX_SPAN = 100
_FEWEST_ROWS = 2
_SECTIONS = frozenset(("tbody", "thead", "tfoot"))


def rows_of(table: Any) -> list[tuple[Any, bool]]:
    """The rows of a table itself, in the order shown, each with whether it is in the table's head."""
    head: list[tuple[Any, bool]] = []
    body: list[tuple[Any, bool]] = []
    foot: list[tuple[Any, bool]] = []
    for child in table:
        if child.tag == "tr":
            body.append((child, False))
        elif child.tag in _SECTIONS:
            rows = [(row, child.tag == "thead") for row in child if row.tag == "tr"]
            {"thead": head, "tbody": body, "tfoot": foot}[child.tag].extend(rows)
    return [*head, *body, *foot]


def cells_of(row: Any) -> list[Any]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def span(cell: Any, name: str) -> int:
    """How far a cell reaches (`colspan` or `rowspan`), at least 1."""
    text = (cell.get(name) or "").strip()[:6]
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() else 1


def is_placement(rows: list[tuple[Any, bool]], *, nested: bool) -> bool:
    """Whether a table only places what is in it: inside another table, of one cell, or around a table of its own."""
    if nested:
        return True
    cells = [cell for row, _ in rows for cell in cells_of(row)]
    if len(cells) == 1:
        return True
    if max((len(cells_of(row)) for row, _ in rows), default=0) > 3 and len(rows) > _FEWEST_ROWS:
        return False
    inner = (table for cell in cells for table in _outermost_tables(cell))
    return any(
        len(inside) >= _FEWEST_ROWS and max(len(cells_of(row)) for row, _ in inside) > 1
        for inside in map(rows_of, inner)
    )


def _outermost_tables(element: Any) -> Iterator[Any]:
    pending = list(reversed(element))
    while pending:
        child = pending.pop()
        if child.tag == "table":
            yield child
        else:
            pending.extend(reversed(child))
