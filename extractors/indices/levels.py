"""Named groups: `nhóm "Trung bình cao"`, `xếp loại Tốt`, `nhóm 4 (nhóm đạt điểm thấp nhất)`, `nhóm A`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.common.matching import Anchored
from extractors.indices.statements import (
    AFTER,
    APPOSITION,
    LEXICON,
    WHERE,
    Statement,
    bound,
    placed_from,
)
from extractors.indices.wording import any_of, first_words

LEVEL_NAMES = "|".join(
    r"(?:\s+|\s*[-–]\s*)".join(name.split()) for name in sorted(LEXICON["levels"], key=len, reverse=True)
)
"""The names of levels as a pattern, the longest first."""

_LEVEL = Anchored(
    rf"\b(?P<group>{any_of(LEXICON['level_groups'])})(?:{any_of(LEXICON['level_words'])}){{0,12}}"
    rf"[\"“”‘'«]?(?P<level>{LEVEL_NAMES})(?!\p{{L}})[\"”’»']?(?P<after>{AFTER}){WHERE}{APPOSITION}",
    first_words(LEXICON["level_groups"]),
)
_NUMBERED = Anchored(
    r"\b(?P<group>nhóm)\s+(?:(?:số|thứ)\s+)?(?P<level>[1-6]|I{1,3}|IV)(?![\d\p{L}]|[/.,-]\d)"
    rf"(?!\s*(?:-|–|đến)\s*\d)(?P<after>{AFTER}){APPOSITION}",
    {"nhóm"},
)
_GRADES = frozenset(LEXICON["grades"])
_LETTERS = frozenset("abcde")


def find_levels(line: str) -> Iterator[Statement]:
    """Named and numbered groups; `nhóm 10 tỉnh` is no group's name but a rank."""
    for match in _NUMBERED.finditer(line):
        yield _statement(line, match, f"nhóm {match['level']}")
    for match in _LEVEL.finditer(line):
        group, name = (
            match["group"].casefold().strip(),
            " ".join(regex.findall(r"[^\s–-]+", match["level"].casefold())),
        )
        if name in _LETTERS:
            if match["level"].isupper():
                yield _statement(line, match, f"{group.split()[-1]} {match['level']}")
        elif name in _GRADES or group in ("nhóm", "tốp", "top"):
            yield _statement(line, match, name)


def _statement(line: str, match: regex.Match[str], level: str) -> Statement:
    return Statement(
        start=placed_from(line, match.start()),
        end=match.start() + len(match.group().rstrip()),
        kind="level",
        comparator=bound("", match["after"]),
        level=level,
    )
