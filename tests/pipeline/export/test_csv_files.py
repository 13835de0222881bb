"""The CSV files as Excel and pandas read them."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.cells import is_formula_like
from pipeline.export.csv_files import GUARD, field, write_csv_files
from pipeline.store.schema import TABLES
from pipeline.tables import Tables


@pytest.fixture(scope="module")
def paths(sample_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_csv_files(sample_tables, tmp_path_factory.mktemp("csv"))


def test_every_table_is_a_file_that_begins_with_the_mark_that_excel_looks_for(paths: list[Path]) -> None:
    assert [path.name for path in paths] == [f"{name}.csv" for name in TABLES]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)


def test_files_hold_what_the_tables_hold(paths: list[Path], sample_tables: Tables) -> None:
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file)
        assert header == TABLES[path.stem].flat_columns
        rows = list(sample_tables.rows(path.stem))
        assert len(lines) == len(rows)
        for line, row in zip(lines, rows, strict=True):
            assert line == [_expected(row[column]) for column in header]


def _expected(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "; ".join(map(str, value))
        case dt.datetime():
            return value.isoformat(sep=" ", timespec="seconds").removesuffix("+00:00")
        case str() if value[:1] in {"=", "+", "-", "@", "\t"}:  # bullets and empty first cells, most of them
            return "'" + value
    return str(value)


@given(st.text(max_size=40))
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    written = field(text)
    assert not is_formula_like(written)
    assert written == text or written == GUARD + text


@given(st.lists(st.text(max_size=10), max_size=3))
def test_no_list_is_a_formula(values: list[str]) -> None:
    assert not is_formula_like(field(values))
