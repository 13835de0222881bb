"""What the room gives: one record for each mention of a legal or administrative instrument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.common.dates import DatePrecision
from extractors.common.mention import Mention

Relation = Literal["legal_basis", "implements", "amends", "mention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Mention):
    """A mention of another instrument: a row of the table `citations`.

    The span runs from the type word (or from `số` or the number, where the type is elided) to the end of
    number, date and issuer; `text` is what stands there. `identifier` is number and symbol as printed, without
    `số` and blanks and with look-alike letters mapped to Vietnamese ones; None for a law cited by name, whose
    name is the `title`. `number_year` is the year inside the number (2018 in `61/2018/NĐ-CP`).
    `issued_date` is the first day of what is stated to `issued_precision`; `date_shared` and `issuer_shared`
    tell that it was stated once for several coordinated mentions. `type_inferred` tells that no type word
    stands there or before and that the type was read off the symbol. `provision` names the part that is cited
    (`khoản 2 Điều 5`).
    """

    text: str
    type: str
    type_code: str
    identifier: str | None = None
    number: str | None = None
    symbol: str | None = None
    number_year: int | None = None
    issued_date: date | None = None
    issued_precision: DatePrecision | None = None
    date_shared: bool = False
    issuer: str | None = None
    issuer_shared: bool = False
    title: str | None = None
    title_span: tuple[int, int] | None = None
    provision: str | None = None
    relation: Relation = "mention"
    type_inferred: bool = False
    warnings: tuple[str, ...] = ()
