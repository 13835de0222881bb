"""Roman numerals are counted by their strokes, whatever OCR took them for."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.read.scan.ink import CAPITAL
from pipeline.read.scan.recognition import ReadWord
from pipeline.read.scan.strokes import read_numerals

_HIGH, _WIDE, _GAP, _LEFT, _BASE = 28, 4, 9, 120, 60


def sheet(strokes: int, *, slash: bool, serifs: bool) -> np.ndarray:
    """White paper with so many strokes, and a slash after them; the last stroke has no serif on its right, as on a
    scan that lost it."""
    ink = np.zeros((90, 300), dtype=bool)
    x = _LEFT
    for left in reversed(range(strokes)):
        ink[_BASE - _HIGH : _BASE, x : x + _WIDE] = True
        if serifs:
            right = x + _WIDE + (3 if left else 0)
            ink[_BASE - _HIGH : _BASE - _HIGH + 2, x - 3 : right] = True
            ink[_BASE - 2 : _BASE, x - 3 : right] = True
        x += _WIDE + _GAP
    if slash:
        for row in range(_HIGH):
            at = x + (_HIGH - row) // 2
            ink[_BASE - _HIGH + row, at : at + 3] = True
    return ink


def read(text: str, strokes: int, *, slash: bool = True, serifs: bool = False, before: str = "quý") -> str:
    ink = sheet(strokes, slash=slash, serifs=serifs)
    size = _HIGH / CAPITAL
    words = [
        ReadWord(before, 10, 90, _BASE - _HIGH, _BASE, float(_BASE), size, 0.9, line=0),
        ReadWord(text, _LEFT - 4, 280, _BASE - _HIGH, _BASE, float(_BASE), size, 0.9, line=0),
    ]
    return read_numerals(words, ink)[1].text


@pytest.mark.parametrize("after", ["", ".", ";", "),"])
@pytest.mark.parametrize(("strokes", "printed"), [(1, "I"), (2, "II"), (3, "III")])
def test_strokes_before_a_year_are_counted_whatever_mark_follows(
    strokes: int, printed: str, after: str
) -> None:
    for misread in ("I", "H", "IH", "1I", "TH", "ïI"):
        assert read(f"{misread}/2026{after}", strokes) == f"{printed}/2026{after}"


def test_a_serif_of_the_stroke_before_makes_no_figure_of_a_quarter() -> None:
    assert read("I/2026", 2, serifs=True) == "II/2026"


def test_strokes_are_counted_under_the_feet_of_the_line_above() -> None:
    ink = sheet(3, slash=False, serifs=False)
    ink[_BASE - _HIGH - 8 : _BASE - _HIGH - 3, _LEFT - 6 : _LEFT - 2] = True
    size = _HIGH / CAPITAL
    words = [
        ReadWord("quý", 10, 90, _BASE - _HIGH, _BASE, float(_BASE), size, 0.9, line=0),
        ReadWord("II", _LEFT - 6, 180, _BASE - _HIGH, _BASE, float(_BASE), size, 0.9, line=0),
    ]
    assert read_numerals(words, ink)[1].text == "III"


@pytest.mark.parametrize(
    ("text", "printed"),
    [("¡i/2026", "ii/2026"), ("ïii", "iii"), ("¡v/2026;", "iv/2026;"), ("FV/2026.", "IV/2026.")],
)
def test_small_numerals_and_a_five_are_known_by_their_letters(text: str, printed: str) -> None:
    assert read(text, 0) == printed
    assert read(text, 0, before="số") == text


@pytest.mark.parametrize("text", ["IV/2026", "trước"])
def test_other_words_stay(text: str) -> None:
    assert read(text, 2) == text


def test_strokes_after_other_words_stay() -> None:
    assert read("I/2026", 2, before="số") == "I/2026"


def test_letters_t_at_a_line_s_beginning_are_no_numerals() -> None:
    ink = sheet(2, slash=False, serifs=True)
    word = ReadWord("TT.", _LEFT - 4, 180, _BASE - _HIGH, _BASE, float(_BASE), _HIGH / CAPITAL, 0.9, line=0)
    assert read_numerals([word], ink)[0].text == "TT."
