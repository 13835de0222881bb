"""Whether a line of a table's cell ends because its author ended it, or because the column's edge was reached."""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled
from pipeline.normalise.physical import PhysicalLine
from pipeline.normalise.tables import RawTable
from pipeline.normalise.unfinished import is_unfinished
from pipeline.read.legacy import is_syllable

_FIRST_WORD = regex.compile(r"\S++")
_LAST_LETTERS = regex.compile(r"(?<![^\s(“\"])\p{L}\p{Ll}*+$")
_FIRST_LETTERS = regex.compile(r"\p{Ll}++(?![\p{L}\d])")
_NARROW = 0.6
_WIDE = 1.5
_PLAIN = 1.0
_CAPITAL = 1.35
_CLEAR = 0.94
"""Share of the widest line that a line and the next word must stay below to be sure that the word had room: the widths
of letters are those of common fonts, not of the one that the document is set in."""


class _Widths(dict[str, float]):
    """How wide letters are printed in proportional fonts, in widths of a small letter such as `a`."""

    def __missing__(self, char: str) -> float:
        letter = unicodedata.normalize("NFD", char)[0]
        if letter in "iltjfrI.,;:!|'()[]/- ":
            width = _NARROW
        elif letter in "mwMW%":
            width = _WIDE
        else:
            width = _CAPITAL if letter.isupper() else _PLAIN
        self[char] = width
        return width


_WIDTHS = _Widths()


def full_widths(table: RawTable, spans: list[list[int]]) -> dict[int, float]:
    """How wide the widest line is in each of a table's columns; cells that reach over several columns count not.

    `spans` tells for each cell of each row how many columns it reaches.
    """
    widths: dict[int, float] = {}
    for row, reaches in zip(table.rows, spans, strict=False):
        column = 0
        for cell, reach in zip(row, reaches, strict=False):
            if reach == 1 and cell:
                widths[column] = max(widths.get(column, 0), *(_width(line.text) for line in cell))
            column += reach
    return widths


def is_set_apart(first: PhysicalLine, second: PhysicalLine, full: float | None) -> bool:
    """Whether the second of two lines of a cell was begun by the cell's author and is no rest of a phrase.

    `full` is how wide the widest line of the column is; None where all lines are as the author set them.
    """
    if full is not None and not second.after_break and _heads().match(second.text) is None:
        word = _FIRST_WORD.match(second.text)
        if word is None or _width(f"{first.text} {word.group()}") > _CLEAR * full:
            return False
    return not is_unfinished(first.text, second.text)


def is_cut_word(first: str, second: str) -> bool:
    """Whether the edge of a narrow column cut a word between two lines of a cell (`Ph` / `òng`): its parts are no
    syllables by themselves, together they are one."""
    head, rest = _LAST_LETTERS.search(first), _FIRST_LETTERS.match(second)
    if head is None or rest is None:
        return False
    whole = is_syllable(head[0]) and is_syllable(rest[0])
    return not whole and is_syllable(head[0] + rest[0])


@cache
def _heads() -> regex.Pattern[str]:
    """What a line may begin with only where it is a unit of its own, whatever room the line before left."""
    lexicon = load_lexicon("pipeline.normalise", "cells")
    bodies = rf"{alternatives(lexicon['heads'])}(?=\s+\p{{L}})(?!\s+(?:chức|chống|thủ|cháy|viên)(?!\p{{L}}))"
    return compiled(rf"(?:[-–+•*]\s*)?(?:{bodies}|{alternatives(lexicon['people'])}(?!\p{{L}}))")


def _width(text: str) -> float:
    return sum(map(_WIDTHS.__getitem__, text))
