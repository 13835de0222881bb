"""Tables put in order: layout tables told apart, page breaks mended, headers and column spans found."""

from __future__ import annotations

import itertools
import unicodedata

import regex

from extractors.common.patterns import compiled
from pipeline.normalise.physical import DropLog
from pipeline.normalise.tables import CellLines, Item, RawTable

_LAYOUT = regex.compile(
    r"(?:CỘNG\s+HÒA\s+XÃ\s+HỘI|CỘNG\s+HOÀ\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN)|Nơi\s+nhận|NƠI\s+NHẬN"
    r"|(?:TM|KT|TL|TUQ|Q)\s?\.\s?\p{Lu}|Độc\s+lập\s+-\s+Tự\s+do|Số\s?:.{0,30}/"
)
_HEADER_WORD = compiled(
    r"(?:s?tt|số\s+tt|số\s+thứ\s+tự|nội\s+dung|nhiệm\s+vụ|công\s+việc|hoạt\s+động|tên\s+\w+|sản\s+phẩm|kết\s+quả"
    r"|(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|người)?\s*(?:chủ\s+trì|phối\s+hợp|thực\s+hiện|phụ\s+trách|đầu\s+mối)"
    r"|thời\s+(?:gian|hạn|điểm)|tiến\s+độ|ghi\s+chú|đvt|đơn\s+vị\s+tính|chỉ\s+(?:tiêu|số)|mục\s+tiêu|kinh\s+phí"
    r"|số[,/]?\s+ký\s+hiệu|số\s+hiệu|trích\s+yếu|(?:ngày|cơ\s+quan)\s+ban\s+hành)\b",
    regex.IGNORECASE,
)
_ORDINAL = regex.compile(r"\(?\d{1,2}\)?$")
_ROW_LABEL = regex.compile(r"(?:[IVX]{1,4}|[A-Z]|\d{1,3})[.)]?$")
_NO_WORD = regex.compile(r"\W+")
_ACTOR = regex.compile(r"phân\s+công|cơ\s+quan|đơn\s+vị(?!\s+tính)|trách\s+nhiệm|bộ\s+phận", regex.IGNORECASE)
_ACTOR_PART = regex.compile(r"chủ\s+trì|phối\s+hợp|đầu\s+mối|phụ\s+trách|tham\s+mưu", regex.IGNORECASE)
_PERIOD = regex.compile(
    r"giai\s+đoạn|năm|kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|thời\s+gian|kinh\s+phí|tiến\s+độ", regex.IGNORECASE
)
_UNFINISHED = regex.compile(r"[^.:!?…”\"/)]$")


def cell_text(cell: CellLines) -> str:
    """The cell's lines joined by blanks."""
    return " ".join(line.text for line in cell)


def order_tables(items: list[Item], drops: DropLog) -> list[Item]:
    """The items with layout tables marked, cut tables joined, and headers and column spans filled in."""
    ordered: list[Item] = []
    table_at: int | None = None
    last: RawTable | None = None
    for item in items:
        if isinstance(item, RawTable):
            item.layout = item.layout or _is_layout(item)
            if item.continues and last is not None:
                _append(last, item, drops)
                continue
            previous = ordered[table_at] if table_at is not None else None
            if isinstance(previous, RawTable) and not item.layout and _continues(previous, item):
                _append(previous, item, drops)
                continue
            ordered.append(item)
            table_at = None if item.layout else len(ordered) - 1
            last = None if item.layout else item
            continue
        ordered.append(item)
        if not item.blank:
            table_at = None
    for item in ordered:
        if isinstance(item, RawTable) and not item.layout:
            known = item.spans is not None
            _find_header(item)
            if not known:
                _merge_repeated(item, drops)
    return ordered


def _is_layout(table: RawTable) -> bool:
    if table.width > 3:
        return False
    texts = [cell_text(cell) for row in table.rows for cell in row]
    return table.width < 2 or any(_LAYOUT.search(text) for text in texts)


def _fold(row: list[CellLines]) -> list[str]:
    return [
        _NO_WORD.sub(" ", unicodedata.normalize("NFC", cell_text(cell)).casefold()).strip() for cell in row
    ]


def _continues(table: RawTable, rest: RawTable) -> bool:
    """Whether a table right after another is its rest: the same header again, or as many columns and no header."""
    if _fold(table.rows[0]) == _fold(rest.rows[0]):
        return True
    return table.width == rest.width and not _is_header(rest.rows[0])


def _append(table: RawTable, rest: RawTable, drops: DropLog) -> None:
    rows = rest.rows
    repeated = 0
    while repeated < min(len(rows), len(table.rows)) and _fold(rows[repeated]) == _fold(table.rows[repeated]):
        for cell in rows[repeated]:
            for line in cell:
                for span in line.pieces:
                    drops.add(*span, "repeated table header")
        repeated += 1
    rows = rows[repeated:]
    if rows and _is_rest_of_row(table.rows[-1], rows[0]):
        last = table.rows[-1]
        last.extend([] for _ in range(len(rows[0]) - len(last)))
        for column, cell in enumerate(rows[0]):
            last[column].extend(cell)
        rows = rows[1:]
    table.rows.extend(rows)
    if table.spans is not None and rest.spans is not None:
        table.spans.extend(rest.spans[len(rest.rows) - len(rows) :])
    if table.covered is not None and rest.covered is not None:
        table.covered.extend(rest.covered[len(rest.rows) - len(rows) :])


def _is_rest_of_row(last: list[CellLines], first: list[CellLines]) -> bool:
    """Whether the first row after a page break is the rest of the row that the break cut: it has no ordinal of
    its own, and each of its cells goes on where a cell above stopped; in a table without ordinals all of them in
    small letters."""
    if not first or not any(first):
        return False
    if first[0] and not all(cell[0].text[:1].islower() for cell in first if cell):
        return False
    for column, cell in enumerate(first):
        if not cell:
            continue
        above = last[column] if column < len(last) else []
        begins_small = cell[0].text[:1].islower()
        if not above or not (begins_small or _UNFINISHED.search(above[-1].text) or cell[0].text[:1] in "-+"):
            return False
    return True


def _is_header(row: list[CellLines]) -> bool:
    texts = [cell_text(cell) for cell in row]
    words = sum(bool(_HEADER_WORD.match(text)) for text in texts)
    short = all(len(text) <= 80 for text in texts)
    return short and (words >= 2 or (words == 1 and len(row) <= 3 and bool(_HEADER_WORD.match(texts[0]))))


def _find_header(table: RawTable) -> None:
    """Counts the header rows and spreads the cells of a two-row header over the columns below them."""
    rows = table.rows
    if table.header_rows is None:
        count = 1 if _is_header(rows[0]) or (len(rows[0]) > 2 and _all_emphasised(rows[0])) else 0
        while count and count < min(3, len(rows) - 1):
            texts = [cell_text(cell) for cell in rows[count]]
            numbered = sum(bool(_ORDINAL.match(text)) for text in texts) >= max(2, len(texts) - 1)
            second = count == 1 and (
                _is_second_header(rows[0], rows[1]) or _is_header(rows[1]) or _divides_header(table)
            )
            if not (numbered or second):
                break
            count += 1
        table.header_rows = count
    if table.spans is not None:
        return
    table.spans = [[1] * len(row) for row in rows]
    if table.header_rows > 1 and len(rows) > table.header_rows:
        width = max(len(row) for row in rows[table.header_rows :])
        _spread(table, width)


def _merge_repeated(table: RawTable, drops: DropLog) -> None:
    """Makes one cell of those of a group's row: converters write a merged cell's text once for each column."""
    assert table.spans is not None  # noqa: S101 - set by the caller
    for row, spans in zip(table.rows, table.spans, strict=True):
        texts = [cell_text(cell) for cell in row]
        first = 0 if len(set(texts)) == 1 else 1
        # equal values of several years are none: a name stands before them
        headed = not first or not texts[0] or _ROW_LABEL.match(texts[0]) is not None
        worded = any(char.isalpha() for char in texts[-1])
        if len(row) - first < 3 or len(set(texts[first:])) > 1 or not (headed and worded):
            continue
        for cell in row[first + 1 :]:
            for line in cell:
                for piece in line.pieces:
                    drops.add(*piece, "repeated merged cell")
        del row[first + 1 :]
        spans[first:] = [len(texts) - first]


def _all_emphasised(row: list[CellLines]) -> bool:
    cells = [cell for cell in row if cell]
    return bool(cells) and len(cells) == len(row) and all(line.emphasised for cell in cells for line in cell)


def _is_second_header(first: list[CellLines], second: list[CellLines]) -> bool:
    """A second row that fills in below the first: emphasised like it, without an ordinal before it."""
    if len(second) < 2 or not _all_emphasised(second) or _ROW_LABEL.match(cell_text(second[0])):
        return False
    if len(first) == len(second):
        return True
    return _all_emphasised(first) and not _HEADER_WORD.match(cell_text(second[0]))


def _divides_header(table: RawTable) -> bool:
    """Whether the second row only divides cells of the first: all others of the first reach down over it."""
    if table.spans is None or table.covered is None or not any(table.covered[1]):
        return False
    divided = [reach > 1 for reach in table.spans[0] for _ in range(reach)]
    own = [
        not part for reach, part in zip(table.spans[1], table.covered[1], strict=True) for _ in range(reach)
    ]
    return len(own) == len(divided) and all(itertools.compress(divided, own))


def _spread(table: RawTable, width: int) -> None:
    """Where header cells stand over several cells of the second row, spreads those over their share: the one cell
    whose name covers what the second row tells apart (`Phân công` over `Chủ trì` and `Phối hợp`), else the last."""
    assert table.spans is not None  # noqa: S101 - set by the caller
    first, second = len(table.rows[0]), len(table.rows[1])
    for covering in range(1, first):
        if second % covering or first - covering + second != width:
            continue
        begin = first - covering
        if covering == 1:
            begin = _covering_cell(table.rows[0], table.rows[1])
        table.spans[0] = [
            second // covering if begin <= column < begin + covering else 1 for column in range(first)
        ]
        rest = first - begin - covering
        table.rows[1][:0] = [[] for _ in range(begin)]
        table.rows[1].extend([] for _ in range(rest))
        table.spans[1] = [1] * len(table.rows[1])
        return


def _covering_cell(first: list[CellLines], second: list[CellLines]) -> int:
    """The column of the header cell that stands over all cells of the second row."""
    parted = _ACTOR if any(_ACTOR_PART.search(cell_text(cell)) for cell in second) else _PERIOD
    covering = [column for column, cell in enumerate(first) if parted.search(cell_text(cell))]
    return covering[-1] if covering else len(first) - 1
