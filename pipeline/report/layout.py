"""A document's text as it was laid out, from the rows of the table `blocks`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import pairwise

from pipeline.report.marks import Marker
from pipeline.report.tables import Row

# the page has its own h1 and h2 above the document's headings
_FIRST_HEADING_LEVEL = 3
_LAST_HEADING_LEVEL = 6
_DEEPEST_INDENT = 6
_TABLE_KINDS = ("table_row", "table_cell")
_PAGE_NAME = "Trang {}"

Html = Callable[[Row], str]


def document_html(blocks: Sequence[Row], marker: Marker) -> str:
    """The blocks in reading order as HTML, mentions marked, everything from the document escaped."""
    levels = _heading_levels(blocks)
    header_rows = _header_rows(blocks)
    page = None
    pieces: list[str] = []

    def text(block: Row) -> str:
        return marker.html(block["text"], block["char_start"])

    number = 0
    while number < len(blocks):
        block = blocks[number]
        if block["page"] is not None and block["page"] != page:
            page = block["page"]
            pieces.append(f'<p class="page-start" id="page-{page}">{_PAGE_NAME.format(page)}</p>')
        if block["kind"] in _TABLE_KINDS:
            end = number
            while end < len(blocks) and _same_table(blocks[end], block):
                end += 1
            pieces.append(_table(blocks[number:end], header_rows, text))
            number = end
            continue
        pieces.append(_line(block, levels, text))
        number += 1
    return "\n".join(pieces)


def _line(block: Row, levels: dict[int, int], text: Html) -> str:
    kind = block["kind"]
    if kind == "heading":
        level = levels[block["block_id"]]
        return f'<h{level} class="b heading" id="b{block["block_id"]}">{text(block)}</h{level}>'
    depth = min(int(block["depth"]), _DEEPEST_INDENT)
    return f'<p class="b {escape(kind)} d{depth}" id="b{block["block_id"]}">{text(block)}</p>'


def _table(blocks: Sequence[Row], header_rows: set[tuple[int, int]], text: Html) -> str:
    pieces = ['<div class="table" tabindex="0" role="group" aria-label="Bảng"><table>']
    for row in _rows(blocks):
        cells = [block for block in row if block["kind"] == "table_cell"]
        is_header = (row[0]["table_id"], row[0]["row"]) in header_rows
        pieces.append("<tr>")
        for cell in cells or row:
            tag = 'th scope="col"' if is_header and cell["text"].strip() else "td"
            pieces.append(f'<{tag} id="b{cell["block_id"]}">{text(cell)}</{tag[:2]}>')
        pieces.append("</tr>")
    pieces.append("</table></div>")
    return "".join(pieces)


def _rows(blocks: Sequence[Row]) -> Iterable[Sequence[Row]]:
    starts = [number for number, block in enumerate(blocks) if number == 0 or _new_row(blocks, number)]
    for start, end in pairwise([*starts, len(blocks)]):
        yield blocks[start:end]


def _new_row(blocks: Sequence[Row], number: int) -> bool:
    return bool(blocks[number]["kind"] == "table_row" or blocks[number]["row"] != blocks[number - 1]["row"])


def _same_table(block: Row, first: Row) -> bool:
    return block["kind"] in _TABLE_KINDS and block["table_id"] == first["table_id"]


def _header_rows(blocks: Sequence[Row]) -> set[tuple[int, int]]:
    """Rows above the first cell that has a column's name, in the tables that have such cells."""
    first_named: dict[int, int] = {}
    for block in blocks:
        if block["kind"] == "table_cell" and block["column_name"]:
            first_named.setdefault(block["table_id"], block["row"])
    return {
        (block["table_id"], block["row"])
        for block in blocks
        if block["kind"] == "table_row" and block["row"] < first_named.get(block["table_id"], 0)
    }


def _heading_levels(blocks: Sequence[Row]) -> dict[int, int]:
    """The HTML level of each heading: one more than that of the heading it stands under."""
    by_id = {block["block_id"]: block for block in blocks}
    levels: dict[int, int] = {}
    for block in blocks:
        if block["kind"] != "heading":
            continue
        above = by_id.get(block["parent_id"])
        while above is not None and above["block_id"] not in levels:
            above = by_id.get(above["parent_id"])
        level = _FIRST_HEADING_LEVEL if above is None else levels[above["block_id"]] + 1
        levels[block["block_id"]] = min(level, _LAST_HEADING_LEVEL)
    return levels
