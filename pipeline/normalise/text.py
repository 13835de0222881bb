"""The normalised text: clean lines, each a logical paragraph, row or note, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pipeline.normalise.offsets import OffsetMap

LineKind = Literal["text", "table_row", "footnote", "furniture"]


class Cell(NamedTuple):
    """A table row's cell: span in the normalised text and place in the grid (from 0).

    `covered` tells that it is part of the cell above it. `breaks` are the offsets of the blanks between its lines where
    a line ends because its author ended it, not because it was full.
    """

    start: int
    end: int
    column: int
    column_span: int = 1
    covered: bool = False
    breaks: tuple[int, ...] = ()


class Line(NamedTuple):
    """One line of the normalised text: a logical paragraph, a table's row, a footnote, or page furniture.

    `emphasis` holds the spans that were bold or marked as a heading. For rows, `table_id` counts the
    document's tables from 0, `row` the table's rows from 0 and `cells` holds the cells in column order, with
    header rows marked. For footnotes, `label` is the printed mark and `anchor` the offset in the normalised
    text right after which the mark stood (None where it was not found).
    """

    start: int
    end: int
    kind: LineKind = "text"
    page: int | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    table_id: int | None = None
    row: int | None = None
    header: bool = False
    cells: tuple[Cell, ...] = ()
    label: str | None = None
    anchor: int | None = None


class Dropped(NamedTuple):
    """A stretch of the source text that is not in the normalised text, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The result of the stage `normalise`: NFC text in which every line is one `Line`, joined by line feeds.

    `page_starts` holds the offsets in the source text at which its pages begin, `word_confidence` the source spans
    of words that OCR read with its confidence, both as the reader gave them.
    """

    text: str
    lines: tuple[Line, ...]
    offsets: OffsetMap
    dropped: tuple[Dropped, ...]
    page_starts: tuple[int, ...] = ()
    word_confidence: tuple[tuple[int, int, float], ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which a character of the text stands; None for formats without pages."""
        if not self.page_starts:
            return None
        spans = self.offsets.source_spans(offset, offset + 1)
        return bisect_right(self.page_starts, spans[0][0]) if spans else None

    def confidence_of(self, start: int, end: int) -> list[float]:
        """The OCR's confidence (0–1) in each word of a span; empty where the text was embedded."""
        if not self.word_confidence:
            return []
        found: list[float] = []
        for first, last in self.offsets.source_spans(start, end):
            at = bisect_right(self.word_confidence, first, key=_word_end)
            while at < len(self.word_confidence) and self.word_confidence[at][0] < last:
                found.append(self.word_confidence[at][2])
                at += 1
        return found


def _word_end(word: tuple[int, int, float]) -> int:
    return word[1]
