"""The marks put on a finished page (form fields, stamps, typed notes): where they stand, and what text they show."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.pdf.space import Box, PageSpace

_MOST_MARKS = 500
_MOST_OBJECTS = 20_000
_DEEPEST = 8
_SHOWN_MARKS = {pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT}


@dataclass(frozen=True, slots=True)
class Marks:
    """The boxes of a page's marks on the page as shown, and the text objects that show their text."""

    boxes: tuple[Box, ...] = ()
    text_objects: frozenset[int | None] = frozenset()

    def number(self, x: float, y: float) -> int:
        """Which of the marks a point stands in, counted from 1; a number of its own where in none."""
        for number, (left, right, top, bottom) in enumerate(self.boxes, 1):
            if left <= x <= right and top <= y <= bottom:
                return number
        return len(self.boxes) + 1


@contextmanager
def with_marks(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int, space: PageSpace
) -> Iterator[tuple[pdfium.PdfPage, Marks]]:
    """The page of which its marks' text is a part, as PDFium shows only such text; the page itself where no mark
    shows any, as most signatures' pictures do not: to be made a part of the page, a mark has to be read with it.
    """
    boxes = _boxes(page, space)
    if not boxes or pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_PRINT) != pdfium_c.FLATTEN_SUCCESS:
        yield page, Marks()
        return
    flat = document[index]
    try:
        own, every = pdfium_c.FPDFPage_CountObjects(page), pdfium_c.FPDFPage_CountObjects(flat)
        added = (pdfium_c.FPDFPage_GetObject(flat, at) for at in range(own, every))
        shown = (inner for each in added for inner in _text_objects(each))
        yield flat, Marks(boxes, frozenset(islice(shown, _MOST_OBJECTS)))
    finally:
        flat.close()


def _boxes(page: pdfium.PdfPage, space: PageSpace) -> tuple[Box, ...]:
    """Where the marks that show text stand on the page."""
    boxes: list[Box] = []
    rectangle = pdfium_c.FS_RECTF()
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_MARKS)):
        mark = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        shown = pdfium_c.FPDFAnnot_GetSubtype(mark) in _SHOWN_MARKS and _shows_text(mark)
        if shown and pdfium_c.FPDFAnnot_GetRect(mark, rectangle):
            boxes.append(space.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        pdfium_c.FPDFPage_CloseAnnot(mark)
    return tuple(boxes)


def _shows_text(mark: Any) -> bool:
    count = min(pdfium_c.FPDFAnnot_GetObjectCount(mark), _MOST_OBJECTS)
    objects = (pdfium_c.FPDFAnnot_GetObject(mark, at) for at in range(count))
    return any(True for each in objects for _ in _text_objects(each))


def _text_objects(shown: Any, depth: int = 0) -> Iterator[int | None]:
    """What tells each text object among an object and, where it is a form, those within it."""
    kind = pdfium_c.FPDFPageObj_GetType(shown)
    if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
        yield ctypes.cast(shown, ctypes.c_void_p).value
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for at in range(min(pdfium_c.FPDFFormObj_CountObjects(shown), _MOST_OBJECTS)):
            yield from _text_objects(pdfium_c.FPDFFormObj_GetObject(shown, at), depth + 1)
