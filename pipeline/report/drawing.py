"""Draws the pages of PDF and picture files; loaded only by the processes that do so."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from pipeline.inputs import InputFile, identify
from pipeline.read import ReadError, ReadLimits
from pipeline.read.pdf.opening import open_pdf
from pipeline.report.pictures import WIDTH, Picture, PictureJob, Sheet

_HIGHEST = 3 * WIDTH
_GREYS = 16
_COLOURED = 24
_COLOURED_SHARE = 0.0005
_SAMPLED = 3
"""Every so-manieth pixel of a row, and row, is looked at for colour."""
_JPEG_QUALITY = 60
_COMPRESSION = 3
"""Of zlib's nine steps: the next ones take far longer than they save."""
_LIMITS = ReadLimits()


def draw_pages(job: PictureJob) -> list[Picture]:
    """Write the pictures of a document's pages; none where its file is gone, changed or cannot be shown."""
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
                image = bitmap.to_pil()
                yield sheet, image if image.mode == "RGB" else image.convert("RGB")
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
    sample = pixels[::_SAMPLED, ::_SAMPLED].astype(np.int16)
    red, green, blue = sample[:, :, 0], sample[:, :, 1], sample[:, :, 2]
    coloured = (abs(red - green) > _COLOURED) | (abs(green - blue) > _COLOURED)
    if coloured.mean() > _COLOURED_SHARE:
        name = f"{sheet.stem}.jpg"
        image.save(folder / name, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        name = f"{sheet.stem}.png"
        levels = (pixels[:, :, 1].astype(np.uint16) * (_GREYS - 1) + 127) // 255
        grey = Image.fromarray(levels.astype(np.uint8)).convert("P")
        grey.putpalette([level * 255 // (_GREYS - 1) for level in range(_GREYS) for _ in "rgb"])
        grey.save(folder / name, "PNG", bits=4, compress_level=_COMPRESSION)
    return Picture(sheet.number, name, *image.size)
