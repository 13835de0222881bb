"""Whether the author of a table's cell ended a line, or the column's edge did."""

from __future__ import annotations

import pytest

from pipeline.read.layout.breaks import Columns
from pipeline.read.layout.records import Grid, GridCell, TextLine, Word

_SIZE = 12.0
_LETTER = 6.0
_LEFT, _RIGHT, _MARGIN = 100.0, 200.0, 5.0


def line(text: str, x: float, y: float) -> TextLine:
    words = []
    for word in text.split():
        end = x + _LETTER * len(word)
        words.append(Word(word, x, end, y - 10, y + 2, y, _SIZE))
        x = end + 3
    return TextLine(words, 1)


def ends(
    first: tuple[str, float], second: tuple[str, float], *, others: tuple[str, float] | None = None
) -> bool:
    """Whether the first of two lines (text, and where it begins after the column's margin) was ended."""
    lines = [line(text, _LEFT + _MARGIN + x, 20.0 * at) for at, (text, x) in enumerate((first, second))]
    cells = [GridCell(0, 0, 1, 1, lines)]
    if others is not None:
        cells.append(GridCell(1, 0, 1, 1, [line(others[0], _LEFT + _MARGIN + others[1], 90.0)]))
    grid = Grid(1, _LEFT, _RIGHT, 0.0, 100.0, [_LEFT, _RIGHT], cells)
    return Columns(grid).ends_early(cells[0], lines[0], lines[1])


@pytest.mark.parametrize(
    ("first", "second", "ended"),
    [
        (("Trạm Y tế", 0), ("Công an xã", 0), True),
        (("Văn phòng UBND", 0), ("tỉnh", 0), False),
        # set in, so that the next word had no room although another line is longer
        (("Các", 36), ("doanh nghiệp viễn", 0), False),
        (("Sở", 36), ("Y tế và trạm", 0), True),
    ],
)
def test_a_line_was_ended_where_the_next_word_had_room(
    first: tuple[str, float], second: tuple[str, float], ended: bool
) -> None:
    assert ends(first, second, others=("Công", 0)) is ended


def test_lines_of_a_centred_column_have_room_on_both_sides() -> None:
    assert ends(("Sở", 39), ("Thuế", 33))
    assert not ends(("Văn phòng UBND", 3), ("tỉnh", 33))
