"""Matching only where it can succeed."""

from __future__ import annotations

import re

import pytest
import regex

from extractors.common.matching import Anchored, matches_from


@pytest.mark.parametrize("text", ["", "aab aab", "xaab, aabaab", "aaab"])
@pytest.mark.parametrize("end", [None, 3])
def test_matches_are_those_of_finditer(text: str, end: int | None) -> None:
    pattern = regex.compile(r"(?<!x)aa?b?")
    starts = (match.start() for match in re.finditer("a", text))
    limit = len(text) if end is None else min(end, len(text))
    expected = [match.span() for match in pattern.finditer(text, 0, limit)]
    assert [match.span() for match in matches_from(starts, pattern, text, end)] == expected


@pytest.mark.parametrize("text", ["", "Từ 3, từ 5", "tất từ 5 İ TỪ 7", "từ " * 500 + "từ 1"])
def test_an_anchored_pattern_finds_what_it_would_find_everywhere(text: str) -> None:
    anchored = Anchored(r"\b(?:từ|đến)\s+\d", {"từ", "đến"})
    expected = [match.span() for match in anchored.pattern().finditer(text)]
    assert [match.span() for match in anchored.finditer(text)] == expected
    first = anchored.search(text, 1)
    assert (first and first.span()) == next((span for span in expected if span[0] >= 1), None)
