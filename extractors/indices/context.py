"""What headings, lead-in lines and column names say about the values under them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import regex

from extractors.common.matching import Anchored
from extractors.indices.cues import Setting
from extractors.indices.records import Status
from extractors.indices.statements import LEXICON
from extractors.indices.wording import any_of, first_words, grammar

_TARGET = Anchored(rf"\b{any_of(LEXICON['target_headings'])}", first_words(LEXICON["target_headings"]))
_RESULT = Anchored(rf"\b{any_of(LEXICON['result_headings'])}", first_words(LEXICON["result_headings"]))
_WORK = grammar(rf"\b{any_of(LEXICON['work_headings'])}")
_YEAR = regex.compile(r"(?<!\d)(?<![-–/]\s?)((?:19|20)\d\d)(?!\d)(?!\s*[-–/]\s*\d)")
_ANY_YEAR = re.compile(r"\d{4}")
_DATED = regex.compile(r"\btháng\s+\d{1,2}\s+năm\s+(\d{4})")
_COVERED = regex.compile(
    r"\b(?:năm|giai\s+đoạn|nhiệm\s+kỳ)\s+(\d{4})(?:\s*[-–]\s*(\d{4}))?(?!\d)", regex.IGNORECASE
)
_SPAN = regex.compile(r"\d{4}\s*[-–]\s*\d{4}")


def status_of(heading: str) -> Status | None:
    """Whether a heading or a column's name announces targets or results; None where it says neither.

    `Đánh giá kết quả thực hiện mục tiêu` announces results: the first of the words counts.
    """
    target, result = _TARGET.search(heading), _RESULT.search(_WORK.sub(_blank, heading))
    if target is None and result is None:
        return None
    if target is None or (result is not None and result.start() < target.start()):
        return "result"
    return "target"


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match[0])


def year_of(heading: str) -> int | None:
    """The one year that a heading or a column's name states; None for none, several or a span."""
    years = {int(match[1]) for match in _YEAR.finditer(_SPAN.sub("", heading))}
    return years.pop() if len(years) == 1 else None


def setting_under(headings: Iterable[str], plan_years: tuple[int, int] | None) -> Setting:
    """What the headings above a line, the nearest first, say about it.

    The nearest that announces targets or results decides; a year counts only where it stands in that heading or
    in one nearer to the line.
    """
    year: int | None = None
    for heading in headings:
        year = year_of(heading) if year is None else year
        status = status_of(heading)
        if status is not None:
            return Setting(status, year, plan_years)
    return Setting(None, None, plan_years)


def plan_years_of(lines: Iterable[str]) -> tuple[int, int] | None:
    """The years that a document covers, by its title; where that states none, the year of its dateline.

    `lines` are those of letterhead and title, in order.
    """
    covered: list[tuple[int, int]] = []
    dated: int | None = None
    for line in lines:
        if _ANY_YEAR.search(line) is None:
            continue
        date = _DATED.search(line)
        dated = int(date[1]) if date is not None and dated is None else dated
        spans = _COVERED.finditer(_DATED.sub("", line))
        covered += [(int(match[1]), int(match[2] or match[1])) for match in spans]
    if covered:
        return min(first for first, _ in covered), max(last for _, last in covered)
    return None if dated is None else (dated, dated)
