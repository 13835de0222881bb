"""What stands before a number: the type word, `các`, the body named between type and number."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.citations.tables import document_types
from extractors.citations.windows import body_at
from extractors.common.lexicon import alternatives
from extractors.common.matching import compiled_later
from extractors.common.patterns import compiled

_REACH = 160
"""The type word stands at most so many characters before the number."""

TYPE = rf"(?i:{alternatives(tuple(document_types().codes))})"
"""A type's name in any case, as a pattern without word boundaries."""

TYPE_BACKWARDS = rf"(?i:{alternatives(document_types().codes, backwards=True)})"
"""The same for a pattern that is read backwards."""

_TO_NUMBER = r"(?:\s+(?:sau\s+đây|dưới\s+đây|sau))?\s*+(?P<colon>:)?\s*+(?P<word>số\s*+(?:[:.]\s*+)?)?$"
# read backwards (`r`), as the end is known, not where the words begin: a `match` is one with the end
_NEAR = compiled(
    rf"(?r)(?<!\p{{L}})(?P<plural>(?:các|những)\s+)?(?P<type>{TYPE_BACKWARDS})"
    rf"(?P<qualifier>\s+{alternatives(document_types().qualifiers)})?{_TO_NUMBER}",
    regex.IGNORECASE,
)
_ABBREVIATED = regex.compile(
    rf"(?r)(?<![\p{{L}}\d/.-])(?P<code>{alternatives(document_types().shortened, backwards=True)})"
    r"\s+(?:[sS][ốỐ]\s*+(?:[:.]\s*+)?)?$"
)
"""`KH số 12/KH-UBND`"""
_OF_BODY = compiled_later(rf"(?<!\p{{L}})(?P<plural>(?:các|những)\s+)?(?P<type>{TYPE})\s+của\s+")
_AFTER_BODY = regex.compile(_TO_NUMBER, regex.IGNORECASE)
_ONLY_WORD = regex.compile(r"(?r)(?<!\p{L})[sS][ốỐ]\s*+(?:[:.]\s*+)?$")


class Head(NamedTuple):
    """The words before a number. `start` is where the mention's text begins: at the type word, at `số` where
    the type stands before a colon or is elided, or at the number.

    `type` is in lower case, None where it is elided. `type_start` is where the type word begins. `opens_list`
    tells that it announces several (`các Nghị định:`). `issuer` is the body named between type and number.
    """

    start: int
    type: str | None = None
    type_start: int | None = None
    opens_list: bool = False
    issuer: str | None = None
    number_word: bool = False


def read_head(text: str, number_start: int, floor: int = 0) -> Head:
    """The head of the number that begins at `number_start`; words before `floor` belong to others."""
    low = max(floor, number_start - _REACH)
    near = max(low, number_start - 60)
    if found := _NEAR.match(text, near, number_start):
        # `Quy chế phối hợp` is a type of its own
        qualified = _words(found["type"] + (found["qualifier"] or "")).lower()
        return _head(found, found, number_start, qualified if qualified in document_types().codes else None)
    if "của" in text[low:number_start]:
        for of_body in reversed(list(_OF_BODY().finditer(text, low, number_start))):
            body = body_at(text, of_body.end())
            if body and (rest := _AFTER_BODY.match(text, body.end, number_start)):
                return _head(of_body, rest, number_start, issuer=text[body.start : body.end])
    if found := _ABBREVIATED.match(text, near, number_start):
        kind = document_types().shortened[found["code"]]
        return Head(found.start("code"), kind, found.start("code"), number_word=True)
    if found := _ONLY_WORD.match(text, near, number_start):
        return Head(found.start(), number_word=True)
    return Head(number_start)


def _head(
    kind: regex.Match[str],
    rest: regex.Match[str],
    number_start: int,
    name: str | None = None,
    issuer: str | None = None,
) -> Head:
    """The head whose type `kind` holds, unless `name` does, and whose last words, from an optional colon on, `rest`
    holds."""
    start = kind.start("type")
    if kind["plural"] and rest["colon"]:
        start = rest.start("word") if rest["word"] else number_start
    return Head(
        start,
        name or _words(kind["type"]).lower(),
        kind.start("type"),
        opens_list=kind["plural"] is not None,
        issuer=_words(issuer) if issuer else None,
        number_word=rest["word"] is not None,
    )


def _words(text: str) -> str:
    return " ".join(text.split())


_OPEN_LIST = compiled_later(
    rf"(?<!\p{{L}})(?:các|những)\s+(?P<type>{TYPE})(?:\s+của\s+(?P<issuer>[^:;.()]{{2,80}}?))?"
    r"(?:\s+(?:sau|sau đây|dưới đây|như sau))?\s*:\s*$"
)


def read_open_list(text: str) -> Head | None:
    """The head of a list that a line announces at its end (`… các Nghị định của Chính phủ:`)."""
    if not text.rstrip().endswith(":"):
        return None
    found = _OPEN_LIST().search(text, max(0, len(text) - 200))
    if found is None:
        return None
    issuer = _words(found["issuer"]) if found["issuer"] else None
    return Head(len(text), _words(found["type"]).lower(), found.start("type"), opens_list=True, issuer=issuer)
