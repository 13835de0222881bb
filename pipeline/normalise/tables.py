"""Tables that stand in the text itself: streams of `|` lines, Markdown pipe rows and tab-separated rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extractors.common.labels import DASHED_ROMAN
from pipeline.normalise.physical import DropLog, PhysicalLine, parted, trim

_PIPE_ROW = regex.compile(r"\s*+\|.*\|\s*+$")
_PIPE_RULE = regex.compile(r"(?=[^-]*+-)[\s|:+=-]++$")
_PIPE = regex.compile(r"\|(?<!\\\|)")
_TAB = regex.compile(r"\t")
_LABEL = regex.compile(r"(?:\d{1,3}(?:\.\d{1,2})*+|[IVXLC]{1,6}|[A-Za-zĐđ]|[-–+*])[.)]?+$")
_OUTSIDE = regex.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|PHỤ LỤC|BÁO CÁO|THÔNG BÁO|ĐỀ ÁN|QUY ĐỊNH|QUY CHẾ|HƯỚNG DẪN|DANH MỤC)\b"
    rf"|(?:[IVX]{{1,5}}|Điều \d{{1,3}})\.\s|[IVX]{{1,5}}{DASHED_ROMAN}"
)
_ORDINAL_HEADERS = ("tt", "stt", "số tt", "số thứ tự")
_LONG_CELL = 12
_STREAM_REACH = 40
"""In a stream of cells a bar is followed by the next within so many lines."""

CellLines = list[PhysicalLine]


@dataclass(slots=True)
class RawTable:
    """Rows of cells, each cell the printed lines in it; `spans` tells how many columns each reaches, `covered` for each
    whether it is part of the cell above it, where the reader knows.

    `layout` tables only place text; `continues` marks one that is the rest of the table before it.
    """

    rows: list[list[CellLines]] = field(default_factory=list)
    spans: list[list[int]] | None = None
    covered: list[list[bool]] | None = None
    header_rows: int | None = None
    layout: bool = False
    continues: bool = False

    @property
    def width(self) -> int:
        """The largest number of cells in a row."""
        return max((len(row) for row in self.rows), default=0)


Item = PhysicalLine | RawTable


def find_tables(lines: list[PhysicalLine], text: str, drops: DropLog) -> list[Item]:
    """The lines in order, with those of a table gathered into one."""
    items: list[Item] = []
    lines = _with_bars_apart(lines, text, drops)
    index = 0
    while index < len(lines):
        raw = text[lines[index].start : lines[index].end]
        if lines[index].text == "|":
            table, after = _read_stream(lines, index, drops)
        elif "|" in raw and _PIPE_ROW.match(raw) and len(_PIPE.findall(raw)) > 1:
            table, after = _read_rows(lines, index, text, drops, _pipe_cells)
        elif "|" in raw and _PIPE.search(raw):
            table, after = _read_rows(lines, index, text, drops, _open_cells)
        elif "\t" in raw and "\t" in raw.rstrip():
            table, after = _read_rows(lines, index, text, drops, _tab_cells)
        else:
            table, after = None, index
        if table is None:
            items.append(lines[index])
            index += 1
        else:
            items.append(table)
            index = after
    return items


def _with_bars_apart(lines: list[PhysicalLine], text: str, drops: DropLog) -> list[PhysicalLine]:
    """The lines, in a stream of cells with the bar that ends a cell's last line set on a line of its own; a bar
    that ends a line outside a stream is taken off."""
    apart: list[PhysicalLine] = []
    since_bar = _STREAM_REACH
    for line in lines:
        since_bar += 1
        if line.text == "|":
            since_bar = 0
        elif line.text.endswith(" |") and line.text.count("|") == 1:
            bar = line.pieces[-1][1] - 1
            apart.append(clip(line, text, line.start, bar))
            if since_bar < _STREAM_REACH:
                apart.append(clip(line, text, bar, line.end))
                since_bar = 0
            else:
                drops.add(bar, bar + 1, "table rule")
            continue
        apart.append(line)
    return apart


def clip(line: PhysicalLine, text: str, start: int, end: int) -> PhysicalLine:
    """The part of a line between two offsets, without the blanks around it."""
    part = PhysicalLine(start, end, line.page, after_break=line.after_break and start <= line.start)
    for low, high in line.pieces:
        low, high = max(low, start), min(high, end)
        if low < high:
            part.pieces.append((low, high))
    trim(part.pieces, text)
    part.text = "".join([text[low:high] for low, high in part.pieces])
    if line.emphasis:
        spans = [(max(low, start), min(high, end)) for low, high in line.emphasis]
        part.emphasis = [(low, high) for low, high in spans if low < high]
    return part


def _at_breaks(line: PhysicalLine, text: str) -> CellLines:
    """A cell's line as the lines that its break tags make of it."""
    breaks = [index for index in range(len(line.pieces)) if parted(text, line.pieces, index)]
    if not breaks:
        return [line]
    edges = [line.start, *(line.pieces[index][0] for index in breaks), line.end]
    parts = [clip(line, text, low, high) for low, high in pairwise(edges)]
    for part in parts[1:]:
        part.after_break = True
    return parts


def _tab_cells(raw: str) -> list[tuple[int, int]] | None:
    if "\t" not in raw.rstrip():
        return None
    return _between(raw, [match.span() for match in _TAB.finditer(raw)])


def _pipe_cells(raw: str) -> list[tuple[int, int]] | None:
    if not _PIPE_ROW.match(raw):
        return None
    bars = [match.span() for match in _PIPE.finditer(raw)]
    return _between(raw, bars)[1:-1]


def _open_cells(raw: str) -> list[tuple[int, int]] | None:
    """The cells of a row that lacks outer bars (`SỞ Y TẾ | CỘNG HÒA …`)."""
    if raw.strip() == "|" or not _PIPE.search(raw):
        return None
    cells = _between(raw, [match.span() for match in _PIPE.finditer(raw)])
    outer = [raw[low:high].strip() for low, high in (cells[0], cells[-1])]
    return cells[not outer[0] : len(cells) - (not outer[1])]


def _between(raw: str, separators: list[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(edge for pair in separators for edge in pair), len(raw)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _read_rows(
    lines: list[PhysicalLine],
    index: int,
    text: str,
    drops: DropLog,
    split: Callable[[str], list[tuple[int, int]] | None],
) -> tuple[RawTable | None, int]:
    """A table whose rows are single lines. One row of two cells alone, with no rule below it, is no table, nor are
    rows of one cell. A narrow table without outer bars ends where the number of cells changes."""
    table = RawTable()
    ruled = False
    kept: list[tuple[int, int, str]] = []
    after = index
    while after < len(lines):
        line = lines[after]
        raw = text[line.start : line.end]
        cells = split(raw)
        if cells is None or (split is _open_cells and _narrows(cells, table)):
            break
        if split is not _tab_cells:
            kept.extend(
                (line.start + m.start(), line.start + m.end(), "table rule") for m in _PIPE.finditer(raw)
            )
            if _PIPE_RULE.match(raw):
                kept.append((line.start, line.end, "table rule"))
                ruled = ruled or bool(table.rows)
                after += 1
                continue
        parts = [clip(line, text, line.start + low, line.start + high) for low, high in cells]
        table.rows.append([_at_breaks(part, text) for part in parts])
        after += 1
    few = table.width < 2 or (len(table.rows) < 2 and (table.width < 3 or split is _open_cells) and not ruled)
    if not table.rows or few:
        return None, index
    for span in kept:
        drops.add(*span)
    _clean(table)
    return table, after


def _narrows(cells: list[tuple[int, int]], table: RawTable) -> bool:
    """Whether a row without outer bars has another number of cells than the narrow table before it."""
    return bool(table.rows) and len(table.rows[0]) < 3 and len(cells) != len(table.rows[0])


def _read_stream(lines: list[PhysicalLine], index: int, drops: DropLog) -> tuple[RawTable | None, int]:
    """A table written as a stream: a line `|` opens each row and closes each cell.

    Two bars in a row end one row and open the next, or hold an empty cell between them: the number of columns
    and the ordinals in the first column tell which.
    """
    splitter = _RowSplitter()
    bars = [index]
    position = index + 1
    while position < len(lines):
        start = position
        while position < len(lines) and lines[position].text != "|":
            position += 1
        cell = lines[start:position]
        if position == len(lines) or splitter.outside(cell):
            break
        splitter.push([line for line in cell if not line.blank])
        bars.append(position)
        position += 1
    for bar in bars:
        for span in lines[bar].pieces:
            drops.add(*span, "table rule")
    table = RawTable(splitter.finish())
    _clean(table)
    return table, bars[-1] + 1


class _RowSplitter:
    """Groups the cells of a stream into rows; an empty one is an empty cell or the gap between two rows."""

    def __init__(self) -> None:
        self.rows: list[list[CellLines]] = []
        self.width = 0
        self._full_rows = 0
        self._row: list[CellLines] = []
        self._empties = 0
        self._numbered: bool | None = None

    def push(self, cell: CellLines) -> None:
        """Takes the lines between two bars, none for an empty slot."""
        if not cell:
            self._empties += 1
            return
        self._settle(cell[0].text)
        self._row.append(cell)

    def finish(self) -> list[list[CellLines]]:
        """All rows."""
        self._settle("")
        if self._row:
            self.rows.append(self._row)
        return self.rows

    def outside(self, cell: CellLines) -> bool:
        """Whether the lines after a bar are the text after the table rather than its next cell."""
        filled = [line for line in cell if not line.blank]
        if not filled:
            return False
        if self._empties or not self._row:
            return len(filled) > 4 * _LONG_CELL
        full = len(self._row) == self.width if self.width else len(self._row) > 1
        opens = cell[0].blank or bool(_OUTSIDE.match(filled[0].text))
        worded = any(char.isalnum() for line in filled for char in line.text)
        if full and (opens or not worded or self._full_rows > 2 or len(filled) > _LONG_CELL):
            return True
        blank_inside = any(line.blank for line in cell[1:-1])
        return opens and (len(filled) > _LONG_CELL or (blank_inside and bool(_OUTSIDE.match(filled[0].text))))

    def _settle(self, following: str) -> None:
        """Decides what the empty slots before the following text were."""
        empties, self._empties = self._empties, 0
        if not empties:
            return
        row, missing = self._row, self.width - len(self._row)
        if self._numbered is None and row and row[0]:
            self._numbered = _is_ordinal(row[0]) or row[0][0].text.casefold() in _ORDINAL_HEADERS
        if not row:
            blanks, ends = empties, False
        elif not self.width or missing <= 0:
            blanks, ends = 0, True
        elif empties == missing + 1 or (self._numbered and _LABEL.match(following)):
            blanks, ends = empties - 1, True
        elif self._numbered:
            blanks, ends = (missing, True) if empties > missing else (empties, False)
        else:
            blanks, ends = min(empties - 1, missing), True
        row.extend([] for _ in range(blanks))
        if ends:
            self.rows.append(row)
            self._full_rows = self._full_rows + 1 if len(row) == self.width else int(len(row) > self.width)
            self.width = max(self.width, len(row))
            self._row = [[] for _ in range(empties - blanks - 1)]


def _is_ordinal(cell: CellLines) -> bool:
    return len(cell) == 1 and bool(_LABEL.match(cell[0].text))


def _clean(table: RawTable) -> None:
    """Leaves out blank lines in cells and rows without any text."""
    for row in table.rows:
        for column, cell in enumerate(row):
            row[column] = [line for line in cell if not line.blank]
    table.rows = [row for row in table.rows if any(row)]
