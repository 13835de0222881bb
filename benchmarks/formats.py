"""Scores what plans give as web page, Word file, PDF and scan against what their plain text gives.

    python -m benchmarks.formats [--show] [--pin]

Exit code: 0 where every floor holds, 1 where one does not.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.evaluate import print_misses, print_scores, rounded_down
from benchmarks.folding import stated_date
from benchmarks.gold import Floors, load_floors, save_floors
from benchmarks.scoring import Annotation, Row, Rows, Scoreboard
from pipeline.process import process_document
from pipeline.read import ReadError

FOLDER = Path(__file__).resolve().parents[1] / "data" / "formats"
FLOORS = FOLDER / "floors.toml"
FLOORS_HEAD = """\
# The lowest F1 that each part may score in each format, against the rows of the same plans as plain text.
# Written by `python -m benchmarks.formats --pin`.
"""
FORMATS: Mapping[str, str] = {
    "markdown": ".md",
    "html": ".html",
    "docx": ".docx",
    "doc": ".doc",
    "pdf": ".pdf",
    "scan": ".scan.pdf",
}
"""The formats, and how the names of their files end."""
SLACK: Mapping[str, float] = {"doc": 0.01, "pdf": 0.01, "scan": 0.05}
"""How far below its floor a format may score: other versions of LibreOffice and tesseract read a little differently."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Score all formats; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.formats", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--show", action="store_true", help="list every miss and every false find")
    parser.add_argument("--pin", action="store_true", help="make the scores of now the floors")
    options = parser.parse_args(arguments)
    floors, now, problems = load_floors(FLOORS), {}, []
    for name in FORMATS:
        try:
            board = score(name)
        except ReadError as error:
            print(f"\n{name}: left out ({error})")
            continue
        pinned = floors.get(name)
        print(f"\n{name}")
        print_scores(board, pinned)
        if options.show:
            print_misses(board)
        f1 = {part: rounded_down(tally.f1) for part, tally in board.tallies.items()}
        now[name] = Floors(digest(name), f1)
        problems += [f"{name}: {problem}" for problem in breaches(name, board, pinned)]
    if options.pin:
        save_floors(FLOORS, floors | now, FLOORS_HEAD)
        print(f"\nPinned in {FLOORS.name}.")
        return 0
    for problem in problems:
        print(f"FAILED {problem}")
    return 1 if problems else 0


def breaches(name: str, board: Scoreboard, pinned: Floors | None) -> list[str]:
    """In words, what does not hold of a format's floors, with its slack."""
    if pinned is None:
        return ["no floors are pinned"]
    slack = SLACK.get(name, 0.0)
    return pinned.breaches(digest(name), {part: tally.f1 + slack for part, tally in board.tallies.items()})


def score(name: str) -> Scoreboard:
    """The scores of a format. Raises ReadError where this machine lacks what reads it."""
    board = Scoreboard()
    for text, other in pairs(name):
        board.add(text.stem, annotation_of(_rows(text)), _rows(other))
    return board


def pairs(name: str) -> Iterator[tuple[Path, Path]]:
    """Each plan as plain text, and in the format."""
    for text in sorted(FOLDER.glob("*.txt")):
        yield text, text.with_name(text.stem + FORMATS[name])


def digest(name: str) -> str:
    """16 hex digits that change whenever one of the format's files or of the texts changes."""
    whole = hashlib.sha256()
    for path in (path for pair in pairs(name) for path in pair):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def annotation_of(rows: Rows) -> Annotation:
    """A document's rows in the form of an annotation, as if a reader had marked them."""
    (document,) = rows["documents"]
    years = [document["plan_year_first"], document["plan_year_last"]]
    return {
        "document": document
        | {
            "issued_date": stated_date(document["issued_date"], document["issued_precision"]),
            "plan_years": None if years == [None, None] else years,
        },
        "citations": [
            row | {"date": stated_date(row["issued_date"], row["issued_precision"])}
            for row in rows["citations"]
        ],
        "indices": [
            row
            | {"values": [value for value in rows["index_values"] if value["index_id"] == row["index_id"]]}
            for row in rows["indices"]
        ],
        "deadlines": [
            row | {"start": row["start_date"], "end": row["end_date"], "rrule": row["rrules"]}
            for row in rows["deadlines"]
        ],
        "tasks": [_task(row, rows) for row in rows["tasks"]],
    }


def _task(task: Row, rows: Rows) -> Row:
    number = task["task_id"]
    marked: Row = {"anchor": task["text"]}
    for unit in rows["units"]:
        if unit["task_id"] == number:
            marked.setdefault(unit["role"], []).append(unit["text"])
    marked["deadlines"] = [row["text"] for row in rows["deadlines"] if number in row["task_ids"]]
    return marked


def _rows(path: Path) -> Rows:
    return process_document(path.read_bytes(), path.name).rows


if __name__ == "__main__":
    sys.exit(main())
