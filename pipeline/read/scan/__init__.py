"""Reads pictures of pages: straightens them, finds ruled lines, and has tesseract read the words."""

from __future__ import annotations

from pipeline.read.scan.pages import read_picture
from pipeline.read.scan.tool import find_tesseract

__all__ = ["find_tesseract", "read_picture"]
