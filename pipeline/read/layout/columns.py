"""Reading order of rows: blocks that stand side by side (a letterhead, recipients and signature) one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.read.layout.records import TextLine, Word

_WIDE = 1.1
"""A gap of so many sizes may part two columns."""
_STRETCHED = 2.2
"""In a row of many words it has to be that many times the common gap too, as justified rows are stretched."""
_JUMP = 0.35
"""Where the file's order jumps, a gap of so many sizes may part two columns."""
_GUTTER = 4.0
"""Points that stay free between two columns in all their rows."""
_NEAR_ROWS = 1.7
"""Rows at most so many sizes apart belong to one block."""
_IN_LINE = 16.0
"""Edges (or twice the middles) of lines of one block differ by so many points at most, wrapped items aside."""
_DEEPEST = 3
# Nghị định 30/2020/NĐ-CP, Appendix I, II.1: the national name and motto open the right column of a letterhead
_RIGHT_COLUMN = regex.compile(r"(?:CỘNG|ĐẢNG)\s+(?:H[OÒ][ÀA]|CỘNG)\s|Độc\s+lập\s+[-–—]")
_LEFT_COLUMN = regex.compile(r"N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]")
# the last of the recipients, which a page break may cut off from the others, the signer's name beside it
_FILED = regex.compile(r"[-–]\s*[Ll]ưu(?:\s*:|\s+V[TP])")
_TAB_STOP = 3.0


_Row = list[TextLine]
"""A row in stretches without wide gaps, each as a line by itself."""


@dataclass(slots=True)
class _Region:
    """Rows `first` to `last` that a gutter parts into left and right."""

    first: int
    last: int
    low: float
    high: float


def lines_in_order(rows: list[list[Word]], page: int, used: int = 0) -> list[TextLine]:
    """The lines of a page (or of a part of it) in reading order.

    A line of side-by-side blocks has a `column` above `used` (and 0) and that column's edges; the others' are the
    page's, set by whoever knows the whole page.
    """
    counter = [used]
    return _arrange([_segments(row, page) for row in rows], 0, counter, 0)


def _segments(row: list[Word], page: int) -> _Row:
    cuts: list[int] = []
    usual: float | None = None
    for at, (a, b) in enumerate(pairwise(row), 1):
        gap, size = b.x0 - a.x1, max(a.size, b.size)
        if gap <= _JUMP * size or (b.glued and gap < size):
            continue
        if usual is None:
            usual = _usual_gap(row)
        jumps = b.order != a.order + 1 and a.confidence is None
        if jumps or gap > max(_WIDE * size, _STRETCHED * usual):
            cuts.append(at)
        elif b.text[:1] in "CĐ":
            ahead = " ".join(word.text for word in row[at : at + 4]) + " "
            if _RIGHT_COLUMN.match(ahead):
                cuts.append(at)
    if not cuts:
        return [TextLine(row, page)]
    return [TextLine(row[a:b], page) for a, b in pairwise([0, *cuts, len(row)])]


def _usual_gap(row: list[Word]) -> float:
    """The gap that half of a row's gaps are below; 0 in a row of few words."""
    gaps = sorted([b.x0 - a.x1 for a, b in pairwise(row) if not b.glued])
    return gaps[len(gaps) // 2] if len(gaps) > 3 else 0.0


def _arrange(rows: list[_Row], column: int, counter: list[int], depth: int) -> list[TextLine]:
    lines: list[TextLine] = []
    done = 0
    at = 0
    while at < len(rows):
        region = _region(rows, at, done) if len(rows[at]) > 1 and depth < _DEEPEST else None
        if region is None:
            at += 1
            continue
        lines += _lines(rows[done : region.first], column)
        part = rows[region.first : region.last + 1]
        middle = (region.low + region.high) / 2
        for inside in (
            [[s for s in row if s.x1 <= middle] for row in part],
            [[s for s in row if s.x1 > middle] for row in part],
        ):
            counter[0] += 1
            own = counter[0]
            block = [row for row in inside if row]
            left, right = min(s.x0 for row in block for s in row), max(s.x1 for row in block for s in row)
            for line in _arrange(block, own, counter, depth + 1):
                if line.column == own:
                    line.left, line.right = left, right
                lines.append(line)
        at = done = region.last + 1
    return lines + _lines(rows[done:], column)


def _lines(rows: list[_Row], column: int) -> list[TextLine]:
    """The rows as lines over the whole width of their column."""
    lines = [
        row[0]
        if len(row) == 1
        else TextLine([word for segment in row for word in segment.words], row[0].page)
        for row in rows
    ]
    for line in lines:
        line.column = column
    return lines


def _region(rows: list[_Row], at: int, first: int) -> _Region | None:
    """The side-by-side blocks that a row belongs to, if it does: the widest of its gaps that makes sense."""
    row = rows[at]
    gaps = sorted(pairwise(row), key=lambda pair: pair[0].x1 - pair[1].x0)
    for a, b in gaps[:4]:
        region = _Region(at, at, a.x1, b.x0)
        _extend(region, rows, first)
        if _is_side_by_side(region, rows):
            return region
    return None


def _extend(region: _Region, rows: list[_Row], first: int) -> None:
    """Takes in the rows below and above that leave the gutter free and stand near."""
    paired = region.first
    for at in range(region.first + 1, len(rows)):
        narrowed = _narrow(region, rows[at])
        if narrowed is None:
            break
        left = any(s.x1 <= narrowed[1] and s.x0 < narrowed[0] for s in rows[at])
        right = any(s.x0 >= narrowed[0] and s.x1 > narrowed[1] for s in rows[at])
        if left and not right and not _near(rows, at, paired, narrowed[0]):
            break
        region.low, region.high = narrowed
        region.last = at
        if right:
            paired = at
    for at in range(region.first - 1, first - 1, -1):
        narrowed = _narrow(region, rows[at])
        if narrowed is None or not _heads(rows[at], rows[at + 1]):
            break
        if at > 0 and _narrow(region, rows[at - 1]) is None and _nearer(rows[at - 1], rows[at], rows[at + 1]):
            # the last line of a paragraph over the whole page
            break
        region.low, region.high = narrowed
        region.first = at


def _near(rows: list[_Row], at: int, paired: int, low: float) -> bool:
    """Whether a row of the left block alone goes on with the left block: no wider apart and not beyond it."""
    above = [s for row in rows[max(paired - 3, 0) : at] for s in row if s.x1 <= low]
    if not above:
        return False
    segment = rows[at][0]
    return segment.baseline - above[-1].baseline <= _NEAR_ROWS * max(segment.size, above[-1].size)


def _heads(row: _Row, below: _Row) -> bool:
    """Whether a row goes before the row below it in one of two blocks: near, of its size, and in line with it."""
    segment = row[0]
    return any(
        other.baseline - segment.baseline <= _NEAR_ROWS * segment.size
        and abs(other.size - segment.size) <= 0.12 * segment.size
        and (
            abs(other.x0 - segment.x0) <= _IN_LINE
            or abs(other.x0 + other.x1 - segment.x0 - segment.x1) <= _IN_LINE
        )
        for other in below
    )


def _nearer(above: _Row, row: _Row, below: _Row) -> bool:
    return row[0].baseline - above[0].baseline <= below[0].baseline - row[0].baseline


def _narrow(region: _Region, row: _Row) -> tuple[float, float] | None:
    """The gutter that is left after a row; None where the row runs over it."""
    low, high = region.low, region.high
    for segment in row:
        if segment.x1 <= high - _GUTTER and segment.x0 < low:
            low = max(low, segment.x1)
        elif segment.x0 >= low + _GUTTER:
            high = min(high, segment.x0)
        else:
            return None
    return (low, high) if high - low >= _GUTTER else None


def _is_known_pair(left: list[_Row], right: list[_Row]) -> bool:
    """Whether the two are the parts of a letterhead, or recipients beside a signature."""
    first_left, first_right = next(filter(None, left), None), next(filter(None, right), None)
    if not first_left or not first_right:
        return False
    if _LEFT_COLUMN.match(_text(first_left)) or _RIGHT_COLUMN.match(_text(first_right)):
        return True
    return any(row and _FILED.match(_text(row)) for row in left)


def _text(row: _Row) -> str:
    """The row's text with a blank after each word."""
    return "".join(f"{word.text} " for segment in row for word in segment.words)


def _is_side_by_side(region: _Region, rows: list[_Row]) -> bool:
    """Whether left and right are blocks of several rows each, and not a list of names and values."""
    part = rows[region.first : region.last + 1]
    left = [[s for s in row if s.x1 <= region.low] for row in part]
    right = [[s for s in row if s.x0 >= region.high] for row in part]
    lefts, rights = sum(map(bool, left)), sum(map(bool, right))
    if _is_known_pair(left, right):
        return True
    if min(lefts, rights) < 2:
        return False
    both = sum(bool(a) and bool(b) for a, b in zip(left, right, strict=True))
    starts = [row[0].x0 for row in right if row]
    at_tab = max(starts) - min(starts) <= _TAB_STOP
    return not (at_tab and both >= 0.8 * max(lefts, rights))
