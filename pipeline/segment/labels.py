"""Labels before headings and items: `I.`, `1.1.`, `1-`, `a)`, `-`, `+`, `Điều 5.`, and how they rank.

Nghị định 30/2020/NĐ-CP, Appendix I, II.5, sets the order Phần, Chương, Mục, Điều, khoản (1), điểm (a); plans use
I, 1, 1.1, a, -, + in the same order, with numbers that jump or repeat.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.common.labels import DASHED, DASHED_ROMAN
from extractors.common.patterns import compiled

_LABEL = compiled(
    rf"""
    (?P<part>(?:PHẦN|Phần)\s+(?:thứ\s+\p{{Ll}}+|[IVXLC]+|\d{{1,2}})|(?:CHƯƠNG|Chương)\s+(?:[IVXLC]+|\d{{1,2}}))(?:\s*[.:]|\b)\s*
  | (?P<dash>[-–—•●▪◦])\s*(?=\S)
  | (?P<plus>\+)\s*(?=\S)
  | (?P<section>(?:MỤC|Mục)\s+(?:[IVXLC]+|\d{{1,2}}))\s*[.:]\s*
  | (?P<article>Điều\s+\d{{1,3}}\p{{Ll}}?)\s*[.:]\s*
  | (?P<mixed>[IVXLC]{{1,6}}(?:\.\d{{1,2}}){{1,3}})(?:[.)]?\s+|{DASHED})
  | (?P<roman>[IVXLC]{{1,6}})(?:\s*[.)]\s*(?=\S)|[.)]?$|{DASHED_ROMAN})
  | (?P<bare>[IVX]{{1,5}})\s+(?=\p{{Lu}}\p{{L}})
  | (?P<nested>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})(?:[.)]\s*|\s+|{DASHED})(?=[^\d%\s])
  | (?P<number>\d{{1,2}})(?:[.)]\s*(?=[^\d\s;,])|\.\s*$|/\s+|{DASHED})
  | \((?P<bracket>\d{{1,2}}|\p{{Ll}})\)\s+
  | (?P<letter>\p{{Ll}})(?:[.)]\s+|\)\s*(?=\S)|\)$|{DASHED})
  | (?P<capital>\p{{Lu}})(?:[.)]\s+|[-–]\s+(?=\p{{Lu}}{{2}}))
  | (?P<star>\*)\s*(?=\S)
    """,
    regex.VERBOSE,
)
_RANKS = {
    "part": 0.0,
    "section": 0.5,
    "capital": 0.7,
    "roman": 1.0,
    "bare": 1.0,
    "article": 1.5,
    "mixed": 2.0,
    "number": 2.0,
    "nested": 3.0,
    "bracket": 5.0,
    "letter": 5.0,
    "star": 6.0,
    "dash": 7.0,
    "plus": 8.0,
}
INTRODUCTION_RANK = 6.5
"""Of an unlabelled paragraph that introduces the dashes after it."""
UNLABELLED_RANK = 5.5
"""Of a heading without a label in running letters."""


class Label(NamedTuple):
    """A label as printed without the point, bracket or dash that ends it, where the text after it begins (relative to
    the line), and its rank: the smaller, the higher it stands."""

    text: str
    end: int
    rank: float
    kind: str


def match_label(line: str) -> Label | None:
    """The label that a line begins with, if it does."""
    match = _LABEL.match(line)
    if match is None:
        return None
    kind = match.lastgroup or ""
    text = match[kind]
    rank = _RANKS[kind]
    if kind == "nested":
        rank += (text.count(".") - 1) * 0.5
    if kind == "mixed":
        rank += (text.count(".") - 1) * 0.5
    if kind == "capital" and text in "IVXLC":
        kind, rank = "roman", _RANKS["roman"]
    return Label(text, match.end(), rank, kind)
