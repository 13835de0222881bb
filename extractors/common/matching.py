"""Matching at a position in constant time, and only at those positions where it can succeed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

_REACH = 400


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
