"""Reads a PDF page by page: each page's words from its layer or by OCR, laid out together."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from pipeline.read.errors import ReadError
from pipeline.read.layout.composing import compose
from pipeline.read.layout.records import Page
from pipeline.read.limits import ReadLimits
from pipeline.read.pdf.drawing import Drawing, read_drawing
from pipeline.read.pdf.legacy import LegacyLayers
from pipeline.read.pdf.marks import with_marks
from pipeline.read.pdf.opening import open_pdf
from pipeline.read.pdf.rendering import render
from pipeline.read.pdf.routing import Source, source_of
from pipeline.read.pdf.space import PageSpace
from pipeline.read.pdf.textlayer import read_layer
from pipeline.read.scan.mending import mend_layer
from pipeline.read.scan.pages import read_picture
from pipeline.read.source import SourceDocument


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
        self._legacy = LegacyLayers()

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
        with with_marks(self._document, page, index, space) as (shown, marks):
            words = read_layer(shown, space, marks)
        self.warnings += self._legacy.convert(words)
        drawing = read_drawing(page, space)
        source = source_of(words, drawing.pictures, drawing.paths, space.width, space.height)
        laid = Page(index + 1, space.width, space.height, words, drawing.rules)
        if source is Source.PICTURE:
            self._recognise(page, laid, drawing)
            laid.words += [word for word in words if word.stamp]
        elif source is Source.HIDDEN_LAYER:
            laid.origin = "ocr"
            laid.mended = mend_layer(laid.words)
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
