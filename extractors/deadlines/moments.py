"""Days, months, quarters, half-years and years as they are printed, with or without their year.

A series is one or more of them that share what the last one states: `ngày 01/6 và 15/11`, `Quý I, II/2026`,
`tháng 10 đến tháng 12/2025`. Nothing is resolved here: a year that is not printed stays None.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal, NamedTuple

import regex

from extractors.common.dates import match_date
from extractors.common.patterns import compiled
from extractors.deadlines.patterns import BLANK, CLOCK, FLAGS, GAP, QUARTER, WEEKS_OF, WORD_END

Unit = Literal["day", "month", "quarter", "half", "year"]

_MONTHS_IN: dict[Unit, int] = {"day": 1, "month": 1, "quarter": 3, "half": 6, "year": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


NO_SUCH_DAY = "no such day: reported as printed"
SCHOOL_YEAR = "the days of a school year are not stated"
NOT_FILLED_IN = "the date is not filled in"


class Moment(NamedTuple):
    """A stretch of the calendar; `start` and `end` (half open) count code points of the text.

    `month` is the first month of the unit (1 for a year, None for a day of any month) and `day` is given for
    days only. `problem` says why what is printed gives no day: it does not exist, or is not filled in.
    """

    start: int
    end: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    problem: str | None = None

    def first_day(self) -> date | None:
        """The first day; None where the year or month is open or no such day exists."""
        if self.problem or self.year is None or self.month is None:
            return None
        if self.unit == "day" and self.day is not None:
            return date(self.year, self.month, self.day) if exists(self.month, self.day, self.year) else None
        return date(self.year, self.month, 1)

    def last_day(self) -> date | None:
        """The last day; None as for the first."""
        first = self.first_day()
        if first is None or self.unit == "day":
            return first
        month = first.month + _MONTHS_IN[self.unit] - 1
        return date(first.year, month, calendar.monthrange(first.year, month)[1])

    def months(self) -> tuple[int, ...]:
        """The months that it covers; empty for a day of any month."""
        return tuple(range(self.month, self.month + _MONTHS_IN[self.unit])) if self.month else ()


class Series(NamedTuple):
    """Moments that stand together; `is_range` where the second ends what the first begins."""

    moments: tuple[Moment, ...]
    is_range: bool

    @property
    def start(self) -> int:
        return self.moments[0].start

    @property
    def end(self) -> int:
        return self.moments[-1].end

    def with_problem(self, problem: str) -> Series:
        return self._replace(moments=tuple(moment._replace(problem=problem) for moment in self.moments))


def exists(month: int, day: int, year: int | None = None) -> bool:
    """Whether the calendar has that day, in a leap year where no year is given."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2000, month)[1]


_PLURAL = regex.compile(r"các\s{1,9}+(?=ngày|tháng|năm)", FLAGS)
_AFTER_NUMBER = rf"(?!\d)(?!{GAP}[/%])(?!\.\d)"
_PARTIAL_DAY = regex.compile(
    rf"(?P<word>(?:các{GAP})?ngày{GAP})?(?P<day>\d{{1,2}}+)(?:{GAP}/{GAP}|{GAP}tháng{GAP})"
    rf"(?P<month>\d{{1,2}}+){_AFTER_NUMBER}(?(word)|(?!{GAP}(?:ngày|tháng|giờ|số|tổng|dân){WORD_END}))",
    FLAGS,
)
_DAY_OF_MONTH = regex.compile(rf"(?:các{GAP})?ngày{GAP}(?P<day>\d{{1,2}}+){_AFTER_NUMBER}", FLAGS)
# `trước 05 hằng tháng`
_DAY_OF_EACH_MONTH = regex.compile(rf"(?P<day>\d{{1,2}}+)(?={GAP}(?:h[àằ]ng|mỗi){GAP}tháng{WORD_END})", FLAGS)
_PARTIAL_MONTH = regex.compile(rf"(?:các{GAP})?tháng{GAP}(?P<month>\d{{1,2}}+){_AFTER_NUMBER}", FLAGS)
_YEAR_AFTER = (
    rf"(?:(?:{GAP}[/–.-]{GAP}|{GAP}(?:,|(?P<open>\())?{GAP}năm{GAP}|\s{{1,9}}+)(?P<year>\d{{4,6}})(?!\d)(?!{GAP}/)"
    r"(?(open)\)))?"
)
_QUARTER_NUMBER = rf"(?P<quarter>iv|i{{1,3}}+|0?[1-4]){WORD_END}"
_QUARTER = regex.compile(rf"(?:các{GAP})?{QUARTER}{GAP}{_QUARTER_NUMBER}{_YEAR_AFTER}", FLAGS)
_BLANK_QUARTER = regex.compile(
    rf"{QUARTER}{GAP}(?:…|\.\.++|_++)++(?:{GAP}(?:/|năm){GAP}(?:\d{{4}}|…|\.\.++))?", FLAGS
)
_HALF = regex.compile(
    rf"(?:(?:0?6|sáu){GAP}tháng|nửa){GAP}(?P<half>đầu|cuối){GAP}(?:của{GAP})?năm(?:{GAP}(?P<year>\d{{4,6}})(?!\d))?{WORD_END}",
    FLAGS,
)
_SHORT_MONTH = regex.compile(rf"T\.?{GAP}(?P<month>\d{{1,2}}+){GAP}[/.-]{GAP}(?P<year>20\d\d)(?!\d)", FLAGS)
_SHORT_QUARTER = regex.compile(
    rf"Q\.?{GAP}(?P<quarter>iv|i{{1,3}}+|[1-4]){GAP}[/.-]{GAP}(?P<year>20\d\d)(?!\d)", FLAGS
)
_FIRST_OF_DAYS = regex.compile(
    rf"(?P<day>\d{{1,2}}+){GAP}[–-]{GAP}\d{{1,2}}{GAP}/{GAP}\d{{1,2}}+"
    rf"(?:{GAP}/{GAP}\d{{4}}(?!\d)|(?={GAP}(?:$|[.,;)\n]|h[àằ]ng{BLANK}năm)))",
    FLAGS,
)
# `T9-T10/2026`, `09 - 10/2026`
_FIRST_OF_MONTHS = regex.compile(
    rf"(?P<short>T\.?{GAP})?(?P<month>\d{{1,2}}+)(?={GAP}[–-]{GAP}(?(short)T\.?{GAP})\d{{1,2}}{GAP}(?(short)[/.-]|/){GAP}20\d\d(?!\d|{GAP}/))",
    FLAGS,
)
_TERM = regex.compile(
    rf"học{BLANK}k[ỳì]{BLANK}(?:i{{1,2}}+|[12]){WORD_END}"
    rf"(?:{GAP},?{GAP}năm{BLANK}học{BLANK}20\d\d{GAP}[–-]{GAP}20\d\d(?!\d))?",
    FLAGS,
)
_BARE_YEAR = regex.compile(rf"(?P<year>20\d\d)(?![.,]?\d)(?!{GAP}[/%])", FLAGS)
# a number that continues a list must be followed by what can follow a list
_LIST_GOES_ON = rf"(?={GAP}(?:$|[,;.)/–-]|(?:và|đến|h[àằ]ng|mỗi|năm|của|tháng){WORD_END}))"
_NEXT_NUMBER = regex.compile(rf"(?P<number>\d{{1,2}}+)(?!\.?\d){_LIST_GOES_ON}", FLAGS)
_NEXT_MONTH = regex.compile(
    rf"(?P<month>\d{{1,2}}+){GAP}(?:[/-]|năm){GAP}(?P<year>\d{{4}})(?!\d)(?!{GAP}/)", FLAGS
)
_NEXT_QUARTER = regex.compile(rf"{_QUARTER_NUMBER}{_YEAR_AFTER}", FLAGS)
_JOINT = compiled(
    rf"(?:{GAP}\([^()\d]{{0,20}}\d{{0,2}}[^()\d]{{0,20}}\))?{GAP}(?:(?P<range>[-–—]|(?:cho{GAP})?(?:đến|tới)(?:{GAP}(?:hết|cuối|giữa))?{WORD_END}(?:{GAP}{WEEKS_OF})?)"
    rf"|,{GAP}(?:và{WORD_END})?|và{WORD_END}|hoặc{WORD_END}|&|\+){GAP}"
    rf"(?P<again>(?:trước|vào)\s{{1,20}}+|{CLOCK})?",
    FLAGS,
)


def match_moment(text: str, start: int, *, bare: bool = False) -> Moment | None:
    """The moment that begins exactly at `start`; with `bare` it may begin with a number (`15/11`, `2026`)."""
    if not bare and text[start : start + 1].isdigit():
        found = _HALF.match(text, start)
        return _half(found) if found else None
    if bare and (abbreviated := _abbreviated(text, start)):
        return abbreviated
    plural = _PLURAL.match(text, start)
    if mention := match_date(text, plural.end() if plural else start):
        if mention.precision is None:
            return Moment(start, mention.end, "day", problem=NOT_FILLED_IN)
        if mention.value is None:
            return Moment(start, mention.end, mention.precision, problem=NO_SUCH_DAY)
        value = mention.value
        day = value.day if mention.precision == "day" else None
        return Moment(start, mention.end, mention.precision, value.year, value.month, day)
    if found := _PARTIAL_DAY.match(text, start):
        month, day = int(found["month"]), int(found["day"])
        if exists(month, day) or found["word"]:
            return Moment(start, found.end(), "day", None, month, day, problem=_unless(exists(month, day)))
    if found := _DAY_OF_MONTH.match(text, start) or (bare and _DAY_OF_EACH_MONTH.match(text, start)) or None:
        day = int(found["day"])
        return Moment(start, found.end(), "day", None, None, day, problem=_unless(1 <= day <= 31))
    if found := _PARTIAL_MONTH.match(text, start):
        month = int(found["month"])
        return Moment(start, found.end(), "month", None, month, problem=_unless(1 <= month <= 12))
    if found := _QUARTER.match(text, start):
        return _quarter(found)
    if found := _BLANK_QUARTER.match(text, start):
        return Moment(start, found.end(), "quarter", problem=NOT_FILLED_IN)
    if found := _HALF.match(text, start):
        return _half(found)
    if found := _TERM.match(text, start):
        return Moment(start, found.end(), "half", problem=SCHOOL_YEAR)
    if bare and (found := _BARE_YEAR.match(text, start)):
        return Moment(start, found.end(), "year", int(found["year"]), 1)
    return None


def _abbreviated(text: str, start: int) -> Moment | None:
    """`T12/2025`, `Q4/2025`, and the first month or day of `09-10/2026` and `10-12/11/2025`."""
    if found := _SHORT_MONTH.match(text, start):
        month = int(found["month"])
        return Moment(
            start, found.end(), "month", int(found["year"]), month, problem=_unless(1 <= month <= 12)
        )
    if (found := _FIRST_OF_MONTHS.match(text, start)) and 1 <= int(found["month"]) <= 12:
        return Moment(start, found.end(), "month", None, int(found["month"]))
    if found := _SHORT_QUARTER.match(text, start):
        return _quarter(found)
    if (found := _FIRST_OF_DAYS.match(text, start)) and 1 <= int(found["day"]) <= 31:
        return Moment(start, found.end("day"), "day", None, None, int(found["day"]))
    return None


def match_series(text: str, start: int, *, bare: bool = False) -> Series | None:
    """The longest series that begins exactly at `start`, with shared months and years filled in."""
    moment = match_moment(text, start, bare=bare)
    if moment is None:
        return None
    moments, is_range = [moment], False
    while not is_range and len(moments) < 12:
        joint = _JOINT.match(text, moments[-1].end)
        following = joint and _next_moment(text, joint.end(), moments[-1], is_range=bool(joint["range"]))
        if not joint or not following:
            break
        if joint["range"]:
            if len(moments) > 1:
                break
            is_range = True
        # `trước ngày 10/6/2025 và trước ngày 10/12/2025`: what is said again belongs to the second member
        moments.append(following._replace(start=joint.start("again")) if joint["again"] else following)
    return Series(tuple(_shared(moments, is_range=is_range)), is_range)


def _next_moment(text: str, start: int, previous: Moment, *, is_range: bool) -> Moment | None:
    unit = previous.unit
    if unit == "quarter" and (found := _NEXT_QUARTER.match(text, start)):
        return _quarter(found)
    if unit == "month":
        if found := _NEXT_MONTH.match(text, start):
            month = int(found["month"])
            return Moment(
                start, found.end(), unit, int(found["year"]), month, problem=_unless(1 <= month <= 12)
            )
        if (found := _NEXT_NUMBER.match(text, start)) and 1 <= int(found["number"]) <= 12:
            return Moment(start, found.end(), unit, None, int(found["number"]))
    if unit == "year" and (found := _BARE_YEAR.match(text, start)):
        return Moment(start, found.end(), unit, int(found["year"]), 1)
    following = match_moment(text, start, bare=unit == "day" or is_range)
    if following is None and unit == "day" and (found := _NEXT_NUMBER.match(text, start)):
        return Moment(start, found.end(), unit, None, None, int(found["number"]))
    # `Quý IV/2025, ngày …` are two expressions; only spans join different units
    return following if following and (is_range or following.unit == unit) else None


def _shared(moments: list[Moment], *, is_range: bool) -> list[Moment]:
    """Months and years pass from the later member to the earlier, then from the earlier to the later."""
    for order in (range(len(moments) - 2, -1, -1), range(1, len(moments))):
        backwards = order.step < 0
        for index in order:
            moment, other = moments[index], moments[index + (1 if backwards else -1)]
            if moment.unit == "day" and moment.month is None and other.unit in ("day", "month"):
                moment = moment._replace(month=other.month)
            if moment.year is None and other.year is not None and moment.month is not None:
                moment = moment._replace(year=other.year)
                earlier, later = (moment, other) if backwards else (other, moment)
                # a span over New Year: `tháng 10 đến tháng 3/2026` begins in 2025
                if is_range and _place_in_year(earlier) > _place_in_year(later):
                    moment = moment._replace(year=other.year + (-1 if backwards else 1))
            moments[index] = moment
    return moments


def _place_in_year(moment: Moment) -> tuple[int, int]:
    return moment.month or 0, moment.day or 0


def _quarter(found: regex.Match[str]) -> Moment:
    printed = found["quarter"].lower()
    number = _ROMAN.get(printed) or int(printed)
    return _with_year(found, "quarter", 3 * number - 2)


def _half(found: regex.Match[str]) -> Moment:
    return _with_year(found, "half", 1 if found["half"].lower() == "đầu" else 7)


def _with_year(found: regex.Match[str], unit: Unit, month: int) -> Moment:
    printed = found["year"]
    impossible = printed is not None and (len(printed) != 4 or not printed.startswith(("19", "20", "21")))
    year = None if printed is None or impossible else int(printed)
    return Moment(found.start(), found.end(), unit, year, month, problem=_unless(not impossible))


def _unless(fine: bool) -> str | None:
    return None if fine else NO_SUCH_DAY
