"""Tables and footnotes that the reader saw, taken over from its stand-off notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from pipeline.normalise.footnotes import NotedItem, RawFootnote, cut, lines_of
from pipeline.normalise.physical import DropLog, PhysicalLine, Span
from pipeline.normalise.tables import CellLines, Item, RawTable, clip
from pipeline.read.source import SourceFootnote, SourceTable


def reader_tables(
    lines: list[PhysicalLine], text: str, tables: tuple[SourceTable, ...], to_nfc: Callable[[int], int]
) -> list[Item]:
    """The lines in order, those of each of the reader's tables gathered into one.

    A cell that reaches over several rows stands in the first of them and leaves an empty cell in the others.
    """
    items: list[Item] = []
    index = 0
    for table in sorted(tables, key=lambda table: table.start):
        start, end = to_nfc(table.start), to_nfc(table.end)
        while index < len(lines) and lines[index].end <= start and lines[index].start < start:
            items.append(lines[index])
            index += 1
        first = index
        while index < len(lines) and lines[index].start < end:
            index += 1
        if table.cells:
            items.append(_table(lines[first:index], text, table, to_nfc))
    items.extend(lines[index:])
    return items


def _table(
    lines: list[PhysicalLine], text: str, table: SourceTable, to_nfc: Callable[[int], int]
) -> RawTable:
    height = max(cell.row + cell.row_span for cell in table.cells)
    grid: list[dict[int, tuple[CellLines, int, bool]]] = [{} for _ in range(height)]
    header = [True] * height
    for cell in table.cells:
        start, end = to_nfc(cell.start), to_nfc(cell.end)
        inside = [
            clip(line, text, max(line.start, start), min(line.end, end))
            for line in lines
            if line.start < end and line.end > start
        ]
        grid[cell.row][cell.column] = ([line for line in inside if not line.blank], cell.column_span, False)
        header[cell.row] = header[cell.row] and cell.header
        for below in range(cell.row + 1, cell.row + cell.row_span):
            grid[below].setdefault(cell.column, ([], cell.column_span, True))
    rows = [[row[column] for column in sorted(row)] for row in grid]
    raw = RawTable(
        [[lines for lines, _, _ in row] for row in rows],
        layout=table.layout,
        continues=table.continues,
        spans=[[reach for _, reach, _ in row] for row in rows],
        covered=[[covered for _, _, covered in row] for row in rows],
    )
    count = next((number for number, is_header in enumerate(header) if not is_header), height)
    raw.header_rows = count or None
    return raw


def reader_footnotes(
    items: list[Item], footnotes: tuple[SourceFootnote, ...], to_nfc: Callable[[int], int], drops: DropLog
) -> list[NotedItem]:
    """The items with the lines of each of the reader's footnotes gathered into one, after the line of its mark."""
    bodies = [(to_nfc(note.body[0]), to_nfc(note.body[1]), note) for note in footnotes]
    bodies.sort(key=lambda body: body[0])
    notes: dict[int, RawFootnote] = {}
    kept: list[Item] = []
    index = 0
    for item in items:
        if isinstance(item, PhysicalLine) and not item.blank:
            while index < len(bodies) and bodies[index][1] <= item.start:
                index += 1
            # a note's first line begins with its label, which is no part of its body
            if index < len(bodies) and bodies[index][0] < item.end and item.start < bodies[index][1]:
                source = bodies[index][2]
                if index not in notes:
                    mark = (to_nfc(source.mark[0]), to_nfc(source.mark[1])) if source.mark else None
                    notes[index] = RawFootnote(source.label, [], mark)
                    if mark:
                        drops.add(*mark, "footnote mark")
                notes[index].lines.append(item)
                continue
        kept.append(item)
    _cut_marks(kept, sorted(note.mark for note in notes.values() if note.mark))
    return _place(kept, list(notes.values()))


def _cut_marks(items: list[Item], marks: list[Span]) -> None:
    """Takes the marks out of the lines that they stand in."""
    starts = [start for start, _ in marks]
    for item in items:
        for line in lines_of(item):
            for start, end in marks[bisect_left(starts, line.start) : bisect_left(starts, line.end)]:
                cut(line, (start, end))


def _place(items: list[Item], notes: list[RawFootnote]) -> list[NotedItem]:
    marked = sorted((note for note in notes if note.mark), key=lambda note: note.mark or (0, 0))
    placed: list[NotedItem] = []
    at = 0
    for item in items:
        placed.append(item)
        end = item.end if isinstance(item, PhysicalLine) else _last_offset(item)
        while at < len(marked) and (marked[at].mark or (0, 0))[0] < end:
            placed.append(marked[at])
            at += 1
    placed.extend(marked[at:])
    placed.extend(note for note in notes if note.mark is None)
    return placed


def _last_offset(table: RawTable) -> int:
    return max((line.end for row in table.rows for cell in row for line in cell), default=0)
