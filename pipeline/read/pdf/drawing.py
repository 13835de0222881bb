"""What a PDF page draws beside its text: ruled lines, and pictures with the space that they cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.layout.records import Rule
from pipeline.read.pdf.addresses import address_of, by_address
from pipeline.read.pdf.space import PageSpace

_THIN = 3.0
"""Up to this breadth in points a filled bar is a line."""
_SHORT = 4.0
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 20_000
_DEEPEST = 4

_object = by_address(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_kind = by_address(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page: its edges on the page as shown and its size in pixels."""

    x0: float
    x1: float
    top: float
    bottom: float
    pixel_width: int
    pixel_height: int


@dataclass(slots=True)
class Drawing:
    """The page's ruled lines and pictures; `paths` counts all shapes that it draws."""

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    paths: int = 0


def read_drawing(page: pdfium.PdfPage, space: PageSpace) -> Drawing:
    """The page's drawing. Of a page with more shapes than any table needs only the first are looked at."""
    reader = _Reader(space)
    count, address = pdfium_c.FPDFPage_CountObjects(page), address_of(page.raw)
    for index in range(min(count, _MOST_OBJECTS)):
        # most objects are text, and nothing else is asked of these
        if _kind(_object(address, index)) != pdfium_c.FPDF_PAGEOBJ_TEXT:
            reader.take(pdfium_c.FPDFPage_GetObject(page, index), _IDENTITY, 0)
    return reader.drawing


class _Reader:
    def __init__(self, space: PageSpace) -> None:
        self.drawing = Drawing()
        self._space = space
        self._seen = 0
        self._segments = 0

    def take(self, shown: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__], matrix: _Matrix, depth: int) -> None:
        self._seen += 1
        if self._seen > _MOST_OBJECTS:
            return
        kind = pdfium_c.FPDFPageObj_GetType(shown)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self.drawing.paths += 1
            self._take_path(shown, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            self._take_picture(shown, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _compose(_matrix_of(shown), matrix)
            for index in range(min(pdfium_c.FPDFFormObj_CountObjects(shown), _MOST_OBJECTS)):
                self.take(pdfium_c.FPDFFormObj_GetObject(shown, index), inner, depth + 1)

    def _take_path(self, path: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__], matrix: _Matrix) -> None:
        bounds = self._bounds(path, matrix)
        if bounds is None:
            return
        left, right, top, bottom = bounds
        if min(right - left, bottom - top) <= _THIN:
            self._add(left, right, top, bottom)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
        inner = _compose(_matrix_of(path), matrix)
        for outline in self._outlines(path, inner):
            xs, ys = [x for x, _ in outline], [y for _, y in outline]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                self._add(min(xs), max(xs), min(ys), max(ys))
            elif stroke.value:
                for (x0, y0), (x1, y1) in pairwise(outline):
                    if min(abs(x1 - x0), abs(y1 - y0)) < 1.0:
                        self._add(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))

    def _outlines(
        self, path: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__], matrix: _Matrix
    ) -> Iterator[list[_Point]]:
        """The path's pieces of straight lines, each a chain of corners on the page as shown."""
        x, y = ctypes.c_float(), ctypes.c_float()
        outline: list[_Point] = []
        for index in range(pdfium_c.FPDFPath_CountSegments(path)):
            self._segments += 1
            if self._segments > _MOST_SEGMENTS:
                break
            segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._space.point(*_apply(matrix, x.value, y.value))
            if kind != pdfium_c.FPDF_SEGMENT_LINETO:
                if len(outline) > 1:
                    yield outline
                # after a curve its end begins the next straight piece
                outline = [point]
            else:
                outline.append(point)
            if pdfium_c.FPDFPathSegment_GetClose(segment) and len(outline) > 1:
                yield [*outline, outline[0]]
                outline = [outline[0]]
        if len(outline) > 1:
            yield outline

    def _take_picture(self, image: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__], matrix: _Matrix) -> None:
        bounds = self._bounds(image, matrix)
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        if bounds is None or not pdfium_c.FPDFImageObj_GetImagePixelSize(image, wide, high):
            return
        self.drawing.pictures.append(Picture(*bounds, wide.value, high.value))

    def _add(self, left: float, right: float, top: float, bottom: float) -> None:
        if max(right - left, bottom - top) >= _SHORT:
            self.drawing.rules.append(Rule(left, right, top, bottom))

    def _bounds(
        self, shown: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__], matrix: _Matrix
    ) -> tuple[float, float, float, float] | None:
        left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        if not pdfium_c.FPDFPageObj_GetBounds(shown, left, bottom, right, top):
            return None
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        if matrix != _IDENTITY:
            corners = [_apply(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        return self._space.box(x0, y0, x1, y1)


def _matrix_of(shown: ctypes._Pointer[pdfium_c.fpdf_pageobject_t__]) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(shown, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _compose(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    (e2, f2), (a2, b2), (c2, d2) = _apply(outer, e, f), _turn(outer, a, b), _turn(outer, c, d)
    return (a2, b2, c2, d2, e2, f2)


def _apply(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _turn(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, _, _ = matrix
    return a * x + c * y, b * x + d * y
