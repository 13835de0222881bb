"""`kehoach export` writes what is asked for, where it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.cli.export import FORMATS
from pipeline.store.schema import TABLES

WRITTEN = {
    "xlsx": ["kehoach.xlsx"],
    "ics": ["kehoach.ics"],
    "csv": [f"csv/{name}.csv" for name in TABLES],
    "jsonl": ["annotations.jsonl"],
    "docbin": ["documents.spacy"],
}


def _written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_writes_its_files(
    name: str, sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", f"--{name}", "--tables", str(sample_folder), "--out", str(tmp_path / "out")]) == 0
    assert _written(tmp_path / "out") == set(WRITTEN[name])
    assert str(tmp_path / "out") in capsys.readouterr().out


def test_several_are_written_at_once_beside_the_tables(make_tables: Any) -> None:
    folder = make_tables({}).folder
    assert main(["export", *(f"--{name}" for name in FORMATS), "--tables", str(folder)]) == 0
    assert _written(folder / "exports") == {path for paths in WRITTEN.values() for path in paths}


def test_deadlines_that_no_calendar_holds_are_told(
    make_tables: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    deadlines = [{"doc_id": "d", "deadline_id": number, "kind": "ongoing"} for number in range(2)]
    tables = make_tables({"documents": [{"doc_id": "d"}], "deadlines": deadlines})
    assert main(["export", "--ics", "--tables", str(tables.folder)]) == 0
    out = capsys.readouterr().out
    assert "0 entries" in out
    assert "2 deadlines stand on no day" in out


def test_nothing_asked_for_is_a_mistake(sample_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--tables", str(sample_folder)]) == 2
    complaint = capsys.readouterr().err
    assert all(f"--{name}" in complaint for name in FORMATS)


def test_missing_tables_are_told_how_to_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--csv", "--tables", str(tmp_path)]) == 2
    assert "make extract" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = tmp_path / "file" / "out"
    assert main(["export", "--csv", "--tables", str(sample_folder), "--out", str(out)]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
