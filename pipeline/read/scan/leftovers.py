"""Lines of a page that the OCR passed over.

Where two blocks side by side have lines at other heights, as the halves of a letterhead do, an OCR that reads whole
rows leaves some of them out. What ink lies there, and nowhere else, is looked at again.
"""

from __future__ import annotations

from statistics import median

import numpy as np

from pipeline.read.scan.cells import Box
from pipeline.read.scan.ink import Ink, groups, is_ink
from pipeline.read.scan.recognition import Gray, ReadWord

_FINENESS = 8
"""Squares of the grid to a size of type: fine enough to tell lines apart, and quick to look through."""
_LEAST_SHARE = 0.06
"""Of a square's dots, so many are ink where something is written."""
_AROUND = 0.3
"""In sizes of type, how far from a word's box its marks may stand."""
_WORD_GAP = 1.2
_HEIGHTS = (0.6, 1.9)
_LEAST_WIDTH = 2.0
"""Of a line, in sizes of type; handwriting and seals are higher, and specks smaller."""
_MOST_DEPTH = 12


def find_left_out(picture: Gray, words: list[ReadWord]) -> list[Box]:
    """The places of lines of type in a grey picture that none of the words covers, from top to bottom."""
    if not words:
        return []
    size = median(word.size for word in words)
    side = max(round(size / _FINENESS), 1)
    grid = _grid(picture, side)
    margin = _AROUND * size
    for word in words:
        top, bottom = (word.top - margin) / side, (word.bottom + margin) / side
        left, right = (word.x0 - margin) / side, (word.x1 + margin) / side
        grid[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1] = False
    lowest, highest = (height * size for height in _HEIGHTS)
    found = []
    for top, bottom, left, right in _parts(grid, round(_WORD_GAP * size / side)):
        # marks over letters may fill less of their squares
        box = Box(max(left - 1, 0) * side, (right + 1) * side, max(top - 1, 0) * side, (bottom + 1) * side)
        if lowest <= box.bottom - box.top <= highest and box.x1 - box.x0 >= _LEAST_WIDTH * size:
            found.append(box)
    return sorted(found, key=lambda box: (box.top, box.x0))


def _grid(picture: Gray, side: int) -> Ink:
    """Which squares of so many dots a side something is written in."""
    height, width = (length // side * side for length in picture.shape)
    ink = is_ink(picture[:height, :width])
    # adding whole rows and columns of squares is many times as fast as numpy's reductions
    down = np.zeros((height // side, width), dtype=np.uint16)
    squares = np.zeros((height // side, width // side), dtype=np.uint16)
    for offset in range(side):
        down += ink[offset::side]
    for offset in range(side):
        squares += down[:, offset::side]
    written: Ink = squares > _LEAST_SHARE * side * side
    return written


def _parts(grid: Ink, gap: int) -> list[tuple[int, int, int, int]]:
    """The parts (top, bottom, left, right) into which blank rows, and blank columns as wide as a gap, cut a grid."""
    found = []
    waiting = [(0, grid.shape[0], 0, grid.shape[1], 0)]
    while waiting:
        top, bottom, left, right, depth = waiting.pop()
        part = grid[top:bottom, left:right]
        if depth % 2 == 0:
            cuts = [(top + a, top + b, left, right) for a, b in groups(part.T)]
        else:
            cuts = [(top, bottom, left + a, left + b) for a, b in _joined(groups(part), gap)]
        if depth > 1 and len(cuts) == 1 and cuts[0] == (top, bottom, left, right):
            found.append(cuts[0])
        elif depth < _MOST_DEPTH:
            waiting += [(*cut, depth + 1) for cut in cuts]
    return found


def _joined(stretches: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
