"""Spellings of the same Vietnamese words: placement of the tone mark, case, blanks and dashes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import regex

_OLD_TONES = ["oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ"]
_NEW_TONES = ["óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy"]
_TO_STANDARD = dict(zip(_OLD_TONES, _NEW_TONES, strict=True))
_TO_STANDARD |= {old.capitalize(): new.capitalize() for old, new in _TO_STANDARD.items()}
_TO_STANDARD |= {old.upper(): new.upper() for old, new in _TO_STANDARD.items()}
_TO_OTHER = {new: old for old, new in _TO_STANDARD.items()}
# After q the u is part of the consonant: quý is not written otherwise.
_OLD_TONE = regex.compile("(?<![qQ])(?:" + "|".join(_TO_STANDARD) + r")(?!\w)")
_NEW_TONE = regex.compile("(?<![qQ])(?:" + "|".join(_TO_OTHER) + r")(?!\w)")
_PHRASE_TOKEN = regex.compile(r"[-–]|,|[^\s,–-]+")
_DASH = regex.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


def standard_tones(text: str) -> str:
    """The text with the tone mark on the first vowel of open oa, oe, uy (`hoà` → `hòa`, `uỷ` → `ủy`)."""
    return _OLD_TONE.sub(lambda match: _TO_STANDARD[match.group()], text)


def fold(text: str) -> str:
    """A key that is equal for spellings of the same words.

    Lower case, standard tones, single blanks, ` - ` for any dash with or without blanks, no blank before
    a comma.
    """
    text = _DASH.sub(" - ", text)
    return standard_tones(" ".join(text.split())).lower().replace(" ,", ",")


def phrases(words: Iterable[str], *, any_case: bool = True) -> str:
    """A regular expression that matches the longest of the given phrases at a position, up to a word's end.

    Each word may have either placement of the tone mark and, with `any_case`, its first letter in either
    case (an abbreviation in capitals only as given). Any run of blanks stands for a blank, any dash for a
    dash, and blanks around dashes and before commas are free. The phrases are merged into a tree, so that
    the time taken hardly depends on their number.
    """
    tree: dict[str, Any] = {}
    for phrase in words:
        node = tree
        for word in _PHRASE_TOKEN.findall(phrase):
            free = any_case and not _is_abbreviation(word)
            node = node.setdefault(word[0].lower() + word[1:] if free else word, {})
        node[""] = {}
    return "(?:" + _branches(tree, any_case, inside=False) + r")(?!\w)"


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _branches(tree: dict[str, Any], any_case: bool, *, inside: bool = True) -> str:
    return "|".join(
        (_gap(word) if inside else "") + _token(word, any_case) + _rest(tree[word], any_case)
        for word in sorted(tree)
        if word
    )


def _rest(tree: dict[str, Any], any_case: bool) -> str:
    branches = _branches(tree, any_case)
    return f"(?:{branches}){'?' if '' in tree else ''}" if branches else ""


def _gap(word: str) -> str:
    if word == ",":
        return r"\s?"
    return r"\s*+" if word == "-" else r"(?:\s++|(?<=[-\u2010-\u2015\u2212,]))"


def _token(word: str, any_case: bool) -> str:
    if word == "-":
        return "[-\u2010-\u2015\u2212]"
    forms = sorted({word, _NEW_TONE.sub(lambda match: _TO_OTHER[match.group()], word)})
    free = any_case and word[0].isalpha() and not _is_abbreviation(word)
    return (
        "(?:"
        + "|".join(
            f"[{form[0].upper()}{form[0]}]{regex.escape(form[1:])}" if free else regex.escape(form)
            for form in forms
        )
        + ")"
    )
