"""Provinces and centrally run cities before and after the mergers of 2025 (tỉnh, thành phố)."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.spelling import WORD_CHARACTER, fold, spellings

PlaceKind = Literal["province", "municipality"]


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city: standard name, spellings, and when it began and ended (half open)."""

    name: str
    kind: PlaceKind
    forms: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    into: str | None = None
    before: str | None = None
    designated_only: bool = False
    """Named after a person or thing of the same name: a place only after `thành phố`, `TP`."""


@dataclass(frozen=True, slots=True)
class ProvinceMention:
    """A province named in a text: the name's span (half open), its standard form, and whether a word such as
    `tỉnh` or `thành phố` stands before it."""

    start: int
    end: int
    name: str
    designated: bool


class PlaceWord(NamedTuple):
    """What a place is called (`huyện`, `thôn`): its rank, from 0 for a province to 3 for a hamlet, and the level of the
    bodies that belong to it."""

    rank: int
    level: str


@functools.cache
def place_words() -> dict[str, PlaceWord]:
    """All such words in lower case."""
    rows = load_lexicon("extractors.common", "places")["place_words"]
    return {word: PlaceWord(row["rank"], row["level"]) for row in rows for word in row["words"]}


@functools.cache
def provinces() -> dict[str, Province]:
    """All provinces and centrally run cities, today's and those merged since 2025, by standard name."""
    lexicon = load_lexicon("extractors.common", "places")
    merged = lexicon["merger_date"]
    return {
        row["name"]: Province(
            name=row["name"],
            kind=row["kind"],
            forms=tuple(row.get("forms", ())),
            since=row.get("since"),
            until=row.get("until", merged if "into" in row else None),
            into=row.get("into"),
            before=row.get("before"),
            designated_only=row.get("designated_only", False),
        )
        for row in lexicon["provinces"]
    }


def merger_date() -> datetime.date:
    """The day since which there are 34 provinces and no districts (cấp huyện)."""
    date: datetime.date = load_lexicon("extractors.common", "places")["merger_date"]
    return date


def districts_exist(date: datetime.date | None) -> bool:
    """Whether there was a district level (cấp huyện) on that day; True where the day is not known."""
    return date is None or date < merger_date()


def standard_province(name: str) -> str | None:
    """The standard name for a spelling (`TP. Hồ Chí Minh`, `KHÁNH HOÀ`); None where it is no province's."""
    return _names().get(fold(_DESIGNATION.sub("", name.strip())))


def province_at(name: str, date: datetime.date | None) -> str | None:
    """The standard name of the province that a name stands for on a day.

    A province that had been merged by then gives the one it became part of; a name that came later gives the
    earlier one. Without a date the name itself is standardised. None where the name is no province's.
    """
    standard = standard_province(name)
    if standard is None or date is None:
        return standard
    province = provinces()[standard]
    while province.until is not None and province.into is not None and date >= province.until:
        province = provinces()[province.into]
    if province.since is not None and province.before is not None and date < province.since:
        return province.before
    return province.name


def province_kind(name: str) -> PlaceKind | None:
    """Whether a name is that of a province or of a centrally run city; None where it is neither's."""
    standard = standard_province(name)
    return None if standard is None else provinces()[standard].kind


def find_provinces(text: str) -> list[ProvinceMention]:
    """Provinces named in a text, in order; a name within a lesser place's (`phường Hòa Bình`) is not one."""
    if _name_pattern().search(text) is None:
        return []
    return [
        ProvinceMention(
            match.start("name"),
            match.end("name"),
            _names()[fold(match["name"])],
            match["designation"] is not None,
        )
        for match in _place_pattern().finditer(text)
        if match["lesser"] is None
        and (
            match["designation"] is not None or not provinces()[_names()[fold(match["name"])]].designated_only
        )
    ]


def find_province(text: str) -> ProvinceMention | None:
    """The first province that a text names, one with `tỉnh` or `thành phố` before it first of all."""
    mentions = find_provinces(text)
    designated = (mention for mention in mentions if mention.designated)
    return next(designated, mentions[0] if mentions else None)


_DESIGNATIONS = ("tỉnh", r"thành\s+phố", r"tp\.?", r"t\.p\.?")
_DESIGNATION = regex.compile(rf"(?:{'|'.join(_DESIGNATIONS)})\s*(?=\p{{Lu}})", regex.IGNORECASE)


@functools.cache
def _names() -> dict[str, str]:
    return {fold(form): place.name for place in provinces().values() for form in (place.name, *place.forms)}


def _province_pattern() -> str:
    """A regular expression for a province's name in any spelling, in capitals too, without the word before it."""
    forms = [
        spelling
        for place in provinces().values()
        for form in (place.name, *place.forms)
        for spelling in (*spellings(form), *spellings(form.upper()))
    ]
    return alternatives(forms).replace(r"\s+\-\s+", r"\s*[-\u2010-\u2015]\s*") + rf"(?!{WORD_CHARACTER})"


# `re`, which finds one of many words ten times as fast as `regex`: most texts name no province
@functools.cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(_province_pattern())


@functools.cache
def _place_pattern() -> re.Pattern[str]:
    lesser = load_lexicon("extractors.common", "places")["lesser_places"]
    first = {name[0] for name in (*lesser, *_DESIGNATIONS, *_names())}
    letters = "".join(sorted({*first, *map(str.upper, first)}))
    return re.compile(
        rf"(?<!\w)(?=[{letters}])"
        rf"(?:(?P<lesser>(?i:{alternatives(lesser)}))\s++|(?P<designation>(?i:{'|'.join(_DESIGNATIONS)}))\s*+)?"
        rf"(?P<name>{_province_pattern()})"
    )
