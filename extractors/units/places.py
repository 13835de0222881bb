"""Lists of places that name once what each of them is, or whose body is meant: `UBND các xã: Tân Lập, Hòa An`."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import regex

from extractors.common.matching import match_near
from extractors.common.organisations import OrganisationName, is_province, match_place, match_territory
from extractors.common.patterns import compiled
from extractors.common.places import place_words
from extractors.units.records import UnitMention

_RANK = {word: place.rank for word, place in place_words().items()}
_WORD = "(?:" + "|".join(word.replace(" ", r"\s++") for word in _RANK) + ")"
_SEVERAL = compiled(
    rf"các\s++(?P<word>{_WORD})(?:\s*+:)?\s++(?=(?-i:\p{{Lu}})|(?:số\s++)?\d)", regex.IGNORECASE
)
_NAMED = compiled(rf"(?P<body>.*?)(?<!\w)(?P<word>(?i:{_WORD}))\s(?=\p{{Lu}}|\d).*")
# `thôn 1, 2`, `Đội số 1, số 2`: a number alone, where no noun that it counts follows
NUMBER = regex.compile(r"(?:số\s++)?(?P<number>\d{1,3})(?![\w/%])(?!\.\d)")
_COMMA = regex.compile(r"\s*+,\s++")
_LONGEST_SYLLABLE = 7


class _Named(NamedTuple):
    """A name that ends in a place's: what stands before the place, and what the place is."""

    body: str
    word: str


def first_of_places(text: str, found: OrganisationName) -> UnitMention | None:
    """The first unit of a name that speaks of several places at once: `UBND các xã: Tân Lập`, `các thôn 1`."""
    if "các " not in found.name.lower():
        return None
    at = text[found.start : found.end].lower().rfind("các")
    several = None if at < 0 else match_near(_SEVERAL, text, found.start + at)
    if several is None or several.end("word") > found.end:
        return None
    body = found.name[: found.name.lower().rfind("các ")]
    first = _member(text, several.end(), _Named(body, _standard(several)), found.kind, found.level)
    return None if first is None else with_place_above(text, replace(first, head_start=found.start))


def next_place(text: str, start: int, last: UnitMention) -> UnitMention | None:
    """The unit at `start` in a list after one that ends in a place's name, of which only the place is said: `UBND xã
    Tân Lập, Hòa An`, `UBND các xã: Tân Lập và các phường: Trảng Dài`."""
    named = _named(last.name)
    if named is None:
        return None
    several = match_near(_SEVERAL, text, start)
    if several is not None:
        return _of_rank(text, several.end(), named, _standard(several), last)
    territory = match_territory(text, start)
    if territory is not None:
        word = _named(territory[1])
        if word is None or word.body or _RANK[word.word] < _RANK[named.word]:
            return None
        return _unit(start, territory[0], f"{named.body}{territory[1]}", last.kind, last.level)
    if not text[start].isupper():
        return None
    member = _member(text, start, named, last.kind, last.level)
    # without a plural word a province after a comma tells where the place lies
    if member is None or (last.rule != "elided_head" and is_province(text[start : member.end])):
        return None
    return with_place_above(text, member)


def with_place_above(text: str, unit: UnitMention) -> UnitMention:
    """The unit with the wider place after a comma in which its own lies: `Thôn Đông, xã Tân Lập`."""
    comma = match_near(_COMMA, text, unit.end)
    named = None if comma is None else _named(unit.name)
    if comma is None or named is None:
        return unit
    territory = match_territory(text, comma.end())
    if territory is None:
        return unit
    above = _named(territory[1])
    if above is None or above.body or _RANK[above.word] >= _RANK[named.word]:
        return unit
    return with_place_above(text, replace(unit, end=territory[0], name=f"{unit.name}, {territory[1]}"))


def _of_rank(text: str, start: int, named: _Named, word: str, last: UnitMention) -> UnitMention | None:
    member = _member(text, start, named._replace(word=word), last.kind, last.level)
    return None if member is None else with_place_above(text, member)


def _member(text: str, start: int, named: _Named, kind: str, level: str | None) -> UnitMention | None:
    """The unit of which only the place's name or number stands at `start`."""
    number = match_near(NUMBER, text, start)
    if number is not None:
        return _unit(start, number.end(), f"{named.body}{named.word} {number['number']}", kind, level)
    place = match_place(text, start)
    if place is None or not all(_is_syllable(syllable) for syllable in place[1].split()):
        return None
    return _unit(start, place[0], f"{named.body}{named.word} {place[1]}", kind, level)


def _is_syllable(word: str) -> bool:
    """Whether a word of a name may be a place's, not an abbreviation or a company's (`BIDV`, `Vietcombank`)."""
    return len(word) <= _LONGEST_SYLLABLE and (len(word) == 1 or not word.isupper() or word.isdigit())


def _named(name: str) -> _Named | None:
    found = _NAMED.fullmatch(name)
    return None if found is None else _Named(found["body"], _standard(found))


def _standard(found: regex.Match[str]) -> str:
    return " ".join(found["word"].lower().split())


def _unit(start: int, end: int, name: str, kind: str, level: str | None) -> UnitMention:
    return UnitMention(
        start=start, end=end, rule="elided_head", confidence=1.0, name=name, kind=kind, level=level
    )
