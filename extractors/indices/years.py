"""Years: those an index is of, and those that stand free in a line.

A mention's year follows its name, with at most the owner between them (`Chỉ số CCHC của các sở năm 2022`);
stated once after a list, it counts for each member (`PCI, PAPI, SIPAS tỉnh … năm 2025`). A year behind
`trong`, `trên địa bàn`, `đến` belongs to something else in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.common.matching import compiled_later
from extractors.indices.name_patterns import LEXICON
from extractors.indices.names import Name
from extractors.indices.wording import any_of, grammar

_NUMBER = r"(?P<year>(?:19|20)\d\d)(?!\d)(?!\s{0,3}[-–]\s{0,3}\d{4})(?!\s{0,3}[/.,]\s{0,3}\d)"
_NOT_AFTER = rf"(?!{any_of(LEXICON['after_owner'])})"
_OWNER = (
    rf"\s++(?:của\s++(?=[\p{{L}}])|(?={any_of(LEXICON['owners'])}))"
    rf"{_NOT_AFTER}[\p{{L}}.&]++(?:(?:\s*+[,-]\s*+|\s++(?:và\s++)?+){_NOT_AFTER}[\p{{L}}.&]++){{0,14}}?"
)
_ASIDE = r"(?:\s*+\((?!\s*năm\s+\d{4}\s*\))[^()]{1,60}+\))?+"
# an acronym may stand in brackets after words that are no known name: `… và địa phương (DDCI) năm 2023`
_FOLLOWING = grammar(
    rf"\)?+{_ASIDE}(?:{_OWNER})?\s*+(?:\(\s*+)?+năm\s++{_NUMBER}|\s*+(?:[-–]\s*+)?+{_NUMBER}"
)
_LISTED = compiled_later(rf"{_ASIDE}(?:{_OWNER})?\s*+(?:[,;/&]|(?:,\s*+)?+(?:và|hoặc)\b)\s*+(?:các\s++)?+")
_ADJACENT = compiled_later(
    rf"(?:{_OWNER})?\s*+(?:[,/&]|(?:,\s*+)?+(?:và|hoặc|cũng\s++như|cùng\s++với)\b)\s*+(?:các\s++)?+"
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_FREE = grammar(rf"(?<!tháng\s{{1,3}}\d{{1,2}}\s{{1,3}})\bnăm\s++{_NUMBER}")
# the first year after `so với` is what is compared with, a further one not
_AS_BASELINE = grammar(r"\bso(?:\s+với)?(?:\s+(?!(?:19|20)\d\d)[^\s,.;()]++){0,12}+\s+$")
_BASELINE_REACH = 240


@dataclass(frozen=True, slots=True)
class StatedYear:
    """`năm 2025` in a line: its span, and whether something is compared with it (`so với năm 2024`)."""

    start: int
    end: int
    year: int
    baseline: bool


def find_years(line: str) -> list[StatedYear]:
    """The years stated in a line, without those of dates (`tháng 7 năm 2021`) and of spans (`2021-2025`)."""
    return [
        StatedYear(
            match.start(),
            match.end(),
            int(match["year"]),
            _AS_BASELINE.search(line, max(0, match.start() - _BASELINE_REACH), match.start()) is not None,
        )
        for match in _FREE.finditer(line)
    ]


def with_years(line: str, names: Sequence[Name]) -> list[Name]:
    """The same names with the year that each is of, where one is stated with it."""
    if _ANY_YEAR.search(line) is None:
        return list(names)
    dated: list[Name] = []
    for name in reversed(names):
        year = name.year
        if year is None and (match := _FOLLOWING.match(line, name.end)):
            year = int(match["year"])
        elif year is None and dated and _LISTED().fullmatch(line, name.end, dated[-1].start):
            year = dated[-1].year
        dated.append(name if year == name.year else replace(name, year=year))
    return dated[::-1]


def coordinated(line: str, first: Name, second: Name) -> bool:
    """Whether two neighbouring names stand in one list, so that what is said of the second holds for both."""
    return _ADJACENT().fullmatch(line, first.end, second.start) is not None
