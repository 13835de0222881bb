"""From pages of words to a source document: the steps of the layout in order, over all pages at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.read.layout.aligned import find_aligned
from pipeline.read.layout.columns import lines_in_order
from pipeline.read.layout.grids import find_grids
from pipeline.read.layout.margins import furniture_rows, is_signing_mark
from pipeline.read.layout.notes import Note, part_notes, tie
from pipeline.read.layout.paragraphs import set_edges, usual_steps
from pipeline.read.layout.records import Grid, Page, TextLine, Word
from pipeline.read.layout.rows import rows_of
from pipeline.read.layout.turning import upright
from pipeline.read.layout.writing import Element, LaidOutPage, Writer, chain_grids
from pipeline.read.source import SourceDocument, SourceFormat, TextOrigin

_MOST_BOLD = 0.6
"""Where more of the text is bold than this, boldness tells nothing."""
_MOST_SHOWN = 5


@dataclass(slots=True)
class _Sheet:
    """A page between reading and writing."""

    page: Page
    grids: list[Grid]
    rows: list[list[Word]]
    signing: list[list[Word]] = field(default_factory=list)


def compose(
    pages: Iterable[Page],
    *,
    kind: SourceFormat,
    warnings: Iterable[str] = (),
) -> SourceDocument:
    """The source document of pages in order. `pages` is gone through once; `warnings` is read after it.

    The text holds the printed lines, with a blank line wherever a paragraph ends (`layout` is `spaced`).
    Superscript figures that are no footnote's mark are written as Unicode's superscripts.
    """
    sheets: list[_Sheet] = []
    origins: set[TextOrigin] = set()
    for page in pages:
        if page.words:
            origins.add(page.origin)
        sheets.append(_sheet(upright(page)))
    furniture = furniture_rows([(sheet.page.number, sheet.page.height, sheet.rows) for sheet in sheets])
    laid_out = [_lay_out(sheet, furniture.get(sheet.page.number, set())) for sheet in sheets]
    body_size = _body_size(laid_out)
    taken = _take_notes(laid_out, sheets, body_size)
    chain_grids(laid_out)
    writer = Writer(usual_steps([e for page in laid_out for e in page.body if isinstance(e, TextLine)]))
    for finished in laid_out:
        writer.write(finished, taken)
    text = writer.finish()
    bold = sum(end - start for start, end in writer.emphasis)
    return SourceDocument(
        text=text,
        format=kind,
        text_origin=origins.pop() if len(origins) == 1 else "mixed" if origins else "embedded",
        layout="spaced",
        page_count=len(sheets),
        page_starts=tuple(writer.page_starts),
        tables=tuple(writer.tables),
        footnotes=tuple(writer.footnotes),
        furniture=tuple(writer.furniture),
        emphasis=tuple(writer.emphasis) if bold <= _MOST_BOLD * len(text) else (),
        word_confidence=tuple(writer.word_confidence),
        pages=tuple(writer.pages),
        warnings=(*warnings, *_mending([change for sheet in sheets for change in sheet.page.mended])),
    )


def _mending(changes: list[tuple[str, str]]) -> list[str]:
    """What a reader should know of words that were mended."""
    if not changes:
        return []
    shown = list(dict.fromkeys(f"`{read}` as `{mended}`" for read, mended in changes))
    more = ", …" if len(shown) > _MOST_SHOWN else ""
    words = ", ".join(shown[:_MOST_SHOWN])
    return [
        f"words that OCR misread were mended, each with one reading only ({len(changes):,}): {words}{more}"
    ]


def _sheet(page: Page) -> _Sheet:
    stamps: defaultdict[int, list[Word]] = defaultdict(list)
    for word in page.words:
        if word.stamp:
            stamps[word.stamp].append(word)
    signing = {stamp: rows for stamp, words in stamps.items() if is_signing_mark(rows := rows_of(words))}
    grids, rest = find_grids(
        page.rules, [word for word in page.words if word.stamp not in signing], page.number
    )
    aligned, rows = find_aligned(rows_of(rest), page.number)
    grids = sorted([*grids, *aligned], key=lambda grid: grid.top)
    marks = [row for rows in signing.values() for row in rows]
    return _Sheet(page, grids, rows, marks)


def _lay_out(sheet: _Sheet, furniture: set[int]) -> LaidOutPage:
    page = LaidOutPage(sheet.page)
    bands: list[list[list[Word]]] = [[] for _ in range(len(sheet.grids) + 1)]
    for index, row in enumerate(sheet.rows):
        if index in furniture or row[0].turned:
            (page.head if row[0].baseline < sheet.page.height / 2 else page.foot).append(row)
            continue
        middle = (row[0].top + row[0].bottom) / 2
        bands[sum((grid.top + grid.bottom) / 2 < middle for grid in sheet.grids)].append(row)
    column = 0
    for band, grid in zip(bands, [*sheet.grids, None], strict=True):
        lines = lines_in_order(band, sheet.page.number, column)
        column = max((line.column for line in lines), default=column)
        page.body += lines
        if grid is not None:
            page.body.append(grid)
    page.foot += sheet.signing
    return page


def _body_size(pages: list[LaidOutPage]) -> float:
    """The size of most of the text outside tables (of all text, where there is little outside)."""
    for inside in (False, True):
        sizes: Counter[float] = Counter()
        for page in pages:
            for line in _lines(page.body, inside=inside):
                sizes[round(line.size * 2) / 2] += sum([len(word.text) for word in line.words])
        if sizes.total() > 200 or inside:
            return max(sizes, key=lambda size: sizes[size], default=0.0)
    return 0.0


def _lines(body: list[Element], *, inside: bool) -> list[TextLine]:
    lines = [element for element in body if isinstance(element, TextLine)]
    if inside:
        for element in body:
            if isinstance(element, Grid):
                lines += [line for cell in element.cells for line in cell.lines]
    return lines


def _take_notes(pages: list[LaidOutPage], sheets: list[_Sheet], body_size: float) -> set[int]:
    """Parts the footnotes from each page's lines; the identities of the words that mark them."""
    taken: set[int] = set()
    free: list[Word] = []
    last: Note | None = None
    edges: tuple[float, float] | None = None
    for page, sheet in zip(pages, sheets, strict=True):
        at = max((index + 1 for index, e in enumerate(page.body) if isinstance(e, Grid)), default=0)
        tail = [element for element in page.body[at:] if isinstance(element, TextLine)]
        marks = free + [word for line in _lines(page.body, inside=True) for word in line.words if word.raised]
        parted = part_notes(tail, sheet.page.rules, body_size, marks, last)
        if parted.rest and last is not None:
            last.lines += parted.rest
        else:
            parted.body += parted.rest
        page.body[at:] = parted.body
        page.notes = parted.notes
        last = parted.notes[-1] if parted.notes else last if parted.rest else None
        labels = {id(note.label_word) for note in parted.notes}
        free = [word for word in marks if id(word) not in labels]
        tie(parted.notes, free)
        taken |= {id(note.mark) for note in parted.notes if note.mark is not None}
        edges = set_edges([e for e in page.body if isinstance(e, TextLine)], edges)
    return taken
