"""The reader of plain text and Markdown: the text as it stands in the file, with its pages."""

from __future__ import annotations

from pathlib import PurePath

import regex

from pipeline.read.encoding import decode
from pipeline.read.errors import ReadError
from pipeline.read.limits import ReadLimits
from pipeline.read.source import SourceDocument

_MARKDOWN_SUFFIXES = (".md", ".markdown")
# converters put emphasis marks into files called .txt too; a single pair may be somebody's stars
_MARKDOWN_MARKS = regex.compile(r"\*\*[^*\n]{1,200}\*\*|(?m:^#{1,6}[ \t]\S)|(?m:^\|[ \t]*$)")
_FEWEST_MARKS = 3


def read_text(data: bytes, name: str, limits: ReadLimits) -> SourceDocument:
    """Read a text or Markdown file.

    `text` is the decoded text with CRLF and CR made line feeds, and nothing else changed. A form feed begins
    a page and becomes a line feed (so that offsets stay), the page's start being the offset after it. Raises
    ReadError, kinds `empty`, `binary`, `encoding` and `too_large` (a line beyond the limit).
    """
    decoded = decode(data)
    # CR CR LF is what writing CRLF through a text stream on Windows leaves
    text = decoded.text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\f\v\u00a0\ufeff\u200b"):
        raise ReadError("empty", "The file holds only blanks. Fetch or convert it again.")
    page_starts = _page_starts(text)
    text = text.replace("\f", "\n")
    longest = max(map(len, text.split("\n")))
    if longest > limits.max_line_length:
        raise ReadError(
            "too_large",
            f"One line has {longest:,} characters; at most {limits.max_line_length:,} are read. "
            "The file has probably lost its line ends: convert it again from its source.",
        )
    return SourceDocument(
        text=text,
        format="text",
        encoding=decoded.encoding,
        markdown=PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES or _has_markdown_marks(text),
        page_count=len(page_starts) or None,
        page_starts=page_starts,
        warnings=decoded.warnings,
    )


def _page_starts(text: str) -> tuple[int, ...]:
    """Offsets at which pages begin, where form feeds mark them; blank ends of the text are no pages."""
    end = len(text.rstrip())
    starts = [0]
    found = text.find("\f", len(text) - len(text.lstrip()))
    while 0 <= found < end:
        starts.append(found + 1)
        found = text.find("\f", found + 1)
    return tuple(starts) if "\f" in text else ()


def _has_markdown_marks(text: str) -> bool:
    marks = _MARKDOWN_MARKS.finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_MARKS), marks, strict=False)) == _FEWEST_MARKS
