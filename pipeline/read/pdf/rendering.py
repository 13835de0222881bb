"""Pictures of PDF pages, for those whose text has to be read from them."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipeline.read.errors import ReadError
from pipeline.read.layout.records import Page
from pipeline.read.limits import ReadLimits
from pipeline.read.pdf.drawing import Picture

_LOWEST_DPI, _HIGHEST_DPI = 200.0, 250.0


def render(
    page: pdfium.PdfPage, pictures: list[Picture], size: Page, limits: ReadLimits
) -> tuple[NDArray[np.uint8], float]:
    """The page's pixels, RGB, without marks put on it later, and their number to the inch.

    A scan is rendered as finely as it was made, within what reads best. Raises ReadError, kind `too_large`, where
    a picture in the page or the page itself has more pixels than the limit.
    """
    for picture in pictures:
        if picture.pixel_width * picture.pixel_height > limits.max_pixels:
            raise ReadError(
                "too_large",
                f"it holds a picture of {picture.pixel_width:,} × {picture.pixel_height:,} pixels; at most "
                f"{limits.max_pixels:,} are read. Save the PDF with smaller pictures, or raise max_pixels.",
            )
    dpi = _fitting_dpi(pictures)
    if size.width * size.height * (dpi / 72) ** 2 > limits.max_pixels:
        raise ReadError(
            "too_large",
            f"it measures {size.width / 72:,.0f} × {size.height / 72:,.0f} inches, too many to be read from its "
            "picture. Print it to a PDF of paper size, or raise max_pixels.",
        )
    bitmap = page.render(scale=dpi / 72, may_draw_forms=False, draw_annots=False, rev_byteorder=True)
    try:
        pixels = bitmap.to_numpy()[:, :, :3].copy() if bitmap.n_channels > 1 else bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return pixels, dpi


def _fitting_dpi(pictures: list[Picture]) -> float:
    """The resolution of the page's largest picture, within the bounds."""
    largest = max(pictures, key=lambda p: (p.x1 - p.x0) * (p.bottom - p.top), default=None)
    if largest is None or largest.x1 <= largest.x0:
        return _HIGHEST_DPI
    made = largest.pixel_width / (largest.x1 - largest.x0) * 72
    return min(max(made, _LOWEST_DPI), _HIGHEST_DPI)
