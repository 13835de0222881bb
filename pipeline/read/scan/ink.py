"""What is ink in a picture of a page, and how it falls into letters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.recognition import Gray

Ink = NDArray[np.bool_]
CAPITAL = 0.73
"""Height of capitals in that from descender to ascender, in the common serif faces."""
_DARK = 150


def ink_of(picture: Gray) -> Ink:
    """The picture's ink without single dots: those that touch fewer than two others."""
    ink = picture < _DARK
    near = np.zeros(ink.shape, dtype=np.uint8)
    height, width = ink.shape
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            if down or right:
                near[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] += ink[
                    max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)
                ]
    return ink & (near > 1)


def groups(ink: Ink) -> list[tuple[int, int]]:
    """Stretches of columns with ink, parted by columns without."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink.any(axis=0), [False]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
