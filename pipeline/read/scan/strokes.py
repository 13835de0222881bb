"""Roman numerals on scans by their strokes.

An OCR that knows words takes `II.` for `H.`, `IL.` or `11.`, and `III/2026` for `1I1/2026`; their upright strokes can
be counted.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

import numpy as np
import regex

from pipeline.read.scan.ink import CAPITAL, Ink, groups
from pipeline.read.scan.recognition import ReadWord

_STROKES = r"[_']*(?P<strokes>[IlL1|!HÌÍỊỈĨJ\]\"”']{1,4})"
_LABEL = regex.compile(_STROKES + r"(?P<rest>\.?)$")
_QUARTER = regex.compile(
    r"[_']*(?P<strokes>[IlL1|!HTÌÍỊỈĨÏïJ\]\"”']{0,4}?)(?P<rest>[.,;:)]*|[/⁄∕-]{0,3}(?:19|20)\d\d\P{L}*+|[/-])$"
)
_WITH_FIVE = regex.compile(r"[_'\"]*+(?:(?P<before>[IFl1|!ÌÍ])[VY]|[VY](?P<after>[Il1|!L]{1,3}))(?=[.,/]|$)")
# small letters, whose dots run into marks over other letters
_SMALL = regex.compile(r"(?=[il]?[¡ï])[i¡ïl]{1,3}(?=v?(?:[/.,;]|$))")
_QUARTER_WORD = regex.compile(r"\P{L}*qu[ýí]$", regex.IGNORECASE)
_CAPITALS = regex.compile(r"[\p{Lu}\p{P}]{2,}$")
_BAND = (0.3, 0.8)
"""Between these heights, in heights of capitals, nothing but the strokes shows: serifs stand outside."""
_WIDEST = 0.45
_SLANT = 0.085
_TOP = (0.86, 1.0)
_FLAG = 0.1
_SURE = 0.85
"""What counting is trusted with, at most."""


class _Stroke(NamedTuple):
    """Whether a stroke leans to the right, and whether it is a figure 1."""

    slanted: bool
    one: bool


def read_numerals(words: list[ReadWord], page: Ink) -> list[ReadWord]:
    """The words, Roman numerals as they must be where such stand: before headings, after `quý`, alone in a cell."""
    read: list[ReadWord] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        after = [other.text for other in words[at + 1 : at + 3] if other.line == word.line]
        read.append(_reread(word, before, after, page))
    return read


def _reread(word: ReadWord, before: ReadWord | None, after: list[str], page: Ink) -> ReadWord:
    of_quarter = before is not None and _QUARTER_WORD.match(before.text) is not None
    if (five := _WITH_FIVE.match(word.text)) and (of_quarter or five["before"] != "F"):
        return _with_text(
            word, ("IV" if five["before"] else "V" + "I" * len(five["after"])) + word.text[five.end() :]
        )
    found = None
    if of_quarter and (small := _SMALL.match(word.text)):
        return _with_text(word, "i" * len(small.group()) + word.text[small.end() :])
    if of_quarter:
        found = _QUARTER.match(word.text)
    elif before is None or before.line != word.line:
        found = _LABEL.match(word.text)
        heads = bool(after) and all(_CAPITALS.match(text) for text in after)
        if found and found["strokes"].isdigit() and not heads:
            found = None
    if found is None:
        return word
    rest = found["rest"]
    strokes = _upright_strokes(word, page, slashed=bool(rest.strip(".,;:)")))
    count = len(strokes)
    # of figures only a single 1 can follow `quý`: two strokes are II, whatever their serifs look like; and a specked
    # III is likelier than a figure of two kinds of strokes
    ones = sum(stroke.one for stroke in strokes)
    if ones and not (of_quarter and count > 1) and not ones < count == 3:
        return word
    if not count:
        return word
    return _with_text(word, "I" * count + ("/" if rest[:1].isdigit() else "") + rest)


def _with_text(word: ReadWord, text: str) -> ReadWord:
    return word if text == word.text else replace(word, text=text, confidence=min(word.confidence, _SURE))


def _upright_strokes(word: ReadWord, page: Ink, *, slashed: bool) -> list[_Stroke]:
    """The one to three upright strokes that make up the word, or what stands before its slanted one; none where other
    ink does."""
    strokes = _leading_strokes(word, page)
    upright = list(takewhile(lambda stroke: not stroke.slanted, strokes))
    ended = len(strokes) > len(upright) if slashed else len(strokes) == len(upright)
    return upright if ended and len(upright) <= 3 else []


def _leading_strokes(word: ReadWord, page: Ink) -> list[_Stroke]:
    """The strokes with which the word begins, up to a slanted one; none where other ink comes before that."""
    left, expected = max(word.x0 - 2, 0), CAPITAL * word.size
    above = max(round(word.baseline - 1.5 * expected), 0)
    # the first sign tells height and foot of all better than the line does
    run = _first_run(page[above : round(word.baseline + 0.4 * expected), left : word.x1 + 2], 0.6 * expected)
    capital, base = run[1] - run[0], above + run[1]
    if not 0 < capital <= 1.4 * expected:
        return []

    def rows(low: float, high: float) -> Ink:
        return page[max(base - round(high * capital), 0) : base - round(low * capital), left : word.x1 + 2]

    band, top = rows(*_BAND), rows(*_TOP)
    third = max(band.shape[0] // 3, 1)
    found: list[_Stroke] = []
    for a, b in groups(band):
        part = band[:, a:b]
        if b - a > _WIDEST * capital or part.any(axis=1).mean() < 0.85:
            return []
        high, low = _middle(part[:third]), _middle(part[-third:])
        if high is None or low is None:
            return []
        reach = round(0.2 * capital)
        flag = int(top[:, max(a - reach, 0) : a].any(axis=0).sum())
        serif = int(top[:, b : b + reach].any(axis=0).sum())
        one = flag >= _FLAG * capital and serif <= 0.5 * _FLAG * capital
        found.append(_Stroke(high - low > _SLANT * capital, one))
        if found[-1].slanted:
            break
    return found


def _first_run(ink: Ink, least: float) -> tuple[int, int]:
    """From where to where the word's first sign reaches: the longest stretch of rows with its ink, which is so many
    rows at least; what is lower are specks and the feet of the line above."""
    for left, right in groups(ink):
        start, end = max(groups(ink[:, left:right].T), key=lambda stretch: stretch[1] - stretch[0])
        if end - start >= least:
            return start, end
    return 0, 0


def _middle(ink: Ink) -> float | None:
    columns = np.flatnonzero(ink.any(axis=0))
    return float(columns.mean()) if len(columns) else None
