"""A law portal's page around the document: what it states of it, and its own text, told apart from it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled
from pipeline.normalise.grid import cell_text
from pipeline.normalise.physical import PhysicalLine
from pipeline.normalise.tables import Item, RawTable

_LETTERHEAD = regex.compile(
    r"CỘNG\s+HO[ÀA]|CỘNG\s+HÒA|ĐẢNG\s+CỘNG\s+SẢN|[ỦU][ỶY]\s+BAN\s+NHÂN|HỘI\s+ĐỒNG\s+NHÂN|(?:TỈNH|THÀNH|HUYỆN|ĐẢNG)\s+[ỦU][ỶY]\b"
    r"|(?:SỞ|BỘ|BAN|PHÒNG|TRUNG\s+TÂM|BỆNH\s+VIỆN)\s+\p{Lu}{2}"
)
_HEAD_LINES = 400


@dataclass(slots=True)
class PortalPage:
    """The items of the document itself, the portal's lines before and after it, and what the portal states."""

    head: list[PhysicalLine] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    tail: list[PhysicalLine] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


@cache
def _metadata_line() -> regex.Pattern[str]:
    labels = alternatives(load_lexicon("pipeline.normalise", "portal")["metadata_labels"])
    return compiled(rf"({labels})(?:\s*+:\s*+|\s++(?-i:(?!\p{{Ll}}))|$)(.*)$", regex.IGNORECASE)


def _is_label(text: str) -> bool:
    """Whether a line is a label alone, its value being on the next (`Số hiệu:`)."""
    match = _metadata_line().match(text)
    return match is not None and not match.group(2).strip() and text.rstrip().endswith(":")


@cache
def _inner_label() -> regex.Pattern[str]:
    """A further label in a line, with or without a blank before it (`Nơi ban hành: Tỉnh Hà NamNgười ký: …`)."""
    labels = alternatives(load_lexicon("pipeline.normalise", "portal")["metadata_labels"])
    return regex.compile(rf"(?<=\S)\s+(?={labels}\s*+:)|(?<=[\p{{L}}\d])(?={labels}\s*+:)")


def _statements(text: str) -> list[tuple[str, str]]:
    """The labels that a line opens with and holds, each with its value; none where it opens with none."""
    if _metadata_line().match(text) is None:
        return []
    parts = (_metadata_line().match(part) for part in _inner_label().split(text))
    return [(part.group(1), part.group(2).strip(" :")) for part in parts if part and part.group(2).strip()]


@cache
def _tail_opening() -> regex.Pattern[str]:
    openings = load_lexicon("pipeline.normalise", "portal")["tail_openings"]
    letters = "".join(sorted({opening[0] for opening in openings}))
    # the first letter alone tells that most lines are none
    return compiled(rf"(?=[{letters}]){alternatives(openings)}", regex.IGNORECASE)


def take_off_portal(items: list[Item]) -> PortalPage:
    """Separates the document's items from a portal's, where the portal's block of statements or its closing
    lines show that there is one; otherwise all items are the document's."""
    page = PortalPage()
    start = _head_end(items, page)
    # a portal's notes may stand above the document, too
    first = next((i for i in range(start, min(len(items), _HEAD_LINES)) if _is_letterhead(items[i])), start)
    end = next((i for i in range(first, len(items)) if _opens_tail(items[i])), len(items))
    if end < len(items) and end > start:
        before = max((i for i in range(start, end) if _filled(items[i])), default=start)
        item = items[before]
        if isinstance(item, PhysicalLine) and _is_portal_title(item.text):
            end = before
    page.body = items[start:end]
    for item in items[end:]:
        page.tail.extend(_lines_of(item))
    return page


def _lines_of(item: Item) -> list[PhysicalLine]:
    if isinstance(item, PhysicalLine):
        return [] if item.blank else [item]
    return [line for row in item.rows for cell in row for line in cell]


def _filled(item: Item) -> bool:
    return isinstance(item, RawTable) or not item.blank


def _opens_tail(item: Item) -> bool:
    return isinstance(item, PhysicalLine) and bool(_tail_opening().match(item.text))


def _is_letterhead(item: Item) -> bool:
    if isinstance(item, PhysicalLine):
        return _LETTERHEAD.match(item.text) is not None
    return _letterhead_row(item) is not None


def _is_portal_title(text: str) -> bool:
    ending = load_lexicon("pipeline.normalise", "portal")["title_ending"]
    return text.rstrip(".").endswith(ending) and bool(regex.search(r"\d/\S*\p{Lu}", text))


def _head_end(items: list[Item], page: PortalPage) -> int:
    """The index of the document's first item; fills in the portal's head and metadata."""
    metadata: dict[str, str] = {}
    awaited: str | None = None
    for index, item in enumerate(items[:_HEAD_LINES]):
        if isinstance(item, PhysicalLine):
            if _LETTERHEAD.match(item.text):
                index = _first_of_letterhead(items, index)
                break
            statements = _statements(item.text)
            if awaited and not statements and item.text and not _is_label(item.text):
                statements = [(awaited, item.text)]
            for label, value in statements:
                metadata.setdefault(label, value)
            if not item.blank:
                awaited = item.text.strip(" :") if _is_label(item.text) else None
            continue
        row = _letterhead_row(item)
        _read_cells(item, row, metadata)
        if row is not None:
            if len(metadata) < 2:
                return 0
            head = RawTable(item.rows[:row])
            for before in (*items[:index], head):
                page.head.extend(_lines_of(before))
            items[index] = RawTable(item.rows[row:])
            page.metadata = metadata
            return index
    else:
        index = min(len(items), _HEAD_LINES)
    if len(metadata) < 2:
        return 0
    if index == min(len(items), _HEAD_LINES):
        index = _after_metadata(items)
    for before in items[:index]:
        page.head.extend(_lines_of(before))
    page.metadata = metadata
    return index


def _first_of_letterhead(items: list[Item], index: int) -> int:
    """The first of the lines in capitals that end at a letterhead's surely known line: `BỘ Y TẾ` above the motto."""
    first = index
    for before in range(index - 1, -1, -1):
        item = items[before]
        if not isinstance(item, PhysicalLine) or regex.search(r"[\p{Ll}:\d]", item.text):
            break
        if regex.search(r"\p{Lu}", item.text):
            first = before
    return first


def _after_metadata(items: list[Item]) -> int:
    """Where no letterhead follows: the item after the last statement of the portal's block."""
    last = 0
    for index, item in enumerate(items[:_HEAD_LINES]):
        if isinstance(item, PhysicalLine) and _metadata_line().match(item.text):
            last = index + 1
    return last


def _letterhead_row(table: RawTable) -> int | None:
    for number, row in enumerate(table.rows):
        if any(cell and _LETTERHEAD.match(cell[0].text) for cell in row):
            return number
    return None


def _read_cells(table: RawTable, end: int | None, metadata: dict[str, str]) -> None:
    """Reads statements from neighbouring cells: a label, then its value."""
    for row in table.rows[:end]:
        for label, value in itertools.pairwise(row):
            match = _metadata_line().fullmatch(cell_text(label).strip())
            if match and not match.group(2) and value:
                metadata.setdefault(match.group(1), cell_text(value))
