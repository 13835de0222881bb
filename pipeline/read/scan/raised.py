"""Finds footnote marks on scans by their ink: small, raised, and apart from the word before them.

An OCR reads a raised figure as whatever sign comes near (`chính!`, `2025”`), so the picture has to tell.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.ink import CAPITAL, Ink, groups
from pipeline.read.scan.recognition import ReadWord

_RAISED = 0.28
_LOWEST_TOP, _HIGHEST = 0.85, 1.35
_HEIGHTS = (0.42, 0.85)
"""Of a mark's foot, top (least and most) and height, in heights of capitals; quotation marks are lower."""
_SERIF = 0.15
"""Ink under a mark that is no higher than this belongs to the letter before it."""
_WIDEST = 0.6
_MOST_FIGURES = 2
_STOPS = ".,;:)"
_TALL_STOPS = ";:)"
_SIGNS = "!'\"’‘”“°*?^|`´¹²³⁴⁵⁶⁷⁸⁹¡†‡#%"


def part_marks(words: list[ReadWord], page: Ink) -> list[ReadWord]:
    """The words, those that end in a raised mark parted into word, mark and stop; marks are `raised`.

    A mark's text is what the OCR took it for.
    """
    parted: list[ReadWord] = []
    for word in words:
        parted += _parted(word, page)
    return parted


def _parted(word: ReadWord, page: Ink) -> list[ReadWord]:
    stem = word.text.rstrip(_STOPS)
    if not stem or not (stem[-1].isdigit() or stem[-1] in _SIGNS):
        return [word]  # it is read as letters: nothing could be cut off it
    stop = word.text[len(stem) :]
    capital = CAPITAL * word.size
    top, left = max(round(word.baseline - _HIGHEST * capital), 0), max(word.x0 - 1, 0)
    ink = page[top : round(word.baseline + 0.4 * capital), left : word.x1 + 1]
    # what comes in from above are the feet of the line before
    ink = ink & np.maximum.accumulate(~ink, axis=0)
    baseline = _own_baseline(ink, round(word.baseline) - top, capital)
    parts = groups(ink[: max(baseline - round(_RAISED * capital), 0)])
    end = len(parts) - sum(sign in _TALL_STOPS for sign in stop)
    begin = end
    while begin > 0 and _is_raised(ink[:, slice(*parts[begin - 1])], baseline, capital):
        begin -= 1
    if not 1 <= end - begin <= _MOST_FIGURES:
        return [word]
    return _cut(word, stem, stop, end - begin, left + parts[begin][0], left + parts[end - 1][1])


def _cut(word: ReadWord, stem: str, stop: str, figures: int, x0: int, x1: int) -> list[ReadWord]:
    """The word's parts, its stem cut as far as its last signs can be the mark; the word where none can."""
    at = len(stem)
    while at and len(stem) - at < figures and (stem[at - 1].isdigit() or stem[at - 1] in _SIGNS):
        at -= 1
    if at == len(stem):
        return [word]
    parts = [replace(word, text=stem[at:], x0=x0, x1=x1, raised=True, glued=at > 0)]
    if at:
        parts.insert(0, replace(word, text=stem[:at], x1=max(x0 - 1, word.x0 + 1)))
    if stop:
        parts.append(replace(word, text=stop, x0=x1, x1=max(word.x1, x1 + 1), glued=True))
    return parts


def _own_baseline(ink: Ink, baseline: int, capital: float) -> int:
    """Where most of the word's letters stand; the line's baseline may be off."""
    feet = [int(np.flatnonzero(ink[:, a:b].any(axis=1))[-1]) + 1 for a, b in groups(ink)]
    if len(feet) < 3:
        return baseline
    foot = sorted(feet)[len(feet) // 2]
    return foot if abs(foot - baseline) <= 0.6 * capital else baseline


def _is_raised(ink: Ink, baseline: int, capital: float) -> bool:
    """Whether the ink of these columns begins with a mark, with nothing under it but a serif."""
    rows: NDArray[np.bool_] = ink.sum(axis=1) > 0
    first = int(np.argmax(rows))
    blank = np.flatnonzero(~rows[first:])
    last = first + int(blank[0]) if len(blank) else len(rows)
    top, bottom = baseline - first, baseline - last
    return (
        bottom >= _RAISED * capital
        and top >= _LOWEST_TOP * capital
        and _HEIGHTS[0] * capital <= top - bottom <= _HEIGHTS[1] * capital
        and ink.shape[1] <= _WIDEST * capital
        and not rows[last : max(baseline - round(_SERIF * capital), last)].any()
    )
