"""A sheet to be filled, with the rows that a person should look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.export.vietnamese import table_name
from pipeline.report.panel import is_low
from pipeline.review.fields import NEEDED
from pipeline.review.sheet import write_sheet
from pipeline.store.reader import read_rows
from pipeline.store.schema import TABLES


def write_template(folder: Path, path: Path) -> int:
    """Write a sheet with the doubtful rows of the tables in a folder; gives their number.

    Raises TableError and OSError.
    """
    paths = {row["doc_id"]: row["source_path"] for row in read_rows(folder, "documents")}
    rows = [_line(table, row, paths) for table in NEEDED for row in read_rows(folder, table) if is_low(row)]
    rows.sort(key=lambda row: (row["source_path"], row["char_start"]))
    write_sheet(path, rows)
    return len(rows)


def _line(table: str, row: dict[str, Any], paths: dict[str, str]) -> dict[str, Any]:
    return {
        "doc_id": row["doc_id"],
        "source_path": paths[row["doc_id"]],
        "table": table_name(table),
        "row_id": row[TABLES[table].row_id or ""],
        "text": " ".join(row["text"].split()),
        "char_start": row["char_start"],
    }
