"""Lookup of the phrases of a lexicon at a position in a text, in any spelling."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from extractors.common.spelling import RAISED, standard_tones

T = TypeVar("T")
# `re`, whose calls cost a third of those of `regex`: this one is made for every word of every candidate
_WORD = re.compile(rf"[^\S\n\t]*+([^\W_{RAISED}]++|[-\u2010-\u2015\u2212,&./+])")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")


class PhraseTree(Generic[T]):
    """A set of phrases, each with a value, that finds which of them begin at a position.

    Words match without regard to case and to the placement of the tone mark, but abbreviations in capitals
    (`UBND`) only in capitals; any run of blanks is a blank, any dash a dash, and blanks around marks are free.
    A phrase never reaches over a line feed or tab. Time is linear in the length of the longest match and hardly
    depends on the number of phrases.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """From pairs of phrase and value; of equal phrases the first one counts."""
        self._root: _Node[T] = _Node()
        for phrase, value in entries:
            node = self._root
            for word in _WORD.findall(phrase):
                node = node.children.setdefault(_own_key(word), _Node())
            if not node.values:
                node.values.append(value)

    def matches(self, text: str, start: int) -> list[tuple[int, T]]:
        """The phrases that begin at `start`, the longest first: pairs of where the phrase ends and its value."""
        found: list[tuple[int, T]] = []
        children = self._root.children
        match = _WORD.match(text, start)
        if match is None or match.start(1) > start:
            return found
        while match is not None:
            word = match[1]
            node = children.get(word) or children.get(word_key(word))
            if node is None:
                break
            if node.values:
                found.append((match.end(), node.values[0]))
            children = node.children
            match = _WORD.match(text, match.end()) if children else None
        found.reverse()
        return found

    def match(self, text: str, start: int) -> tuple[int, T] | None:
        """The longest phrase that begins at `start`: where it ends and its value; None where there is none."""
        found = self.matches(text, start)
        return found[0] if found else None

    def entries(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """Each phrase, as the keys of its words and marks, with its value."""
        return self._root.entries(())


class _Node(Generic[T]):
    __slots__ = ("children", "values")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.values: list[T] = []

    def entries(self, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], T]]:
        for value in self.values:
            yield words, value
        for word, child in self.children.items():
            yield from child.entries((*words, word))


def _own_key(word: str) -> str:
    return word if len(word) > 1 and word.isupper() else word_key(word)


@functools.lru_cache(maxsize=8192)
def word_key(word: str) -> str:
    """The word in lower case with the standard tone mark, a hyphen for any dash: equal for its spellings."""
    return "-" if word in _DASHES else standard_tones(word.lower())
