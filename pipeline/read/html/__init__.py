"""The reader of web pages (.html): the document out of the page that a portal shows it in."""

from __future__ import annotations

from pipeline.read.html.reader import HTML_SUFFIXES, read_html

__all__ = ["HTML_SUFFIXES", "read_html"]
