"""Patterns made of a lexicon's words."""

from __future__ import annotations

import pytest
import regex

from extractors.common.lexicon import alternatives, whole_words


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (["sở", "sở y tế", "sở y"], "sở  y\ttế", "sở  y\ttế"),
        (["sở", "sở y tế", "sở y"], "sở y khoa", "sở y"),
        (["sở", "sở y tế", "sở y"], "sở", "sở"),
        (["báo cáo", "báo", "bảo đảm"], "bảo vệ", None),
        (["TT.", "TTr"], "TTx", None),
        (["a", "a - b", "a c"], "a -  b", "a -  b"),
        (["a", "a - b", "a c"], "a c", "a c"),
        (["việc"], "việc", "việc"),
    ],
)
def test_the_longest_word_counts_and_runs_of_blanks_are_blanks(
    words: list[str], text: str, expected: str | None
) -> None:
    found = regex.match(alternatives(words), text)
    assert (found and found[0]) == expected


def test_a_pattern_goes_back_to_a_shorter_word_where_the_longer_one_does_not_fit() -> None:
    assert regex.fullmatch(rf"{alternatives(['sau', 'sau khi'])}\s+khi có", "sau khi có")


@pytest.mark.parametrize(("text", "expected"), [("của pháp lệnh", "pháp lệnh"), ("của lệnh", "lệnh")])
def test_a_pattern_that_is_read_backwards_finds_the_longest_word_too(text: str, expected: str) -> None:
    pattern = alternatives(["lệnh", "pháp lệnh", "sắc lệnh"], backwards=True)
    found = regex.search(rf"(?r){pattern}$", text)
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nay trình bộ", "trình"),
        ("nay trình  cấp trên", "trình  cấp"),
        ("2trình", "trình"),
        ("trình²", "trình"),
        ("thuyết trìnhx, xtrình", None),
        ("o", "o"),
        ("oo", None),
    ],
)
def test_a_whole_word_has_no_letter_beside_it(text: str, expected: str | None) -> None:
    found = whole_words(["trình", "trình cấp", "o"]).search(text)
    assert (found and found[0]) == expected
