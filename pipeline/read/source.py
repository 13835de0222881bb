"""What a reader gives: the text as it stands in the file, with stand-off notes on its layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # who only names a format, as the settings do, does without
    import numpy as np
    from numpy.typing import NDArray

SourceFormat = Literal["text", "html", "docx", "doc", "pdf", "image"]
TextOrigin = Literal["embedded", "ocr", "mixed"]
LayoutKind = Literal["lines", "paragraphs", "spaced"]
SpanPair = tuple[int, int]

LINE_SEPARATOR = "\u2028"
"""What a reader that knows paragraphs writes for a break of the printed line inside one, where cells hold lists."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A table's cell: its place in the grid (from 0), how far it reaches, and its text's span."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table that the reader saw as such; `start` to `end` covers the text of all its cells.

    `layout` marks a table that only places text (a letterhead, recipients beside the signature).
    `continues` marks the rest of the table before it, cut by a page break.
    """

    start: int
    end: int
    cells: tuple[SourceCell, ...]
    layout: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class SourceFootnote:
    """A footnote that the reader saw as such: its mark as printed, the mark's span in the running text (None
    where it was not found) and the span of the note's own text without the mark before it."""

    label: str
    mark: SpanPair | None
    body: SpanPair


@dataclass(frozen=True, slots=True, eq=False)
class PlacedWords:
    """A page's printed words in the order of its text: a row of each array for each word.

    `spans`, of shape (words, 2), holds the words' spans, and `boxes`, of shape (words, 4), where they stand: left,
    right, top and bottom in shares of the page's width and height, from the upper left corner.
    """

    spans: NDArray[np.int64]
    boxes: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as it was read, and where its words stand on it.

    `width` and `height` are in points, 0 for a page that could not be opened. The page as shown has to be turned
    counter-clockwise by `skew` degrees (a scan laid askew), then by `quarters` times 90 degrees (text that runs
    up or down), for the words to stand where they are said to.
    """

    number: int
    width: float
    height: float
    origin: TextOrigin
    skew: float
    quarters: int
    words: PlacedWords


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document as read. All spans are half-open code point offsets into `text`.

    `text` is as in the file (not yet NFC), lines ended by line feeds. `layout` says what a line feed means:
    the end of a printed line (`lines`) or of a paragraph (`paragraphs`), or of a printed line with a blank line
    after every paragraph (`spaced`, certain as the reader saw the page). `page_starts` holds the offset at
    which each page begins, and is empty for formats without pages. `furniture` covers running heads, page
    numbers and portal navigation that the reader recognised by position or markup. `emphasis` covers bold
    and heading runs. `metadata` is a portal's or a file's statement about the document, by printed label.
    `word_confidence` holds (start, end, confidence 0–1) for words that OCR read. `pages` tells where words stand,
    for formats with pages that can be shown.
    """

    text: str
    format: SourceFormat
    text_origin: TextOrigin = "embedded"
    encoding: str | None = None
    layout: LayoutKind = "lines"
    markdown: bool = False
    page_count: int | None = None
    page_starts: tuple[int, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    footnotes: tuple[SourceFootnote, ...] = ()
    furniture: tuple[SpanPair, ...] = ()
    emphasis: tuple[SpanPair, ...] = ()
    word_confidence: tuple[tuple[int, int, float], ...] = ()
    pages: tuple[SourcePage, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
