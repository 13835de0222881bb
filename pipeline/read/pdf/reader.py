"""Reads a PDF page by page: each page's words from its layer or by OCR, laid out together."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.errors import ReadError
from pipeline.read.layout.composing import compose
from pipeline.read.layout.records import Page
from pipeline.read.limits import ReadLimits
from pipeline.read.pdf.drawing import Drawing, read_drawing
from pipeline.read.pdf.opening import open_pdf
from pipeline.read.pdf.rendering import render
from pipeline.read.pdf.routing import Source, source_of
from pipeline.read.pdf.space import Box, PageSpace
from pipeline.read.pdf.textlayer import Stamps, read_layer
from pipeline.read.scan.pages import read_picture
from pipeline.read.source import SourceDocument

_MOST_MARKS = 500
_SHOWN_MARKS = {pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_FREETEXT}


def read_pdf(data: bytes, name: str, limits: ReadLimits) -> SourceDocument:  # noqa: ARG001
    """Read a PDF file, born digital or scanned, deciding page by page.

    Raises ReadError, kinds `encrypted`, `broken`, `empty` (no page shows text), `too_large` (pages or pixels
    beyond the limits) and `missing_tool` (all text is in pictures, and no OCR is installed).
    """
    document = open_pdf(data, limits)
    try:
        pages = _Pages(document, limits)
        source = compose(pages.read(), kind="pdf", warnings=pages.warnings)
    finally:
        document.close()
    if not source.text.strip():
        raise pages.problem or ReadError(
            "empty",
            "No page of the PDF shows any text. Fetch it again, or look whether it is the right file.",
        )
    return source


class _Pages:
    def __init__(self, document: pdfium.PdfDocument, limits: ReadLimits) -> None:
        self._document = document
        self._limits = limits
        self.warnings: list[str] = []
        self.problem: ReadError | None = None

    def read(self) -> Iterator[Page]:
        for index in range(len(self._document)):
            try:
                page = self._document[index]
            except pdfium.PdfiumError:
                self.warnings.append(f"page {index + 1} is damaged and was left out")
                yield Page(index + 1, 0.0, 0.0)
                continue
            try:
                yield self._page(page, index)
            finally:
                page.close()

    def _page(self, page: pdfium.PdfPage, index: int) -> Page:
        space = PageSpace(page)
        layer = read_layer(page, space)
        words = layer.words
        drawing = read_drawing(page, space)
        source = source_of(words, drawing.pictures, drawing.paths, space.width, space.height)
        laid = Page(index + 1, space.width, space.height, words, drawing.rules)
        if source is Source.PICTURE:
            self._recognise(page, laid, drawing)
        elif source is Source.HIDDEN_LAYER:
            laid.origin = "ocr"
        boxes = _mark_boxes(page, space)
        if boxes:
            self._add_marks(page, laid, Stamps(boxes, layer.characters))
        return laid

    def _recognise(self, page: pdfium.PdfPage, laid: Page, drawing: Drawing) -> None:
        """Fills in what a page that is a picture shows; a warning where that cannot be done."""
        laid.words, laid.rules = [], []
        try:
            pixels, dpi = render(page, drawing.pictures, laid, self._limits)
            read = read_picture(pixels, dpi, laid.number)
        except ReadError as error:
            self.problem = error
            self.warnings.append(f"page {laid.number} was not read: {error}")
            return
        laid.words, laid.rules = read.words, read.rules
        laid.origin, laid.skew, laid.mended = read.origin, read.skew, read.mended

    def _add_marks(self, page: pdfium.PdfPage, laid: Page, stamps: Stamps) -> None:
        """Adds the words of marks put on the finished page: PDFium shows them as text once they are part of it."""
        if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_PRINT) != pdfium_c.FLATTEN_SUCCESS:
            return
        flat = self._document[laid.number - 1]
        try:
            laid.words += read_layer(flat, PageSpace(flat), stamps).words
        finally:
            flat.close()


def _mark_boxes(page: pdfium.PdfPage, space: PageSpace) -> tuple[Box, ...]:
    """Where form fields, stamps and typed notes stand on the page."""
    boxes: list[Box] = []
    rectangle = pdfium_c.FS_RECTF()
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_MARKS)):
        mark = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        shown = pdfium_c.FPDFAnnot_GetSubtype(mark) in _SHOWN_MARKS
        if shown and pdfium_c.FPDFAnnot_GetRect(mark, rectangle):
            boxes.append(space.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        pdfium_c.FPDFPage_CloseAnnot(mark)
    return tuple(boxes)
