"""The workbook as another program sees it: LibreOffice's cells, and the parts of the file that Excel reads."""

from __future__ import annotations

import csv
import datetime as dt
import math
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.export.cells import is_formula_like, joined
from pipeline.export.vietnamese import NO, YES, column_name, table_name, value_name
from pipeline.export.workbook import CUT_MARK, LONGEST_CELL, NOTES_SHEET, fitted, write_workbook
from pipeline.store.schema import TABLES
from pipeline.tables import Tables

_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# comma, quotes, UTF-8, from line 1, cells as they are shown, every sheet to a file of its own
_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def _cells(workbook: Path, folder: Path) -> dict[str, list[list[str]]]:
    """Every sheet's cells as LibreOffice shows them. Skips the test where it cannot read workbooks."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", _AS_CSV, "--outdir", str(folder), str(workbook)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=180)  # noqa: S603
    paths = sorted(folder.glob(f"{workbook.stem}-*.csv"))
    if not paths and b"could not be loaded" in done.stderr + done.stdout:
        pytest.skip("LibreOffice is installed without Calc (libreoffice-calc-nogui)")
    sheets = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            sheets[path.stem.removeprefix(f"{workbook.stem}-")] = list(csv.reader(file))
    return sheets


def _shown(table: str, column: str, value: Any) -> str | float:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case int() | float():
            return float(value)
        case dt.datetime():
            return f"{value:%d/%m/%Y %H:%M:%S}"
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case list():
            return joined(value)
    return value_name(table, column, value)


def _same(shown: str, expected: str | float) -> bool:
    if isinstance(expected, float):
        return math.isclose(float(shown), expected, rel_tol=1e-9)
    return shown == expected


def _assert_cells(tables: Tables, sheets: dict[str, list[list[str]]]) -> None:
    for name, table in TABLES.items():
        header, *lines = sheets[table_name(name)]
        assert header == [column_name(name, column) for column in table.flat_columns]
        rows = list(tables.rows(name))
        assert len(lines) == len(rows)
        for line, row in zip(lines, rows, strict=True):
            for shown, column in zip(line, table.flat_columns, strict=True):
                expected = _shown(name, column, row[column])
                assert _same(shown, expected), (name, column, shown, expected)


def test_libreoffice_shows_what_the_tables_hold(sample_tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(sample_tables, path)
    sheets = _cells(path, tmp_path)
    assert set(sheets) == {NOTES_SHEET, *(table_name(name) for name in TABLES)}
    _assert_cells(sample_tables, sheets)


HOSTILE = [
    "=1+1",
    "+84 91",
    "-Sở Y tế",
    "@SUM(A1)",
    '=HYPERLINK("http://a.b","c")',
    "_x0041_",
    "http://a.b",
    "007",
    '<&>"',
]


def test_what_looks_like_a_formula_stays_text(make_tables: Any, tmp_path: Path) -> None:
    blocks = [{"doc_id": "d", "block_id": number, "text": text} for number, text in enumerate(HOSTILE)]
    tables = make_tables({"documents": [{"doc_id": "d"}], "blocks": blocks})
    path = tmp_path / "book.xlsx"
    write_workbook(tables, path)
    _assert_cells(tables, _cells(path, tmp_path))


def test_formula_like_cells_carry_the_mark_of_text(make_tables: Any, tmp_path: Path) -> None:
    blocks = [{"doc_id": "d", "block_id": number, "text": text} for number, text in enumerate(HOSTILE)]
    path = tmp_path / "book.xlsx"
    write_workbook(make_tables({"blocks": blocks}), path)
    with zipfile.ZipFile(path) as parts:
        sheet = etree.fromstring(parts.read("xl/worksheets/sheet2.xml"))
        formats = etree.fromstring(parts.read("xl/styles.xml")).find(f"{_SPREADSHEET}cellXfs")
    assert sheet.find(f".//{_SPREADSHEET}f") is None
    guarded = {str(number) for number, style in enumerate(formats) if style.get("quotePrefix") == "1"}
    texts = TABLES["blocks"].schema.names.index("text")
    marked = [row[-3].get("s") in guarded for row in sheet.iter(f"{_SPREADSHEET}row")][1:]
    assert texts == len(TABLES["blocks"].schema.names) - 4
    assert marked == [is_formula_like(text) for text in HOSTILE]


def test_every_sheet_has_a_frozen_header_and_filters(sample_tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(sample_tables, path)
    with zipfile.ZipFile(path) as parts:
        sheets = [
            etree.fromstring(parts.read(name)) for name in parts.namelist() if "worksheets/sheet" in name
        ]
    assert len(sheets) == len(TABLES) + 1
    for sheet in sheets:
        pane = sheet.find(f".//{_SPREADSHEET}pane")
        assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
        assert sheet.find(f"{_SPREADSHEET}autoFilter") is not None


def test_a_long_table_goes_on_in_further_sheets(make_tables: Any, tmp_path: Path) -> None:
    blocks = [{"doc_id": "d", "block_id": number, "text": str(number)} for number in range(5)]
    notes = write_workbook(make_tables({"blocks": blocks}), tmp_path / "book.xlsx", most_rows=3)
    assert [(note.sheet, note.rows) for note in notes if note.table == "blocks"] == [
        ("Nội dung", 2),
        ("Nội dung (2)", 2),
        ("Nội dung (3)", 1),
    ]


def test_a_table_that_just_fits_takes_one_sheet(make_tables: Any, tmp_path: Path) -> None:
    blocks = [{"doc_id": "d", "block_id": number} for number in range(2)]
    notes = write_workbook(make_tables({"blocks": blocks}), tmp_path / "book.xlsx", most_rows=3)
    assert [note.rows for note in notes if note.table == "blocks"] == [2]


def test_a_text_that_no_cell_can_hold_is_cut_and_counted(make_tables: Any, tmp_path: Path) -> None:
    blocks = [{"doc_id": "d", "block_id": 0, "text": "ắ" * (LONGEST_CELL + 1)}]
    notes = write_workbook(make_tables({"blocks": blocks}), tmp_path / "book.xlsx")
    assert sum(note.cut_cells for note in notes) == 1


@pytest.mark.parametrize("letter", ["a", "ắ", "𝔸"])
def test_fitted_texts_are_as_long_as_a_cell_allows(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    whole = letter * (LONGEST_CELL // units)
    assert fitted(whole) is whole
    cut = fitted(whole + letter)
    assert cut.endswith(letter + CUT_MARK)
    assert LONGEST_CELL - units < len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_every_column_has_a_vietnamese_heading_of_its_own() -> None:
    for name, table in TABLES.items():
        headings = [column_name(name, column) for column in table.schema.names]
        assert len(set(headings)) == len(headings), name
    assert len({table_name(name) for name in TABLES}) == len(TABLES)
