"""Rows that blank lines part and whose cells bars part (`1 | Rà soát … | Sở Nội vụ`), over several lines or in one.

Converters of web pages write tables so, the letterhead and the signature among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from pipeline.normalise.columns import RIGHT_HEAD
from pipeline.normalise.joining import RECIPIENTS
from pipeline.normalise.physical import DropLog, PhysicalLine
from pipeline.normalise.tables import RawTable, clip

_BAR = regex.compile(r"(?<!\\)\|(?=\s|$)")
_NUMBER = regex.compile(r"Số\s?:")


def set_barred_rows_apart(
    stretches: Iterable[list[PhysicalLine] | RawTable], text: str, drops: DropLog
) -> Iterator[list[PhysicalLine] | RawTable]:
    """Stretches of lines in order, taken further apart: two rows or more of as many cells come as a table, a
    letterhead's or a signature's two cells as a layout table.

    Lines in which each is a row of its own stay as they are.
    """
    for stretch in stretches:
        if isinstance(stretch, RawTable) or "|" not in text:
            yield stretch
        else:
            yield from _apart(stretch, text, drops)


def _apart(lines: list[PhysicalLine], text: str, drops: DropLog) -> Iterator[list[PhysicalLine] | RawTable]:
    at = written = 0
    while at < len(lines):
        if lines[at].blank:
            at += 1
            continue
        stop = _stop(lines, at)
        table, after = None, stop
        bars = _bars(lines[at:stop], text)
        if len(bars) == 1 and _sides(lines[at:stop], text, bars[0]):
            table = RawTable([_cells(lines[at:stop], text, bars, drops)], layout=True)
        elif _is_row(lines[at:stop], text, bars):
            table, after = _rows(lines, at, text, drops)
        if table is not None:
            yield lines[written:at]
            yield table
            written = after
        at = after
    yield lines[written:]


def _stop(lines: Sequence[PhysicalLine], start: int) -> int:
    """After the last line of the paragraph of lines that begins at an index."""
    return next((at for at in range(start, len(lines)) if lines[at].blank), len(lines))


def _bars(lines: Sequence[PhysicalLine], text: str) -> list[int]:
    """The offsets of the bars in lines; none where one stands alone in its line: a stream of cells."""
    barred = [line for line in lines if "|" in line.text]
    if any(line.text == "|" for line in barred):
        return []
    return [match.start() for line in barred for match in _BAR.finditer(text, line.start, line.end)]


def _sides(lines: Sequence[PhysicalLine], text: str, bar: int) -> bool:
    """Whether lines parted by one bar are a letterhead's halves, or recipients and signature."""
    right = text[bar + 1 : lines[-1].end].lstrip()
    left = lines[0].text
    return bool(right and (RIGHT_HEAD.match(right) or RECIPIENTS.match(left) or _NUMBER.match(left)))


def _is_row(lines: Sequence[PhysicalLine], text: str, bars: Sequence[int]) -> bool:
    """Whether lines may be the first row of a table: of three cells or more, none of them empty at its ends."""
    if len(bars) < 2 or lines[0].text.startswith("|") or lines[-1].text.endswith("|"):
        return False
    return (
        len(lines) == 1
        or len(_bars(lines[:1], text)) < len(bars) // len(lines)
        or any("|" not in line.text for line in lines)
    )


def _rows(
    lines: Sequence[PhysicalLine], start: int, text: str, drops: DropLog
) -> tuple[RawTable | None, int]:
    """The table whose first row begins at an index, and after its last line; None where the row stands alone."""
    after = _stop(lines, start)
    rows = [lines[start:after]]
    width = len(_bars(rows[0], text))
    while (begin := _filled(lines, after)) < len(lines):
        end = _stop(lines, begin)
        further = _split(lines[begin:end], text, width)
        if not further:
            break
        rows.extend(further)
        after = end
    if len(rows) < 2:
        return None, after
    return RawTable([_cells(row, text, _bars(row, text), drops) for row in rows]), after


def _filled(lines: Sequence[PhysicalLine], start: int) -> int:
    """The index of the first line from one on that is not blank."""
    return next((at for at in range(start, len(lines)) if not lines[at].blank), len(lines))


def _split(lines: Sequence[PhysicalLine], text: str, width: int) -> list[Sequence[PhysicalLine]]:
    """Lines as rows of as many bars each; none where they are not."""
    rows: list[list[PhysicalLine]] = []
    full = width
    for line in lines:
        bars = len(_bars([line], text))
        if bars and full == width:
            rows.append([])
            full = 0
        full += bars
        if not rows or full > width:
            return []
        rows[-1].append(line)
    return list(rows) if full == width else []


def _cells(
    lines: Sequence[PhysicalLine], text: str, bars: Sequence[int], drops: DropLog
) -> list[list[PhysicalLine]]:
    """The cells of a row, each the parts of lines between two bars."""
    edges = [lines[0].start, *(edge for bar in bars for edge in (bar, bar + 1)), lines[-1].end]
    for bar in bars:
        drops.add(bar, bar + 1, "table rule")
    cells = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        parts = [
            clip(line, text, max(low, line.start), min(high, line.end))
            for line in lines
            if line.start < high and low < line.end
        ]
        cells.append([part for part in parts if not part.blank])
    return cells
