"""Where passages stand on the pages' pictures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.report.marks import Mark
from pipeline.report.tables import Row

Frame = tuple[float, float, float, float]
"""Left, top, width and height in percent of the page."""

_SAME_LINE = 0.5
"""Words of one printed line overlap by this share of the lower one's height."""
_WIDEST_GAP = 0.08
"""Words further apart than this share of the page's width are framed apart."""
_MARGIN = 0.002


class _Word(NamedTuple):
    start: int
    end: int
    page: int
    left: float
    right: float
    top: float
    bottom: float


def frames_of(marks: Iterable[Mark], pages: Sequence[Row]) -> dict[int, dict[str, list[Frame]]]:
    """The frames of marked passages by page number and key of the mark, one for each printed line.

    `pages` are the document's rows of the table `pages`.
    """
    words = sorted(
        _Word(
            word["char_start"],
            word["char_end"],
            page["page"],
            word["left"],
            word["right"],
            word["top"],
            word["bottom"],
        )
        for page in pages
        for word in page["words"]
    )
    starts = [word.start for word in words]
    frames: dict[int, dict[str, list[Frame]]] = defaultdict(dict)
    for mark in marks:
        first = bisect_right(starts, mark.start) - 1
        if first < 0 or words[first].end <= mark.start:
            first += 1
        for line in _lines(words[first : bisect_left(starts, mark.end)]):
            frames[line[0].page].setdefault(mark.key, []).append(_frame(line))
    return dict(frames)


def _lines(words: Iterable[_Word]) -> Iterable[list[_Word]]:
    line: list[_Word] = []
    for word in words:
        if line and not _goes_on(line[-1], word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _goes_on(before: _Word, word: _Word) -> bool:
    shared = min(before.bottom, word.bottom) - max(before.top, word.top)
    level = shared >= _SAME_LINE * min(before.bottom - before.top, word.bottom - word.top)
    near = -_MARGIN <= word.left - before.right + _MARGIN <= _WIDEST_GAP
    return before.page == word.page and level and near


def _frame(line: list[_Word]) -> Frame:
    left, right = min(word.left for word in line) - _MARGIN, max(word.right for word in line) + _MARGIN
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    return (
        round(100 * left, 2),
        round(100 * top, 2),
        round(100 * (right - left), 2),
        round(100 * (bottom - top), 2),
    )
