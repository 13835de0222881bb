"""From what is printed to days: the deadlines that an expression states."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from extractors.deadlines.expressions import Expression
from extractors.deadlines.horizon import INFERRED, Horizon
from extractors.deadlines.moments import Moment, Series
from extractors.deadlines.records import Deadline, DeadlineKind
from extractors.deadlines.rhythms import PLAIN_RULES, fixed_rules

NO_YEAR = "no year is stated"
REVERSED = "the printed end lies before the start"
_QUARTER_MONTHS = {"đầu": "1,4,7,10", "cuối": "3,6,9,12"}


def deadlines_of(expression: Expression, horizon: Horizon, *, returns: bool) -> list[Deadline]:
    """The deadlines that an expression states; none where it states no time (a bare `ngày 05`).

    `returns` says that the clause speaks of something regular (`định kỳ`, `hằng năm`), so that a day without
    its year is one of every year.
    """
    if expression.tail == "so_far":
        return []
    if recurring := _recurring(expression, horizon, returns=returns or expression.regularly):
        return [recurring]
    if any(m.unit == "day" and m.month is None and not m.problem for m in expression.series.moments):
        return []
    series, confidence = horizon.dated(expression.series)
    if expression.tail == "next_year" and confidence < 1:
        series = Series(tuple(_a_year_later(moment) for moment in series.moments), series.is_range)
    if series.is_range:
        return [_spanning(expression, series, confidence)]
    if expression.tail in ("onward", "until"):
        return [_deadline(expression, "period", series.moments[0].first_day(), None, series, confidence)]
    if len(series.moments) > 1 and _contiguous(series) and expression.lead in ("in", "none"):
        return [_spanning(expression, series, confidence)]
    return _members(expression, series, confidence)


def resolved_span(expression: Expression, horizon: Horizon) -> tuple[date | None, date | None]:
    """First and last day of what a rhythm's or a lasting task's span states."""
    series, _ = horizon.dated(expression.series)
    first, last = series.moments[0].first_day(), series.moments[-1].last_day()
    if expression.tail in ("onward", "until") or (expression.lead == "from" and not series.is_range):
        last = None
    elif expression.lead in ("now", "to", "by", "before"):
        first = None
    return (None, last) if first and last and first > last else (first, last)


def _recurring(expression: Expression, horizon: Horizon, *, returns: bool) -> Deadline | None:
    series, moments = expression.series, expression.series.moments
    confidence = 1.0
    start_date = end_date = None
    rules: tuple[str, ...]
    warning: str | None = None
    if expression.tail == "each" and expression.unit:
        if moments[0].unit == "year":
            rules = (PLAIN_RULES[expression.unit],)
            start_date, end_date = resolved_span(expression, horizon)
        else:
            rules, warning = fixed_rules(series, expression.unit)
    elif expression.tail == "of_quarter" and expression.unit:
        days = ",".join(str(moment.day) for moment in moments if moment.day)
        if not days:
            return None
        rules = (f"FREQ=YEARLY;BYMONTH={_QUARTER_MONTHS[expression.unit]};BYMONTHDAY={days}",)
    elif expression.tail == "next_month" and moments[0].month is None:
        rules, warning = fixed_rules(series, "tháng")
        confidence = INFERRED
    elif not expression.states_year and not expression.tail and returns and not moments[0].problem:
        if moments[0].month is None and not expression.regularly:
            return None
        rules, warning = fixed_rules(series, "tháng" if moments[0].month is None else "năm")
        confidence = INFERRED
    elif expression.tail == "next_year" and (returns or _one_year(horizon) is None):
        rules, warning = fixed_rules(series, "năm")
    else:
        return None
    return Deadline(
        start=expression.start,
        end=expression.end,
        rule=f"{expression.lead}-recurring",
        confidence=confidence,
        kind="recurrence",
        start_date=start_date,
        end_date=end_date,
        rrules=rules,
        warning=warning,
    )


def _spanning(expression: Expression, series: Series, confidence: float) -> Deadline:
    first, last = series.moments[0].first_day(), series.moments[-1].last_day()
    if expression.lead in ("by", "before", "to", "now"):
        kind: DeadlineKind = "period" if expression.lead == "now" else "date"
        return _deadline(expression, kind, None, last, series, confidence)
    if first and last and first > last and confidence < 1:
        series = Series((series.moments[0], _a_year_later(series.moments[1])), is_range=True)
        last = series.moments[1].last_day()
    return _deadline(expression, "period", first, last, series, confidence)


def _members(expression: Expression, series: Series, confidence: float) -> list[Deadline]:
    deadlines = []
    for moment in series.moments:
        first, last, day = moment.first_day(), moment.last_day(), moment.unit == "day"
        kind: DeadlineKind = "date" if day else "period"
        if expression.lead == "by" or (expression.lead == "before" and day):
            kind, first = "date", None
        elif expression.lead == "before":
            kind, first, last = "date", None, first and first - timedelta(days=1)
        elif expression.lead in ("to", "now"):
            kind, first = ("period" if expression.lead == "now" else kind), None
        elif expression.lead == "from":
            kind, last = "period", None
        elif expression.part == "late" and not day:
            first = None
        elif expression.part == "early" and not day:
            last = None
        span = (
            expression.start if moment is series.moments[0] else moment.start,
            expression.end if moment is series.moments[-1] else moment.end,
        )
        alone = Series((moment,), is_range=False)
        deadlines.append(_deadline(expression, kind, first, last, alone, confidence, span))
    return deadlines


def _deadline(
    expression: Expression,
    kind: DeadlineKind,
    first: date | None,
    last: date | None,
    series: Series,
    confidence: float,
    span: tuple[int, int] | None = None,
) -> Deadline:
    """A deadline with the days given; its span is the whole expression's where no other is given."""
    start, end = span or (expression.start, expression.end)
    warning = next((moment.problem for moment in series.moments if moment.problem), None)
    if first is None and last is None and warning is None:
        warning = NO_YEAR
    if first and last and first > last:
        first, warning = None, REVERSED
    return Deadline(
        start=start,
        end=end,
        rule=f"{expression.lead}-{series.moments[0].unit}",
        confidence=confidence,
        kind=kind,
        start_date=first,
        end_date=last,
        warning=warning,
    )


def _contiguous(series: Series) -> bool:
    """Whether months, quarters or years follow each other without a gap (`Quý I, II/2026`)."""
    moments = series.moments
    if moments[0].unit == "day":
        return False
    days = [(moment.first_day(), moment.last_day()) for moment in moments]
    return all(
        before[1] is not None and after[0] is not None and before[1] + timedelta(days=1) == after[0]
        for before, after in pairwise(days)
    )


def _a_year_later(moment: Moment) -> Moment:
    return moment if moment.year is None else moment._replace(year=moment.year + 1)


def _one_year(horizon: Horizon) -> int | None:
    years = horizon.years
    return years[0] if years and years[0] == years[1] else None
