"""The file of corrections that people fill: a CSV file as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extractors.common.lexicon import load_lexicon
from extractors.common.spelling import fold
from pipeline.export.cells import is_formula_like
from pipeline.export.csv_files import GUARD
from pipeline.export.vietnamese import table_name
from pipeline.review.fields import FIELDS

COLUMNS = (
    "doc_id",
    "source_path",
    "table",
    "row_id",
    "text",
    "char_start",
    "action",
    "field",
    "value",
    "who",
    "when",
    "note",
)
_NEEDED = ("table", "action")
_MOST_BYTES = 32 * 2**20
_DELIMITERS = ";,\t"
_SEPARATOR_LINE = "sep="


class SheetError(Exception):
    """A file of corrections that cannot be taken as it is; `problems` says why, line by line, and what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class Line(dict[str, str]):
    """A line's cells by COLUMNS, those that the file lacks empty; `number` counts from 1, the header included."""

    def __init__(self, number: int, cells: dict[str, str]) -> None:
        super().__init__({column: cells.get(column, "") for column in COLUMNS})
        self.number = number


def read_sheet(path: Path) -> list[Line]:
    """The lines of a CSV file that say something, with commas, semicolons or tabs between cells.

    Encodings: UTF-8 with or without a byte order mark, UTF-16 with one. Lines whose action and value are empty,
    as a template has them, are left out. Raises SheetError, and OSError where the file cannot be read.
    """
    text = _decoded(path)
    if text.startswith(_SEPARATOR_LINE):
        text = "\n" + text.partition("\n")[2]
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    lines, problems = [], []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells)
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                problems.append(
                    f"line {reader.line_num}: it has {len(cells)} cells, the header {len(columns)}. "
                    "Put a text that holds the separator between quotation marks."
                )
                continue
            values = {
                column: _cell(cell) for column, cell in zip(columns, cells, strict=False) if column and cell
            }
            line = Line(reader.line_num, values)
            if line["action"] or line["value"]:
                lines.append(line)
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: {error}. Save the file anew as CSV from the spreadsheet.")
    if columns is None and not problems:
        problems.append(f"the file is empty. Its first line names the columns: {_headings()}.")
    if problems:
        raise SheetError(problems)
    return lines


def write_sheet(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write a file to be filled: a header, and rows by COLUMNS. For a spreadsheet set to Vietnamese: semicolons,
    UTF-8 with a byte order mark. Raises OSError."""
    headings = load_lexicon("pipeline.review", "words")["headings"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([headings[column][0] for column in COLUMNS])
        for row in rows:
            cells = [str(row.get(column) if row.get(column) is not None else "") for column in COLUMNS]
            writer.writerow([GUARD + cell if is_formula_like(cell) else cell for cell in cells])


@cache
def table_called(name: str) -> str | None:
    """The table that a cell names by its own name or its sheet's in the workbook; None where there is none."""
    names = {fold(known): table for table in FIELDS for known in (table, table_name(table))}
    return names.get(fold(name))


@cache
def action_called(word: str) -> str | None:
    """The action that a cell names; None where there is none."""
    actions = load_lexicon("pipeline.review", "words")["actions"]
    names = {fold(known): action for action, words in actions.items() for known in (action, *words)}
    return names.get(fold(word))


def _decoded(path: Path) -> str:
    if path.stat().st_size > _MOST_BYTES:
        raise SheetError([f"the file is larger than {_MOST_BYTES // 2**20} MiB. Split it."])
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError:
        raise SheetError(
            [
                f"the file is not in UTF-8. In Excel: Save as, type `CSV UTF-8 (Comma delimited)`. ({path.name})"
            ]
        ) from None


def _columns(header: Sequence[str]) -> list[str]:
    headings = load_lexicon("pipeline.review", "words")["headings"]
    names = {fold(known): column for column, words in headings.items() for known in (column, *words)}
    columns = [names.get(fold(cell), "") for cell in header]
    known = [column for column in columns if column]
    problems = [
        f"line 1: no column is called {headings[name][0]} ({name})." for name in _NEEDED if name not in known
    ]
    if not {"doc_id", "source_path"} & set(known):
        problems.append(f"line 1: no column is called {headings['doc_id'][0]} (doc_id).")
    problems += [
        f"line 1: two columns are called {name}." for name in dict.fromkeys(known) if known.count(name) > 1
    ]
    if problems:
        raise SheetError([*problems, f"Columns: {_headings()}."])
    return columns


def _headings() -> str:
    headings = load_lexicon("pipeline.review", "words")["headings"]
    return ", ".join(f"{headings[column][0]} ({column})" for column in COLUMNS)


def _cell(cell: str) -> str:
    """A cell's text, without the mark that keeps a spreadsheet from taking it for a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith(GUARD) and is_formula_like(cell[1:]) else cell
