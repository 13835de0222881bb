"""Tables of a Word file: which cells each row has, where they stand in the grid, and how far they reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.read.docx.names import number, switch, value, w

_MAX_COLUMNS = 200
_CONTAINERS = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_FEWEST_ROWS = 2


@dataclass(slots=True)
class TableCell:
    """A cell: the element with its blocks, its column and its spans."""

    element: Any
    column: int
    column_span: int
    row_span: int = 1


@dataclass(slots=True)
class TableRow:
    """A row of cells in column order; `header` where it is repeated on each page."""

    number: int
    header: bool
    cells: list[TableCell] = field(default_factory=list)


def read_rows(table: Any) -> list[TableRow]:
    """The rows of a table as printed: deleted rows left out, cells merged downwards counted to the first."""
    rows: list[TableRow] = []
    merged: dict[int, TableCell] = {}
    for element in _children(table, w("tr")):
        properties = element.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        row = TableRow(len(rows), bool(switch(properties, "tblHeader")))
        column = min(number(value(properties, "gridBefore")) or 0, _MAX_COLUMNS)
        below: dict[int, TableCell] = {}
        for cell_element in _children(element, w("tc")):
            cell_properties = cell_element.find(w("tcPr"))
            span = min(max(number(value(cell_properties, "gridSpan")) or 1, 1), _MAX_COLUMNS)
            merge = None if cell_properties is None else cell_properties.find(w("vMerge"))
            goes_on = merge is not None and merge.get(w("val"), "continue") == "continue"
            above = merged.get(column)
            if goes_on and above is not None:
                above.row_span += 1
                below[column] = above
            else:
                cell = TableCell(cell_element, column, span)
                row.cells.append(cell)
                if merge is not None:
                    below[column] = cell
            column += span
            if column >= _MAX_COLUMNS:
                break
        merged = below
        rows.append(row)
    return rows


def is_placement(rows: list[TableRow], *, nested: bool) -> bool:
    """Whether a table only places what is in it: it holds a table that is one itself, or is inside a table's cell."""
    if nested:
        return True
    cells = [cell for row in rows for cell in row.cells]
    if max((len(row.cells) for row in rows), default=0) > 2 and len(rows) > _FEWEST_ROWS:
        return False
    inner = (table for cell in cells for table in cell.element.iterfind(w("tbl")))
    return any(len(table.findall(w("tr"))) >= _FEWEST_ROWS for table in inner)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """The children with a tag, those inside content controls and insertions among them."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _CONTAINERS:
            yield from _children(element, tag)
