"""Pieces of regular expressions that the grammar's modules share; all bounded, so that matching stays linear."""

from __future__ import annotations

import regex

FLAGS = regex.IGNORECASE | regex.VERSION1
GAP = r"\s{0,20}+"
BLANK = r"\s{1,20}+"
WORD_END = r"(?![\p{L}\d])"
QUARTER = r"qu[ýí]"
EACH = r"(?:h[àằ]ng|mỗi|từng)"
REGULAR = rf"(?:(?:theo{BLANK})?định{BLANK}k[ỳì])"


def words(phrases: str) -> str:
    """A pattern for phrases divided by strokes, with any blanks inside them."""
    return "(?:" + "|".join(BLANK.join(phrase.split()) for phrase in phrases.split("|")) + ")"
