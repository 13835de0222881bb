"""Which lines of a table's cells their author ended, seen by the room that they leave before the column's edge."""

from __future__ import annotations

from pipeline.read.layout.records import Grid, GridCell, TextLine

_BLANK = 0.25
"""A blank's width in sizes."""
_SURE = 0.3
"""So many sizes more than the next word needs have to be free."""
_CENTRED = 0.5
"""A line is centred in its column if the room left and right of it differs by so many sizes at most."""
_PADDING = 0.5
"""The margin in sizes of a centred column, in which no line need begin at the margin."""
_LEAST_MARGIN = 0.15
_UNRULED = 1.1
"""Columns without ruled lines begin where their text does, with no margin, and are so many sizes apart at least."""


class Columns:
    """The columns of a table with the margins that their text keeps."""

    def __init__(self, grid: Grid) -> None:
        self._edges = grid.columns
        self._margins: dict[int, float] = {}
        self._centred: dict[int, bool] = {}
        for cell in grid.cells:
            left, right = self._edges_of(cell)
            for line in cell.lines:
                margin = max(line.x0 - left, 0.0)
                self._margins[cell.column] = min(self._margins.get(cell.column, margin), margin)
                # a first line that is set in may be centred by chance: all lines of a column are not
                centred = abs((line.x0 - left) - (right - line.x1)) <= _CENTRED * line.size
                self._centred[cell.column] = self._centred.get(cell.column, True) and centred

    def _edges_of(self, cell: GridCell) -> tuple[float, float]:
        return self._edges[cell.column], self._edges[cell.column + cell.column_span]

    def ends_early(self, cell: GridCell, line: TextLine, following: TextLine) -> bool:
        """Whether the first word of the next line would have found room on a line of a cell."""
        left, right = self._edges_of(cell)
        margin = self._margins.get(cell.column, 0.0)
        end = right - (margin if margin > _LEAST_MARGIN * line.size else _UNRULED * line.size)
        first = following.words[0]
        needed = first.x1 - first.x0 + (_BLANK + _SURE) * line.size
        if self._centred.get(cell.column, False):
            margin = min(margin, _PADDING * line.size)
            return right - left - 2 * margin - (line.x1 - line.x0) > needed
        return end - line.x1 > needed
