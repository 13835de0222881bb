"""What is ink in a picture of a page, and how it falls into letters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.recognition import Gray

Ink = NDArray[np.bool_]
CAPITAL = 0.73
"""Height of capitals in that from descender to ascender, in the common serif faces."""
_DARK = 150
_PAPER = 255
_SPECKS = 0.02
"""Share of the ink that lone dots are in dirty scans; in clean ones it is a tenth of that."""
_SURROUNDED = 7
"""So many dots of ink around a white one make it a hole in a stroke."""


def is_ink(picture: Gray) -> Ink:
    """Which dots of a grey picture are ink."""
    return picture < _DARK


def ink_of(picture: Gray) -> Ink:
    """The picture's ink without single dots: those that touch fewer than two others."""
    ink = is_ink(picture)
    return ink & (_neighbours(ink) > 1)


def without_specks(picture: Gray) -> Gray:
    """The picture without the black dots on paper and the white ones in letters that a dirty scan is full of; a
    clean one stays as it is."""
    ink = is_ink(picture)
    near = _neighbours(ink)
    inked = np.count_nonzero(ink)
    if np.count_nonzero(ink & (near == 0)) <= _SPECKS * inked:
        return picture
    cleaned = picture.copy()
    cleaned[ink & (near <= 1)] = _PAPER
    cleaned[~ink & (near >= _SURROUNDED)] = 0
    return cleaned


def _neighbours(ink: Ink) -> NDArray[np.uint8]:
    """How many of the eight dots around each are ink."""
    framed = np.pad(ink, 1).view(np.uint8)
    across = framed[:, :-2] + framed[:, 1:-1] + framed[:, 2:]
    near: NDArray[np.uint8] = across[:-2] + across[1:-1] + across[2:] - framed[1:-1, 1:-1]
    return near


def groups(ink: Ink) -> list[tuple[int, int]]:
    """Stretches of columns with ink, parted by columns without."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink.any(axis=0), [False]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
