"""The reader of web pages (.html): the document out of the page that a portal shows it in."""

from __future__ import annotations

from pipeline.read.html.reader import read_html

__all__ = ["read_html"]
