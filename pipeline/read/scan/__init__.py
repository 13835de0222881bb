"""Reads pictures of pages: straightens them, finds ruled lines, and has tesseract read the words."""
