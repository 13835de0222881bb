"""On which days a recurrence rule of the table `deadlines` falls: the rule names no first day and no last one."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr

Row = dict[str, Any]


class Span(NamedTuple):
    """The days that a rule holds for, both ends included, and the day from which its intervals are counted."""

    anchor: dt.date
    first: dt.date
    last: dt.date


def span_of(deadline: Row, document: Row) -> Span | None:
    """For which days a recurrence holds: its own dates where it states them, else the years of its plan.

    A plan that names no year holds for the year in which it is issued; what would fall before the day of issue is
    over. Intervals are counted from 1 January of the first year, so that quarters are those of the calendar. None
    where neither the row nor its document is dated.
    """
    issued = document["issued_date"]
    first_year = document["plan_year_first"] or (issued.year if issued else None)
    last_year = document["plan_year_last"] or first_year
    begin: dt.date | None = deadline["start_date"] or (dt.date(first_year, 1, 1) if first_year else None)
    end: dt.date | None = deadline["end_date"] or (dt.date(last_year, 12, 31) if last_year else None)
    if begin is None or end is None:
        return None
    first = max(begin, issued) if issued and document["issued_precision"] == "day" else begin
    return Span(dt.date(begin.year, 1, 1), first, end)


def first_day(rule: str, span: Span) -> dt.date | None:
    """The first day in the span on which a rule (RFC 5545, without `RRULE:`) falls; None where there is none.

    A weekly rule that names no day of the week falls on Mondays.
    """
    anchor = span.anchor
    if "FREQ=WEEKLY" in rule and "BYDAY" not in rule:
        anchor += dt.timedelta(days=-anchor.weekday() % 7)
    midnight = dt.time()
    dates = rrulestr(rule, dtstart=dt.datetime.combine(anchor, midnight))
    found = dates.after(dt.datetime.combine(span.first, midnight), inc=True)
    return found.date() if found is not None and found.date() <= span.last else None
