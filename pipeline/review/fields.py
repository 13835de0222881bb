"""Which fields of a row people may correct, and how a value is written in a cell and kept."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from typing import Any, get_args

import pyarrow as pa
import regex

from extractors.citations import Relation, document_types
from extractors.common.dates import DatePrecision
from extractors.common.lexicon import load_lexicon
from extractors.common.spelling import fold
from extractors.deadlines.records import DeadlineKind
from extractors.indices.records import Comparator, Status, ValueKind
from extractors.tasks.records import Role
from pipeline.export.vietnamese import column_name, value_name
from pipeline.store.schema import TABLES

FIELDS: dict[str, tuple[str, ...]] = {
    "documents": (
        "type",
        "number",
        "symbol",
        "issuer",
        "parent_body",
        "province",
        "place",
        "issued_date",
        "issued_precision",
        "subject",
        "signer",
        "signer_position",
        "plan_year_first",
        "plan_year_last",
        "urgency",
        "confidentiality",
    ),
    "citations": (
        "type",
        "identifier",
        "issued_date",
        "issued_precision",
        "issuer",
        "title",
        "provision",
        "relation",
    ),
    "indices": ("code", "year"),
    "index_values": (
        "status",
        "kind",
        "comparator",
        "value",
        "value_max",
        "unit",
        "scale",
        "level",
        "year",
        "baseline_year",
    ),
    "tasks": ("product",),
    "units": ("name", "role"),
    "deadlines": ("kind", "start_date", "end_date", "rrules", "event"),
}
"""The fields that a correction may change; what follows from them (a number's parts, the instrument, a unit's kind)
is told anew."""

NEEDED: dict[str, tuple[str, ...]] = {
    "citations": ("type",),
    "indices": ("code",),
    "index_values": ("status", "kind", "comparator"),
    "tasks": (),
    "units": ("role",),
    "deadlines": ("kind",),
}
"""The tables that rows can be added to, and the fields that an added row has to be given."""

_CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("documents", "issued_precision"): get_args(DatePrecision),
    ("citations", "issued_precision"): get_args(DatePrecision),
    ("citations", "relation"): get_args(Relation),
    ("index_values", "status"): get_args(Status),
    ("index_values", "kind"): get_args(ValueKind),
    ("index_values", "comparator"): get_args(Comparator),
    ("units", "role"): get_args(Role),
    ("deadlines", "kind"): get_args(DeadlineKind),
}
_DAY = regex.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO_DAY = regex.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ][\d:.]*)?")
_RRULE = regex.compile(r"FREQ=(?:YEARLY|MONTHLY|WEEKLY|DAILY)(?:;[A-Z]+=[A-Z0-9,+-]+)*")

_BETWEEN_RULES = regex.compile(r"\s*(?:\||;\s*(?=(?:RRULE:)?FREQ=))\s*")


class FieldError(ValueError):
    """A cell that does not fit its field; the message says what would."""


def field_named(table: str, name: str) -> str:
    """The field that a cell names by its column's name or Vietnamese heading. Raises FieldError."""
    for field in FIELDS[table]:
        if fold(name) in (fold(field), fold(column_name(table, field))):
            return field
    known = ", ".join(f"{column_name(table, field)} ({field})" for field in FIELDS[table])
    raise FieldError(f"`{name}` is no field that can be corrected here. Fields: {known}.")


def written(table: str, field: str, cell: str) -> str | None:
    """A cell's value in the form in which corrections keep it; None where it says that there is none.

    Raises FieldError.
    """
    if fold(cell) in _empty_words():
        if not TABLES[table].schema.field(field).nullable and field != "rrules":
            raise FieldError(f"{field} cannot be empty")
        return None
    if field == "type":
        known = {fold(name): name for name in document_types().codes}
        if fold(cell) not in known:
            raise FieldError(f"`{cell}` is no document type. Types: {', '.join(sorted(known.values()))}.")
        return known[fold(cell)]
    if field == "code":
        return _code(table, field, cell, _index_codes())
    if (table, field) in _CODES:
        return _code(table, field, cell, _CODES[table, field])
    if field == "rrules":
        return json.dumps([_rrule(part) for part in _BETWEEN_RULES.split(cell)])
    return _plain(TABLES[table].schema.field(field).type, cell)


def typed(table: str, field: str, value: str | None) -> Any:
    """The value as the table holds it, from the form in which corrections keep it."""
    if field == "rrules":
        return json.loads(value) if value else []
    if value is None:
        return None
    type_ = TABLES[table].schema.field(field).type
    if pa.types.is_date(type_):
        return dt.date.fromisoformat(value)
    if pa.types.is_integer(type_):
        return int(value)
    return float(value) if pa.types.is_floating(type_) else value


def day_of(cell: str) -> dt.date:
    """A day as people write it: 30/6/2025, 30-06-2025, 2025-06-30. Raises FieldError."""
    found = _DAY.fullmatch(cell) or _ISO_DAY.fullmatch(cell)
    try:
        if found is None:
            raise ValueError
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise FieldError(f"`{cell}` is no day. Write it as 30/06/2025.") from None


def _plain(type_: Any, cell: str) -> str:
    if pa.types.is_date(type_):
        return day_of(cell).isoformat()
    if pa.types.is_integer(type_):
        if not cell.isdecimal() or not 0 < int(cell) < 10_000:
            raise FieldError(f"`{cell}` is no year. Write it as 2025.")
        return str(int(cell))
    if pa.types.is_floating(type_):
        # 1.234,5 as it is written in Vietnamese, or 1234.5
        number = cell.replace(".", "").replace(",", ".") if "," in cell else cell
        try:
            return repr(float(number))
        except ValueError:
            raise FieldError(f"`{cell}` is no number. Write it as 90,5.") from None
    return " ".join(cell.split())


def _code(table: str, field: str, cell: str, codes: tuple[str, ...]) -> str:
    for code in codes:
        if cell == code or fold(cell) in (fold(code), fold(value_name(table, field, code))):
            return code
    known = ", ".join(
        dict.fromkeys(name for code in codes for name in (value_name(table, field, code), code))
    )
    raise FieldError(f"`{cell}` is not known for {field}. Write one of: {known}.")


def _rrule(part: str) -> str:
    rule = part.strip().removeprefix("RRULE:")
    if not _RRULE.fullmatch(rule):
        raise FieldError(
            f"`{part.strip()}` is no recurrence rule. Write it as FREQ=MONTHLY;INTERVAL=3, several joined by `; `."
        )
    return rule


@cache
def _index_codes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["code"] for row in load_lexicon("extractors.indices", "indices")["codes"]))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon("pipeline.review", "words")["empty"])
