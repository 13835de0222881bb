"""Lookup of a lexicon's phrases at a position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.phrases import PhraseTree
from extractors.common.spelling import fold, spellings, standard_tones

TREE = PhraseTree(
    [
        ("UBND", "u"),
        ("Ủy ban", "b"),
        ("Ủy ban nhân dân", "n"),
        ("Thi đua - Khen thưởng", "t"),
        ("Hòa Bình", "h"),
    ]
)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("UBND tỉnh", 0, (4, "u")),
        ("ubnd tỉnh", 0, None),
        ("ủy ban nhân dân", 0, (15, "n")),
        ("ỦY BAN NHÂN DÂN", 0, (15, "n")),
        ("Uỷ  ban  nhân   dân", 0, (19, "n")),
        ("Ủy ban nhân tài", 0, (6, "b")),
        ("Ủy banh", 0, None),
        ("của Ủy ban", 4, (10, "b")),
        ("của Ủy ban", 3, None),
        ("Thi đua–Khen thưởng", 0, (19, "t")),
        ("Thi đua -  Khen thưởng", 0, (22, "t")),
        ("Hoà Bình", 0, (8, "h")),
        ("Ủy\nban", 0, None),
        ("Ủy ban\nnhân dân", 0, (6, "b")),
        ("", 0, None),
    ],
)
def test_longest_phrase_at_a_position(text: str, start: int, expected: tuple[int, str] | None) -> None:
    assert TREE.match(text, start) == expected


def test_all_phrases_at_a_position_the_longest_first() -> None:
    assert TREE.matches("Ủy ban nhân dân xã", 0) == [(15, "n"), (6, "b")]


def test_of_equal_phrases_the_first_counts() -> None:
    assert PhraseTree([("xã", 1), ("Xã", 2)]).match("xã", 0) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new"), [("hoà", "hòa"), ("Uỷ", "Ủy"), ("KHOẺ", "KHỎE"), ("quý", "quý"), ("hoàn", "hoàn")]
)
def test_tones_go_to_the_first_vowel_of_open_syllables(old: str, new: str) -> None:
    assert standard_tones(old) == new


@pytest.mark.parametrize("text", ["Khánh Hòa", "Khánh Hoà", "THANH HOÁ", "Quý Lộc"])
def test_spellings_fold_alike(text: str) -> None:
    assert {fold(spelling) for spelling in spellings(text)} == {fold(text)}


@given(st.text(alphabet="ỦyUỷBbaNnhâdD -–\t\n.", max_size=40), st.integers(0, 40))
def test_matches_lie_within_the_text_and_begin_where_asked(text: str, start: int) -> None:
    for end, _ in TREE.matches(text, start):
        assert start < end <= len(text)
        assert not text[start].isspace()
        assert "\n" not in text[start:end]
