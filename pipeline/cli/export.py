"""`kehoach export`: the tables in the forms that other programs take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from pipeline.cli.terminal import complain, output_console, printable
from pipeline.store.reader import TableError
from pipeline.store.remote import RemotePath
from pipeline.tables import Tables, open_tables

FORMATS = ("xlsx", "ics", "csv", "jsonl", "docbin")
"""What can be written, each by the option of its name."""

_REASONS = {
    "ongoing": "hold all the time",
    "relative": "count from an event",
    "undated": "state no day",
    "over": "recur on no day between the plan's issue and its end",
}


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    wanted = [name for name in FORMATS if getattr(options, name)]
    if not wanted:
        return complain("say what to write: " + ", ".join(f"--{name}" for name in FORMATS) + ".")
    if options.out is None and isinstance(options.tables, RemotePath):
        return complain(f"{options.tables} is no folder. Give the folder to write to: --out DIR.")
    out = options.out or options.tables / "exports"
    console = output_console()
    try:
        tables = open_tables(options.tables)
        out.mkdir(parents=True, exist_ok=True)
        for name in wanted:
            for line in _WRITERS[name](tables, out):
                console.print(printable(line), soft_wrap=True)
    except TableError as error:
        return complain(str(error))
    except OSError as error:
        where = printable(error.filename or out)
        return complain(f"cannot write to {where}: {error.strerror}. Give another folder to --out.")
    return 0


# each writer's libraries are loaded where it is asked for


def _xlsx(tables: Tables, out: Path) -> list[str]:
    from pipeline.export.workbook import write_workbook

    path = out / "kehoach.xlsx"
    notes = write_workbook(tables, path)
    lines = [f"{path}: {len(notes)} sheets, {sum(note.rows for note in notes):,} rows"]
    cut = sum(note.cut_cells for note in notes)
    if cut:
        lines.append(
            f"  {cut:,} cells were longer than Excel allows and are cut; the sheet of notes says where"
        )
    return lines


def _ics(tables: Tables, out: Path) -> list[str]:
    from pipeline.export.ical import write_calendar

    path = out / "kehoach.ics"
    note = write_calendar(tables, path)
    lines = [f"{path}: {note.entries:,} entries"]
    if note.left_out:
        lines.append(f"  {sum(note.left_out.values()):,} deadlines stand on no day and are left out:")
        lines += [f"  {count:,} {_REASONS[reason]}" for reason, count in sorted(note.left_out.items())]
    return lines


def _csv(tables: Tables, out: Path) -> list[str]:
    from pipeline.export.csv_files import write_csv_files

    paths = write_csv_files(tables, out / "csv")
    return [f"{out / 'csv'}: {len(paths)} files"]


def _jsonl(tables: Tables, out: Path) -> list[str]:
    from pipeline.export.annotations import write_annotations

    path = out / "annotations.jsonl"
    return [f"{path}: {write_annotations(tables, path):,} annotations"]


def _docbin(tables: Tables, out: Path) -> list[str]:
    from pipeline.export.docbin import write_docbin

    path = out / "documents.spacy"
    return [f"{path}: {write_docbin(tables, path):,} documents"]


_WRITERS: dict[str, Callable[[Tables, Path], list[str]]] = {
    "xlsx": _xlsx,
    "ics": _ics,
    "csv": _csv,
    "jsonl": _jsonl,
    "docbin": _docbin,
}
