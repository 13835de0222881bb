"""The grammar of dates as administrative documents print them.

A date is `ngày 15/7/2021`, `ngày 08 tháng 4 năm 2021`, `tháng 7/2021` or `năm 2015`, with the blanks that
printing and conversion leave (`ngày22/5/2013`, `06/12/2021của`) and with parts that nobody has filled in yet
(`ngày … tháng 01 năm 2025`). Days and months without a year are no dates here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

import regex

from extractors.common.matching import matches_from
from extractors.common.patterns import compiled
from extractors.common.spelling import lowered

DatePrecision = Literal["day", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years outside these are reported as impossible: in a plan they are printing errors."""


class DateMention(NamedTuple):
    """A date in a text; `start` and `end` (half open) count code points.

    `value` is the first day of what is stated, to `precision`. It is None where no such day exists
    (`impossible`: `31/02/2025`, `20/11/20225`), and where only blanks are printed (then `precision` is
    None too).
    """

    start: int
    end: int
    value: date | None
    precision: DatePrecision | None
    impossible: bool = False


_FLAGS = regex.IGNORECASE | regex.VERSION1
_GAP = r"\s{0,20}+"
_UNFILLED = r"(?:[\s…_]|\.\.++){0,80}+"
_KEYWORD = r"(?:ngày|tháng|năm)"
_DAY_WORD = rf"(?:(?:ngày{_GAP}){{1,2}}(?::{_GAP})?(?:m[ùồ]ng{_GAP})?)"
_START = rf"(?:{_DAY_WORD}|(?<!\d)(?<!\d[/.,]))"
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2}+)", r"(?P<month>\d{1,2}+)", r"(?P<year>\d{4,6})(?!\d)"
_CENTURIES = r"(?:1[89]|2[01])"
_TO_YEAR = rf"(?:,?{_GAP}năm{_GAP}|{_GAP}[/–-]{_GAP}|\.)"
# `01/2025/TT-BTTTT` and `12/2021-QĐ` are symbols; `15/7/2021-20/7/2021` is a span
_NO_SYMBOL = rf"(?!{_GAP}/{_GAP}[\p{{L}}\d])(?!{_GAP}-{_GAP}(?-i:\p{{Lu}}(?!\p{{Ll}})))"

_FULL = (
    rf"{_START}{_DAY}(?:{_GAP}/{_GAP}{_MONTH}(?:{_GAP}/{_GAP}|,?{_GAP}năm{_GAP})"
    rf"|{_GAP}[,/-]?{_GAP}tháng{_GAP}{_MONTH}{_TO_YEAR}"
    rf"|{_GAP}-{_GAP}{_MONTH}{_GAP}-{_GAP}"
    rf"|{_GAP}–{_GAP}{_MONTH}{_GAP}–{_GAP}"
    rf"|\.{_MONTH}\.){_YEAR}{_NO_SYMBOL}"
)
_MONTH_AND_YEAR = (
    rf"(?:tháng{_GAP}{_MONTH}{_TO_YEAR}{_YEAR}"
    rf"|(?<!\d)(?<!\d[/.,])(?P<month>0?[1-9]|1[0-2]){_GAP}/{_GAP}(?P<year>{_CENTURIES}\d\d)(?!\d)){_NO_SYMBOL}"
)
_YEAR_ONLY = rf"năm{_GAP}(?P<year>{_CENTURIES}\d{{2,4}})(?![.,]?\d)"
_SINGLE = compiled(rf"{_FULL}|{_MONTH_AND_YEAR}|{_YEAR_ONLY}", _FLAGS)
_PARTLY_FILLED = compiled(
    rf"(?:(?P<from_day>ngày){_UNFILLED}(?:{_DAY}{_UNFILLED})?(?:(?P<slash>/)|tháng)|tháng){_UNFILLED}"
    rf"(?:{_MONTH}{_UNFILLED})?(?(slash)/|năm)"
    rf"(?:{_UNFILLED}{_YEAR}|{_UNFILLED}(?:20)?(?:…|\.\.++|_++)++|(?!{_UNFILLED}\d))",
    _FLAGS,
)
# `các ngày 08 và 09 tháng 11 năm 2025`, `ngày 01/6 và 15/11/2025`: the last member gives month or year to all
_MEMBER = rf"(?P<member>\d{{1,2}}+(?:{_GAP}/{_GAP}\d{{1,2}}+)?)"
_COORDINATED = compiled(
    rf"{_DAY_WORD}{_MEMBER}(?:{_GAP}(?:,|;|–|-|và|hoặc|đến){_GAP}{_DAY_WORD}?{_MEMBER}){{1,12}}"
    rf"(?:{_GAP}tháng{_GAP}{_MONTH})?{_TO_YEAR}{_YEAR}{_NO_SYMBOL}",
    _FLAGS,
)
_ANCHOR = regex.compile(
    rf"(?<!\p{{L}}){_KEYWORD}(?!\p{{L}})"
    rf"|(?<![\p{{L}}\d/])(?<!\d[.,])(?<!(?:\p{{L}}-|số\s{{0,3}}))\d{{1,2}}+(?={_GAP}(?:[/–-]|\.\d|tháng))",
    _FLAGS,
)
_ANCHOR_START = re.compile(rf"{_KEYWORD}|\d")
"""Where an anchor may begin in a text in lower case, by the standard library, which tells it much faster."""
_STARTS_WITH_KEYWORD = regex.compile(_KEYWORD, _FLAGS)


def match_date(
    text: str, start: int, end: int | None = None, *, keyword_required: bool = False
) -> DateMention | None:
    """The date that begins exactly at `start`: at its `ngày`, `tháng` or `năm`, or at its first digit.

    Nothing is read from `end` on. With `keyword_required` a date that begins with a digit is none. Of a coordination
    (`ngày 08 và 09 tháng 11 năm 2025`) it gives the first member.
    """
    if keyword_required and not _STARTS_WITH_KEYWORD.match(text, start):
        return None
    dates = match_dates(text, start, end)
    return dates[0] if dates else None


def match_dates(text: str, start: int, end: int | None = None) -> list[DateMention]:
    """The date that begins exactly at `start`, or all members of a coordination that begins there; nothing is read
    from `end` on."""
    end = len(text) if end is None else end
    if found := _SINGLE.match(text, start, end):
        return [_mention(start, found.end(), found["day"], found["month"], found["year"])]
    if text[start : start + 1].isdigit():
        return []  # what is left begins with a keyword
    if found := _COORDINATED.match(text, start, end):
        return _members(found)
    found = _PARTLY_FILLED.match(text, start, end)
    if found and (found["year"] or (found["from_day"] and not found["month"])):
        # a day without its month says no more than the year
        day = found["day"] if found["month"] else None
        return [_mention(start, found.end(), day, found["month"], found["year"])]
    return []


def find_dates(text: str) -> list[DateMention]:
    """All dates of a text in order, none overlapping another.

    A number with a stroke that is a symbol (`01/2025/TT-BTTTT`, `số 12/2025`) or a ratio (`15/63`) is none.
    """
    dates: list[DateMention] = []
    position = 0
    starts = (start.start() for start in _ANCHOR_START.finditer(lowered(text)))
    for anchor in matches_from(starts, _ANCHOR, text):
        if anchor.start() < position:
            continue
        if found := match_dates(text, anchor.start()):
            dates.extend(found)
            position = found[-1].end
    return dates


def format_date(value: date, precision: DatePrecision) -> str:
    """The usual printed form: `ngày 05/01/2021`, `tháng 01/2021`, `năm 2021`.

    Days and months of one digit get a zero (Nghị định 30/2020/NĐ-CP, Appendix I, for days below 10 and
    months 1 and 2).
    """
    if precision == "day":
        return f"ngày {value.day:02}/{value.month:02}/{value.year}"
    if precision == "month":
        return f"tháng {value.month:02}/{value.year}"
    return f"năm {value.year}"


def _mention(start: int, end: int, day: str | None, month: str | None, year: str | None) -> DateMention:
    if year is None:
        return DateMention(start, end, None, None)
    precision: DatePrecision = "year" if month is None else "month" if day is None else "day"
    value = None
    if len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR:
        try:
            value = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            value = None
    return DateMention(start, end, value, precision, impossible=value is None)


def _members(found: regex.Match[str]) -> list[DateMention]:
    """The members of a coordination, each with the month and year that the last one states."""
    year, spans = found["year"], found.spans("member")
    last_month = found["month"] or found.captures("member")[-1].partition("/")[2].strip() or None
    mentions = []
    for (start, end), member in zip(spans, found.captures("member"), strict=True):
        day, _, month = member.partition("/")
        first, last = (start, end) == spans[0], (start, end) == spans[-1]
        mentions.append(
            _mention(
                found.start() if first else start,
                found.end() if last else end,
                day.strip(),
                month.strip() or last_month,
                year,
            )
        )
    return mentions
