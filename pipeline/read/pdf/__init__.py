"""The reader of PDF files: text layers where they are good, pictures of pages where they are not."""

from __future__ import annotations

from pipeline.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
