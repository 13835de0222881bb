"""The boxes of words as they are stored: a ten-thousandth of a page is less than a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from pipeline.read.source import PlacedWord

_DECIMALS = 4
_SCALE = 10**_DECIMALS
_SURE = 0.499_999
"""Nearer to a whole number than this, a multiplied share is rounded to it whatever was lost in multiplying."""
_LARGEST = 1_000.0
"""In pages; what lies further away is multiplied less exactly."""


def stored_boxes(words: Sequence[PlacedWord]) -> list[list[float]]:
    """Left, right, top and bottom of each word, every share as `round` has it to four decimals.

    `round` itself writes each number out to cut it off, and takes ten times as long.
    """
    fields = len(PlacedWord._fields)
    numbers = np.fromiter(chain.from_iterable(words), np.float64, fields * len(words))
    shares = numbers.reshape(-1, fields)[:, 2:]
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = shares * _SCALE
        whole = np.rint(scaled)
        stored: list[list[float]] = (whole / _SCALE).tolist()
        sure = (np.abs(scaled - whole) < _SURE) & (np.abs(shares) < _LARGEST)
    for row, column in np.argwhere(~sure).tolist():
        stored[row][column] = round(float(shares[row, column]), _DECIMALS)
    return stored
