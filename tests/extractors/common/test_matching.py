"""Matching only where it can succeed."""

from __future__ import annotations

import re

import pytest
import regex

from extractors.common.matching import matches_from


@pytest.mark.parametrize("text", ["", "aab aab", "xaab, aabaab", "aaab"])
@pytest.mark.parametrize("end", [None, 3])
def test_matches_are_those_of_finditer(text: str, end: int | None) -> None:
    pattern = regex.compile(r"(?<!x)aa?b?")
    starts = (match.start() for match in re.finditer("a", text))
    limit = len(text) if end is None else min(end, len(text))
    expected = [match.span() for match in pattern.finditer(text, 0, limit)]
    assert [match.span() for match in matches_from(starts, pattern, text, end)] == expected
