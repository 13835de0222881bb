"""Scores the annotated documents and fails where a part scores lower than is pinned.

    python -m benchmarks.evaluate [--show] [--pin [--allow-regression]]
    python -m benchmarks.evaluate --corrections DIR

Exit code: 0 where every floor holds, 1 where one does not, 2 where there is nothing to score.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corrected import print_corrections
from benchmarks.gold import FLOORS, GOLD_SETS, Floors, GoldSet, load_annotation, load_floors, save_floors
from benchmarks.scoring import Rows, Scoreboard
from pipeline.process import process_document
from pipeline.read import ReadError
from pipeline.review.store import CorrectionsError
from pipeline.store.reader import TableError

_UNITS = 10_000


def main(
    arguments: Sequence[str] | None = None, sets: Sequence[GoldSet] = GOLD_SETS, floors_file: Path = FLOORS
) -> int:
    """Score the sets that are there; gives the exit code."""
    parser = argparse.ArgumentParser(prog="make evaluate", description="Scores the annotated documents.")
    parser.add_argument("--show", action="store_true", help="list every miss and every false find")
    parser.add_argument("--pin", action="store_true", help="make the scores of now the floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --pin lower a floor")
    parser.add_argument(
        "--corrections",
        metavar="DIR",
        type=Path,
        help="score the rules by the corrections kept beside the tables in DIR instead",
    )
    options = parser.parse_args(arguments)
    if options.corrections is not None:
        return _score_corrections(options.corrections)
    floors, now, problems = load_floors(floors_file), {}, []
    for gold in sets:
        if not gold.is_there():
            print(f"\n{gold.name}: not there, left out")
            continue
        board, pinned = score(gold), floors.get(gold.name)
        print(f"\n{gold.name}")
        print_scores(board, pinned)
        if options.show:
            print_misses(board)
        f1 = {part: rounded_down(tally.f1) for part, tally in board.tallies.items()}
        now[gold.name] = Floors(gold.digest(), f1)
        problems += [
            f"{gold.name}: {problem}" for problem in _problems(pinned, now[gold.name], pin=options.pin)
        ]
    if not now:
        print("There are no annotated documents.", file=sys.stderr)
        return 2
    if options.pin and (options.allow_regression or not problems):
        save_floors(floors_file, floors | now)
        print(f"\nPinned in {floors_file.name}.")
        return 0
    for problem in problems:
        print(f"FAILED {problem}")
    if problems:
        way = "--pin --allow-regression" if options.pin else "--pin"
        print(f"Mend it, or pin the floors anew: python -m benchmarks.evaluate {way}")
    return 1 if problems else 0


def _score_corrections(out: Path) -> int:
    try:
        print_corrections(out)
    except (TableError, CorrectionsError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _problems(pinned: Floors | None, now: Floors, *, pin: bool) -> list[str]:
    """What stands against the scores of now, or against pinning them: then only what has fallen on the same
    documents."""
    if pin:
        return pinned.fallen(now.f1) if pinned is not None and pinned.digest == now.digest else []
    return pinned.breaches(now.digest, now.f1) if pinned is not None else ["no floors are pinned"]


def score(gold: GoldSet) -> Scoreboard:
    """The scores of a set's documents, each put through all stages in this process."""
    board = Scoreboard()
    for annotation, document in gold.pairs():
        try:
            rows: Rows = process_document(document.read_bytes(), document.name).rows
        except ReadError as error:
            print(f"{document}: {error}", file=sys.stderr)
            rows = {}
        board.add(annotation.stem, load_annotation(annotation), rows)
    return board


def rounded_down(f1: float) -> float:
    """An F1 with as many digits as a floor has, never more than it was."""
    return math.floor(f1 * _UNITS + 1e-9) / _UNITS


def print_scores(board: Scoreboard, floors: Floors | None) -> None:
    """A line for each part."""
    print(f"{'part':26}{'tp':>6}{'fp':>6}{'fn':>6}{'precision':>11}{'recall':>8}{'F1':>8}{'floor':>8}")
    for part, tally in board.tallies.items():
        floor = floors.f1.get(part) if floors else None
        print(
            f"{part:26}{tally.true_positives:6}{tally.false_positives:6}{tally.false_negatives:6}"
            f"{tally.precision:11.3f}{tally.recall:8.3f}{tally.f1:8.4f}"
            + ("" if floor is None else f"{floor:8.4f}")
        )


def print_misses(board: Scoreboard) -> None:
    """A line for each miss and each false find."""
    for part, tally in board.tallies.items():
        for miss in tally.misses:
            print(f"  {part} | {miss}")


if __name__ == "__main__":
    sys.exit(main())
