"""The notation of the lexicons."""

from __future__ import annotations

import pytest
import regex

from extractors.indices.wording import first_words, pattern_of


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("tham gia", {"tham"}),
        ("[sự] tham gia", {"sự", "tham"}),
        ("(mức độ|mức) hài lòng", {"mức"}),
        ("(a|[b] c|) d", {"a", "b", "c", "d"}),
        ("[x [y]] (z|t)", {"x", "z", "t"}),
        (">= 5", {">="}),
    ],
)
def test_the_words_with_which_a_wording_may_begin(wording: str, words: set[str]) -> None:
    assert first_words([wording]) == words


@pytest.mark.parametrize(
    ("text", "matches"),
    [("sự tham  gia", True), ("tham gia", True), ("thamgia", False), ("tham giao", False)],
)
def test_a_wording_matches_whole_words_with_any_blanks(text: str, *, matches: bool) -> None:
    assert (regex.fullmatch(pattern_of("[sự] tham gia"), text) is not None) == matches
