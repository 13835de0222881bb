"""Ruled tables: the cells that drawn lines enclose, merged ones as such, and the words in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

import regex

from pipeline.read.layout.records import Grid, GridCell, Rule, TextLine, Word
from pipeline.read.layout.rows import rows_of

# the head of a column that is too narrow for it
_ORDINAL_HEAD = regex.compile(r"s?tt", regex.IGNORECASE)
_SNAP = 3.0
"""Lines that are at most so many points apart are one."""
_TOUCH = 4.0
_SMALLEST_CELL = 5.0
_MOST_RULES = 6_000
_MOST_CROSSINGS = 250_000
_MOST_FIELDS = 20_000
_COVERED = 0.7
"""A border stands where this share of a cell's side is drawn."""


@dataclass(slots=True)
class _Line:
    """Rules on one axis put together: where it lies across, and its stretches along."""

    at: float
    start: float
    end: float


def find_grids(rules: list[Rule], words: list[Word], page: int) -> tuple[list[Grid], list[Word]]:
    """The page's ruled tables from top to bottom, and the words that stand outside them.

    A table has at least two columns and a word. A sheet with more lines than tables have is a drawing.
    """
    if len(rules) > _MOST_RULES:
        return [], words
    across = _joined([(r.top + r.bottom, r.x0, r.x1) for r in rules if r.horizontal])
    down = _joined([(r.x0 + r.x1, r.top, r.bottom) for r in rules if not r.horizontal])
    if len(across) * len(down) > _MOST_CROSSINGS:
        return [], words
    frames = [_Frame(*group) for group in _connected(across, down)]
    frames = [frame for frame in frames if frame.is_table]
    frames = [
        frame for frame in frames if not any(other.holds(frame) for other in frames if other is not frame)
    ]
    grids: list[Grid] = []
    rest = words
    for frame in sorted(frames, key=lambda frame: (frame.ys[0], frame.xs[0])):
        grid, rest = frame.fill(rest, page)
        if grid is not None:
            grids.append(grid)
    return grids, rest


def _joined(rules: list[tuple[float, float, float]]) -> list[_Line]:
    """Lines of rules (twice their place across, start, end) that lie on one axis and meet or overlap."""
    lines: list[_Line] = []
    for doubled, start, end in sorted(rules):
        at = doubled / 2
        near = takewhile(lambda line: at - line.at <= _SNAP, reversed(lines))  # noqa: B023 - used at once
        line = next(
            (line for line in near if start <= line.end + _TOUCH and end >= line.start - _TOUCH), None
        )
        if line is None:
            lines.append(_Line(at, start, end))
        else:
            line.start, line.end = min(line.start, start), max(line.end, end)
    return lines


def _connected(across: list[_Line], down: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that touch one another directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            touches = (
                h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH
            )
            if touches:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[root(i)][0].append(h)
    for j, v in enumerate(down, len(across)):
        groups[root(j)][1].append(v)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


class _Frame:
    """A net of lines and the cells between them."""

    def __init__(self, across: list[_Line], down: list[_Line]) -> None:
        self._across, self._down = across, down
        # tables open at the sides end where their lines do
        self.xs = _places([v.at for v in down], [h.start for h in across], [h.end for h in across])
        self.ys = _places([h.at for h in across], [v.start for v in down], [v.end for v in down])
        self._cells: list[tuple[int, int, int, int]] = []
        if self.is_table:
            self._cells = self._find_cells()

    @property
    def is_table(self) -> bool:
        """Whether there are two columns at least, and no more fields than a page has room for."""
        return len(self.xs) > 2 and len(self.ys) > 1 and len(self.xs) * len(self.ys) < _MOST_FIELDS

    def holds(self, other: _Frame) -> bool:
        """Whether another net lies inside this one."""
        return (
            self.xs[0] - _SNAP <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + _SNAP
            and self.ys[0] - _SNAP <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + _SNAP
            and (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])
            > (other.xs[-1] - other.xs[0]) * (other.ys[-1] - other.ys[0])
        )

    def fill(self, words: list[Word], page: int) -> tuple[Grid | None, list[Word]]:
        """The table with its words, None where it holds none, and the words outside."""
        owner = {
            (row + r, column + c): number
            for number, (row, column, rows, columns) in enumerate(self._cells)
            for r in range(rows)
            for c in range(columns)
        }
        inside: dict[int, list[Word]] = defaultdict(list)
        rest: list[Word] = []
        number: int | None = None
        for word in words:
            if not (word.glued and number is not None):
                number = owner.get(self._place(word))
            if number is None:
                rest.append(word)
            else:
                inside[number].append(word)
        if not inside or len({self._cells[number][1] for number in inside}) < 2:
            return None, words
        cells = [
            GridCell(row, column, rows, columns, _cell_lines(inside[number], page))
            for number, (row, column, rows, columns) in enumerate(self._cells)
        ]
        return Grid(page, self.xs[0], self.xs[-1], self.ys[0], self.ys[-1], self.xs, cells), rest

    def _place(self, word: Word) -> tuple[int, int]:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def _find_cells(self) -> list[tuple[int, int, int, int]]:
        """Row, column, rows and columns of each cell, in reading order; spaces that no line parts are one."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        walls = [_near(self._down, x) for x in self.xs]
        floors = [_near(self._across, y) for y in self.ys]
        right = [
            [_drawn(walls[c + 1], self.ys[r], self.ys[r + 1]) for c in range(width)] for r in range(height)
        ]
        below = [
            [_drawn(floors[r + 1], self.xs[c], self.xs[c + 1]) for c in range(width)] for r in range(height)
        ]
        taken = [[False] * width for _ in range(height)]
        cells: list[tuple[int, int, int, int]] = []
        for row in range(height):
            for column in range(width):
                if taken[row][column]:
                    continue
                wide = 1
                while (
                    column + wide < width
                    and not right[row][column + wide - 1]
                    and not taken[row][column + wide]
                ):
                    wide += 1
                high = 1
                while row + high < height and not any(
                    below[row + high - 1][c] or taken[row + high][c] for c in range(column, column + wide)
                ):
                    high += 1
                for r in range(row, row + high):
                    taken[r][column : column + wide] = [True] * wide
                cells.append((row, column, high, wide))
        return cells


def _near(lines: list[_Line], at: float) -> list[_Line]:
    return [line for line in lines if abs(line.at - at) <= _SNAP]


def _drawn(lines: list[_Line], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return covered >= _COVERED * (end - start)


def _places(lines: list[float], starts: list[float], ends: list[float]) -> list[float]:
    """The edges of columns (or rows): the lines' places, and where the crossing lines begin and end."""
    places: list[float] = []
    for place in sorted([*lines, min(starts), max(ends)]):
        if not places or place - places[-1] > _SMALLEST_CELL:
            places.append(place)
    return places


def _cell_lines(words: list[Word], page: int) -> list[TextLine]:
    rows = rows_of(words)
    if len(rows) > 1 and _ORDINAL_HEAD.fullmatch("".join(word.text for row in rows for word in row)):
        rows = [[word for row in rows for word in row]]
        for word in rows[0][1:]:
            word.glued = True
    return [TextLine(row, page) for row in rows]
