"""The notation in which the lexicons write wordings, and the patterns made from it.

`[a|b]` is optional, `(a|b)` one of the two, a blank any run of blanks:
`[sự] tham gia của người dân [ở|tại] cấp cơ sở`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from extractors.common.patterns import compiled

_PIECES = regex.compile(r"[\[\]()|]|[^\s\[\]()|]+")
# what parts two words, in fewer steps for the engine
_BETWEEN_WORDS = regex.compile(r"\\b\\s\*\+(?=\w)")
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
    return _BETWEEN_WORDS.sub(r"\\s++", "".join(parts))


def first_words(wordings: Iterable[str]) -> set[str]:
    """The words in lower case with which the texts begin that the wordings stand for."""
    return set().union(*(_first(iter(_PIECES.findall(wording)))[0] for wording in wordings))


def _first(pieces: Iterator[str]) -> tuple[set[str], bool]:
    """The first words of what stands up to the bracket that closes it, and whether that may be nothing."""
    words: set[str] = set()
    some_empty, empty = False, True
    for piece in pieces:
        if piece in _CLOSING:
            break
        if piece == "|":
            some_empty, empty = some_empty or empty, True
            continue
        inner, optional = _first(pieces) if piece in _OPENING else ({piece.lower()}, False)
        if empty:
            words |= inner
        empty = empty and (optional or piece == "[")
    return words, some_empty or empty


def any_of(wordings: Iterable[str]) -> str:
    """A pattern for any of the wordings, tried in the order given."""
    return "(?:" + "|".join(pattern_of(wording) for wording in wordings) + ")"


def grammar(pattern: str) -> regex.Pattern[str]:
    """The pattern compiled as all of an index's names, years and values are: without regard to case."""
    return compiled(pattern, regex.IGNORECASE)
