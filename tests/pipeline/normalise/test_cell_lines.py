"""Lines of a table's cell: words that the column's edge cut, and lines that stand by themselves."""

from __future__ import annotations

import pytest

from pipeline.normalise.cell_lines import is_cut_word


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ph", "òng Giáo dục"), ("Vă", "n phòng Sở"), ("Than", "h tra Sở"), ("UBND các phườ", "ng, xã")],
)
def test_parts_that_are_no_syllables_but_together_are_one_word(first: str, second: str) -> None:
    assert is_cut_word(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Văn", "phòng Sở"),
        ("Sở Y", "tế"),
        ("UBND", "các xã"),
        ("mục c", "cùng thời gian"),
        ("Quý I", "và quý II"),
        ("Trạm", "Y tế"),
        ("hoạt động", "n2"),
    ],
)
def test_words_stay_apart(first: str, second: str) -> None:
    assert not is_cut_word(first, second)
