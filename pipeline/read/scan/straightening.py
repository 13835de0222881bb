"""Straightens pictures of pages that were laid on the scanner askew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.read.scan.recognition import Gray

_WIDEST = 5.0
"""Degrees to either side that are tried: more is no scanner's fault."""
_COARSE, _FINE = 0.5, 0.05
_LEAST = 0.12
"""Turning by less gains nothing and blurs the letters."""
_WORKING_WIDTH = 700
_MOST_POINTS = 60_000


def straighten(picture: Gray) -> tuple[Gray, float]:
    """The picture turned so that its lines of text run level, itself where they do, and by how many degrees."""
    angle = skew(picture)
    if abs(angle) < _LEAST:
        return picture, 0.0
    turned = Image.fromarray(picture).rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    return np.asarray(turned), angle


def skew(picture: Gray) -> float:
    """By how many degrees the picture has to be turned counter-clockwise for its lines to run level.

    Rows of ink are sharpest where the lines are level: the angle with the largest sum of squares of the ink
    in each row is taken, first roughly, then finely.
    """
    step = max(1, picture.shape[1] // _WORKING_WIDTH)
    rows, columns = _ink(picture, step)
    if len(rows) < 200:
        return 0.0
    rough = _best(rows, columns, np.arange(-_WIDEST, _WIDEST + _COARSE, _COARSE))
    return _best(rows, columns, np.arange(rough - _COARSE, rough + _COARSE + _FINE, _FINE))


def _ink(picture: Gray, step: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Rows and columns of dark points of the picture made smaller, letters' edges rather than areas."""
    small = np.asarray(Image.fromarray(picture).reduce(step))
    dark = small < min(160.0, float(small.mean()) - 25)
    # lower edges of ink tell lines apart best, and keep stamps and dark margins from weighing much
    edges = dark[:-1] & ~dark[1:]
    rows, columns = np.nonzero(edges)
    if len(rows) > _MOST_POINTS:
        chosen = slice(None, None, len(rows) // _MOST_POINTS + 1)
        rows, columns = rows[chosen], columns[chosen]
    return rows.astype(np.float32), columns.astype(np.float32)


def _best(rows: NDArray[np.float32], columns: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    best, sharpest = 0.0, -1.0
    for angle in angles:
        level = rows - columns * np.float32(np.tan(np.radians(angle)))
        counts = np.bincount((level - level.min()).astype(np.int32))
        sharp = float(np.square(counts, dtype=np.float64).sum())
        if sharp > sharpest:
            best, sharpest = float(angle), sharp
    return best
