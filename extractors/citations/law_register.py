"""The laws of the lexicon with their versions, for telling which law of a name is meant."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

import regex

from extractors.common.dates import DatePrecision
from extractors.common.lexicon import load_lexicon
from extractors.common.spelling import fold

_WORDS = regex.compile(r"[\p{L}\d&]+")


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One passing of a law: its type and proper name, when it was passed (`2024`, `2025-02`) and its number, None
    where that is not recorded."""

    type: str
    name: str
    passed: str
    number: str | None


def standard_law_name(law_type: str, name: str) -> str | None:
    """The name as promulgated for any spelling or abbreviation of it; None where the lexicon has no such law."""
    return _names().get((law_type, _key(name)))


def law_by_number(number: str) -> LawVersion | None:
    """The version that has a number (`31/2024/QH15`); None where the lexicon does not record it."""
    return _numbers().get(number.upper())


def law_passed(law_type: str, name: str, day: date, precision: DatePrecision | None) -> LawVersion | None:
    """The version of a law, by its name as promulgated, that was passed on a day, in a month or in a year.

    None where the lexicon has no such version or the date leaves several open.
    """
    stated = day.isoformat()[: 4 if precision == "year" else 7]
    found = [
        version
        for version in _versions().get((law_type, name), ())
        if stated.startswith(version.passed) or version.passed.startswith(stated)
    ]
    return found[0] if len(found) == 1 else None


def _key(name: str) -> str:
    return " ".join(_WORDS.findall(fold(name)))


@functools.cache
def _versions() -> dict[tuple[str, str], tuple[LawVersion, ...]]:
    return {
        (law_type, name): tuple(
            LawVersion(law_type, name, str(passed), number)
            for passed, number in versions.items()
            if passed != "aliases"
        )
        for law_type, table in load_lexicon("extractors.citations", "laws").items()
        for name, versions in table.items()
    }


@functools.cache
def _names() -> dict[tuple[str, str], str]:
    short = load_lexicon("extractors.citations", "law_context")["abbreviations"]
    names: dict[tuple[str, str], str] = {}
    for law_type, table in load_lexicon("extractors.citations", "laws").items():
        for name, versions in table.items():
            abbreviated = _key(name)
            for words, abbreviation in short.items():
                abbreviated = abbreviated.replace(words, abbreviation)
            for form in (_key(name), abbreviated, *map(_key, versions.get("aliases", ()))):
                names.setdefault((law_type, form), name)
    return names


@functools.cache
def _numbers() -> dict[str, LawVersion]:
    versions = [version for several in _versions().values() for version in several if version.number]
    return {version.number.upper(): version for version in reversed(versions) if version.number}
