"""Matching at a position in constant time."""

from __future__ import annotations

import regex

_REACH = 400


def match_near(pattern: regex.Pattern[str], text: str, position: int) -> regex.Match[str] | None:
    """The pattern's match at a position, reaching no further than a few hundred characters.

    Before it matches anything, `regex` looks for the characters that a pattern cannot do without in all of the text
    after the position. Without a bound, trying such a pattern at many positions takes quadratic time.
    """
    return pattern.match(text, position, position + _REACH)
