"""On which days the rows of the table `deadlines` fall: a recurrence names neither its first day nor its last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr

Row = dict[str, Any]


class Occasion(NamedTuple):
    """The first and the last day of what a deadline names, and the rule by which they come again, until when.

    `rule` is as in the column `rrules`; it is counted from `first`, and `until` is set where there is a rule.
    """

    first: dt.date
    last: dt.date
    rule: str | None = None
    until: dt.date | None = None

    def due_days(self) -> Iterator[dt.date]:
        """The days by which, or on which, something is due: the last day, and each one that recurs."""
        if self.rule is None or self.until is None:
            yield self.last
        else:
            yield from _days(self.rule, self.first, Span(self.first, self.first, self.until))


class Span(NamedTuple):
    """The days that a rule holds for, both ends included, and the day from which its intervals are counted."""

    anchor: dt.date
    first: dt.date
    last: dt.date


def occasions(deadline: Row, document: Row) -> Iterator[Occasion]:
    """What a row of the table `deadlines` names, with its document's row: none where it names no day.

    A date and a period that names only its end stand on their last day, a period without end on its first.
    """
    if deadline["kind"] == "recurrence":
        span = span_of(deadline, document)
        for rule in deadline["rrules"]:
            first = first_day(rule, span) if span else None
            if span and first:
                yield Occasion(first, first, rule, span.last)
    elif deadline["kind"] in ("date", "period"):
        first, last = deadline["start_date"], deadline["end_date"]
        if first or last:
            yield Occasion(first or last, last or first)


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
    return next(_days(rule, anchor, span), None)


def _days(rule: str, anchor: dt.date, span: Span) -> Iterator[dt.date]:
    """The days in the span on which a rule falls that is counted from `anchor`."""
    midnight = dt.time()
    rules = rrulestr(rule, dtstart=dt.datetime.combine(anchor, midnight))
    for moment in rules.xafter(dt.datetime.combine(span.first, midnight), inc=True):
        if moment.date() > span.last:
            return
        yield moment.date()
