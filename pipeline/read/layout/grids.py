"""Ruled tables: the nets that drawn lines make, with the words in their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import regex

from pipeline.read.layout.frames import Frame, find_frames
from pipeline.read.layout.records import Grid, GridCell, Rule, TextLine, Word
from pipeline.read.layout.rows import rows_of

# the head of a column that is too narrow for it
_ORDINAL_HEAD = regex.compile(r"s?tt", regex.IGNORECASE)


def find_grids(rules: list[Rule], words: list[Word], page: int) -> tuple[list[Grid], list[Word]]:
    """The page's ruled tables from top to bottom, and the words that stand outside them.

    A table has words in two of its columns at least.
    """
    grids: list[Grid] = []
    rest = words
    for frame in find_frames(rules):
        grid, rest = _fill(frame, rest, page)
        if grid is not None:
            grids.append(grid)
    return grids, rest


def _fill(frame: Frame, words: list[Word], page: int) -> tuple[Grid | None, list[Word]]:
    """The net's table with its words, None where they make none, and the words outside."""
    owner = {
        (field.row + r, field.column + c): number
        for number, field in enumerate(frame.fields)
        for r in range(field.rows)
        for c in range(field.columns)
    }
    inside: dict[int, list[Word]] = defaultdict(list)
    rest: list[Word] = []
    number: int | None = None
    for word in words:
        if not (word.glued and number is not None):
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            number = owner.get((bisect_right(frame.ys, y) - 1, bisect_right(frame.xs, x) - 1))
        if number is None:
            rest.append(word)
        else:
            inside[number].append(word)
    if len({frame.fields[number].column for number in inside}) < 2:
        return None, words
    cells = [
        GridCell(field.row, field.column, field.rows, field.columns, _cell_lines(inside[number], page))
        for number, field in enumerate(frame.fields)
    ]
    return Grid(page, frame.xs[0], frame.xs[-1], frame.ys[0], frame.ys[-1], frame.xs, cells), rest


def _cell_lines(words: list[Word], page: int) -> list[TextLine]:
    rows = rows_of(words)
    if len(rows) > 1 and _ORDINAL_HEAD.fullmatch("".join(word.text for row in rows for word in row)):
        rows = [[word for row in rows for word in row]]
        for word in rows[0][1:]:
            word.glued = True
    return [TextLine(row, page) for row in rows]
