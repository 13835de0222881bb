"""Pictures of the pages of PDF and picture files, as their words were read: straight and upright."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.inputs import InputFile, identify
from pipeline.read import ReadError, ReadLimits
from pipeline.read.pdf.opening import open_pdf
from pipeline.report.tables import Row

PICTURED_FORMATS = ("pdf", "image")
WIDTH = 1000
"""Pixels: what a page is shown at, and small print can be read at."""
_HIGHEST = 3 * WIDTH
MOST_PAGES = 200
"""A document's pages that get a picture: some 15 megabytes."""
_GREYS = 16
_COLOURED = 24
_COLOURED_SHARE = 0.0005
_JPEG_QUALITY = 60
_LIMITS = ReadLimits()


class Sheet(NamedTuple):
    """A page to be shown, and how it has to be turned, as in the table `pages`."""

    number: int
    skew: float
    quarters: int

    @property
    def stem(self) -> str:
        """Names its picture; the same name stands for the same picture."""
        return f"{self.number}" + (f"-{self.quarters}-{self.skew:.2f}" if self.skew or self.quarters else "")


@dataclass(frozen=True, slots=True)
class PictureJob:
    """The pictures of one document: its file, whose bytes must be those of `doc_id`, and where they go.

    Pictures that stand in `earlier`, the folder of an earlier report, are taken over.
    """

    doc_id: str
    path: Path
    format: str
    folder: Path
    earlier: Path
    sheets: tuple[Sheet, ...]


class Picture(NamedTuple):
    """A picture that was made: the page's number, the file's name and its size in pixels."""

    number: int
    name: str
    width: int
    height: int


def sheets_of(pages: Sequence[Row]) -> tuple[Sheet, ...]:
    """The pages that get a picture, from rows of the table `pages`."""
    return tuple(
        Sheet(page["page"], page["skew"], page["quarters"]) for page in pages[:MOST_PAGES] if page["width"]
    )


def make_pictures(job: PictureJob) -> list[Picture]:
    """Write the pictures of a document's pages; none where its file is gone, changed or cannot be shown."""
    earlier = list(_earlier(job))
    if len(earlier) == len(job.sheets):
        for picture in earlier:
            _take_over(job.earlier / picture.name, job.folder / picture.name)
        return earlier
    data = _bytes_of(job)
    if data is None:
        return []
    made = []
    try:
        pages = _pdf_pages(data, job.sheets) if job.format == "pdf" else _image_pages(data, job.sheets)
        for sheet, image in pages:
            job.folder.mkdir(parents=True, exist_ok=True)
            made.append(_write(_turned(image, sheet), sheet, job.folder))
    except (ReadError, pdfium.PdfiumError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return made
    return made


def _earlier(job: PictureJob) -> Iterator[Picture]:
    for sheet in job.sheets:
        for suffix in (".png", ".jpg"):
            path = job.earlier / f"{sheet.stem}{suffix}"
            if path.is_file():
                with Image.open(path) as image:
                    yield Picture(sheet.number, path.name, *image.size)
                break


def _take_over(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _bytes_of(job: PictureJob) -> bytes | None:
    """The file's bytes, if they still are the document's."""
    try:
        file = identify(InputFile(job.path.name, job.path, job.path.stat().st_size))
        return job.path.read_bytes() if file.doc_id == job.doc_id else None
    except OSError:
        return None


def _pdf_pages(data: bytes, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Image.Image]]:
    document = open_pdf(data, _LIMITS)
    try:
        for sheet in sheets:
            page = document[sheet.number - 1]
            width, height = page.get_size()
            bitmap = page.render(scale=_scale(width, height, sheet), rev_byteorder=True)
            try:
                yield sheet, bitmap.to_pil().convert("RGB")
            finally:
                bitmap.close()
                page.close()
    finally:
        document.close()


def _image_pages(data: bytes, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Image.Image]]:
    wanted = {sheet.number: sheet for sheet in sheets}
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
        for number, frame in enumerate(ImageSequence.Iterator(file), 1):
            if number not in wanted or frame.width * frame.height > _LIMITS.max_pixels:
                continue
            image = ImageOps.exif_transpose(frame).convert("RGB")
            scale = min(_scale(image.width, image.height, wanted[number]), 1.0)
            size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
            yield wanted[number], image.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def _scale(width: float, height: float, sheet: Sheet) -> float:
    """How much a page grows or shrinks to be WIDTH wide when it is held upright, and not too high."""
    if sheet.quarters % 2:
        width, height = height, width
    return min(WIDTH / max(width, 1.0), _HIGHEST / max(height, 1.0))


def _turned(image: Image.Image, sheet: Sheet) -> Image.Image:
    if sheet.skew:
        image = image.rotate(sheet.skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    return image.rotate(90 * sheet.quarters, expand=True) if sheet.quarters else image


def _write(image: Image.Image, sheet: Sheet, folder: Path) -> Picture:
    """Write a page in few greys, which text needs, or in colours where it has them."""
    pixels = np.asarray(image)
    spread = pixels.max(axis=2) - pixels.min(axis=2)
    if (spread > _COLOURED).mean() > _COLOURED_SHARE:
        name = f"{sheet.stem}.jpg"
        image.save(folder / name, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        name = f"{sheet.stem}.png"
        levels = (pixels[:, :, 1].astype(np.uint16) * (_GREYS - 1) + 127) // 255
        grey = Image.fromarray(levels.astype(np.uint8)).convert("P")
        grey.putpalette([level * 255 // (_GREYS - 1) for level in range(_GREYS) for _ in "rgb"])
        grey.save(folder / name, "PNG", bits=4)
    return Picture(sheet.number, name, *image.size)
