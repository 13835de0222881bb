"""From a picture of a page to the page's words and ruled lines."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.read.layout.frames import Frame, find_frames
from pipeline.read.layout.records import Page, Rule, Word
from pipeline.read.scan.cells import Box, Sheet, cut_cells
from pipeline.read.scan.ink import ink_of, without_specks
from pipeline.read.scan.leftovers import find_left_out
from pipeline.read.scan.mending import mend
from pipeline.read.scan.raised import part_marks
from pipeline.read.scan.recognition import ONE_BLOCK, Gray, ReadWord, recognise
from pipeline.read.scan.ruling import find_lines, without_lines
from pipeline.read.scan.sizes import type_sizes
from pipeline.read.scan.straightening import straighten
from pipeline.read.scan.strokes import read_numerals

_TYPE_HEIGHT = 0.94
"""From ascender to descender in sizes of type, in the common serif faces."""
_TABLE_WIDTH = 0.4
"""Of the page's width; smaller nets are the stamps of a registry."""
_NOISE = 0.3
_NOISE_LINE = 0.6
_SURE = 0.6
"""A line that was passed over at first is taken from so much confidence on: it may be handwriting or a picture."""
_FEW_LETTERS = 3
"""A line of so few letters and figures that is read with less confidence is dirt, a seal or handwriting."""


def read_picture(pixels: NDArray[np.uint8], dpi: float, number: int) -> Page:
    """The page that a picture shows; `pixels` is grey (height, width) or RGB (height, width, 3), white above black.

    Places are in points of the picture straightened. Raises ReadError, kinds `missing_tool` and `ocr_failed`.
    """
    picture, skew = straighten(without_specks(_without_seals(pixels)))
    scale = 72 / dpi
    height, width = picture.shape
    page = Page(number, width * scale, height * scale, origin="ocr", skew=skew)
    lines = find_lines(picture, round(dpi))
    page.rules = [
        Rule(line.x0 * scale, line.x1 * scale, line.top * scale, line.bottom * scale) for line in lines
    ]
    frames = []
    for frame in find_frames(page.rules):
        if frame.xs[-1] - frame.xs[0] >= _TABLE_WIDTH * page.width:
            frames.append(frame)
        else:
            page.rules = [rule for rule in page.rules if not frame.touches(rule)]
    clean = without_lines(picture, lines)
    sheets: list[Sheet] = []
    if frames:
        clean, sheets = cut_cells(clean, [box for frame in frames for box in _boxes(frame, dpi)], round(dpi))
    read, page.mended = mend(_read(clean, sheets, round(dpi)))
    page.words = _words(read, scale)
    return page


def _boxes(frame: Frame, dpi: float) -> list[Box]:
    """The fields of a table in pixels."""
    xs, ys = ([round(place * dpi / 72) for place in places] for places in (frame.xs, frame.ys))
    return [Box(xs[f.column], xs[f.column + f.columns], ys[f.row], ys[f.row + f.rows]) for f in frame.fields]


def _read(picture: Gray, sheets: list[Sheet], dpi: int) -> list[ReadWord]:
    """The words of a page, those of its tables' cells, and of lines that were passed over, at their places."""
    found = _without_noise(recognise(picture, dpi))
    left_out = find_left_out(picture, found)
    read = _refined(found, picture)
    for sheet in sheets:
        read += _read_apart(sheet, dpi, after=read)
    for sheet in cut_cells(picture, left_out, dpi)[1] if left_out else ():
        read += _without_noise(_read_apart(sheet, dpi, after=read), _SURE)
    return read


def _read_apart(sheet: Sheet, dpi: int, *, after: list[ReadWord]) -> list[ReadWord]:
    """The words of a sheet at their places on the page, in lines of their own."""
    line = max((word.line for word in after), default=0) + 1
    words = _refined(recognise(sheet.picture, dpi, ONE_BLOCK), sheet.picture)
    return [replace(sheet.on_page(word), line=word.line + line) for word in words]


def _refined(read: list[ReadWord], picture: Gray) -> list[ReadWord]:
    """The words with what their ink tells better than the OCR."""
    ink = ink_of(picture)
    return part_marks(read_numerals(read, ink), ink)


def _without_seals(pixels: NDArray[np.uint8]) -> Gray:
    """The picture in grey, red ink (seals) as light as its red."""
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels)
    return np.ascontiguousarray(pixels[:, :, 0])


def _words(kept: list[ReadWord], scale: float) -> list[Word]:
    words: list[Word] = []
    for order, (word, size) in enumerate(zip(kept, type_sizes(kept), strict=True)):
        size = size * scale / _TYPE_HEIGHT
        baseline = word.baseline * scale
        words.append(
            Word(
                text=word.text,
                x0=word.x0 * scale,
                x1=word.x1 * scale,
                top=baseline - 0.75 * size,
                bottom=baseline + 0.25 * size,
                baseline=baseline,
                size=size,
                order=order,
                confidence=word.confidence,
                raised=word.raised,
                glued=word.glued,
            )
        )
    return words


def _without_noise(read: list[ReadWord], least: float = _NOISE) -> list[ReadWord]:
    """The words without those of lines that hold no text, being read with less confidence than the least."""
    lines: dict[int, list[ReadWord]] = {}
    for word in read:
        lines.setdefault(word.line, []).append(word)
    kept: list[ReadWord] = []
    for words in lines.values():
        letters = sum(map(str.isalnum, "".join(word.text for word in words)))
        doubtful = median(word.confidence for word in words)
        if doubtful < least or (doubtful < _NOISE_LINE and letters <= _FEW_LETTERS):
            continue
        kept += [word for word in words if word.confidence >= _NOISE or any(map(str.isalnum, word.text))]
    return kept
