"""Tables without ruled lines: rows whose words begin at the same places, where that is clear."""

from __future__ import annotations

from itertools import pairwise

from pipeline.read.layout.records import Grid, GridCell, TextLine, Word

Row = list[Word]

_APART = 1.1
"""A gap of so many sizes parts two cells."""
_SAME_START = 3.0
"""Points by which the words of one column begin apart at most."""
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
"""Fewer columns or full rows may be a letterhead, a signature or chance."""
_NEAR_ROWS = 2.6
"""Rows of one table are at most so many sizes apart."""
_HEAD_IN = 0.5
"""A head over a column need not begin where the column does; it may reach over its edge by so many sizes."""


def find_aligned(rows: list[Row], page: int) -> tuple[list[Grid], list[Row]]:
    """The page's tables without lines from top to bottom, and the rows outside them.

    A table is three or more rows with words at the same three or more places, and the rows between, above and
    below them that keep to these columns.
    """
    grids: list[Grid] = []
    rest: list[Row] = []
    at = 0
    while at < len(rows):
        starts = _shared_starts(rows, at)
        last = _last_row(rows, at, starts) if starts else at
        if starts and _full_rows(rows[at : last + 1], starts) >= _FEWEST_ROWS:
            first = at - 1 if rest and _is_head(rest[-1], rows[at], starts) else at
            if first < at:
                rest.pop()
            grids.append(_grid(rows[first : last + 1], starts, page))
            at = last + 1
        else:
            rest.append(rows[at])
            at += 1
    return grids, rest


def _cell_starts(row: Row) -> list[float]:
    """Where the row's cells begin, as far as wide gaps part them."""
    if row[0].turned:  # as all its words then are
        return []
    starts = [row[0].x0]
    for a, b in pairwise(row):
        gap = b.x0 - a.x1
        if gap > _APART * a.size and gap > _APART * b.size and not b.glued:
            starts.append(b.x0)
    return starts


def _shared_starts(rows: list[Row], at: int) -> list[float]:
    """The places at which the cells of a row begin, where those of two rows soon after it begin there, too."""
    starts = _cell_starts(rows[at])
    if len(starts) < _FEWEST_COLUMNS:
        return []
    alike = sum(_fits(_cell_starts(row), starts, all_of_them=True) for row in rows[at + 1 : at + 7])
    return starts if alike >= _FEWEST_ROWS - 1 else []


def _fits(own: list[float], starts: list[float], *, all_of_them: bool = False) -> bool:
    """Whether cells begin only where columns do."""
    if not own or (all_of_them and len(own) != len(starts)):
        return False
    return all(any(abs(x - start) <= _SAME_START for start in starts) for x in own)


def _last_row(rows: list[Row], at: int, starts: list[float]) -> int:
    last = at
    for index in range(at + 1, len(rows)):
        row, before = rows[index], rows[index - 1]
        near = row[0].baseline - before[0].baseline <= _NEAR_ROWS * max(row[0].size, before[0].size)
        if not near or not _fits(_cell_starts(row), starts) or _crosses(row, starts):
            break
        last = index
    return last


def _full_rows(rows: list[Row], starts: list[float]) -> int:
    return sum(_fits(_cell_starts(row), starts, all_of_them=True) for row in rows)


def _crosses(row: Row, starts: list[float]) -> bool:
    """Whether the row's text runs over the beginning of a column without stopping before it."""
    edges = starts[1:]
    return any(
        a.x1 > edge - _SAME_START > a.x0 or (a.x1 <= edge < b.x0 and b.x0 - a.x1 < _APART * a.size)
        for a, b in pairwise([*row, row[-1]])
        for edge in edges
    )


def _is_head(row: Row, below: Row, starts: list[float]) -> bool:
    """Whether a row is the table's head, its words centred over the columns."""
    size = row[0].size
    if below[0].baseline - row[0].baseline > _NEAR_ROWS * size:
        return False
    cells = _cell_starts(row)
    if len(cells) < len(starts) - 1 or len(cells) < _FEWEST_COLUMNS:
        return False
    return not any(word.x0 < edge - _HEAD_IN * size < word.x1 - size for word in row for edge in starts[1:])


def _grid(rows: list[Row], starts: list[float], page: int) -> Grid:
    edges = [*starts, max(word.x1 for row in rows for word in row) + _SAME_START]
    lines: list[list[list[Word]]] = []
    for row in rows:
        parts: list[list[Word]] = [[] for _ in starts]
        for word in row:
            middle = (word.x0 + word.x1) / 2
            column = sum(middle >= start - _SAME_START for start in starts[1:])
            parts[column].append(word)
        lines.append(parts)
    cells: list[GridCell] = []
    number = -1
    for parts in lines:
        if parts[0] or number < 0:
            number += 1
            cells += [GridCell(number, column, 1, 1, []) for column in range(len(starts))]
        for column, words in enumerate(parts):
            if words:
                cells[number * len(starts) + column].lines.append(TextLine(words, page))
    top = min(word.top for word in rows[0])
    bottom = max(word.bottom for word in rows[-1])
    return Grid(page, edges[0], edges[-1], top, bottom, edges, cells)
