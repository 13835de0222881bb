"""A word as OCR read it, taken apart into its letters and the signs at its ends, and compared without marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

WORD = regex.compile(r"(\P{L}*)(\p{L}+)(\P{L}*)$")
"""Matches a word of letters only: the signs before them, the letters, the signs after them."""


def words_unparted(texts: Iterable[str], *, over: str = "") -> Iterator[regex.Match[str]]:
    """The matches of WORD up to the first text that is none or that a sign parts from the word before it.

    Signs in `over` part no words.
    """
    for text in texts:
        word = WORD.match(text)
        if word is None or word[1]:
            return
        yield word
        if word[3].strip(over):
            return


@lru_cache(maxsize=1 << 14)
def without_marks(word: str) -> str:
    """The word's letters without their marks, in lower case."""
    apart = unicodedata.normalize("NFD", word.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def cased(new: str, old: str) -> str:
    """A word in lower case with the capitals of another of the same length; OCR does not mistake the case."""
    return "".join(a.upper() if b.isupper() else a for a, b in zip(new, old, strict=True))
