"""What the finders of deadlines give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.common.mention import Mention

DeadlineKind = Literal["date", "period", "recurrence", "ongoing", "relative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Mention):
    """An expression of by when, when or how often something is to be done.

    `start_date` and `end_date` are the first and the last day that it covers, None where open or not stated;
    a `date` that says "by" has no start. `rrules` are RFC 5545 recurrence rules without the `RRULE:` prefix,
    for recurrences only; a quarter is `FREQ=MONTHLY;INTERVAL=3`, a half-year `FREQ=MONTHLY;INTERVAL=6`.
    `event` is what a relative deadline waits for (`có yêu cầu`, `theo lộ trình của Bộ`), or its bare length.
    `warning` says what a reader should know: a day that does not exist, a year that could not be inferred.
    """

    kind: DeadlineKind
    start_date: date | None = None
    end_date: date | None = None
    rrules: tuple[str, ...] = ()
    event: str | None = None
    warning: str | None = None
