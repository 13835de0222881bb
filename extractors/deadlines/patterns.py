"""Pieces of regular expressions that the grammar's modules share; all bounded, so that matching stays linear."""

from __future__ import annotations

import regex

FLAGS = regex.IGNORECASE | regex.VERSION1
GAP = r"\s{0,20}+"
BLANK = r"\s{1,20}+"
WORD_END = r"(?![\p{L}\d])"
QUARTER = r"(?:qu[ýí]|qú[yi])"
"""`quý` in both spellings and with the tone mark on either vowel."""
CLOCK = rf"(?:\d{{1,2}}+{GAP}(?:giờ|h|g|:){GAP}(?:\d{{1,2}}+)?{GAP}(?:phút|['’])?{GAP},?{GAP}(?=ngày|\d))"
EACH = r"(?:h[àằ]ng|mỗi|từng)"
REGULAR = rf"(?:(?:theo{BLANK})?định{BLANK}k[ỳì])"


def period_name(printed: str) -> str:
    """A period's usual name: `quý` for every spelling of it, else the word in lower case."""
    name = printed.lower()
    return "quý" if name.startswith("q") else name


def words(phrases: str) -> str:
    """A pattern for phrases divided by strokes, with any blanks inside them."""
    return "(?:" + "|".join(BLANK.join(phrase.split()) for phrase in phrases.split("|")) + ")"
