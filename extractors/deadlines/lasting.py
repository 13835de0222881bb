"""Rhythms and lasting work with the days and the span that go with them.

`hàng tháng (trước ngày 16), 6 tháng (trước ngày 16/6)`, `01 lần/quý trong năm 2025`,
`thường xuyên trong giai đoạn 2026 - 2030`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extractors.common.patterns import compiled
from extractors.deadlines.expressions import Expression, match_expression
from extractors.deadlines.horizon import INFERRED, Horizon
from extractors.deadlines.meaning import NO_YEAR, deadlines_of, resolved_span
from extractors.deadlines.moments import SCHOOL_YEAR
from extractors.deadlines.patterns import BLANK, FLAGS, GAP, WORD_END
from extractors.deadlines.records import Deadline
from extractors.deadlines.rhythms import Beat, following_beat, match_beats, match_listed_beat

_OPENING = regex.compile(rf"{GAP}\({GAP}")
_CLOSING = regex.compile(rf"{GAP}\)")
_AFTER_RHYTHM = regex.compile(rf"{GAP}[,:(]?{GAP}")
_OPENED = regex.compile(r"\([^()]*+$")
_WHOLE_YEAR = regex.compile(
    rf"(?:(?:trong|suốt|cả){BLANK}){{1,2}}(?:các{BLANK})?năm(?:{BLANK}kế{BLANK}hoạch)?{WORD_END}"
    rf"(?!{GAP}\d)(?!{BLANK}(?:học|sau|trước|tới|nay|qua|tiếp|kế|liền))",
    FLAGS,
)
_PART_OF_YEAR = regex.compile(
    rf"(?:(?P<early>đầu)|giữa|(?P<late>cuối)){BLANK}(?:năm(?P<school>{BLANK}học)?|(?P<school>học{BLANK}k[ỳì])){WORD_END}(?!{GAP}\d)",
    FLAGS,
)
_ONGOING = compiled(
    # `24/7` alone is round the clock; the day has its word or its year
    rf"(?:thường{BLANK}xuyên|liên{BLANK}tục|quanh{BLANK}năm|24{GAP}/{GAP}(?:7|24{GAP}(?:giờ|h)?)(?={GAP}(?:$|[;,.)\n]))"
    rf"|(?:trong{BLANK})?suốt{BLANK}(?:quá{BLANK}trình|thời{BLANK}gian)[^;,.\n]{{0,80}}+){WORD_END}"
    rf"(?:{GAP},?{GAP}(?:và{BLANK})?(?:liên{BLANK}tục|lâu{BLANK}dài|thường{BLANK}xuyên|định{BLANK}k[ỳì]|đột{BLANK}xuất){WORD_END}){{0,5}}+"
    rf"(?:{GAP},?{GAP}theo{BLANK}[^;.\n]{{1,80}}+)?"
    rf"(?:{BLANK}(?:h[àằ]ng|các){BLANK}(?:năm|ngày|tháng|quý){WORD_END})?",
    FLAGS,
)


@dataclass(frozen=True, slots=True)
class _Span:
    end: int
    first: date | None
    last: date | None
    confidence: float = 1.0


def match_rhythm(text: str, start: int, horizon: Horizon, *, slot: bool = False) -> list[Deadline]:
    """The rhythm that begins exactly at `start`: one recurrence, or one for each beat that has its own day. In a time
    slot it may be a bare list (`quý, 6 tháng, năm`)."""
    beats = match_beats(text, start)
    listed = None if beats else match_listed_beat(text, start, alone=slot)
    if listed:
        beats = [listed]
    if not beats:
        return []
    own_days: dict[Beat, tuple[Expression, int]] = {}
    while True:
        position = beats[-1].end
        if bracket := _bracketed(text, position):
            own_days[beats[-1]] = bracket
            position = bracket[1]
        following = following_beat(text, position, beats[-1])
        if following is None:
            break
        beats.append(following)
    if own_days:
        return [_on_own_day(beat, own_days.get(beat), horizon) for beat in beats]
    day = _following_day(text, beats[0]) if len(beats) == 1 else None
    # `báo cáo năm trước ngày 15/12` and `báo cáo tháng trước ngày 25 hằng tháng` say it all after `báo cáo năm`
    if listed and len(beats) == 1 and (day is None or day.tail or day.series.moments[0].month is not None):
        return []
    if day is not None:
        return [_on_own_day(beats[0], (day, day.end), horizon)]
    rhythm = Deadline(
        start=beats[0].start,
        end=_closed(text, beats[0].start, beats[-1].end),
        rule="rhythm",
        kind="recurrence",
        rrules=tuple(dict.fromkeys(beat.rule for beat in beats)),
        warning=next((beat.warning for beat in beats if beat.warning), None),
    )
    return [_within(rhythm, _span_after(text, rhythm.end, horizon))]


def match_ongoing(text: str, start: int, horizon: Horizon) -> Deadline | None:
    """`thường xuyên` that begins exactly at `start`, with the span in which it holds. For time slots only."""
    found = _ONGOING.match(text, start)
    if not found:
        return None
    ongoing = Deadline(start=start, end=_trimmed(text, found.end()), rule="ongoing", kind="ongoing")
    return _within(ongoing, _span_after(text, ongoing.end, horizon))


def match_whole_year(text: str, start: int, horizon: Horizon) -> Deadline | None:
    """`trong năm`, `cả năm` at `start`: the years that the plan covers. For time slots only."""
    found = _WHOLE_YEAR.match(text, start)
    whole = horizon.whole() if found else None
    if not found or whole is None:
        return None
    return Deadline(
        start=start,
        end=found.end(),
        rule="whole-year",
        confidence=INFERRED,
        kind="period",
        start_date=whole[0],
        end_date=whole[1],
    )


def match_part_of_year(text: str, start: int, horizon: Horizon) -> Deadline | None:
    """`đầu năm`, `cuối năm` at `start`: of the year that the plan covers, open to the other side; no days for a part
    of a school year. For time slots only."""
    found = _PART_OF_YEAR.match(text, start)
    if not found:
        return None
    school, years = found["school"] is not None, horizon.years
    whole = None if school or years is None or years[0] != years[1] else horizon.whole()
    return Deadline(
        start=start,
        end=found.end(),
        rule="part-of-year",
        confidence=INFERRED,
        kind="period",
        start_date=None if whole is None or found["late"] else whole[0],
        end_date=None if whole is None or found["early"] else whole[1],
        warning=None if whole else SCHOOL_YEAR if school else NO_YEAR,
    )


def _bracketed(text: str, position: int) -> tuple[Expression, int] | None:
    """A day in brackets right after a beat, and where the brackets end."""
    opening = _OPENING.match(text, position)
    expression = opening and match_expression(text, opening.end())
    closing = expression and _CLOSING.match(text, expression.end)
    if not expression or not closing or (expression.states_year and expression.tail != "each"):
        return None
    return expression, closing.end()


def _following_day(text: str, beat: Beat) -> Expression | None:
    """`hằng năm, trước ngày 15/12`: the day of a beat, after a blank or comma."""
    gap = _AFTER_RHYTHM.match(text, beat.end)
    if not gap or "(" in gap[0]:
        return None
    expression = match_expression(text, gap.end())
    if not expression or expression.states_year or expression.tail in ("onward", "until", "so_far"):
        return None
    if expression.lead in ("now", "to") or (expression.lead == "from" and not expression.series.is_range):
        return None
    has_month = expression.series.moments[0].month is not None
    fits = beat.size != "ngày" if has_month else beat.size in ("tháng", "quý", "half")
    return expression if fits else None


def _on_own_day(beat: Beat, day: tuple[Expression, int] | None, horizon: Horizon) -> Deadline:
    rules: tuple[str, ...] = (beat.rule,)
    end, warning = beat.end, beat.warning
    if day:
        expression, end = day
        stated = deadlines_of(_of_beat(expression, beat), horizon, returns=True)
        if stated and stated[0].rrules:
            rules, warning = stated[0].rrules, stated[0].warning
    return Deadline(
        start=beat.start, end=end, rule="rhythm-on-day", kind="recurrence", rrules=rules, warning=warning
    )


def _of_beat(expression: Expression, beat: Beat) -> Expression:
    """The expression with the beat as its `hằng …` where it has none of its own."""
    if expression.tail:
        return expression
    has_month = expression.series.moments[0].month is not None
    unit = "năm" if has_month else beat.size
    return Expression(
        expression.start, expression.core, expression.end, expression.lead, expression.series, "each", unit
    )


def _span_after(text: str, position: int, horizon: Horizon) -> _Span | None:
    gap = _AFTER_RHYTHM.match(text, position)
    start = gap.end() if gap else position
    bracket = gap is not None and "(" in gap[0]
    span: _Span | None = None
    if whole := match_whole_year(text, start, horizon):
        span = _Span(whole.end, whole.start_date, whole.end_date, INFERRED)
    else:
        expression = match_expression(text, start, bare=bracket)
        if expression and expression.states_year and expression.tail not in ("each", "so_far", "next_year"):
            year = expression.series.moments[0].unit == "year"
            if expression.lead in ("in", "from", "now", "to") or (expression.lead == "none" and year):
                span = _Span(expression.end, *resolved_span(expression, horizon))
    if span and bracket:
        closing = _CLOSING.match(text, span.end)
        return _Span(closing.end(), span.first, span.last, span.confidence) if closing else None
    return span


def _within(deadline: Deadline, span: _Span | None) -> Deadline:
    if span is None:
        return deadline
    return Deadline(
        start=deadline.start,
        end=span.end,
        rule=f"{deadline.rule}-in-span",
        confidence=min(deadline.confidence, span.confidence),
        kind=deadline.kind,
        start_date=span.first,
        end_date=span.last,
        rrules=deadline.rrules,
        warning=deadline.warning,
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a rhythm with the bracket that closes one which was opened in it: `định kỳ (hằng năm)`."""
    closing = _CLOSING.match(text, end) if _OPENED.search(text, start, end) else None
    return closing.end() if closing else end


def _trimmed(text: str, end: int) -> int:
    while text[end - 1].isspace():
        end -= 1
    return end
