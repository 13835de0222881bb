"""Mends what is neither letter nor figure where it opens and ends lines on scans: dashes, labels of items, specks.

A dash comes out as `~` or `-_=`, the full stop behind a label or at an item's end as a comma, and a speck as a sign.
"""

from __future__ import annotations

import regex

_DASH = regex.compile(r"(?=.{0,3}[-–—~])[-–—~_=ˆ¬'.]{2,4}|~")
_SPECK = regex.compile(r"[_ˆ`´¬¸¨]{1,3}|['‘’]")
_OPENING_SPECK = regex.compile(r"[.,:;]{1,2}")
_LABEL = regex.compile(r"(?P<label>\d{1,2}|(?=[IVX])X{0,2}(?:I[VX]|V?I{0,3})),")
_LETTER_LABEL = regex.compile(r"(?P<letter>[àáảãạăâäåā])\)")
_ITEM = regex.compile(r"[-–+•]|(?:\d{1,2}|(?=[IVX])X{0,2}(?:I[VX]|V?I{0,3}))\.|\p{Ll}\)")
_CAPITAL = regex.compile(r"[“\"(]?\p{Lu}")
_ENDED = regex.compile(r"[.;:,/”\")]$|^[\p{Lu}\d,;:.()-]{2,}$")
_PARTS_OF_LAWS = ("Điều", "Khoản", "Điểm", "Chương", "Mục")
"""`khoản 1,` may stand before the end of a line, and `2, Điều 5` after it."""


def mend_signs(texts: list[str], opens: list[bool]) -> None:
    """Mends signs in the list of a page's words; `opens` tells with which ones a line begins. Specks become empty, and
    the next word opens the line."""
    for at, text in enumerate(texts):
        if _SPECK.fullmatch(text) or (opens[at] and _OPENING_SPECK.fullmatch(text)):
            texts[at] = ""
            if opens[at] and at + 1 < len(texts):
                opens[at + 1] = True
        elif opens[at]:
            texts[at] = _opening(texts, at)
    for at in range(1, len(texts) - 1):
        if opens[at] and texts[at - 1].endswith((",", ":")) and _begins_a_part(texts, at):
            texts[at - 1] = texts[at - 1][:-1] + ";"


def _opening(texts: list[str], at: int) -> str:
    """The word that opens a line as it must be."""
    text, after = texts[at], texts[at + 1] if at + 1 < len(texts) else ""
    if _DASH.fullmatch(text):
        return "-"
    if not _CAPITAL.match(after) or (at and not _ENDED.search(texts[at - 1])):
        return text
    if (label := _LABEL.fullmatch(text)) and after not in _PARTS_OF_LAWS:
        return label["label"] + "."
    return "a)" if _LETTER_LABEL.fullmatch(text) else text


def _begins_a_part(texts: list[str], at: int) -> bool:
    """Whether an item whose predecessor ends, or a ground of the instrument, begins at a line's beginning."""
    if texts[at - 1].endswith(":"):
        return texts[at : at + 2] == ["Căn", "cứ"]
    return _ITEM.fullmatch(texts[at]) is not None and _CAPITAL.match(texts[at + 1]) is not None
