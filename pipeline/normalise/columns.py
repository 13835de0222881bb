"""Two columns of a letterhead or a signature that a converter set side by side in one line, parted by blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.normalise.joining import APPENDIX, RECIPIENTS, is_type_line
from pipeline.normalise.physical import PhysicalLine
from pipeline.normalise.tables import Item, RawTable, clip

_GAP = regex.compile(r"(?<=\S)[^\S\n\t]{3,}+(?=\S)")
_TABS = regex.compile(r"(?<=\S)(?:[^\S\n\t]*+\t[^\S\n]*+|[^\S\n\t]{5,}+)(?=\S)")
_DASHES = ("-", "–", "+", "•")
RIGHT_HEAD = regex.compile(
    r"(?:CỘNG\s+H[OÒ][AÀÃ]\s|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–])"
    r"|(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?\.?\s?\p{Lu}{2}|(?:PHÓ\s+)?(?:GIÁM\s+ĐỐC|CHỦ\s+TỊCH|TRƯỞNG|HIỆU\s+TRƯỞNG|CHÁNH|BÍ\s+THƯ)\b"
)
_LETTERHEAD_LINES = 25
_CLOSING_LINES = 50
_SLACK = 16
"""Columns by which lines of one column, set centred, may begin apart."""


def set_columns_apart(lines: list[PhysicalLine], text: str) -> Iterator[list[PhysicalLine] | RawTable]:
    """The lines in order, in stretches; where two columns stand side by side, they come as a layout table.

    Columns are looked for where administrative documents have them: above the document's type, and from
    `Nơi nhận` on (Nghị định 30/2020/NĐ-CP, Appendix I).
    """
    position = 0
    for start, stop in _zones(lines):
        zone = lines[start:stop]
        at = _right_column(zone, text)
        if at is None:
            continue
        first, last = _extent(zone, text, at)
        if start + first > position:
            yield lines[position : start + first]
        yield _table(zone[first:last], text, at)
        position = start + last
    if position < len(lines):
        yield lines[position:]


def set_tabbed_closing_apart(items: Sequence[Item], text: str) -> list[Item]:
    """The items of a format that knows paragraphs; where tabs or blanks set the signature beside the recipients, both
    come as a layout table."""
    apart: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        closing: list[PhysicalLine] = []
        if isinstance(item, PhysicalLine) and RECIPIENTS.match(item.text):
            closing = _closing_lines(items[at : at + _CLOSING_LINES])
        if any(_tabs(line, text) for line in closing):
            apart.append(_tabbed_table(closing, text))
        else:
            closing = closing[:1]
            apart.append(item)
        at += max(len(closing), 1)
    return apart


def _closing_lines(items: Sequence[Item]) -> list[PhysicalLine]:
    """The lines from the first one on that may be recipients and signature."""
    lines: list[PhysicalLine] = []
    for item in items:
        if not isinstance(item, PhysicalLine) or is_type_line(item.text) or APPENDIX.match(item.text):
            break
        lines.append(item)
    return lines


def _tabs(line: PhysicalLine, text: str) -> regex.Match[str] | None:
    """The tabs, or the blanks typed instead, between what stands left and right in a line."""
    return _TABS.search(text, line.start, line.end)


def _tabbed_table(lines: Sequence[PhysicalLine], text: str) -> RawTable:
    """Recipients, which begin with a dash, and what stands beside or below them."""
    left: list[PhysicalLine] = []
    right: list[PhysicalLine] = []
    for line in lines:
        tabs = _tabs(line, text)
        if tabs is not None:
            left.append(clip(line, text, line.start, tabs.start()))
            right.append(clip(line, text, tabs.end(), line.end))
        else:
            recipient = line.text.startswith(_DASHES) or RECIPIENTS.match(line.text)
            (left if recipient else right).append(line)
    return RawTable([[[line for line in side if not line.blank] for side in (left, right)]], layout=True)


def _zones(lines: Sequence[PhysicalLine]) -> Iterator[tuple[int, int]]:
    """From which to which line columns may stand side by side."""
    head = next((i for i, line in enumerate(lines[:_LETTERHEAD_LINES]) if is_type_line(line.text)), None)
    after = 0
    if head is not None:
        yield 0, head
        after = head
    for index in range(after, len(lines)):
        if index < after or not RECIPIENTS.match(lines[index].text):
            continue
        after = index + 1
        while after < min(len(lines), index + _CLOSING_LINES) and not (
            is_type_line(lines[after].text) or APPENDIX.match(lines[after].text)
        ):
            after += 1
        yield index, after


def _gap(line: PhysicalLine, text: str) -> tuple[int, int] | None:
    """The widest run of blanks inside a line, as offsets in the line."""
    raw = text[line.start : line.end]
    if raw.isprintable() and "   " not in raw:
        return None
    gaps = (match.span() for match in _GAP.finditer(text, line.start, line.end))
    found = max(gaps, key=lambda span: span[1] - span[0], default=None)
    return None if found is None else (found[0] - line.start, found[1] - line.start)


def _right_column(zone: Sequence[PhysicalLine], text: str) -> int | None:
    """Where the right column begins; None where the lines stand in one column."""
    starts = [
        gap[1]
        for line in zone
        if (gap := _gap(line, text)) is not None and RIGHT_HEAD.match(text, line.start + gap[1], line.end)
    ]
    return min(starts) if starts else None


def _extent(zone: Sequence[PhysicalLine], text: str, at: int) -> tuple[int, int]:
    """The first and after the last line of a zone that has something in the right column."""
    places = [index for index, line in enumerate(zone) if _right_start(line, text, at) is not None]
    first = 0 if RECIPIENTS.match(zone[0].text) else places[0]
    return first, places[-1] + 1


def _right_start(line: PhysicalLine, text: str, at: int) -> int | None:
    """The offset in a line at which its right column begins; None where it has none."""
    if line.blank:
        return None
    if line.indent >= at - _SLACK and line.indent > 0:
        return line.indent
    gap = _gap(line, text)
    return None if gap is None or gap[1] < at - _SLACK else gap[1]


def _table(lines: Sequence[PhysicalLine], text: str, at: int) -> RawTable:
    left: list[PhysicalLine] = []
    right: list[PhysicalLine] = []
    for line in lines:
        start = _right_start(line, text, at)
        if start is None:
            left.append(line)
            continue
        parts = (
            clip(line, text, line.start, line.start + start),
            clip(line, text, line.start + start, line.end),
        )
        left.append(parts[0])
        right.append(parts[1])
    cells = [[line for line in side if not line.blank] for side in (left, right)]
    return RawTable([cells], layout=True)
