"""The same plan gives the same rows in every format."""

from __future__ import annotations

import pytest

from benchmarks.formats import FLOORS, FORMATS, annotation_of, breaches, pairs, score
from benchmarks.gold import load_floors
from benchmarks.scoring import PARTS, Scoreboard
from pipeline.process import process_document
from pipeline.read import ReadError


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_rows_of_the_text(name: str) -> None:
    try:
        board = score(name)
    except ReadError as error:
        if error.kind != "missing_tool":
            raise
        pytest.skip(str(error))
    assert not breaches(name, board, load_floors(FLOORS).get(name)), [
        miss for tally in board.tallies.values() for miss in tally.misses
    ]


def test_floors_are_pinned_for_every_part_of_every_format() -> None:
    pinned = load_floors(FLOORS)
    assert set(pinned) == set(FORMATS)
    for name, floors in pinned.items():
        assert set(floors.f1) == set(PARTS), name
        assert all(0.9 <= floor <= 1.0 for floor in floors.f1.values()), name


def test_a_plan_agrees_with_itself_in_every_part_and_says_something() -> None:
    for text, _ in pairs("markdown"):
        rows = process_document(text.read_bytes(), text.name).rows
        board = Scoreboard()
        board.add(text.stem, annotation_of(rows), rows)
        for part, tally in board.tallies.items():
            assert tally.f1 == 1.0, (part, tally.misses)
        for part in ("citations: identity", "tasks", "units: name+role", "deadlines"):
            assert board.tallies[part].true_positives >= 4, part
