"""From a PDF page's own coordinates to those of the page as it is shown."""

from __future__ import annotations

import ctypes
from typing import TypeVar

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

_Length = TypeVar("_Length", float, NDArray[np.float64])

Box = tuple[float, float, float, float]
"""Left, right, top and bottom on the page as shown."""


class PageSpace:
    """The page as shown: its size in points, and where its own points lie from its upper left corner.

    A PDF's y grows upwards, its visible box need not begin at the origin, and `/Rotate` turns the page by
    quarters, clockwise.
    """

    def __init__(self, page: pdfium.PdfPage) -> None:
        visible = pdfium_c.FS_RECTF()
        if pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(visible)):
            left, bottom, right, top = visible.left, visible.bottom, visible.right, visible.top
        else:
            left = bottom = 0.0
            right, top = page.get_size()
        self._left, self._bottom = left, bottom
        self._wide, self._high = right - left, top - bottom
        self.turns = page.get_rotation() // 90 % 4
        self.width, self.height = (self._high, self._wide) if self.turns % 2 else (self._wide, self._high)

    def point(self, x: _Length, y: _Length) -> tuple[_Length, _Length]:
        """The place on the page as shown; of one point, or of the points of two arrays."""
        x, y = x - self._left, y - self._bottom
        if self.turns == 0:
            return x, self._high - y
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self._wide - x, y
        return self._high - y, self._wide - x

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """A direction on the page as shown."""
        return ((x, -y), (y, x), (-x, y), (-y, -x))[self.turns]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Left, right, top and bottom of a box on the page as shown."""
        if self.turns == 0:
            x, y = self._left, self._bottom + self._high
            return left - x, right - x, y - top, y - bottom
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)

    def boxes(self, corners: NDArray[np.float64]) -> NDArray[np.float64]:
        """`box` of many, a row each, from rows as PDFium lays out a box: left, top, right and bottom."""
        left, top, right, bottom = corners.T
        if self.turns == 0:
            x, y = self._left, self._bottom + self._high
            return np.column_stack((left - x, right - x, y - top, y - bottom))
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return np.column_stack(
            (np.minimum(x0, x1), np.maximum(x0, x1), np.minimum(y0, y1), np.maximum(y0, y1))
        )
