"""Comparing strings by what they say: case, blanks, dashes, quotes and outer punctuation do not count."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import regex

from extractors.common.spelling import standard_tones

_DASHES = regex.compile(r"[\u2010-\u2015\u2212]")
_MARKS = regex.compile(r"[\"'“”‘’*_]")
_AROUND_PUNCTUATION = regex.compile(r"\s*([-/,;:()])\s*")
_PRECISION_LENGTH = {"day": 10, "month": 7, "year": 4}


def fold(text: Any) -> str | None:
    """The string in the form in which it is compared; None for None and for what has nothing to compare."""
    if text is None:
        return None
    folded = unicodedata.normalize("NFC", str(text)).replace("\u00d0", "Đ").replace("\u00f0", "đ")
    folded = _MARKS.sub("", _DASHES.sub("-", folded))
    folded = " ".join(_AROUND_PUNCTUATION.sub(r"\1", folded).split()).strip(" .,;:()-").casefold()
    return standard_tones(folded) or None


def stated_date(date: dt.date | None, precision: str | None) -> str | None:
    """A date as an annotation writes it, as far as it is stated: 2021-07-15, 2025-01 or 2015."""
    return None if date is None else date.isoformat()[: _PRECISION_LENGTH.get(precision or "", 10)]


def as_text(value: Any) -> str | None:
    """What YAML may have read as a date or a number, as a string."""
    return None if value is None else str(value)
