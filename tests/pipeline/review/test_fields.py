"""Values as people write them in cells."""

import datetime as dt

import pytest

from pipeline.review.fields import FIELDS, NEEDED, FieldError, field_named, typed, written
from pipeline.store.schema import TABLES

RULES = ["FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY"]


@pytest.mark.parametrize(
    ("table", "field", "cell", "value"),
    [
        ("deadlines", "end_date", "30/6/2025", dt.date(2025, 6, 30)),
        ("deadlines", "end_date", "05-01-2025", dt.date(2025, 1, 5)),
        ("deadlines", "end_date", "2025-06-30", dt.date(2025, 6, 30)),
        ("deadlines", "end_date", "2025-06-30 00:00:00", dt.date(2025, 6, 30)),
        ("deadlines", "end_date", "(trống)", None),
        ("deadlines", "kind", "Định kỳ", "recurrence"),
        ("deadlines", "kind", "date", "date"),
        ("deadlines", "rrules", "RRULE:FREQ=MONTHLY;INTERVAL=3; FREQ=YEARLY", RULES),
        ("deadlines", "rrules", "FREQ=MONTHLY;INTERVAL=3|FREQ=YEARLY", RULES),
        ("deadlines", "rrules", "trống", []),
        ("units", "role", "chủ trì", "lead"),
        ("units", "name", " Sở  Y tế ", "Sở Y tế"),
        ("index_values", "value", "90,5", 90.5),
        ("index_values", "value", "1.234,5", 1234.5),
        ("index_values", "value", "90.5", 90.5),
        ("index_values", "comparator", "≥", ">="),
        ("index_values", "year", "2025", 2025),
        ("indices", "code", "PAR INDEX", "PAR_INDEX"),
        ("citations", "type", "Nghị Quyết", "nghị quyết"),
        ("citations", "relation", "căn cứ", "legal_basis"),
        ("documents", "plan_year_first", "2026", 2026),
    ],
)
def test_values_are_read_as_the_tables_hold_them(table: str, field: str, cell: str, value: object) -> None:
    assert typed(table, field, written(table, field, cell)) == value


@pytest.mark.parametrize(
    ("table", "field", "cell", "problem"),
    [
        ("deadlines", "end_date", "31/02/2025", "no day. Write it as 30/06/2025"),
        ("deadlines", "end_date", "quý I", "no day"),
        ("deadlines", "rrules", "hằng quý", "no recurrence rule"),
        ("units", "role", "theo dõi", "chủ trì, lead"),
        ("units", "name", "(trống)", "cannot be empty"),
        ("index_values", "value", "cao", "no number"),
        ("index_values", "year", "20255", "no year"),
        ("citations", "type", "thần chú", "no document type"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    table: str, field: str, cell: str, problem: str
) -> None:
    with pytest.raises(FieldError, match=problem):
        written(table, field, cell)


def test_fields_are_named_by_column_or_heading() -> None:
    assert field_named("deadlines", "Đến ngày") == field_named("deadlines", "end_date") == "end_date"
    with pytest.raises(FieldError, match=r"Sản phẩm \(product\)"):
        field_named("tasks", "rule")


def test_every_field_is_a_column() -> None:
    for table, fields in FIELDS.items():
        assert set(fields) <= set(TABLES[table].schema.names)
        assert set(NEEDED.get(table, ())) <= set(fields)
