"""The tables as CSV files that Excel opens by a double click: UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.export.cells import is_formula_like, joined
from pipeline.store.schema import TABLES
from pipeline.tables import Tables

GUARD = "'"
"""Stands before a text that a spreadsheet would take for a formula."""


def write_csv_files(tables: Tables, folder: Path) -> list[Path]:
    """Write one file a table to the folder, which is made where it is missing; gives their paths.

    Columns have the tables' own names and codes, lists are joined by `; `, dates are `2025-12-31`, times UTC.
    Lists of records (where words stand on pages) are left out.
    Raises OSError where a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            columns = table.flat_columns
            writer.writerow(columns)
            for row in tables.rows(name, columns):
                writer.writerow([field(row[column]) for column in columns])
        paths.append(path)
    return paths


def field(value: Any) -> Any:
    """What stands in the file for a value."""
    if isinstance(value, list):
        value = joined(value)
    if isinstance(value, str):
        return GUARD + value if is_formula_like(value) else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value
