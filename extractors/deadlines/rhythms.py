"""How often: `hằng quý`, `định kỳ 6 tháng, năm`, `01 lần/quý`, and the RFC 5545 rules that they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from extractors.common.patterns import compiled
from extractors.deadlines.moments import Moment, Series, exists
from extractors.deadlines.patterns import (
    BLANK,
    COUNTED,
    DAYTIME,
    EACH,
    FLAGS,
    GAP,
    QUARTER,
    REGULAR,
    TIMES,
    WEEKS_OF,
    WORD_END,
    period_name,
)

_NUMBER = r"(?:\d{1,2}+|một|hai|ba|bốn|năm|sáu|chín)"
_NUMERALS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "chín": 9}
_PERIOD = (
    rf"(?:(?P<count>{_NUMBER}){GAP}(?P<counted>ngày|tuần|tháng|{QUARTER}|năm)|nửa{BLANK}(?P<half>năm|tháng)"
    rf"|(?P<half>học{BLANK}k[ỳì])|(?P<unit>ngày|tuần|tháng|{QUARTER}|năm))"
)
# `hằng năm 2025`, `năm học`, `tháng sau` are other things
_NOT_GOING_ON = (
    rf"{WORD_END}(?!{GAP}\d)"
    rf"(?!{BLANK}(?:học|sau|trước(?!{BLANK}ngày)|tới|nay|qua|thứ|tiếp|kế|liền|đầu|cuối){WORD_END})"
)
_PART_OF_YEAR = rf"(?:{BLANK}đầu{BLANK}năm)?"

_BY_CLOCK = (
    rf"(?:(?:(?:chậm{BLANK}nhất|trước|vào|lúc){BLANK}){{0,2}}+"
    rf"\d{{1,2}}+{GAP}(?:giờ|h|g){GAP}(?:\d{{1,2}}+)?{GAP}(?:phút)?{GAP},?{GAP})?"
)
_FIRST = compiled(
    rf"(?:(?:(?:vào|trong){BLANK})?(?P<weeks>{WEEKS_OF}))?"
    rf"{_BY_CLOCK}(?:(?P<regularly>{REGULAR}){GAP}[,:(]?{GAP}(?:(?:vào|theo|là){BLANK})?(?:{EACH}{BLANK})?|{EACH}{BLANK})"
    rf"{_PERIOD}{_PART_OF_YEAR}{_NOT_GOING_ON}",
    FLAGS,
)
_FOLLOWING = compiled(
    rf"(?P<joint>{GAP}(?:,{GAP}(?:và{BLANK})?|và{BLANK}|hoặc{BLANK}|[/–-]{GAP}))"
    rf"(?:(?:sơ{BLANK}kết|tổng{BLANK}kết|báo{BLANK}cáo){BLANK})?(?P<each>{EACH}{BLANK}|cả{BLANK})?"
    rf"{_PERIOD}{_PART_OF_YEAR}{_NOT_GOING_ON}",
    FLAGS,
)
# `báo cáo quý, 6 tháng, năm`: a list without `hằng` needs two members
_LISTED = compiled(
    rf"(?P<head>(?:báo{BLANK}cáo|sơ{BLANK}kết|đánh{BLANK}giá|kiểm{BLANK}tra|giao{BLANK}ban)"
    rf"(?:{BLANK}(?:định{BLANK}k[ỳì]|kết{BLANK}quả))?{GAP}[(:]?{GAP}){_PERIOD}{_PART_OF_YEAR}{_NOT_GOING_ON}",
    FLAGS,
)
# in a slot, the list says it all: `Quý, 6 tháng, năm`
_LISTED_ALONE = compiled(rf"(?P<head>){_PERIOD}{_PART_OF_YEAR}{_NOT_GOING_ON}", FLAGS)
_AT_LEAST = rf"(?:(?:ít{BLANK}nhất|tối{BLANK}thiểu|định{BLANK}k[ỳì]){BLANK})?"
_TIMES = rf"(?P<times>{_NUMBER}){GAP}(?:{TIMES}|(?:{COUNTED}|ngày)(?={GAP}/))"
_RATE = compiled(
    rf"{_AT_LEAST}(?:{_TIMES}{GAP}(?:/|mỗi{BLANK}|trong{BLANK}(?:một{BLANK})?|(?:trên{BLANK}))?{GAP}{_PERIOD}(?:{BLANK}học)?"
    rf"|(?:{EACH}{BLANK})?{_PERIOD}{GAP}/?{GAP}(?:{_AT_LEAST}{_TIMES}|lần)){WORD_END}",
    FLAGS,
)
_WEEKDAY_NAMES = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA", "bẩy": "SA"} | {
    str(number): day for number, day in zip(range(2, 8), ("MO", "TU", "WE", "TH", "FR", "SA"), strict=True)
}
_DAY_OF_WEEK = (
    rf"(?:thứ{BLANK}(?P<weekday>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<weekday>chủ{BLANK}nhật)){WORD_END}"
)
_WEEKDAY = compiled(
    rf"(?:{REGULAR}{BLANK})?(?:(?:vào|trước){BLANK})?{_BY_CLOCK}{DAYTIME}?(?:các{BLANK})?(?:ngày{BLANK})?{_DAY_OF_WEEK}(?:{GAP}(?:,|và{BLANK}){GAP}(?:ngày{BLANK})?{_DAY_OF_WEEK}){{0,6}}+"
    rf"{GAP},?{GAP}{EACH}{BLANK}tuần{WORD_END}",
    FLAGS,
)
# `hằng tuần (vào chiều thứ Sáu)`
_ON_DAY = compiled(
    rf"{GAP},?{GAP}(?P<open>\()?{GAP}(?:(?:vào|trước|chậm{BLANK}nhất){BLANK}){{0,2}}+{_BY_CLOCK}{DAYTIME}?(?:ngày{BLANK})?{_DAY_OF_WEEK}(?(open){GAP}\))",
    FLAGS,
)
_ASCENDING = ("ngày", "tuần", "tháng", "quý", "half", "nine", "năm")


@dataclass(frozen=True, slots=True)
class Beat:
    """One member of a rhythm with its rule; `size` orders the periods from a day to a year."""

    start: int
    end: int
    rule: str
    size: str
    warning: str | None = None


def match_beats(text: str, start: int) -> list[Beat]:
    """The rhythm that begins exactly at `start`: `định kỳ hàng quý, 6 tháng, năm` gives three beats."""
    if found := _WEEKDAY.match(text, start):
        days = [_WEEKDAY_NAMES.get(name.lower(), "SU") for name in found.captures("weekday")]
        return [Beat(start, found.end(), f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(days))}", "tuần")]
    if found := _RATE.match(text, start):
        return [_rate(found)]
    if found := _FIRST.match(text, start):
        beat = _beat(found)
        if beat.rule == "FREQ=WEEKLY" and (day := _ON_DAY.match(text, beat.end)):
            name = _WEEKDAY_NAMES.get(day["weekday"].lower(), "SU")
            return [replace(beat, end=day.end(), rule=f"{beat.rule};BYDAY={name}")]
        return [beat]
    return []


def match_listed_beat(text: str, start: int, *, alone: bool) -> Beat | None:
    """The first period after `báo cáo` at `start`, or also `alone` there; a rhythm only if a list or a day in brackets
    follows."""
    found = _LISTED.match(text, start) or (_LISTED_ALONE.match(text, start) if alone else None)
    if not found:
        return None
    rule, size, warning = _rule_of(found, times=1)
    return Beat(found.end("head"), found.end(), rule, size, warning)


def following_beat(text: str, position: int, previous: Beat) -> Beat | None:
    """The beat that continues a list at `position`: after a comma, `và` or a stroke."""
    found = _FOLLOWING.match(text, position)
    if not found:
        return None
    rule, size, warning = _rule_of(found, times=1)
    beat = Beat(found.end("joint"), found.end(), rule, size, warning)
    # `hằng năm, tháng hành động …`: without `hằng` a list only goes on to longer periods
    if not found["each"] and _ASCENDING.index(beat.size) <= _ASCENDING.index(previous.size):
        return None
    return beat


def fixed_rules(series: Series, beat_size: str) -> tuple[tuple[str, ...], str | None]:
    """The rules of a series that returns in every year, quarter, month or week, and a warning or None."""
    moments = series.moments
    if series.is_range:
        if merged := _range_rule(moments[0], moments[1], beat_size):
            return (merged,), None
        return (PLAIN_RULES[beat_size],), "the days of each return cannot be stated as a rule"
    rules = tuple(dict.fromkeys(rule for moment in moments if (rule := _fixed_rule(moment, beat_size))))
    if len(rules) == len(moments):
        return rules, None
    return rules or (PLAIN_RULES[beat_size],), "a printed day does not exist"


PLAIN_RULES = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "half": "FREQ=MONTHLY;INTERVAL=6",
    # the report on nine months comes once a year, in the ninth
    "nine": "FREQ=YEARLY;BYMONTH=9",
    "năm": "FREQ=YEARLY",
}


def _fixed_rule(moment: Moment, beat_size: str) -> str | None:
    if moment.problem:
        return None
    if moment.unit == "day" and moment.day is not None:
        if moment.month is not None:
            real = exists(moment.month, moment.day)
            return f"FREQ=YEARLY;BYMONTH={moment.month};BYMONTHDAY={moment.day}" if real else None
        base = PLAIN_RULES[beat_size] if beat_size in ("quý", "half") else "FREQ=MONTHLY"
        return f"{base};BYMONTHDAY={moment.day}"
    if moment.unit == "year":
        return "FREQ=YEARLY"
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, moment.months()))}"


def _range_rule(first: Moment, last: Moment, beat_size: str) -> str | None:
    if first.problem or last.problem:
        return None
    if first.unit == last.unit == "day" and first.day and last.day:
        if first.month != last.month or first.day > last.day:
            return None
        days = ",".join(map(str, range(first.day, last.day + 1)))
        if first.month is None:
            return f"FREQ=MONTHLY;BYMONTHDAY={days}"
        return (
            f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={days}" if exists(first.month, last.day) else None
        )
    if "day" not in (first.unit, last.unit) and first.month and last.month and beat_size == "năm":
        stop = last.months()[-1]
        over_new_year = first.month > stop
        months = [
            m
            for m in range(1, 13)
            if (m >= first.month or m <= stop if over_new_year else first.month <= m <= stop)
        ]
        return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
    return None


def _beat(found: regex.Match[str]) -> Beat:
    rule, size, warning = _rule_of(found, times=1)
    if found["weeks"]:
        warning = "in certain weeks of it: the rule states the period only"
    return Beat(found.start(), found.end(), rule, size, warning)


def _rate(found: regex.Match[str]) -> Beat:
    rule, size, warning = _rule_of(found, times=_number(found["times"]) if found["times"] else 1)
    return Beat(found.start(), found.end(), rule, size, warning)


def _number(printed: str) -> int:
    return _NUMERALS.get(printed.lower()) or int(printed)


def _rule_of(found: regex.Match[str], times: int) -> tuple[str, str, str | None]:
    """The rule of so many times in a period, the period's size, and a warning where no rule says it exactly."""
    unit = period_name(found["counted"] or found["unit"] or "")
    count = _number(found["count"]) if found["count"] else 1
    months = {"tháng": 1, "quý": 3, "năm": 12}.get(unit, 0) * count
    if found["half"]:
        if found["half"].lower() == "tháng":
            return "FREQ=WEEKLY;INTERVAL=2", "tháng", None
        unit, months = "half", 6
    if not months:
        frequency = "FREQ=DAILY" if unit == "ngày" else "FREQ=WEEKLY"
        rule = frequency if count == 1 else f"{frequency};INTERVAL={count}"
        return rule, unit, None if times == 1 else _several(times)
    if months == 9 and times == 1:
        return PLAIN_RULES["nine"], "nine", None
    size = {1: "tháng", 3: "quý", 6: "half"}.get(months, "năm" if months >= 12 else "tháng")
    warning = None
    if times and months % times == 0:
        months //= times
    else:
        warning = _several(times)
    if months % 12 == 0:
        rule = "FREQ=YEARLY" if months == 12 else f"FREQ=YEARLY;INTERVAL={months // 12}"
    else:
        rule = "FREQ=MONTHLY" if months == 1 else f"FREQ=MONTHLY;INTERVAL={months}"
    return rule, size, warning


def _several(times: int) -> str:
    return f"{times} times in each period: the rule states the period only"
