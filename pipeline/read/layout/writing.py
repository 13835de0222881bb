"""Writes laid-out pages as a source document: the text in reading order and the notes on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from pipeline.read.layout.breaks import Columns
from pipeline.read.layout.notes import Note
from pipeline.read.layout.paragraphs import begins_paragraph
from pipeline.read.layout.records import Grid, Page, TextLine, Word
from pipeline.read.source import (
    LINE_SEPARATOR,
    PlacedWords,
    SourceCell,
    SourceFootnote,
    SourcePage,
    SourceTable,
    SpanPair,
)

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SNAP = 6.0

Element = TextLine | Grid


@dataclass(slots=True)
class LaidOutPage:
    """A page's contents in the order in which they are written: furniture above, body, footnotes, furniture below."""

    page: Page
    head: list[list[Word]] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    foot: list[list[Word]] = field(default_factory=list)


class Writer:
    """Collects text and spans page by page."""

    def __init__(self, steps: dict[int, float]) -> None:
        self.tables: list[SourceTable] = []
        self.footnotes: list[SourceFootnote] = []
        self.furniture: list[SpanPair] = []
        self.emphasis: list[SpanPair] = []
        self.word_confidence: list[tuple[int, int, float]] = []
        self.page_starts: list[int] = []
        self.pages: list[SourcePage] = []
        self._steps = steps
        self._parts: list[str] = []
        self._length = 0
        self._marks: dict[int, SpanPair] = {}
        self._before: TextLine | None = None
        self._bodies: list[tuple[Note, SpanPair]] = []
        self._placed: list[tuple[int, int, float, float, float, float]] = []

    def write(self, page: LaidOutPage, taken: set[int]) -> None:
        """Writes a page. `taken` holds the identities of the words that are footnotes' marks."""
        self.page_starts.append(self._length)
        for row in page.head:
            self._furniture(row)
        index = 0
        while index < len(page.body):
            element = page.body[index]
            if isinstance(element, Grid):
                self._grid(element, taken)
                self._before = None
            else:
                if self._before is not None and begins_paragraph(self._before, element, self._steps):
                    self._put("\n")
                self._line(element, taken)
                self._before = element
            index += 1
        for note in page.notes:
            self._note(note, taken)
        for row in page.foot:
            self._furniture(row)
        self.pages.append(_source_page(page.page, self._placed))
        self._placed = []

    def finish(self) -> str:
        """Ties the footnotes to the marks' spans; the whole text."""
        for note, body in self._bodies:
            mark = self._marks.get(id(note.mark)) if note.mark is not None else None
            self.footnotes.append(SourceFootnote(note.label, mark, body))
        return "".join(self._parts)

    def _put(self, text: str) -> SpanPair:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length

    def _line(self, line: TextLine, taken: set[int], *, plain: bool = False) -> SpanPair:
        """Writes a line and its line feed; its span without that."""
        start = end = self._length
        parts, placed = self._parts, self._placed
        for number, word in enumerate(line.words):
            if number and not word.glued:
                parts.append(" ")
                end += 1
            text = word.text
            is_mark = id(word) in taken
            if word.raised and not is_mark:
                text = text.translate(_RAISED)
            begin, end = end, end + len(text)
            parts.append(text)
            placed.append((begin, end, word.x0, word.x1, word.top, word.bottom))
            if is_mark:
                self._marks[id(word)] = begin, end
            if word.bold and not plain:
                self._emphasise(begin, end)
            if word.confidence is not None:
                self.word_confidence.append((begin, end, word.confidence))
        parts.append("\n")
        self._length = end + 1
        return start, end

    def _emphasise(self, start: int, end: int) -> None:
        """Notes a bold word; one right after another, also on the next line, is one stretch with it."""
        if self.emphasis and start <= self.emphasis[-1][1] + 1:
            start = self.emphasis.pop()[0]
        self.emphasis.append((start, end))

    def _furniture(self, row: list[Word]) -> None:
        self.furniture.append(self._line(TextLine(row, 0), set(), plain=True))

    def _note(self, note: Note, taken: set[int]) -> None:
        if note.label_word is not None:
            word = note.label_word
            self._placed.append((*self._put(word.text), word.x0, word.x1, word.top, word.bottom))
            self._put(" " if note.lines else "\n")
        start = end = self._length
        for line in note.lines:
            _, end = self._line(line, taken)
        self._bodies.append((note, (start, end)))

    def _grid(self, grid: Grid, taken: set[int]) -> None:
        start = self._length
        cells = []
        columns = Columns(grid)
        for cell in grid.cells:
            first = last = self._length
            for before, line in zip([None, *cell.lines], cell.lines, strict=False):
                if before is not None and columns.ends_early(cell, before, line):
                    self._parts[-1] = LINE_SEPARATOR
                _, last = self._line(line, taken)
            cells.append(SourceCell(cell.row, cell.column, first, last, cell.row_span, cell.column_span))
        self.tables.append(SourceTable(start, self._length, tuple(cells), continues=grid.continues))


def _source_page(page: Page, placed: list[tuple[int, int, float, float, float, float]]) -> SourcePage:
    """A page with its words: of each come its span, and left, right, top and bottom in points."""
    width, height = page.width or 1.0, page.height or 1.0
    numbers = np.fromiter(chain.from_iterable(placed), np.float64).reshape(-1, 6)
    words = PlacedWords(numbers[:, :2].astype(np.int64), numbers[:, 2:] / (width, width, height, height))
    return SourcePage(page.number, page.width, page.height, page.origin, page.skew, page.quarters, words)


def chain_grids(pages: list[LaidOutPage]) -> None:
    """Marks tables that go on over a page break, and gives the parts of each the same columns."""
    open_chain: list[Grid] = []
    chains: list[list[Grid]] = []
    for page in pages:
        if not page.body:
            continue
        first = page.body[0]
        if open_chain and isinstance(first, Grid) and _fits(open_chain[-1], first):
            first.continues = True
            open_chain.append(first)
        else:
            open_chain = []
        last = page.body[-1]
        if not isinstance(last, Grid):
            open_chain = []
        elif not (open_chain and last is open_chain[-1]):
            open_chain = [last]
            chains.append(open_chain)
    for parts in chains:
        if len(parts) > 1:
            _share_columns(parts)


def _fits(before: Grid, grid: Grid) -> bool:
    """Whether a table at a page's head has the edges of the one at the last page's foot."""
    if abs(before.x0 - grid.x0) > _SNAP or abs(before.x1 - grid.x1) > _SNAP:
        return False
    fewer, more = sorted((before.columns, grid.columns), key=len)
    return all(any(abs(x - other) <= _SNAP for other in more) for x in fewer)


def _share_columns(chain: list[Grid]) -> None:
    columns: list[float] = []
    for x in sorted(x for grid in chain for x in grid.columns):
        if not columns or x - columns[-1] > _SNAP:
            columns.append(x)

    def place(x: float) -> int:
        return min(range(len(columns)), key=lambda index: abs(columns[index] - x))

    for grid in chain:
        places = [place(x) for x in grid.columns]
        for cell in grid.cells:
            left, right = places[cell.column], places[cell.column + cell.column_span]
            cell.column, cell.column_span = left, max(right - left, 1)
        grid.columns = columns
