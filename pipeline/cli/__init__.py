"""The command `kehoach`: what each subcommand takes. What it does stands in the module of its name."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.settings import add_options
from pipeline.store.remote import place
from pipeline.store.version import program_version

_INPUT = "a file, or a folder and all below it, or an address such as s3://bucket/plans"
_EXIT_CODES = (
    "Exit code: 0 all well, 1 some documents failed, 2 nothing could be done, 143 or 130 stopped by a signal, with "
    "what was done until then kept."
)


_RUNS = ("extract", "sync")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code: 0 all well, 1 some documents failed, 2 nothing could be done."""
    options = _parser().parse_args(arguments)
    if arguments is None and options.command in _RUNS:  # the process does nothing else
        import pipeline.without_pandas  # noqa: F401
    command = importlib.import_module(f"pipeline.cli.{options.command}")
    try:
        return int(command.run(options))
    except KeyboardInterrupt:
        sys.stderr.write("\nkehoach: interrupted; the tables of an earlier run are as they were\n")
        return 130
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stderr.close()
        return 0
    finally:
        if arguments is None:
            gc.freeze()  # the process ends: its modules are not searched for garbage once more


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kehoach",
        description="Reads Vietnamese administrative plans and writes what they say to tables.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {program_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    extract = commands.add_parser(
        "extract",
        help="write the tables of all plans in files and folders",
        description="Reads every plan under the inputs and writes one Parquet file a table. What an earlier run with "
        "the same rules has read is not read again.",
        epilog=_EXIT_CODES,
    )
    extract.add_argument("inputs", metavar="INPUT", nargs="+", type=place, help=_INPUT)
    add_options(extract, required=("out",))
    extract.add_argument("--anew", action="store_true", help="read everything again")

    sync = commands.add_parser(
        "sync",
        help="the same every night: keep tables up with a growing folder",
        description="Reads what is new or changed under the inputs, and publishes the tables of all that is there.",
        epilog=_EXIT_CODES,
    )
    sync.add_argument("inputs", metavar="INPUT", nargs="*", type=place, help=_INPUT)
    sync.add_argument("--config", metavar="FILE", type=Path, help="settings in TOML, which options override")
    add_options(sync)
    sync.add_argument("--anew", action="store_true", help="read everything again")

    for name, what in (
        ("status", "say what state tables are in, and what has failed"),
        ("diff", "show what the last run changed"),
    ):
        command = commands.add_parser(name, help=what, description=f"{what.capitalize()}.")
        _add_folder(command, "--out", anywhere=True)

    show = commands.add_parser(
        "show",
        help="print what one plan says",
        description="Prints one plan's header, citations, indices and tasks, each with its sentence.",
    )
    show.add_argument("file", metavar="FILE", type=Path)

    commands.add_parser(
        "doctor",
        help="say what this machine can read and what is missing",
        description="Lists the programs that some formats need, and how to install what is missing.",
        epilog="Exit code: 0 nothing is missing, 1 something is.",
    )

    report = commands.add_parser(
        "report",
        help="write pages to check the tables by, for a browser",
        description="Writes an overview and a page a document to DIR/report, with passages and rows side by side.",
    )
    _add_folder(report, "--out")
    report.add_argument(
        "--files",
        metavar="DIR",
        type=Path,
        help="folder of the plans, where they have been moved since they were read: for pictures of their pages",
    )

    review = commands.add_parser(
        "review",
        help="take corrections that people have filled into a sheet, or list them",
        description="Takes corrections from a CSV file; every later run lays them over the tables. Without a file it "
        "lists what became of those that are kept.",
        epilog="Exit code: 0 all well, 2 nothing was taken.",
    )
    review.add_argument("sheet", metavar="CORRECTIONS.csv", nargs="?", type=Path, help="the filled sheet")
    _add_folder(review, "--out")
    review.add_argument("--by", metavar="NAME", help="who says so, for lines that name nobody")
    review.add_argument(
        "--template", metavar="FILE.csv", type=Path, help="write a sheet to fill, with the doubtful rows"
    )

    explain = commands.add_parser(
        "explain",
        help="show where a row of a table comes from",
        description="Prints the passage that a row comes from, with its words marked, and the rule that found it.",
    )
    explain.add_argument("doc_id", metavar="DOC_ID", help="the document, or the first digits of its doc_id")
    explain.add_argument("table", metavar="TABLE", help="citations, tasks, …")
    explain.add_argument("row_id", metavar="ROW_ID", type=int, help="citation_id, task_id, … of the row")
    _add_folder(explain, "--out", anywhere=True)

    export = commands.add_parser(
        "export",
        help="write the tables as a workbook, a calendar, CSV files or annotations",
        description="Writes a run's tables in the forms that other programs take. Several can be asked for at once.",
    )
    for option, what in (
        ("xlsx", "kehoach.xlsx: a workbook with a sheet for each table, headings in Vietnamese"),
        ("ics", "kehoach.ics: the deadlines as a calendar, with unit and task"),
        ("csv", "csv/: a file for each table, in UTF-8 with a byte order mark for Excel"),
        ("jsonl", "annotations.jsonl: the mentions as W3C Web Annotations, one a line"),
        ("docbin", "documents.spacy: the documents with their mentions as spaCy's DocBin"),
    ):
        export.add_argument(f"--{option}", action="store_true", help=what)
    export.add_argument(
        "--out", metavar="DIR", type=Path, help="folder to write to (exports/ in the tables' folder)"
    )
    _add_folder(export, "--tables", anywhere=True)

    query = commands.add_parser(
        "query",
        help="run SQL over the tables",
        description="Runs one query of DuckDB's SQL over the tables, which are only read.",
    )
    query.add_argument(
        "sql", metavar="SQL", help="such as: SELECT type, count(*) FROM citations GROUP BY ALL"
    )
    query.add_argument("--csv", action="store_true", help="print all rows as CSV")
    _add_folder(query, "--tables", anywhere=True)
    return parser


def _add_folder(command: argparse.ArgumentParser, option: str, *, anywhere: bool = False) -> None:
    """Adds the option that names the tables' folder, or `anywhere` an address as well."""
    what = "folder that holds the tables" + (", or an address such as s3://bucket/tables" if anywhere else "")
    command.add_argument(
        option,
        metavar="DIR",
        default=Path("data/tables"),
        type=place if anywhere else _folder,
        help=f"{what} (%(default)s)",
    )


def _folder(text: str) -> Path:
    found = place(text)
    if isinstance(found, Path):
        return found
    raise argparse.ArgumentTypeError(
        f"{text} is no folder. What this command writes goes beside the tables: give the --work folder of the run"
    )
