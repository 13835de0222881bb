"""What a page shows: words and drawn lines at their places, whoever read them, and the lines and tables they make.

Lengths are points (1/72 inch); x grows to the right and y downwards from the page's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.source import TextOrigin


@dataclass(slots=True)
class Word:
    """A printed word, or a part of one where the type changes (a footnote mark glued to a word).

    `order` is its place in the file's own order, `size` the type's size. `glued` words follow the word before
    them without a blank. `raised` words are superscripts. `stamp` counts from 1 the marks that were put on the
    finished page (a number, a date, a signature's mark), and is 0 for words of the page itself. `turned` words do
    not run from left to right: 1 downwards, 2 upside down, 3 upwards. `confidence` is the OCR's (0–1), None for
    embedded text.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    order: int = 0
    bold: bool = False
    glued: bool = False
    raised: bool = False
    stamp: int = 0
    turned: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, horizontal or vertical, or a thin bar that looks like one."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """All that is known of a page before it is laid out; `number` counts from 1.

    `skew` and `quarters` tell how the page as shown was turned, as in SourcePage. `mended` lists the words that OCR
    misread, with what they must be.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    origin: TextOrigin = "embedded"
    skew: float = 0.0
    quarters: int = 0
    mended: list[tuple[str, str]] = field(default_factory=list)


def _length(word: Word) -> int:
    return len(word.text)


@dataclass(slots=True)
class TextLine:
    """A printed line: its words from left to right.

    `left` and `right` are the edges of the column that it stands in, `column` tells side-by-side columns of a
    page apart (0 for lines over the whole page). Baseline, size and boldness are those of the longest word that
    is no superscript; boldness holds only where all words are bold.
    """

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    baseline: float = 0.0
    size: float = 0.0
    bold: bool = False

    def __post_init__(self) -> None:
        words = self.words
        level = [word for word in words if not word.raised]
        main = max(level or words, key=_length)
        self.x0, self.x1 = words[0].x0, max([word.x1 for word in words])
        self.top = min([word.top for word in level]) if level else words[0].top
        self.bottom = max([word.bottom for word in words])
        self.baseline, self.size = main.baseline, main.size
        self.bold = all(word.bold for word in level)

    @property
    def text(self) -> str:
        """Its words, with blanks between those that have one."""
        return "".join(
            word.text if word.glued or not number else f" {word.text}"
            for number, word in enumerate(self.words)
        )


@dataclass(slots=True)
class GridCell:
    """A table's cell: place and reach in the grid, and its printed lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[TextLine]


@dataclass(slots=True)
class Grid:
    """A table on one page. `columns` are the x of its columns' edges, by which the parts of a table that page
    breaks cut are put together; `continues` marks a part that goes on with the table before it."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    columns: list[float]
    cells: list[GridCell]
    continues: bool = False
