"""Writes a source document paragraph by paragraph, for formats that know paragraphs, cells and notes themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import accumulate

import regex

from extractors.common.labels import DASHED
from pipeline.read.errors import ReadError
from pipeline.read.legacy import convert_runs
from pipeline.read.source import (
    LINE_SEPARATOR,
    SourceCell,
    SourceDocument,
    SourceFootnote,
    SourceFormat,
    SourceTable,
    SpanPair,
)

_BROKEN_LINE = regex.compile(
    rf"\p{{Lu}}|\p{{Ll}}[.)]\s|\d{{1,2}}(?:\.\d{{1,2}})*[.)]|(?:\p{{Ll}}|\d{{1,2}}(?:\.\d{{1,2}})*){DASHED}|[-–—+•●▪◦*…]|[“\"(]\p{{Lu}}"
)
_ENDED = regex.compile(r"[.:;!?…]\W*$")
_LINE_ENDS = regex.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_END = "\n"
_AS_WRITTEN = (_END, LINE_SEPARATOR)


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    font: str | None = None
    capitals: bool = False


@dataclass(slots=True)
class FlowWriter:
    """Builds a SourceDocument in which a line feed ends a paragraph, with the notes on its layout.

    Text goes into the paragraph that is open; a paragraph opens with its first text, and blank ones leave no
    line. Places are counted in runs until `document` has put letters of legacy fonts right, which changes the
    length of runs.
    """

    runs: list[_Run] = field(default_factory=list)
    emphasis: list[SpanPair] = field(default_factory=list)
    furniture: list[SpanPair] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, tuple[str, SpanPair]] = field(default_factory=dict)
    _bodies: dict[str, SpanPair] = field(default_factory=dict)
    _open: bool = False
    _break: bool = False
    _in_cell: bool = False

    @property
    def place(self) -> int:
        """Where the next run will stand."""
        return len(self.runs)

    def put(
        self, text: str, *, strong: bool = False, font: str | None = None, capitals: bool = False
    ) -> None:
        """Write text into the open paragraph.

        `strong` is for what is set in bold or as a heading, `font` the name of its font where known,
        `capitals` for small letters shown as capitals.
        """
        if not self._open:
            text = text.lstrip()
        if not text:
            return
        blank = text.isspace()
        if self._break and not blank:
            self._settle_break(text)
        start = self.place
        self.runs.append(_Run(text, font, capitals))
        self._open = True
        goes_on = bool(self.emphasis) and self.emphasis[-1][1] == start
        if goes_on and (strong or blank):
            self.emphasis[-1] = (self.emphasis[-1][0], self.place)
        elif strong and not blank:
            self.emphasis.append((start, self.place))

    def break_line(self) -> None:
        """Break the printed line inside a paragraph: whether that ends a paragraph shows by what follows.

        People type line breaks both to set a title over two lines and between items of a list.
        """
        self._break = self._open

    def end_paragraph(self) -> None:
        """End the open paragraph, if there is one."""
        if self._open:
            self.runs.append(_Run(_END))
        self._open = self._break = False

    def mark(self, note_id: str, label: str, text: str | None = None) -> None:
        """Write a note's mark, printed as `text` (as `label` where it is None), and remember where it stands."""
        start = self.place
        self.put(label if text is None else text)
        if start < self.place:
            self._marks.setdefault(note_id, (label, (self.place - 1, self.place)))

    @contextmanager
    def note_body(self, note_id: str) -> Iterator[None]:
        """What is written inside is the note's own text."""
        self.end_paragraph()
        start = self.place
        yield
        self.end_paragraph()
        if self.place > start:
            self._bodies.setdefault(note_id, (start, self.place - 1))

    @contextmanager
    def cell(self) -> Iterator[None]:
        """What is written inside is a table cell's text: breaks of the printed line are kept in it."""
        self.end_paragraph()
        outer, self._in_cell = self._in_cell, True
        yield
        self.end_paragraph()
        self._in_cell = outer

    @contextmanager
    def page_furniture(self) -> Iterator[None]:
        """What is written inside is no part of the document's own text."""
        self.end_paragraph()
        start = self.place
        yield
        self.end_paragraph()
        if self.place > start:
            self.furniture.append((start, self.place))

    def document(self, source_format: SourceFormat, *, encoding: str | None = None) -> SourceDocument:
        """The document as written. Raises ReadError, kind `empty`, where it holds no text."""
        converted = convert_runs([(run.text, run.font) for run in self.runs])
        texts = [_printed(text, run) for text, run in zip(converted.texts, self.runs, strict=True)]
        offsets = [0, *accumulate(map(len, texts))]

        def span(places: SpanPair) -> SpanPair:
            return offsets[places[0]], offsets[places[1]]

        text = "".join(texts)
        if not text.strip():
            raise ReadError(
                "empty", "The file holds no text (pictures are not read). Fetch or convert it again."
            )
        return SourceDocument(
            text=text,
            format=source_format,
            encoding=encoding,
            layout="paragraphs",
            tables=tuple(_placed(table, offsets) for table in self.tables),
            footnotes=tuple(
                SourceFootnote(label, span(mark), span(self._bodies[note_id]))
                for note_id, (label, mark) in self._marks.items()
                if note_id in self._bodies
            ),
            furniture=tuple(map(span, self.furniture)),
            emphasis=tuple(map(span, self.emphasis)),
            metadata=self.metadata,
            warnings=(*self.warnings, *converted.warnings),
        )

    def _settle_break(self, text: str) -> None:
        before = "".join(run.text for run in self.runs[-3:]).rstrip()
        if _ENDED.search(before[-8:]) or _BROKEN_LINE.match(text.lstrip()):
            self.end_paragraph()
        else:
            self.runs.append(_Run(LINE_SEPARATOR if self._in_cell else " "))
        self._break = False


def _printed(text: str, run: _Run) -> str:
    if run.text in _AS_WRITTEN:
        return run.text
    text = _LINE_ENDS.sub(" ", text)
    return text.upper() if run.capitals else text


def _placed(table: SourceTable, offsets: list[int]) -> SourceTable:
    cells = tuple(replace(cell, start=offsets[cell.start], end=offsets[cell.end]) for cell in table.cells)
    return replace(table, start=offsets[table.start], end=offsets[table.end], cells=cells)


@dataclass(slots=True)
class TableWriter:
    """Places cells in a grid, writes their text through `flow` and adds the table to it at the end.

    Rows without any text are left out; gaps between a row's cells are filled with empty cells.
    """

    flow: FlowWriter
    start: int = 0
    _cells: list[SourceCell] = field(default_factory=list)
    _taken: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.flow.end_paragraph()
        self.start = self.flow.place

    def free_column(self, row: int, column: int = 0) -> int:
        """The first column from `column` on that no cell from above or from the left covers."""
        taken = self._taken[row]
        while column in taken:
            column += 1
        return column

    @contextmanager
    def cell(
        self, row: int, column: int, *, row_span: int = 1, column_span: int = 1, header: bool = False
    ) -> Iterator[None]:
        """What is written inside is the cell's text."""
        for covered in range(row, row + row_span):
            self._taken[covered].update(range(column, column + column_span))
        with self.flow.cell():
            start = self.flow.place
            yield
        end = max(start, self.flow.place - 1)
        self._cells.append(SourceCell(row, column, start, end, row_span, column_span, header))

    def finish(self, *, layout: bool = False) -> None:
        """Add the table to the flow, unless it holds no text."""
        if self.flow.place == self.start:
            return
        filled = sorted({cell.row for cell in self._cells if cell.end > cell.start})
        place = {row: number for number, row in enumerate(filled)}
        cells = [self._moved(cell, place) for cell in self._cells if cell.row in place]
        taken: dict[int, set[int]] = defaultdict(set)
        for cell in cells:
            for row in range(cell.row, cell.row + cell.row_span):
                taken[row].update(range(cell.column, cell.column + cell.column_span))
        by_row: dict[int, list[SourceCell]] = defaultdict(list)
        for cell in cells:
            by_row[cell.row].append(cell)
        for row in range(len(place)):
            at = by_row[row][0].start
            header = all(cell.header for cell in by_row[row])
            cells += [
                SourceCell(row, column, at, at, header=header)
                for column in range(max(taken[row]))
                if column not in taken[row]
            ]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        self.flow.tables.append(SourceTable(self.start, self.flow.place, tuple(cells), layout=layout))

    @staticmethod
    def _moved(cell: SourceCell, place: dict[int, int]) -> SourceCell:
        rows = sum(row in place for row in range(cell.row, cell.row + cell.row_span))
        return SourceCell(
            place[cell.row], cell.column, cell.start, cell.end, max(rows, 1), cell.column_span, cell.header
        )
