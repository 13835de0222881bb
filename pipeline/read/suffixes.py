"""The endings of names, in lower case, of each format: known without loading what reads them."""

from __future__ import annotations

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
DOCX_SUFFIXES = (".docx", ".docm")
OFFICE_SUFFIXES = (".doc", ".rtf")
PDF_SUFFIXES = (".pdf",)
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")

SUPPORTED_SUFFIXES = frozenset(
    (*TEXT_SUFFIXES, *HTML_SUFFIXES, *DOCX_SUFFIXES, *OFFICE_SUFFIXES, *PDF_SUFFIXES, *IMAGE_SUFFIXES)
)
"""Endings that a search through a folder takes up."""
