"""The record of a document's own identity."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extractors.common.dates import DatePrecision

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Stated(Generic[Value]):
    """A value and where the document states it: half-open code points of its text."""

    value: Value
    start: int
    end: int

    def part(self: Stated[str], start: int, end: int, text: str) -> tuple[int, int]:
        """The span in the document's `text` of a part of a stated string.

        The whole span where the string is not verbatim so: put together from lines that do not follow each
        other, or without blanks.
        """
        span = self.start + start, self.start + end
        return span if text[slice(*span)].split() == self.value[start:end].split() else (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a document says of itself: the columns `type` to `confidentiality` of the table `documents`.

    Strings are as printed, on one line. `signing_authority` is TM (on behalf of a body, thay mặt), KT (for the
    superior, ký thay), TL (by order, thừa lệnh), TUQ (by proxy, thừa ủy quyền) or Q (acting, quyền). `spans`
    tells by field name from where to where in the document's text a value stands; a value that only a portal's
    metadata states has no span. `warnings` say what is missing, damaged or taken from elsewhere.
    """

    type: str | None = None
    type_code: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    parent_body: str | None = None
    province: str | None = None
    place: str | None = None
    issued_date: datetime.date | None = None
    issued_precision: DatePrecision | None = None
    subject: str | None = None
    signer: str | None = None
    signer_position: str | None = None
    signing_authority: str | None = None
    plan_year_first: int | None = None
    plan_year_last: int | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    confidentiality: str | None = None
    warnings: tuple[str, ...] = ()
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
