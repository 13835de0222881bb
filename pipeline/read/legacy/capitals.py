"""Capital letters that TCVN3 has none of: who converts to it writes `PHÒNG` as `PHòNG` and `Ủy ban` as `ủy ban`.

What the words themselves and those beside them tell is put back; the rest stays as it is.
"""

from __future__ import annotations

import functools
from enum import Enum

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from pipeline.read.legacy.syllables import is_syllable

_WORD = regex.compile(r"\p{L}++")
_BESIDE = regex.compile(r"[ \t\u00a0]*+[,\-–&]?[ \t\u00a0]*+")
_SENTENCE_START = regex.compile(
    r"(?:(?:^|(?<=[.;:!?…/]\n{1,2}))[ \t]*+(?:(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*+[.)]|\p{L}[.)]|[IVX]{1,5}\.)[ \t]*+)?"
    r"|(?<=\n)[ \t]*+(?:[-–+•*]|\d{1,2}(?:\.\d{1,2})*+[.)]|\p{L}[.)]|[IVX]{1,5}\.)[ \t]*+|(?<=\p{Ll}[.!?] ))(?=\p{Ll})"
)


class _Shape(Enum):
    """How a word is written, its letters that have no capital aside."""

    CAPITALS = 1
    OPEN = 2
    """One capital at most, with which it begins: `Sở` may stand for `SỞ`."""
    SMALL = 3
    NEUTRAL = 4
    """An abbreviation, or a letter: it tells nothing of its neighbours."""


def restore_capitals(text: str) -> str:
    """A text converted from TCVN3 with the capitals that TCVN3 lacks, where it is certain that they were meant.

    The letters of words in capitals are put back where other letters of the word, or the words beside it in its line,
    are capitals; those that begin a sentence, or a name of the lexicon, too. The result is as long as the text.
    """
    lacking = _lacking()
    if not any(letter in text for letter in lacking):
        return text
    letters = list(text)
    for low, high in _in_capitals(text):
        letters[low:high] = text[low:high].upper()
    for match in (*_SENTENCE_START.finditer(text), *_names().finditer(text)):
        if text[match.end() : match.end() + 1] in lacking:
            letters[match.end()] = letters[match.end()].upper()
    return "".join(letters)


def _in_capitals(text: str) -> list[tuple[int, int]]:
    """The spans of words in capitals some of which are lost."""
    words = [match.span() for match in _WORD.finditer(text)]
    shapes = [_shape(text[low:high]) for low, high in words]
    open_words = [index for index, shape in enumerate(shapes) if shape is _Shape.OPEN]
    for order in (open_words, reversed(open_words)):
        for index in order:
            before = _neighbour(text, words, shapes, index, -1)
            after = _neighbour(text, words, shapes, index, 1)
            small = text[words[index][0]].islower()
            told = {before, after} == {_Shape.CAPITALS} if small else _Shape.CAPITALS in (before, after)
            if told and _Shape.SMALL not in (before, after):
                shapes[index] = _Shape.CAPITALS
    return [span for span, shape in zip(words, shapes, strict=True) if shape is _Shape.CAPITALS]


def _neighbour(
    text: str, words: list[tuple[int, int]], shapes: list[_Shape], index: int, step: int
) -> _Shape | None:
    """The shape of the next word on one side that tells something; None where the line or the phrase ends before it."""
    at = index + step
    while 0 <= at < len(words):
        gap = (words[at - step][1], words[at][0]) if step > 0 else (words[at][1], words[at - step][0])
        if _BESIDE.fullmatch(text, *gap) is None:
            return None
        if shapes[at] is not _Shape.NEUTRAL:
            return shapes[at]
        at += step
    return None


def _shape(word: str) -> _Shape:
    lacking = _lacking()
    certain = [letter for letter in word if letter not in lacking]
    capitals = sum(map(str.isupper, certain))
    if capitals < len(certain):
        return _Shape.SMALL
    if len(word) == len(certain):
        return _Shape.CAPITALS if len(word) > 1 and is_syllable(word) else _Shape.NEUTRAL
    if not is_syllable(word):
        return _Shape.NEUTRAL
    return _Shape.CAPITALS if capitals > 1 or (capitals and word[0] in lacking) else _Shape.OPEN


@functools.cache
def _lacking() -> frozenset[str]:
    """The small letters of TCVN3 that it has no capital for."""
    letters = "".join(load_lexicon(__package__, "tcvn3")["bytes"].values())
    return frozenset(letter for letter in letters if letter.islower() and letter.upper() not in letters)


@functools.cache
def _names() -> regex.Pattern[str]:
    """Where a name begins that is written with a capital."""
    lexicon = load_lexicon(__package__, "capitals")
    names, before = alternatives(lexicon["names"]), alternatives(lexicon["before_names"])
    return regex.compile(
        rf"(?<!\p{{L}})(?={names}(?!\p{{L}}))|(?<!\p{{L}}){before}\s(?!ở\s)(?=\p{{Ll}}+\s\p{{Lu}}\p{{Ll}})"
    )
