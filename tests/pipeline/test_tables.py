"""The tables of a run as frames and as SQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipeline.store.reader import TableError
from pipeline.store.schema import TABLES
from pipeline.tables import Tables, open_tables


def test_every_table_is_a_frame_by_name_and_by_attribute(sample_tables: Tables) -> None:
    assert list(sample_tables) == list(TABLES)
    for name, frame in sample_tables.items():
        assert getattr(sample_tables, name) is frame
        assert list(frame.columns) == TABLES[name].schema.names
        assert f"{name} {len(frame):,}" in repr(sample_tables)
        assert name in dir(sample_tables)


def test_a_table_that_there_is_not_is_named(sample_tables: Tables) -> None:
    with pytest.raises(AttributeError, match="no table citation"):
        _ = sample_tables.citation
    with pytest.raises(KeyError):
        _ = sample_tables["citation"]


def test_what_is_missing_is_missing_and_changes_no_type(make_tables: Any) -> None:
    tables = make_tables(
        {
            "documents": [
                {
                    "doc_id": "a",
                    "page_count": 2,
                    "plan_year_first": 2025,
                    "issued_date": dt.date(2025, 1, 31),
                },
                {"doc_id": "b", "warnings": ["x", "y"]},
            ]
        }
    )
    first, second = (row for _, row in tables.documents.iterrows())
    assert first["page_count"] == 2
    assert first["issued_date"] == pd.Timestamp("2025-01-31")
    assert second["page_count"] is pd.NA
    assert second["issued_date"] is pd.NaT
    assert second["warnings"] == ["x", "y"]
    assert str(tables.documents["page_count"].dtype) == "Int32"
    assert str(tables.documents["plan_year_first"].dtype) == "Int16"


def test_rows_are_plain_values(make_tables: Any) -> None:
    span = {"doc_id": "a", "text": "x", "confidence": 0.9}
    tables = make_tables({"documents": [{"doc_id": "a"}], "tasks": [span]})
    (row,) = tables.rows("tasks")
    assert row["confidence"] == 0.9
    assert row["product"] is None
    assert list(tables.rows("tasks", ["text", "doc_id"])) == [{"text": "x", "doc_id": "a"}]


def test_queries_join_the_tables_and_give_the_same_types(sample_tables: Tables) -> None:
    found = sample_tables.sql("""
        SELECT d.doc_id, d.issued_date, t.task_id, x.task_ids
        FROM tasks t JOIN documents d USING (doc_id) JOIN deadlines x USING (doc_id)
        WHERE list_contains(x.task_ids, t.task_id) ORDER BY ALL
    """)
    assert len(found) == sample_tables.deadlines["task_ids"].map(len).sum()
    assert str(found["task_id"].dtype) == "Int32"
    assert isinstance(found["task_ids"][0], list)


def test_queries_reach_nothing_else(sample_tables: Tables, sample_folder: Path) -> None:
    other = pd.DataFrame({"secret": [1]})
    with pytest.raises(duckdb.Error):
        sample_tables.sql("SELECT * FROM other")
    with pytest.raises(duckdb.Error):
        sample_tables.sql(f"SELECT * FROM read_parquet('{sample_folder / 'tasks.parquet'}')")  # noqa: S608
    with pytest.raises(duckdb.Error):
        sample_tables.sql("SET enable_external_access = true")
    assert len(other) == 1


def test_folders_without_tables_are_told_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="make extract"):
        open_tables(tmp_path)


def test_a_file_that_is_no_table_is_named(sample_folder: Path, tmp_path: Path) -> None:
    for path in sample_folder.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "units.parquet").write_bytes(b"no table")
    with pytest.raises(TableError, match=r"units\.parquet"):
        open_tables(tmp_path)
