"""The reader of pictures: scanned or photographed pages as PNG, JPEG or TIFF files."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.read.errors import ReadError
from pipeline.read.layout.composing import compose
from pipeline.read.layout.records import Page
from pipeline.read.limits import ReadLimits
from pipeline.read.scan.pages import read_picture
from pipeline.read.source import SourceDocument

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAPER_WIDTH = 8.27
"""Inches: a picture that does not tell its resolution is taken for a sheet of A4."""
_PLAUSIBLE_DPI = (60.0, 1300.0)
_HIGHEST_DPI = 250.0
_LOWEST_DPI = 150.0


def read_image(data: bytes, name: str, limits: ReadLimits) -> SourceDocument:  # noqa: ARG001
    """Read a picture file, each picture in it a page.

    Raises ReadError, kinds `broken`, `empty` (no text seen), `too_large` (pixels or pages beyond the limits) and
    `missing_tool` (no OCR installed).
    """
    pages = _Pages(data, limits)
    source = compose(pages.read(), kind="image", warnings=pages.warnings)
    if not source.text.strip():
        raise pages.problem or ReadError(
            "empty",
            "No text was seen in the picture. Scan the page again at 200 to 300 dpi, or leave it out.",
        )
    return source


class _Pages:
    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        self._data = data
        self._limits = limits
        self.warnings: list[str] = []
        self.problem: ReadError | None = None

    def read(self) -> Iterator[Page]:
        try:
            with (
                _opening_up_to(self._limits.max_pixels),
                Image.open(io.BytesIO(self._data), formats=_FORMATS) as picture,
            ):
                count = int(getattr(picture, "n_frames", 1))
                if count > self._limits.max_pages:
                    raise ReadError(
                        "too_large",
                        f"The file has {count:,} pictures; at most {self._limits.max_pages:,} are read. "
                        "Split it, or raise max_pages.",
                    )
                for index, frame in enumerate(ImageSequence.Iterator(picture)):
                    yield self._page(frame, index + 1)
        except Image.DecompressionBombError as error:
            raise ReadError(
                "too_large",
                f"The picture has far more pixels than the {self._limits.max_pixels:,} that are read at most. "
                "Save it smaller, raise max_pixels, or leave it out.",
            ) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise ReadError(
                "broken",
                "The picture is damaged and cannot be opened. Fetch it again, or save it anew from a viewer.",
            ) from error

    def _page(self, frame: Image.Image, number: int) -> Page:
        width, height = frame.size
        if width * height > self._limits.max_pixels:
            raise ReadError(
                "too_large",
                f"The picture has {width:,} × {height:,} pixels; at most {self._limits.max_pixels:,} are read. "
                "Save it smaller, or raise max_pixels.",
            )
        pixels, dpi = _prepared(frame)
        try:
            return read_picture(pixels, dpi, number)
        except ReadError as error:
            self.problem = error
            self.warnings.append(f"page {number} was not read: {error}")
            return Page(number, 0.0, 0.0)


@contextmanager
def _opening_up_to(pixels: int) -> Iterator[None]:
    """Pillow has a limit of its own, which must not lie below the one that was chosen, and warns where we refuse."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = max(before or 0, pixels)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _prepared(frame: Image.Image) -> tuple[NDArray[np.uint8], float]:
    """The picture upright, in grey or RGB, at a resolution that reads well, and that resolution."""
    dpi = _dpi(frame)
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        # what shows through is paper
        coloured = upright.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        upright = Image.alpha_composite(paper, coloured)
    if upright.mode.startswith(("I", "F")):
        upright = _eight_bits(upright)
    grey = upright.mode in ("1", "L")
    upright = upright.convert("L" if grey else "RGB")
    wanted = min(max(dpi, _LOWEST_DPI), _HIGHEST_DPI)
    if abs(wanted - dpi) > 5:
        scale = wanted / dpi
        size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
        upright = upright.resize(size, Image.Resampling.LANCZOS)
        dpi = wanted
    return np.asarray(upright), dpi


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A picture of deep grey with its darkest and lightest value as black and white."""
    values = np.asarray(picture, dtype=np.float32)
    low, high = float(values.min()), float(values.max())
    return Image.fromarray(((values - low) * (255 / max(high - low, 1.0))).astype(np.uint8))


def _dpi(frame: Image.Image) -> float:
    """The resolution that the file states, where a page would have it; else that of an A4 sheet."""
    stated = frame.info.get("dpi")
    width, height = frame.size
    try:
        dpi = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if _PLAUSIBLE_DPI[0] <= dpi <= _PLAUSIBLE_DPI[1] and 4.0 <= min(width, height) / dpi <= 13.0:
        return dpi
    return min(width, height) / _PAPER_WIDTH
