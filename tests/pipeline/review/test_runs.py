"""Corrections from the sheet to the tables: over runs, other rules, changed and vanished files."""

import csv
import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reviewed_plan import PLAN

from pipeline.cli import main
from pipeline.store.reader import read_rows
from pipeline.store.schema import TABLES

Extract = Callable[[], Path]
HEADER = (
    "Mã văn bản",
    "Bảng",
    "Mã dòng",
    "Nguyên văn",
    "Việc",
    "Cột",
    "Giá trị đúng",
    "Người sửa",
    "Ngày sửa",
)


def _sheet(path: Path, out: Path, *lines: tuple[str, ...]) -> Path:
    doc_id = read_rows(out, "documents")[0]["doc_id"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADER, *((doc_id, *line) for line in lines)])
    return path


def _review(path: Path, out: Path, *lines: tuple[str, ...]) -> None:
    assert main(["review", str(_sheet(path, out, *lines)), "--out", str(out)]) == 0


def _files(out: Path) -> dict[str, str]:
    """The digests of the tables that tell of no run."""
    return {
        name: hashlib.sha256((out / f"{name}.parquet").read_bytes()).hexdigest()
        for name in TABLES
        if name not in ("sources", "runs")
    }


def _deadline(out: Path, text: str = "trước ngày 30/6/2025") -> dict[str, Any]:
    return next(row for row in read_rows(out, "deadlines") if row["text"] == text)


DATE = ("Thời hạn", "", "trước ngày 30/6/2025", "sửa", "Đến ngày", "15/07/2025", "Lê Thị Bình", "02/03/2026")
NUMBER = (
    "Viện dẫn",
    "1",
    "",
    "",
    "Số và ký hiệu",
    "27/KH-UBND",
    "Lê Thị Bình",
    "2/3/2026",
)


def test_corrections_are_laid_over_every_later_run(extract: Extract, tmp_path: Path) -> None:
    out = extract()
    before = _files(out)
    _review(tmp_path / "sheet.csv", out, DATE, NUMBER)
    assert _files(out) == before
    extract()
    assert _deadline(out)["end_date"] == dt.date(2025, 7, 15)
    assert _deadline(out)["rule"] == "correction"
    identifiers = {row["identifier"] for row in read_rows(out, "instruments")}
    assert identifiers == {"76/NQ-CP", "27/KH-UBND"}
    rows = read_rows(out, "corrections")
    assert [(row["status"], row["corrected_by"], row["corrected_on"]) for row in rows] == [
        ("applied", "Lê Thị Bình", dt.date(2026, 3, 2))
    ] * 2
    assert rows[0]["row_id"] == _deadline(out)["deadline_id"]
    after = _files(out)
    extract()
    assert _files(out) == after
    assert main(["extract", str(tmp_path / "plans"), "--out", str(out), "--jobs", "1", "--anew"]) == 0
    assert _files(out) == after


def test_another_folder_with_the_same_corrections_has_the_same_files(
    extract: Extract, plans: Path, tmp_path: Path
) -> None:
    out = extract()
    _review(tmp_path / "sheet.csv", out, DATE)
    extract()
    other = tmp_path / "other"
    (other / ".kehoach").mkdir(parents=True)
    kept = (out / ".kehoach" / "corrections.jsonl").read_bytes()
    (other / ".kehoach" / "corrections.jsonl").write_bytes(kept)
    assert main(["extract", str(plans), "--out", str(other), "--jobs", "1"]) == 0
    assert _files(other) == _files(out)


def test_a_sheet_that_is_read_twice_changes_nothing(extract: Extract, tmp_path: Path) -> None:
    out = extract()
    _review(tmp_path / "sheet.csv", out, DATE, NUMBER)
    extract()
    after, kept = _files(out), (out / ".kehoach" / "corrections.jsonl").read_bytes()
    assert main(["review", str(tmp_path / "sheet.csv"), "--out", str(out)]) == 0
    extract()
    assert _files(out) == after
    assert (out / ".kehoach" / "corrections.jsonl").read_bytes() == kept


def test_a_correction_that_is_withdrawn_leaves_no_trace(extract: Extract, tmp_path: Path) -> None:
    out = extract()
    before = {name: read_rows(out, name) for name in TABLES if name not in ("sources", "runs")}
    _review(tmp_path / "sheet.csv", out, DATE)
    extract()
    withdrawn = ("Thời hạn", "", "trước ngày 30/6/2025", "rút", "", "", "An", "")
    _review(tmp_path / "sheet.csv", out, withdrawn)
    extract()
    assert {name: read_rows(out, name) for name in before} == before


def test_documents_that_go_and_come_again(extract: Extract, plans: Path, tmp_path: Path) -> None:
    out = extract()
    (plans / "other.txt").write_text(PLAN.replace("HÒA BÌNH", "SƠN LA"), encoding="utf-8")
    extract()
    doc_id = next(row["doc_id"] for row in read_rows(out, "sources") if row["path"] == "plan.txt")
    sheet = _sheet(tmp_path / "sheet.csv", out, DATE)
    written = sheet.read_text(encoding="utf-8-sig")
    sheet.write_text(written.replace(read_rows(out, "documents")[0]["doc_id"], doc_id), encoding="utf-8-sig")
    assert main(["review", str(sheet), "--out", str(out)]) == 0
    extract()
    laid = _files(out)
    text = (plans / "plan.txt").read_bytes()
    (plans / "plan.txt").unlink()
    extract()
    assert [row["status"] for row in read_rows(out, "corrections")] == ["document_gone"]
    (plans / "plan.txt").write_bytes(text)
    extract()
    assert [row["status"] for row in read_rows(out, "corrections")] == ["applied"]
    assert _files(out) == laid


def test_what_is_not_applied_is_reported(
    extract: Extract, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = extract()
    _review(tmp_path / "sheet.csv", out, DATE)
    kept = out / ".kehoach" / "corrections.jsonl"
    kept.write_text(kept.read_text(encoding="utf-8").replace("30/6/2025", "31/6/2025"), encoding="utf-8")
    extract()
    assert "1 correction could not be applied: kehoach review lists" in capsys.readouterr().out
    assert _deadline(out)["end_date"] == dt.date(2025, 6, 30)
    assert main(["review", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "1 text_changed" in printed
    assert "not applied: deadlines" in printed


def test_a_sheet_with_errors_changes_nothing_and_names_the_lines(
    extract: Extract, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = extract()
    wrong = ("Thời hạn", "99", "", "sửa", "Đến ngày", "15/07/2025", "An", "")
    sheet = _sheet(tmp_path / "sheet.csv", out, DATE, wrong)
    assert main(["review", str(sheet), "--out", str(out)]) == 2
    assert "line 3: the table deadlines has no deadline_id 99" in capsys.readouterr().err
    assert not (out / ".kehoach" / "corrections.jsonl").exists()


def test_corrections_that_are_damaged_stop_the_run(
    extract: Extract, plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = extract()
    before = _files(out)
    (out / ".kehoach" / "corrections.jsonl").write_text("{", encoding="utf-8")
    assert main(["extract", str(plans), "--out", str(out), "--jobs", "1"]) == 2
    assert "corrections.jsonl is damaged in line 1" in capsys.readouterr().err
    assert _files(out) == before


def test_a_damaged_table_of_corrections_is_made_anew(extract: Extract, tmp_path: Path) -> None:
    out = extract()
    _review(tmp_path / "sheet.csv", out, DATE)
    extract()
    after = _files(out)
    path = (out / "corrections.parquet").resolve()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-10])
    extract()
    assert _files(out) == after


def test_the_template_lists_doubtful_rows_and_is_taken_back(extract: Extract, tmp_path: Path) -> None:
    out = extract()
    template = tmp_path / "mau.csv"
    assert main(["review", "--template", str(template), "--out", str(out)]) == 0
    text = template.read_text(encoding="utf-8-sig")
    assert text.startswith("Mã văn bản;Tệp;Bảng;Mã dòng;")
    assert main(["review", str(template), "--out", str(out)]) == 0
    assert (out / ".kehoach" / "corrections.jsonl").read_bytes() == b""


def test_corrections_are_gold_to_score_the_rules_by(
    extract: Extract, plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from benchmarks.evaluate import main as evaluate

    out = extract()
    right = ("Thời hạn", "", "trước ngày 15/8/2025", "sửa", "Đến ngày", "15/8/2025", "An", "")
    _review(tmp_path / "sheet.csv", out, DATE, right, NUMBER)
    capsys.readouterr()
    assert evaluate(["--corrections", str(out)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[3:]]
    assert lines == [["citations", "0", "1", "0", "0.000"], ["deadlines", "1", "1", "0", "0.500"]]
    (plans / "plan.txt").unlink()
    assert evaluate(["--corrections", str(out)]) == 0
    assert ["deadlines", "0", "0", "2"] in [line.split() for line in capsys.readouterr().out.splitlines()]
