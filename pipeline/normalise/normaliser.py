"""Runs the steps of the stage in order and writes the normalised text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.normalise.assemble import Builder
from pipeline.normalise.barred import set_barred_rows_apart
from pipeline.normalise.cell_lines import full_widths, is_cut_word, is_set_apart
from pipeline.normalise.columns import set_columns_apart, set_tabbed_closing_apart
from pipeline.normalise.footnotes import NotedItem, RawFootnote, cut_stray_marks, find_footnotes
from pipeline.normalise.furniture import drop_furniture
from pipeline.normalise.grid import order_tables
from pipeline.normalise.joining import Gap, Layout, cell_glue, first_zone, joiner, measure, next_zone
from pipeline.normalise.offsets import OffsetMap, compose
from pipeline.normalise.physical import DropLog, PhysicalLine, Span, split_lines
from pipeline.normalise.portal import PortalPage, take_off_portal
from pipeline.normalise.reader_notes import reader_footnotes, reader_tables
from pipeline.normalise.tables import Item, RawTable, find_tables
from pipeline.normalise.text import Cell, Dropped, Line, NormalisedText
from pipeline.read.source import SourceDocument

_OF_PORTALS = ("text", "html")
"""Formats in which a portal's page may stand around the document."""


def normalise(source: SourceDocument) -> NormalisedText:
    """The clean text of a document as read.

    Every non-space character of `source.text` is either in the result's text, at the place that its `offsets`
    tell, or in a span of its `dropped` with the reason. Offsets and spans refer to `source.text` as given,
    also where it was not NFC.
    """
    text, composed = compose(source.text)
    to_nfc = _Inverse(composed)
    drops = DropLog()
    lines = split_lines(
        text,
        page_starts=tuple(to_nfc(start) for start in source.page_starts),
        markdown=source.markdown or "**" in text,
        emphasis=tuple((to_nfc(s), to_nfc(e)) for s, e in source.emphasis),
        drops=drops,
    )
    furniture = tuple((to_nfc(s), to_nfc(e)) for s, e in source.furniture)
    lines = drop_furniture(lines, furniture, drops, placed=source.layout != "lines")
    items: list[Item] = (
        reader_tables(lines, text, source.tables, to_nfc)
        if source.tables
        else list(_items(lines, text, drops, columns=source.layout == "lines"))
    )
    if source.layout == "paragraphs":
        items = set_tabbed_closing_apart(items, text)
    page = take_off_portal(items) if source.format in _OF_PORTALS else PortalPage(body=items)
    body = order_tables(page.body, drops)
    loose = [item for item in body if isinstance(item, PhysicalLine)]
    layout = measure(loose, source.layout)
    noted: list[NotedItem] = (
        reader_footnotes(body, source.footnotes, to_nfc, drops)
        if source.footnotes
        else find_footnotes(body, text, layout.width, drops)
    )
    cut_stray_marks(noted, text, drops)
    writer = _Writer(Builder(text), layout)
    writer.furniture(page.head)
    writer.body(noted)
    writer.furniture(page.tail)
    result = writer.builder
    offsets = result.offsets
    dropped = [
        Dropped(low, high, reason)
        for start, end, reason in sorted(drops.spans)
        for low, high in (composed.source_spans(start, end) if composed.runs else [(start, end)])
    ]
    return NormalisedText(
        text=result.text,
        lines=tuple(writer.anchored()),
        offsets=offsets.after(composed),
        dropped=tuple(dropped),
        page_starts=source.page_starts,
        word_confidence=source.word_confidence,
        metadata={**source.metadata, **page.metadata},
        warnings=source.warnings,
    )


def _items(lines: list[PhysicalLine], text: str, drops: DropLog, *, columns: bool) -> Iterator[Item]:
    """The lines in order, with the tables and the columns among them that stand in the text itself."""
    stretches: Iterable[list[PhysicalLine] | RawTable] = [lines]
    if columns:
        stretches = set_barred_rows_apart(set_columns_apart(lines, text), text, drops)
    for stretch in stretches:
        if isinstance(stretch, RawTable):
            yield stretch
        else:
            yield from find_tables(stretch, text, drops)


class _Inverse:
    """Maps source offsets to offsets in the composed text, which has everything in the same order."""

    def __init__(self, composed: OffsetMap) -> None:
        self._runs = composed.runs
        self._starts = [run.source_start for run in self._runs]

    def __call__(self, offset: int) -> int:
        if not self._runs:
            return offset
        run = self._runs[max(bisect_right(self._starts, offset) - 1, 0)]
        return min(run.target_start + max(offset - run.source_start, 0), run.target_end)


@dataclass(slots=True)
class _Break:
    """Between the cells of a layout table: no paragraph goes on over it."""


class _Writer:
    def __init__(self, builder: Builder, layout: Layout) -> None:
        self.builder = builder
        self.layout = layout
        self._tables = 0
        self._marks: dict[int, Span] = {}

    def furniture(self, lines: Iterable[PhysicalLine]) -> None:
        """Writes a portal's lines, each as it stands."""
        for line in lines:
            start = self.builder.begin_line()
            self.builder.copy_line(line)
            self.builder.lines.append(Line(start, self.builder.length, "furniture", line.page))

    def body(self, items: list[NotedItem]) -> None:
        """Writes the document: paragraphs, rows, and each footnote after the paragraph that it stood in."""
        zone = first_zone([item for item in items if isinstance(item, PhysicalLine) and not item.blank])
        paragraph: list[tuple[PhysicalLine, str]] = []
        waiting: list[RawFootnote] = []
        gap: Gap = "none"
        before = ""

        def close() -> None:
            nonlocal before
            if paragraph:
                self._paragraph(paragraph)
            for note in waiting:
                self._footnote(note)
            paragraph.clear()
            waiting.clear()
            before = ""

        for item in _flatten(items):
            if isinstance(item, RawFootnote):
                waiting.append(item)
                gap = "note"
            elif isinstance(item, _Break):
                close()
            elif isinstance(item, RawTable):
                close()
                self._table(item)
                gap = "none"
            elif item.blank:
                if not item.furniture and (gap == "none" or self.layout.certain):
                    gap = "blank"
            else:
                if paragraph:
                    glue = joiner(paragraph[-1][0], item, gap, zone, self.layout, before)
                    if glue is None:
                        close()
                        paragraph.append((item, ""))
                        before = item.text
                    else:
                        paragraph.append((item, glue))
                        before = (before[-400:] + " " + item.text)[-800:]
                else:
                    close()
                    paragraph.append((item, ""))
                    before = item.text
                zone = next_zone(zone, before)
                gap = "none"
        close()

    def anchored(self) -> Iterator[Line]:
        """The lines, with each footnote's anchor found in the text."""
        if not self._marks:
            yield from self.builder.lines
            return
        runs = sorted(self.builder.runs, key=lambda run: run.source_start)
        starts = [run.source_start for run in runs]
        for index, line in enumerate(self.builder.lines):
            anchor = None
            if index in self._marks:
                before = self._marks[index][0] - 1
                at = bisect_right(starts, before) - 1
                if at >= 0 and runs[at].source_end > before:
                    anchor = runs[at].target_start + before - runs[at].source_start + 1
            yield line if anchor is None else _with_anchor(line, anchor)

    def _paragraph(self, paragraph: list[tuple[PhysicalLine, str]]) -> None:
        builder = self.builder
        start = builder.begin_line()
        for line, glue in paragraph:
            builder.put(glue)
            builder.copy_line(line)
        builder.lines.append(
            Line(start, builder.length, "text", paragraph[0][0].page, emphasis=tuple(builder.emphasis))
        )

    def _footnote(self, note: RawFootnote) -> None:
        builder = self.builder
        start = builder.begin_line()
        for number, line in enumerate(note.lines):
            if number:
                builder.put(cell_glue(note.lines[number - 1].text, line.text))
            builder.copy_line(line)
        if note.mark is not None:
            self._marks[len(builder.lines)] = note.mark
        builder.lines.append(Line(start, builder.length, "footnote", note.lines[0].page, label=note.label))

    def _table(self, table: RawTable) -> None:
        builder = self.builder
        spans = table.spans or [[1] * len(row) for row in table.rows]
        covered = table.covered or [[False] * len(row) for row in table.rows]
        widths: dict[int, float] | None
        if self.layout.paragraphs:
            widths = None
        elif self.layout.certain:
            widths = {}  # the reader has marked the lines that were ended
        else:
            widths = full_widths(table, spans)
        for number, row in enumerate(table.rows):
            start = builder.begin_line()
            cells: list[Cell] = []
            column = 0
            for index, cell in enumerate(row):
                if index:
                    builder.put("\t")
                begin = builder.length
                full = None if widths is None else widths.get(column, 0)
                breaks: list[int] = []
                for at, line in enumerate(cell):
                    if at:
                        before = cell[at - 1].text
                        glue = "" if is_cut_word(before, line.text) else cell_glue(before, line.text)
                        if glue and is_set_apart(cell[at - 1], line, full):
                            breaks.append(builder.length)
                        builder.put(glue)
                    builder.copy_line(line)
                reach = spans[number][index] if index < len(spans[number]) else 1
                part = index < len(covered[number]) and covered[number][index]
                cells.append(Cell(begin, builder.length, column, reach, part, tuple(breaks)))
                column += reach
            first = next((line for cell in row for line in cell), None)
            builder.lines.append(
                Line(
                    start,
                    builder.length,
                    "table_row",
                    first.page if first else None,
                    emphasis=tuple(builder.emphasis),
                    table_id=self._tables,
                    row=number,
                    header=number < (table.header_rows or 0),
                    cells=tuple(cells),
                )
            )
        self._tables += 1


def _flatten(items: list[NotedItem]) -> Iterator[NotedItem | _Break]:
    """The items with layout tables as the lines of their cells, a break around each cell."""
    for item in items:
        if isinstance(item, RawTable) and item.layout:
            yield _Break()
            for row in item.rows:
                for cell in row:
                    yield from cell
                    yield _Break()
        else:
            yield item


def _with_anchor(line: Line, anchor: int) -> Line:
    return Line(line.start, line.end, line.kind, line.page, label=line.label, anchor=anchor)
