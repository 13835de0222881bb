"""The table `instruments`: what all documents together say about each instrument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import regex

from extractors.citations import bodies
from extractors.common.dates import format_date
from extractors.common.organisations import match_organisation
from extractors.common.spelling import fold
from pipeline.link.naming import InstrumentName, akn_uri, number_slug

Row = dict[str, Any]
_STROKES = regex.compile(r"[-/\u2010-\u2015]")
_ISO_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(slots=True)
class _Instrument:
    """What the mentions of one instrument state, each statement with the number of mentions that make it."""

    mentions: int = 0
    documents: int = 0
    types: dict[tuple[str, str, bool], int] = field(default_factory=dict)
    identifiers: dict[str, int] = field(default_factory=dict)
    issuers: dict[str, int] = field(default_factory=dict)
    inferred_issuers: dict[str, int] = field(default_factory=dict)
    dates: dict[tuple[date, str], int] = field(default_factory=dict)
    number_years: dict[int, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)


class Instruments:
    """Collects the mentions of instruments over documents; the result does not depend on their order."""

    def __init__(self) -> None:
        self._instruments: dict[str, _Instrument] = {}

    def add(self, citations: Sequence[Row]) -> None:
        """Take in one document's rows of the table `citations`, all at once."""
        for row in citations:
            self.add_mentions(row, 1)
        for instrument_id in {row["instrument_id"] for row in citations}:
            self.add_documents(instrument_id, 1)

    def add_mentions(self, row: Row, count: int) -> None:
        """Take in as many mentions that state the same."""
        instrument = self._of(row["instrument_id"])
        instrument.mentions += count
        _take(instrument, row, count)

    def add_documents(self, instrument_id: str, count: int) -> None:
        """Take in that so many documents mention an instrument."""
        self._of(instrument_id).documents += count

    def _of(self, instrument_id: str) -> _Instrument:
        instrument = self._instruments.get(instrument_id)
        if instrument is None:
            instrument = self._instruments[instrument_id] = _Instrument()
        return instrument

    def rows(self) -> list[Row]:
        """The rows of the table `instruments`, sorted by identity."""
        return [_row(key, self._instruments[key]) for key in sorted(self._instruments)]


def _take(instrument: _Instrument, row: Row, count: int) -> None:
    bare = row["rule"] == "bare_repeat"
    _count(instrument.types, (row["type"], row["type_code"], row.get("type_inferred", False) or bare), count)
    if row["identifier"] and not bare:
        _count(instrument.identifiers, row["identifier"], count)
    if row["issuer"]:
        _count(instrument.issuers, row["issuer"], count)
    elif row.get("issuer_inferred"):
        _count(instrument.inferred_issuers, row["issuer_inferred"], count)
    if row["issued_date"] is not None:
        _count(instrument.dates, (row["issued_date"], row["issued_precision"]), count)
    if row["number_year"] is not None:
        _count(instrument.number_years, row["number_year"], count)
    if row["title"]:
        _count(instrument.titles, row["title"], count)


def _count(counted: dict[Any, int], stated: Any, count: int) -> None:
    counted[stated] = counted.get(stated, 0) + count


def _row(key: str, instrument: _Instrument) -> Row:
    type_, type_code, type_inferred = max(
        instrument.types.items(), key=lambda item: (not item[0][2], item[1], item[0])
    )[0]
    issuer = _most_frequent(instrument.issuers) or _most_frequent(instrument.inferred_issuers)
    issued, precision = _date(instrument.dates)
    identifier = _most_frequent(instrument.identifiers)
    return {
        "instrument_id": key,
        "type": type_,
        "type_code": type_code,
        "identifier": identifier,
        "issuer": issuer,
        "issued_date": issued,
        "issued_precision": precision,
        "title": _most_frequent(instrument.titles),
        "akn_uri": _akn(key, type_, issuer, issued, precision, identifier, instrument.number_years),
        "mention_count": instrument.mentions,
        "document_count": instrument.documents,
        "conflicts": [*_date_conflicts(instrument), *_issuer_conflicts(instrument.issuers)],
        "type_inferred": type_inferred,
        "issuer_inferred": issuer is not None and not instrument.issuers,
    }


def _most_frequent(counted: Mapping[str, int]) -> str | None:
    """What most mentions say, not in capitals if any does so; of equally many the longest, then by the alphabet."""
    return min(counted, key=lambda text: (text.isupper(), -counted[text], -len(text), text), default=None)


def _date(dates: Mapping[tuple[date, str], int]) -> tuple[date | None, str | None]:
    """The date that most mentions state, of those that state it most exactly."""
    if not dates:
        return None, None
    return min(dates, key=lambda stated: (-_ISO_LENGTH[stated[1]], -dates[stated], stated[0]))


def _akn(
    key: str,
    type_: str,
    issuer: str | None,
    issued: date | None,
    precision: str | None,
    identifier: str | None,
    number_years: Mapping[int, int],
) -> str | None:
    name = InstrumentName.parse(key)
    stated = issued.isoformat()[: _ISO_LENGTH[precision or "day"]] if issued is not None else name.year
    stated = stated or next((str(year) for year in sorted(number_years)), None)
    actor = _actor(identifier, issuer, name)
    if stated is None or actor is None:
        return None
    return akn_uri(type_, actor, stated, number_slug(identifier) if identifier else name.number)


def _actor(identifier: str | None, issuer: str | None, name: InstrumentName) -> str | None:
    """The body in an address: by the symbol where that is known, with its place, else as stated."""
    parts = _STROKES.split((identifier or "").upper())
    body = next(
        (bodies()[part.rstrip("0123456789")] for part in parts if part.rstrip("0123456789") in bodies()), None
    )
    if body is None:
        return issuer
    return f"{body.name} {name.place}" if body.provincial and name.place else body.name


def _date_conflicts(instrument: _Instrument) -> list[str]:
    conflicts = []
    dates = sorted(instrument.dates, key=lambda stated: (stated[0], stated[1]))
    printed = [value.isoformat()[: _ISO_LENGTH[precision]] for value, precision in dates]
    if any(not _agree(one, other) for one in printed for other in printed):
        said = ", ".join(
            f"{format_date(value, precision)} ({instrument.dates[value, precision]} lần)"  # type: ignore[arg-type]
            for value, precision in dates
        )
        conflicts.append(f"Ngày ban hành không thống nhất: {said}")
    issued = sorted({value.year for value, _ in dates} - set(instrument.number_years))
    if instrument.number_years and issued:
        numbers = ", ".join(str(year) for year in sorted(instrument.number_years))
        conflicts.append(
            f"Năm trong số ký hiệu ({numbers}) khác năm ban hành ({', '.join(str(year) for year in issued)})"
        )
    return conflicts


def _agree(one: str, other: str) -> bool:
    """Whether two dates in ISO 8601 agree as far as both go."""
    return one.startswith(other) or other.startswith(one)


def _issuer_conflicts(issuers: Mapping[str, int]) -> list[str]:
    """Issuers none of which is another one's name with more or fewer words (`UBND tỉnh`, `UBND tỉnh Long An`)."""
    if len(issuers) < 2:
        return []
    keys = {issuer: _issuer_key(issuer) for issuer in issuers}
    if not any(
        one not in other and other not in one for one in set(keys.values()) for other in set(keys.values())
    ):
        return []
    said = "; ".join(f"{issuer} ({issuers[issuer]} lần)" for issuer in sorted(issuers))
    return [f"Cơ quan ban hành không thống nhất: {said}"]


# `Ban Chấp hành Đảng bộ tỉnh` is the provincial party committee (Tỉnh ủy) by its full name.
_SAME_BODY = (
    ("ban chấp hành đảng bộ tỉnh", "tỉnh ủy"),
    ("ban chấp hành đảng bộ thành phố", "thành ủy"),
    ("trung ương đảng", "trung ương"),
)


def _issuer_key(issuer: str) -> str:
    capitals = issuer.isupper()
    body = match_organisation(issuer, 0, capitals=capitals)
    key = fold(body.name if body is not None and body.end == len(issuer) else issuer)
    for long, short in _SAME_BODY:
        key = key.replace(long, short)
    return key
