"""The notation in which the lexicons write wordings, and the patterns made from it.

`[a|b]` is optional, `(a|b)` one of the two, a blank any run of blanks:
`[sự] tham gia của người dân [ở|tại] cấp cơ sở`.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

_PIECES = regex.compile(r"[\[\]()|]|[^\s\[\]()|]+")
_OPENING = {"[": "(?:", "(": "(?:"}
_CLOSING = {"]": ")?", ")": ")"}


def pattern_of(wording: str) -> str:
    """The wording as a regular expression, which also takes the blanks after its last word."""
    parts: list[str] = []
    for piece in _PIECES.findall(wording):
        if piece in _OPENING:
            parts.append(_OPENING[piece])
        elif piece in _CLOSING:
            parts.append(_CLOSING[piece])
        elif piece == "|":
            parts.append("|")
        else:
            parts.append(regex.escape(piece) + (r"\b" if piece[-1].isalnum() else "") + r"\s*+")
    return "".join(parts)


def any_of(wordings: Iterable[str]) -> str:
    """A pattern for any of the wordings, tried in the order given."""
    return "(?:" + "|".join(pattern_of(wording) for wording in wordings) + ")"
