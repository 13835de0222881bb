"""The reader of Word files (.docx): Office Open XML, ISO/IEC 29500-1, read straight from its parts."""

from __future__ import annotations

from pipeline.read.docx.reader import read_docx

__all__ = ["read_docx"]
