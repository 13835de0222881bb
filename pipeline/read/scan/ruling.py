"""Finds the ruled lines of a picture, and takes them away before the words are read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.recognition import Gray

_DARK = 140
_SHORTEST = 0.45
"""Inches that a line is long at least: longer than any stroke of a letter."""
_THICKEST = 0.035
_FILLED = 0.9
"""Share of a line's length that is ink: scans break thin lines."""
_CLEAR = 0.02
_MOST_INK = 0.3
"""In bands of `_CLEAR` inches beside a line, the share that is ink at most."""
_MOST = 3_000
_STEP = 4
"""Along a line one pixel in so many is looked at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ruled line's edges in pixels; `x1` and `bottom` are outside."""

    x0: int
    x1: int
    top: int
    bottom: int


def find_lines(picture: Gray, dpi: int) -> list[Line]:
    """The level and upright ruled lines of a straightened picture."""
    level = _runs(picture[:, ::_STEP] < _DARK, dpi)
    upright = _runs((picture[::_STEP] < _DARK).T, dpi)
    return level + [Line(line.top, line.bottom, line.x0, line.x1) for line in upright]


def without_lines(picture: Gray, lines: list[Line]) -> Gray:
    """The picture with the lines painted over."""
    if not lines:
        return picture
    clean = picture.copy()
    for line in lines:
        clean[max(line.top - 1, 0) : line.bottom + 1, max(line.x0 - 1, 0) : line.x1 + 1] = 255
    return clean


def _runs(dark: NDArray[np.bool_], dpi: int) -> list[Line]:
    """Long thin stretches of ink along the rows of a picture of which one column in `_STEP` is given."""
    shortest = int(_SHORTEST * dpi) // _STEP
    height, width = dark.shape
    if width <= shortest:
        return []
    thick = _thickened(dark)
    total = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(thick, axis=1, out=total[:, 1:])
    filled = total[:, shortest:] - total[:, :-shortest] >= int(_FILLED * shortest)
    found: list[Line] = []
    for row in np.flatnonzero(filled.any(axis=1)):
        steps = np.flatnonzero(np.diff(np.concatenate(([False], filled[row], [False]))))
        for start, end in zip(steps[::2], steps[1::2] + shortest - 1, strict=True):
            # a stretch that counts as full may begin and end with gaps
            inked = np.flatnonzero(thick[row, start:end])
            found.append(Line(int(start + inked[0]), int(start + inked[-1]) + 1, int(row), int(row) + 1))
        if len(found) > 40 * _MOST:
            return []
    thickest = max(2, int(_THICKEST * dpi)) + 2
    return [
        Line(line.x0 * _STEP, line.x1 * _STEP, line.top + 1, max(line.bottom - 1, line.top + 2))
        for line in _merged(found)
        if line.bottom - line.top <= thickest and _stands_clear(dark, line, dpi)
    ][:_MOST]


def _thickened(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Each row of ink with the rows above and below: a line that is a little askew or uneven is whole in them."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    return thick


def _stands_clear(dark: NDArray[np.bool_], line: Line, dpi: int) -> bool:
    """Whether there is little ink right above and below: rows of letters are full too, but not clear."""
    band = max(2, int(_CLEAR * dpi))
    above = dark[max(line.top - band, 0) : max(line.top, 0), line.x0 : line.x1]
    below = dark[line.bottom : line.bottom + band, line.x0 : line.x1]
    return all(float(side.mean()) <= _MOST_INK for side in (above, below) if side.size)


def _merged(found: list[Line]) -> list[Line]:
    """Stretches of rows one under the other put together to lines."""
    done: list[Line] = []
    open_lines: list[Line] = []
    for line in found:
        still = []
        for index, other in enumerate(open_lines):
            if other.bottom < line.top:
                done.append(other)
                continue
            if other.x0 < line.x1 and line.x0 < other.x1:
                line = Line(
                    min(line.x0, other.x0), max(line.x1, other.x1), min(line.top, other.top), line.bottom
                )
                still += open_lines[index + 1 :]
                break
            still.append(other)
        open_lines = [*still, line]
    return done + open_lines
