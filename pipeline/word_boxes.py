"""Where words stand on their page, as it is stored: a ten-thousandth of a page is less than a point."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipeline.normalise.offsets import OffsetMap
from pipeline.read.source import PlacedWords
from pipeline.store.schema import PLACED_WORD

_DECIMALS = 4
_SCALE = 10**_DECIMALS
_SURE = 0.499_999
"""Nearer to a whole number than this, a multiplied share is rounded to it whatever was lost in multiplying."""
_LARGEST = 1_000.0
"""In pages; what lies further away is multiplied less exactly."""


def placed_words(words: PlacedWords, offsets: OffsetMap) -> Any:
    """A page's words as an Arrow array of the type `PLACED_WORD`; `offsets` leads from the reader's text to the
    normalised one, whose spans are stored.

    A page has hundreds of words: made of dictionaries, their array would take a tenth of all the time that a page
    takes.
    """
    counts, spans = offsets.all_source_spans(words.spans)
    boxes = np.repeat(stored_boxes(words.boxes), counts, axis=0).astype(np.float32)
    columns = [pa.array(np.ascontiguousarray(column)) for column in (*spans.T, *boxes.T)]
    return pa.StructArray.from_arrays(columns, fields=list(PLACED_WORD))


def stored_boxes(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every share as `round` has it to four decimals.

    `round` itself writes each number out to cut it off, and takes ten times as long.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = shares * _SCALE
        whole = np.rint(scaled)
        stored: NDArray[np.float64] = whole / _SCALE
        sure = (np.abs(scaled - whole) < _SURE) & (np.abs(shares) < _LARGEST)
    for row, column in np.argwhere(~sure).tolist():
        stored[row, column] = round(float(shares[row, column]), _DECIMALS)
    return stored
