"""The years that a plan covers: what a moment means that is printed without its year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from extractors.deadlines.moments import Moment, Series, exists

INFERRED, GUESSED = 0.8, 0.5
"""Confidence of a year taken from a plan for one year, and of one chosen among several."""


class Horizon(NamedTuple):
    """First and last year that the plan covers, and the day on which it was issued, as far as known; `stated` are the
    years that a heading, a group of rows or a cell beside it says a text is about."""

    plan_years: tuple[int, int] | None
    issued: date | None
    stated: tuple[int, int] | None = None

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year that the text is about."""
        return self.stated or self.plan_years

    def first_possible_year(self) -> int | None:
        """The earliest year in which work of this plan can fall; None where nothing is known."""
        years = [self.plan_years[0]] if self.plan_years else []
        if self.issued:
            years.append(self.issued.year)
        return min(years) if years else None

    def covers_several_years(self) -> bool:
        """Whether the text is known to be about more than one year."""
        return self.years is not None and self.years[0] < self.years[1]

    def whole(self) -> tuple[date, date] | None:
        """The first and last day of the years that the text is about."""
        if self.years is None:
            return None
        return date(self.years[0], 1, 1), date(self.years[1], 12, 31)

    def year_of(self, moment: Moment) -> tuple[int | None, float]:
        """The year in which a moment without one falls, and how sure that is.

        A plan for one year gives its year, or the next one for a day that had passed when it was issued. Of
        several years, or with only the day of issue known, it is the first in which the moment lies ahead.
        """
        if moment.month is None:
            return None, GUESSED
        day = moment.day if moment.unit == "day" and moment.day else 28
        if self.years and self.years[0] == self.years[1]:
            year = self.years[0]
            if moment.unit == "day" and self._passed(year, moment.month, day):
                return year + 1, GUESSED
            return year, INFERRED
        if self.years is None and self.issued is None:
            return None, GUESSED
        year = self.years[0] if self.years else 0
        if self.issued:
            year = max(year, self.issued.year)
            if self._passed(year, moment.months()[-1], day):
                year += 1
        return year, GUESSED

    def dated(self, series: Series) -> tuple[Series, float]:
        """The series with its open years filled in, and the lowest confidence of what was filled in."""
        if all(moment.year is not None or moment.problem for moment in series.moments):
            return series, 1.0
        confidence, moments = 1.0, []
        for moment in series.moments:
            filled = moment
            if moment.year is None and not moment.problem:
                year, sure = self.year_of(moment)
                confidence = min(confidence, sure)
                filled = moment._replace(year=year)
            moments.append(filled)
        return Series(tuple(moments), series.is_range), confidence

    def _passed(self, year: int, month: int, day: int) -> bool:
        if self.issued is None or not exists(month, day, year):
            return False
        return date(year, month, day) < self.issued
