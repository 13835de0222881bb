"""Spellings of the same Vietnamese words: placement of the tone mark, case, blanks and dashes."""

from __future__ import annotations

import functools
import re

_OLD_TONES = ["oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"]
RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
"""Raised figures for a set of characters: marks of footnotes, which `re` takes for parts of words, and `regex` not."""
LETTER = rf"[^\W\d_{RAISED}]"
"""What `re` is to take for a letter."""
WORD_CHARACTER = rf"[^\W{RAISED}]"
"""What `re` is to take for a character of a word."""
_NEW_TONES = ["óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy"]
_TO_STANDARD = dict(zip(_OLD_TONES, _NEW_TONES, strict=True))
_TO_STANDARD |= {old.capitalize(): new.capitalize() for old, new in _TO_STANDARD.items()}
_TO_STANDARD |= {old.upper(): new.upper() for old, new in _TO_STANDARD.items()}
_TO_OTHER = {new: old for old, new in _TO_STANDARD.items()}
# After q the u is part of the consonant: quý is not written otherwise. The vowels stand first and the look back after
# them, so that the engine only stops where a vowel is; `re` is several times as fast here as `regex`.
_END = rf")(?<![qQ]..)(?!{WORD_CHARACTER}|[\u0300-\u036F])"
_OLD_TONE = re.compile("(?:" + "|".join(_TO_STANDARD) + _END)
_NEW_TONE = re.compile("(?:" + "|".join(_TO_OTHER) + _END)
_DASH = re.compile("[-\u2010-\u2015\u2212]")
_REMEMBERED = 4096
"""So many words' keys are remembered: documents name the same bodies, fields and symbols again and again."""
_LONGEST_REMEMBERED = 80


def standard_tones(text: str) -> str:
    """The text with the tone mark on the first vowel of open oa, oe, uy (`hoà` → `hòa`, `uỷ` → `ủy`)."""
    return _OLD_TONE.sub(lambda match: _TO_STANDARD[match.group()], text)


def fold(text: str) -> str:
    """A key that is equal for spellings of the same words.

    Lower case, standard tones, single blanks, ` - ` for any dash with or without blanks, no blank before
    a comma.
    """
    return _remembered_fold(text) if len(text) <= _LONGEST_REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    text = _DASH.sub(" - ", text)
    return standard_tones(" ".join(text.split())).lower().replace(" ,", ",")


_remembered_fold = functools.lru_cache(maxsize=_REMEMBERED)(_fold)


def lowered(text: str) -> str:
    """The text in lower case, each character at its place."""
    return text.replace("İ", "I").lower()


def spellings(text: str) -> list[str]:
    """The text with either placement of the tone marks (`Khánh Hòa`, `Khánh Hoà`), the standard one first."""
    standard = standard_tones(text)
    other = _NEW_TONE.sub(lambda match: _TO_OTHER[match.group()], standard)
    return [standard] if other == standard else [standard, other]
