"""Matching at a position in constant time, and only at those positions where it can succeed."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

import regex

from extractors.common.patterns import compiled
from extractors.common.spelling import lowered

_REACH = 400
_LONGEST = 1000


def match_near(pattern: regex.Pattern[str], text: str, position: int) -> regex.Match[str] | None:
    """The pattern's match at a position, reaching no further than a few hundred characters.

    Before it matches anything, `regex` looks for the characters that a pattern cannot do without in all of the text
    after the position. Without a bound, trying such a pattern at many positions takes quadratic time.
    """
    return pattern.match(text, position, position + _REACH)


def matches_from(
    starts: Iterable[int], pattern: regex.Pattern[str], text: str, end: int | None = None
) -> Iterator[regex.Match[str]]:
    """The pattern's matches up to `end` as `finditer` gives them, tried only at the offsets given, which must be in
    order and among which must be all at which one begins.

    `regex` tries a pattern that begins with alternatives, or with a look behind, at every character; a plain pattern
    of `re` tells much faster where there is something to try.
    """
    position, limit = 0, len(text) if end is None else end
    for start in starts:
        if start >= position and (found := pattern.match(text, start, limit)) is not None:
            yield found
            position = max(found.end(), start + 1)


def compiled_later(pattern: str, flags: int = regex.IGNORECASE) -> Callable[[], regex.Pattern[str]]:
    """A function that gives the pattern, compiled at the first call: large patterns that many a run never needs would
    make up much of the time it takes to start."""
    return functools.cache(lambda: compiled(pattern, flags))


_lowered = functools.lru_cache(maxsize=4)(lowered)  # the patterns for a line are tried one after the other


class Anchored:
    """A pattern that ignores case and begins with one of some words, tried only where one of them stands.

    `pattern` gives the pattern itself, compiled when it is first needed. No match may be longer than a thousand
    characters.
    """

    def __init__(self, pattern: str, words: Iterable[str], *, number: str | None = None) -> None:
        """From the pattern and the words in lower case; a mark or a digit is a word, too.

        `number` is what follows a number of up to three digits that the pattern may also begin with, as a pattern of
        `re` for text in lower case.
        """
        self.pattern = compiled_later(pattern)
        starts = sorted(map(re.escape, set(words)))
        if number is not None:
            starts.append(rf"[0-9]{{1,3}}(?={number})")
        self._words = re.compile("|".join(starts))

    def starts(self, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Where one of the words stands, maybe as part of another one."""
        window = _lowered(text[start:end])
        return (start + found.start() for found in self._words.finditer(window))

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """The matches in the text, in order and without overlaps."""
        position = 0
        for start in self.starts(text):
            if start >= position and (found := self.match(text, start)) is not None:
                yield found
                position = max(found.end(), start + 1)

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match between two offsets; words before `start` are seen, none from `end` on."""
        tried = (self.match(text, at, end) for at in self.starts(text, start, end))
        return next((found for found in tried if found is not None), None)

    def match(self, text: str, start: int, end: int | None = None) -> regex.Match[str] | None:
        """The match that begins at `start`."""
        return self.pattern().match(text, start, min(len(text) if end is None else end, start + _LONGEST))
