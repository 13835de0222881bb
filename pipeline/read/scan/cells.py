"""Cells of ruled tables cut out of a page and set one under the other.

An OCR reads along rows: words of neighbouring cells run together, and a lonely number in a narrow column is lost.
In one column it reads cell by cell.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy as np

from pipeline.read.scan.recognition import Gray, ReadWord

_DARK = 160
_LEAST_INK = 12
"""Fewer dark pixels than this are dirt."""
_MARGIN = 0.06
_GAP = 0.12
_TALLEST = 24_000
"""Rows of pixels in one picture; tesseract takes no more than 32,767."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's edges in pixels."""

    x0: int
    x1: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells under one another: the picture, and for each cell the row at which it begins and how far right and down
    it stands in the page."""

    picture: Gray
    starts: tuple[int, ...]
    shifts: tuple[tuple[int, int], ...]

    def on_page(self, word: ReadWord) -> ReadWord:
        """A word read on the sheet, at its place on the page."""
        cell = max(bisect_right(self.starts, (word.top + word.bottom) / 2) - 1, 0)
        right, down = self.shifts[cell]
        return replace(
            word,
            x0=word.x0 + right,
            x1=word.x1 + right,
            top=word.top + down,
            bottom=word.bottom + down,
            baseline=word.baseline + down,
        )


def cut_cells(picture: Gray, boxes: list[Box], dpi: int) -> tuple[Gray, list[Sheet]]:
    """The picture without what the boxes hold, and that on sheets."""
    rest = picture.copy()
    margin, gap = int(_MARGIN * dpi), int(_GAP * dpi)
    sheets: list[Sheet] = []
    inked: list[Box] = []
    height = 0
    for box in boxes:
        tight = _ink(picture, box)
        rest[box.top : box.bottom, box.x0 : box.x1] = 255
        if tight is None:
            continue
        needed = tight.bottom - tight.top + 2 * margin + gap
        if height + needed > _TALLEST and inked:
            sheets.append(_sheet(picture, inked, margin, gap))
            inked, height = [], 0
        inked.append(tight)
        height += needed
    if inked:
        sheets.append(_sheet(picture, inked, margin, gap))
    return rest, sheets


def _ink(picture: Gray, box: Box) -> Box | None:
    """The part of a box that is written on."""
    dark = picture[box.top : box.bottom, box.x0 : box.x1] < _DARK
    if int(dark.sum()) < _LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return Box(
        box.x0 + int(columns[0]),
        box.x0 + int(columns[-1]) + 1,
        box.top + int(rows[0]),
        box.top + int(rows[-1]) + 1,
    )


def _sheet(picture: Gray, boxes: list[Box], margin: int, gap: int) -> Sheet:
    width = max(box.x1 - box.x0 for box in boxes) + 4 * margin
    height = sum(box.bottom - box.top + gap for box in boxes) + 4 * margin
    sheet = np.full((height, width), 255, dtype=np.uint8)
    starts: list[int] = []
    shifts: list[tuple[int, int]] = []
    y, x = 2 * margin, 2 * margin
    for box in boxes:
        part = picture[box.top : box.bottom, box.x0 : box.x1]
        sheet[y : y + part.shape[0], x : x + part.shape[1]] = part
        starts.append(y - gap // 2)
        shifts.append((box.x0 - x, box.top - y))
        y += part.shape[0] + gap
    return Sheet(sheet, tuple(starts), tuple(shifts))
