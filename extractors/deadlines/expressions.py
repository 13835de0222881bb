"""What stands before and after days, months and years: `chậm nhất vào … hằng tháng`, `Từ … và các năm tiếp theo`.

expression = lead series tail
lead       = "định kỳ"? ("trước" | "chậm nhất" | "từ" | "từ nay đến hết" | "trong" | …)? clock time?
series     = moments, as in moments.py
tail       = "hằng năm" | "và các năm tiếp theo" | "năm liền kề" | "đến khi" event | …
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from extractors.common.patterns import compiled
from extractors.deadlines.moments import SCHOOL_YEAR, Series, match_series
from extractors.deadlines.patterns import (
    BLANK,
    CLOCK,
    DAYTIME_OF,
    EACH,
    FLAGS,
    FROM_ISSUE,
    GAP,
    NAMED_DAY,
    QUARTER,
    REGULAR,
    WEEKS_OF,
    WORD_END,
    period_name,
    words,
)

Lead = Literal["by", "before", "now", "from", "to", "in", "none"]
Tail = Literal["each", "onward", "next_year", "next_month", "of_quarter", "until", "so_far"]
_LEADS: tuple[Lead, ...] = ("before", "by", "now", "from", "to", "in")
_TAILS: tuple[Tail, ...] = ("onward", "next_year", "next_month", "of_quarter", "until", "so_far")


_LEAD = compiled(
    rf"""
    (?P<regularly>{words("theo định kỳ|định kỳ")}{GAP},?{GAP})?
    (?:
        (?P<by>{words("chậm nhất|muộn nhất|trễ nhất|không quá|không muộn hơn|không chậm hơn")}
            (?:{BLANK}{words("là|vào|trước|đến|trong|hết|cuối")}{WORD_END}){{0,4}}+){GAP}:?{GAP}
      | (?P<before>{words("xong trước|trước")}){WORD_END}{GAP}:?{GAP}
      | (?P<now>(?:{words("kể từ nay|từ nay")}{BLANK}|{FROM_ISSUE})
            {words("cho đến|đến|tới")}{BLANK}(?:(?:hết|cuối){BLANK})?)
      | (?P<from>{words("kể từ|tính từ|bắt đầu từ|từ")}{BLANK})
      | (?P<to>{words("cho đến|đến|tới")}{BLANK}(?:(?:hết|trước|(?P<late>cuối)){BLANK})?|hết{BLANK})
      | (?P<in>{words("ngay trong|trong thời gian từ|trong thời gian|trong|vào lúc|lúc|vào|khoảng")}{BLANK})
    )?+
    (?P<part>(?:khoảng{BLANK})?(?:đầu|giữa|(?P<late>cuối)){BLANK})?
    (?P<week>{WEEKS_OF})?
    (?P<clock>{DAYTIME_OF}|{CLOCK})?
    (?P<named>{NAMED_DAY})?
    (?P<school>năm{BLANK}học{BLANK})?
    (?P<stage>{words("giai đoạn từ năm|giai đoạn từ|giai đoạn")}{BLANK})?
    """,
    FLAGS | regex.VERBOSE,
)
_PERIOD = rf"(?P<unit>năm|tháng|{QUARTER}|tuần){WORD_END}(?!{GAP}\d)"
_EACH_UNIT = rf"(?:của{BLANK})?(?:{REGULAR}{BLANK})?{EACH}{BLANK}{_PERIOD}"
_EACH = compiled(
    rf"(?:{GAP}\([^()\d]{{1,40}}\))?{GAP}(?:,{GAP})?{_EACH_UNIT}|{GAP}\({GAP}{_EACH_UNIT}{GAP}\)", FLAGS
)
_TAIL = compiled(
    rf"""{GAP}(?:
        (?P<onward>,?{GAP}(?:và{BLANK})?(?:trong{BLANK})?(?:các|những){BLANK}
                (?:năm|{QUARTER}|tháng){BLANK}{words("tiếp theo|sau|kế tiếp|tới")}
            |,?{GAP}{words("trở đi|trở về sau")})
      | (?P<next_year>(?:của{BLANK})?
            {words("năm liền kề sau|năm liền kề|năm liền sau|năm kế tiếp|năm sau|năm tiếp theo|năm tới")})
      | (?P<next_month>(?:của{BLANK})?{words("tháng liền kề|tháng kế tiếp|tháng sau|tháng tiếp theo")})
      | (?P<of_quarter>(?:của{BLANK})?tháng{BLANK}(?P<which>đầu|cuối)(?:{BLANK}(?:tiên|cùng))?{BLANK}
            (?:của{BLANK})?(?:{EACH}{BLANK})?{QUARTER}(?:{BLANK}sau)?)
      | (?P<until>,?{GAP}{words("cho đến|đến|tới")}{BLANK}{words("khi|lúc|thời điểm")}{BLANK}[^;:.\n]{{1,300}}+)
      | (?P<so_far>{words("cho đến nay|đến nay")})
    ){WORD_END}""",
    FLAGS | regex.VERBOSE,
)


class Expression(NamedTuple):
    """A lead, a series and a tail as read; `core` is where the series begins.

    `unit` is the period of `hằng …` (năm, tháng, quý, tuần) or the month of a quarter (đầu, cuối). `part`
    says that only the beginning (early) or end (late) of the series is meant.
    """

    start: int
    core: int
    end: int
    lead: Lead
    series: Series
    tail: Tail | None = None
    unit: str | None = None
    part: Literal["early", "late"] | None = None
    regularly: bool = False
    has_clock: bool = False

    @property
    def states_year(self) -> bool:
        return any(moment.year is not None for moment in self.series.moments)

    @property
    def may_return(self) -> bool:
        """Whether it is open if it comes back: it states no year, or only that it is the next one."""
        return self.tail == "next_year" or not (self.tail or self.states_year)


def match_expression(text: str, start: int, *, bare: bool = False) -> Expression | None:
    """The expression that begins exactly at `start`; with `bare` a number needs no word before it."""
    found = _LEAD.match(text, start)
    if found is None:
        return None
    lead: Lead = "none"
    if found.end() > start:
        lead = next((name for name, words in zip(_LEADS, found.group(*_LEADS), strict=True) if words), "none")
        bare = bare or lead not in ("in", "none") or any(found.group("clock", "stage", "school", "named"))
    if lead == "from" and found["hours"]:
        lead = "none"  # `từ 7 giờ 00 đến 19 giờ 00, ngày …`
    series = match_series(text, found.end(), bare=bare)
    if series is None:
        return None
    if lead == "before" and (found["week"] or found["part"]):
        lead = "by"  # no day is said of a part of a month: not before the whole of it
    if found["school"]:
        series = series.with_problem(SCHOOL_YEAR)
    part: Literal["early", "late"] | None = "late" if found["late"] else "early" if found["part"] else None
    tail: Tail | None = None
    unit, end = None, series.end
    if each := _EACH.match(text, end):
        tail, unit, end = "each", period_name(each["unit"]), each.end()
    elif closing := _TAIL.match(text, end):
        tail = next(name for name in _TAILS if closing[name])
        unit, end = closing["which"] and closing["which"].lower(), _trimmed_end(text, closing.end())
    return Expression(
        start,
        found.end(),
        end,
        lead,
        series,
        tail,
        unit,
        part,
        bool(found["regularly"]),
        bool(found["clock"]),
    )


def _trimmed_end(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end
