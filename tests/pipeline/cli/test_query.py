"""`kehoach query` answers from the tables, and neither reads nor writes anything else."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.cli.query import ROWS_SHOWN
from pipeline.tables import Tables


@pytest.fixture
def query(sample_folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a query over the samples' tables; gives the exit code, what was printed, and what was complained of."""

    def run(sql: str, *options: str) -> tuple[int, str, str]:
        code = main(["query", sql, "--tables", str(sample_folder), *options])
        return code, *capsys.readouterr()

    return run


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_table_is_there_with_all_its_rows(query: Any, sample_tables: Tables) -> None:
    for name, frame in sample_tables.items():
        code, out, _ = query(f"SELECT * FROM {name}", "--csv")  # noqa: S608
        rows = list(csv.reader(io.StringIO(out)))
        assert code == 0
        assert rows[0] == list(frame.columns)
        assert len(rows) == len(frame) + 1


def test_values_print_as_they_are_written(query: Any) -> None:
    sql = """SELECT 'Sở Y tế' AS name, NULL AS nothing, DATE '2025-01-31' AS day, [1, 2] AS list, 0.9::FLOAT AS number,
                    TIMESTAMPTZ '2025-01-31 00:00:00+07' AS time, 'a' AS twice, 'b' AS twice"""
    code, out, _ = query(sql, "--csv")
    assert code == 0
    assert list(csv.reader(io.StringIO(out))) == [
        ["name", "nothing", "day", "list", "number", "time", "twice", "twice"],
        ["Sở Y tế", "", "2025-01-31", "1; 2", "0.9", "2025-01-30 17:00:00+00:00", "a", "b"],
    ]


def test_joins_and_pivots_are_queries(query: Any) -> None:
    code, out, _ = query("PIVOT units ON role USING count(*) GROUP BY level")
    assert code == 0
    assert {"lead", "coordinate", "report_to"} <= set(out.split())


def test_a_long_answer_is_cut_and_says_so(query: Any) -> None:
    code, out, _ = query(f"FROM range({ROWS_SHOWN + 1})")
    assert code == 0
    assert str(ROWS_SHOWN - 1) in out.split()
    assert f"only the first {ROWS_SHOWN} rows" in out
    _, whole, _ = query(f"FROM range({ROWS_SHOWN})")
    assert f"{ROWS_SHOWN} rows" in whole
    assert "only the first" not in whole


WRITING = [
    "INSERT INTO tasks SELECT * FROM tasks",
    "DELETE FROM tasks",
    "DROP VIEW tasks",
    "CREATE TABLE copy AS SELECT * FROM tasks",
    "COPY tasks TO '{folder}/stolen.csv'",
    "EXPORT DATABASE '{folder}/stolen'",
    "ATTACH '{folder}/other.db'",
    "SET enable_external_access = true",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA enable_profiling",
    "SELECT 1; DROP VIEW tasks",
    "",
]


@pytest.mark.parametrize("sql", WRITING)
def test_what_is_no_query_is_refused(sql: str, query: Any, tmp_path: Path, sample_folder: Path) -> None:
    before = _files(sample_folder)
    code, out, complaint = query(sql.format(folder=tmp_path))
    assert (code, out) == (2, "")
    assert complaint.startswith("kehoach: ")
    assert not list(tmp_path.iterdir())
    assert _files(sample_folder) == before


REACHING = [
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_parquet('{tables}/tasks.parquet')",
    "SELECT * FROM read_csv('https://example.org/plans.csv')",
    "SELECT * FROM sniff_csv('{secret}')",
    "EXPLAIN ANALYZE COPY tasks TO '{folder}/stolen.csv'",
    "SELECT * FROM sqlite_scan('{secret}', 'passwords')",
    "SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
    "SELECT st_point(1, 2)",
    "SELECT * FROM secret",
]


@pytest.mark.parametrize("sql", REACHING)
def test_nothing_but_the_tables_is_read(sql: str, query: Any, tmp_path: Path, sample_folder: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("password\nswordfish\n", encoding="utf-8")
    secret = [1]  # no name of the program's is a table either
    code, out, complaint = query(sql.format(secret=path, folder=tmp_path, tables=sample_folder))
    assert secret == [1]
    assert code == 2
    assert "swordfish" not in out + complaint
    assert [found.name for found in tmp_path.iterdir()] == ["secret.csv"]


def test_a_mistake_is_explained(query: Any) -> None:
    code, _, complaint = query("SELECT nmae FROM units")
    assert code == 2
    assert '"nmae"' in complaint
    assert "name" in complaint


def test_missing_tables_are_told_how_to_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT 1", "--tables", str(tmp_path)]) == 2
    assert "make extract" in capsys.readouterr().err
