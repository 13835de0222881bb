"""Mends marks over capitals that OCR misread, in words of letterheads and headings (`ĐÁNG ỦY`, `MỤC TIỂU`)."""

from __future__ import annotations

import functools
import unicodedata
from itertools import pairwise

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.spelling import standard_tones

_CAPITALS = regex.compile(r"(\P{L}*)(\p{Lu}{2,})(\P{L}*)")
_DOT_BELOW = "\u0323"
"""The one mark that OCR does not take for another."""


def mend_capitals(first: str, second: str) -> tuple[str, str]:
    """Two words side by side; where one of them makes a known pair with the other in other marks, it has those."""
    a, b = _CAPITALS.fullmatch(first), _CAPITALS.fullmatch(second)
    if a is None or b is None or a[3] or b[1]:
        return first, second
    printed = _pairs().get((_bare(a[2]), _bare(b[2])))
    if printed is None:
        return first, second
    right = [standard_tones(read[2]) == known for read, known in zip((a, b), printed, strict=True)]
    # where both are others than in the pair, these are other words
    if right[0] == right[1]:
        return first, second
    return (first, printed[1] + b[3]) if right[0] else (a[1] + printed[0], second)


def _bare(word: str) -> str:
    """The word without its marks but the dot below."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if letter == _DOT_BELOW or not unicodedata.combining(letter))


@functools.cache
def _pairs() -> dict[tuple[str, str], tuple[str, str]]:
    """By bare words side by side, the one pair of known words that they may be."""
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for phrase in load_lexicon("pipeline.read.scan", "misreadings")["capitals"]:
        for first, second in pairwise(phrase.upper().split()):
            pairs.setdefault((_bare(first), _bare(second)), set()).add((first, second))
    return {bare: printed.pop() for bare, printed in pairs.items() if len(printed) == 1}
