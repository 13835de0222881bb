"""The tables as one Excel workbook: a sheet for each table and one that says what the sheets hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.export.cells import is_formula_like, joined
from pipeline.export.vietnamese import NO, YES, column_name, table_name, value_name
from pipeline.store.schema import TABLES, Table
from pipeline.tables import Tables

MOST_ROWS = 1_048_576
"""Rows that a sheet can have, its header included: Excel's own limit."""
LONGEST_CELL = 32_767
"""UTF-16 code units that a cell can hold: Excel's own limit."""
CUT_MARK = " … [đã cắt bớt]"
"""What stands at the end of a cell whose text was longer."""

NOTES_SHEET = "Ghi chú"
_EARLIEST_DATE = dt.date(1900, 3, 1)  # before it Excel's count of days is wrong by one
_WIDEST, _NARROWEST = 60, 10
_WIDTHS = {"text": 60, "subject": 50, "section": 40, "title": 45, "source_path": 35, "issuer": 30, "name": 35}


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What a reader of one sheet should know: its table, its rows, and how many of its cells were cut."""

    sheet: str
    table: str
    rows: int
    cut_cells: int


def write_workbook(tables: Tables, path: Path, *, most_rows: int = MOST_ROWS) -> list[SheetNote]:
    """Write all tables to an Excel file; gives what stands in each sheet.

    Headings and coded values are Vietnamese, as in pipeline.export.vietnamese; lists are joined by `; `. A table of
    more than `most_rows` rows goes on in further sheets, a text that no cell can hold is cut; both are said in the
    last sheet. Lists of records (where words stand on pages) are left out. Raises OSError where the file cannot be
    written.
    """
    with path.open("wb") as file:
        workbook = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
        workbook.set_properties({"title": "kehoach", "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
        styles = _Styles.of(workbook)
        notes = [
            note
            for table in TABLES.values()
            for note in _write_table(workbook, styles, table, tables.rows(table.name), most_rows)
        ]
        _write_notes(workbook, styles, notes)
        workbook.close()
    return notes


@dataclass(frozen=True, slots=True)
class _Styles:
    header: Format
    text: Format
    guarded: Format
    date: Format
    time: Format

    @classmethod
    def of(cls, workbook: Workbook) -> _Styles:
        top = {"valign": "top"}
        return cls(
            header=workbook.add_format(
                {"bold": True, "bg_color": "#DDE7F3", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            text=workbook.add_format(top),
            # the mark that Excel itself sets for a leading apostrophe: the text stays text when it is edited
            guarded=workbook.add_format(top | {"quote_prefix": True}),
            date=workbook.add_format(top | {"num_format": "[$-42A]dd/mm/yyyy", "align": "left"}),
            time=workbook.add_format(top | {"num_format": "[$-42A]dd/mm/yyyy hh:mm:ss", "align": "left"}),
        )


def _write_table(
    workbook: Workbook, styles: _Styles, table: Table, rows: Iterator[dict[str, Any]], most_rows: int
) -> Iterator[SheetNote]:
    number, waiting = 1, next(rows, None)
    while number == 1 or waiting is not None:
        name = table_name(table.name) + ("" if number == 1 else f" ({number})")
        sheet = _Sheet(workbook.add_worksheet(name), styles, table)
        while waiting is not None and sheet.rows < most_rows - 1:
            sheet.add(waiting)
            waiting = next(rows, None)
        yield sheet.close(name)
        number += 1


class _Sheet:
    """One sheet, filled row by row."""

    def __init__(self, sheet: Worksheet, styles: _Styles, table: Table) -> None:
        self._sheet, self._styles, self._table = sheet, styles, table
        self._columns = table.flat_columns
        self.rows = self._cut = 0
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._columns):
            heading = column_name(table.name, column)
            width = _WIDTHS.get(column, max(_NARROWEST, len(heading) + 4))
            sheet.set_column(number, number, min(width, _WIDEST))
        for number, column in enumerate(self._columns):
            sheet.write_string(0, number, column_name(table.name, column), styles.header)

    def add(self, row: dict[str, Any]) -> None:
        self.rows += 1
        for number, column in enumerate(self._columns):
            value = row[column]
            if value is not None:
                self._write(number, column, value)

    def close(self, name: str) -> SheetNote:
        self._sheet.autofilter(0, 0, self.rows, len(self._columns) - 1)
        return SheetNote(name, self._table.name, self.rows, self._cut)

    def _write(self, number: int, column: str, value: Any) -> None:
        sheet, line, styles = self._sheet, self.rows, self._styles
        if isinstance(value, bool):
            sheet.write_string(line, number, YES if value else NO, styles.text)
        elif isinstance(value, int | float):
            sheet.write_number(line, number, value, styles.text)
        elif isinstance(value, dt.datetime):
            sheet.write_datetime(line, number, value, styles.time)
        elif isinstance(value, dt.date):
            if value < _EARLIEST_DATE:
                sheet.write_string(line, number, value.isoformat(), styles.text)
            else:
                sheet.write_datetime(line, number, value, styles.date)
        else:
            text = joined(value) if isinstance(value, list) else value_name(self._table.name, column, value)
            self._write_text(number, text)

    def _write_text(self, number: int, text: str) -> None:
        fitting = fitted(text)
        self._cut += fitting is not text
        style = self._styles.guarded if is_formula_like(fitting) else self._styles.text
        if fitting:
            self._sheet.write_string(self.rows, number, fitting, style)


def fitted(text: str) -> str:
    """The text itself where a cell can hold it, else as much of its beginning as fits before CUT_MARK."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(CUT_MARK))].decode("utf-16-le", errors="ignore") + CUT_MARK


def _write_notes(workbook: Workbook, styles: _Styles, notes: list[SheetNote]) -> None:
    sheet = workbook.add_worksheet(NOTES_SHEET)
    sheet.freeze_panes(1, 0)
    for number, width in enumerate((28, 30, 22, 90)):
        sheet.set_column(number, number, width)
    lines = [("Trang tính", "Cột", "Tên trong bảng", "Nội dung")]
    for note in notes:
        lines.append((note.sheet, "", note.table, _facts(note, notes)))
        if note.sheet == table_name(note.table):
            lines += [
                (note.sheet, column_name(note.table, field.name), field.name, _description(field))
                for field in TABLES[note.table].schema
                if field.name in TABLES[note.table].flat_columns
            ]
    for number, line in enumerate(lines):
        for place, text in enumerate(line):
            style = styles.header if number == 0 else styles.text
            if text:
                sheet.write_string(number, place, text, style)
    sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)


def _facts(note: SheetNote, notes: list[SheetNote]) -> str:
    facts = [f"{note.rows:,} dòng".replace(",", ".")]
    if any(other is not note and other.table == note.table for other in notes):
        facts.append("một phần của bảng: bảng dài hơn một trang tính")
    if note.cut_cells:
        facts.append(
            f"{note.cut_cells} ô dài hơn giới hạn của Excel đã bị cắt bớt; bảng Parquet còn nguyên văn"
        )
    return "; ".join(facts)


def _description(field: Any) -> str:
    return str(field.metadata[b"description"].decode())
