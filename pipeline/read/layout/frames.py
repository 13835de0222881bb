"""The nets that ruled lines make: columns, rows and the fields between, merged ones as such."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile

from pipeline.read.layout.records import Rule

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


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a net: its first row and column, and how many it reaches over."""

    row: int
    column: int
    rows: int
    columns: int


def find_frames(rules: list[Rule]) -> list[Frame]:
    """The nets of a page from top to bottom, those inside another one left out.

    A net has at least two columns. A sheet with more lines than tables have is a drawing, and has none.
    """
    if len(rules) > _MOST_RULES:
        return []
    across = _joined([(r.top + r.bottom, r.x0, r.x1) for r in rules if r.horizontal])
    down = _joined([(r.x0 + r.x1, r.top, r.bottom) for r in rules if not r.horizontal])
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    frames = [frame for group in _connected(across, down) if (frame := Frame(*group)).is_table]
    outer = [
        frame for frame in frames if not any(other.holds(frame) for other in frames if other is not frame)
    ]
    return sorted(outer, key=lambda frame: (frame.ys[0], frame.xs[0]))


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


class Frame:
    """A net of lines and the cells between them."""

    def __init__(self, across: list[_Line], down: list[_Line]) -> None:
        self._across, self._down = across, down
        # tables open at the sides end where their lines do
        self.xs = _places([v.at for v in down], [h.start for h in across], [h.end for h in across])
        self.ys = _places([h.at for h in across], [v.start for v in down], [v.end for v in down])
        self.fields: list[Field] = []
        if self.is_table:
            self.fields = self._find_fields()

    @property
    def is_table(self) -> bool:
        """Whether there are two columns at least, and no more fields than a page has room for."""
        return len(self.xs) > 2 and len(self.ys) > 1 and len(self.xs) * len(self.ys) < _MOST_FIELDS

    def holds(self, other: Frame) -> bool:
        """Whether another net lies inside this one."""
        return (
            self.xs[0] - _SNAP <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + _SNAP
            and self.ys[0] - _SNAP <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + _SNAP
            and (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])
            > (other.xs[-1] - other.xs[0]) * (other.ys[-1] - other.ys[0])
        )

    def touches(self, rule: Rule) -> bool:
        """Whether a rule lies in the net or on its edges."""
        return (
            rule.x1 >= self.xs[0] - _SNAP
            and rule.x0 <= self.xs[-1] + _SNAP
            and rule.bottom >= self.ys[0] - _SNAP
            and rule.top <= self.ys[-1] + _SNAP
        )

    def _find_fields(self) -> list[Field]:
        """The fields in reading order; those that no line parts are one."""
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
        fields: list[Field] = []
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
                fields.append(Field(row, column, high, wide))
        return fields


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
