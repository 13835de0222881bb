"""Opens PDF files, or says why one cannot be opened."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.errors import ReadError
from pipeline.read.limits import ReadLimits

_ENCRYPTED = (
    "The PDF is locked with a password. Save a copy without one (print it to a new PDF), or leave it out."
)


def open_pdf(data: bytes, limits: ReadLimits) -> pdfium.PdfDocument:
    """The opened document, to be closed by the caller.

    A file whose table of contents (xref) is broken is mended where PDFium can. Raises ReadError, kinds
    `encrypted`, `broken` (not mendable, or without pages) and `too_large` (more pages than the limit).
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", _ENCRYPTED) from error
        raise ReadError(
            "broken",
            "The PDF is damaged and cannot be opened. Fetch it again, or save it anew from a viewer.",
        ) from error
    count = len(document)
    if 0 < count <= limits.max_pages:
        return document
    document.close()
    if count <= 0:
        raise ReadError("broken", "The PDF has no pages. Fetch it again, or save it anew from a viewer.")
    raise ReadError(
        "too_large",
        f"The PDF has {count:,} pages; at most {limits.max_pages:,} are read. "
        "Split it into its documents, or raise max_pages.",
    )
