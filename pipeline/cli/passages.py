"""The passage of a document that a row comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from extractors.common.sentences import sentence_at
from pipeline.cli.terminal import printable

Row = dict[str, Any]

MARK_BEFORE, MARK_AFTER = "»", "«"
_MARKED = "bold yellow"


def block_of(blocks: Sequence[Row], row: Row) -> Row | None:
    """The block that a row's words stand in: its own, or the innermost one that covers where they begin."""
    if "block_id" in row:
        return next((block for block in blocks if block["block_id"] == row["block_id"]), None)
    covering = (block for block in blocks if block["char_start"] <= row["char_start"] < block["char_end"])
    return min(covering, key=lambda block: block["char_end"] - block["char_start"], default=None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text, by its offsets in the normalised text."""

    start: int
    end: int
    text: str

    def marked(self, rows: Iterable[Row]) -> Text:
        """The text with the rows' words marked."""
        shown, position = Text(overflow="fold"), 0
        for start, end in sorted({(row["char_start"], row["char_end"]) for row in rows}):
            first, last = max(position, start - self.start), min(len(self.text), end - self.start)
            if first < last:
                shown.append(printable(self.text[position:first])).append(MARK_BEFORE)
                shown.append(printable(self.text[first:last]), _MARKED).append(MARK_AFTER)
                position = last
        return shown.append(printable(self.text[position:]))


def sentence_of(blocks: Sequence[Row], row: Row) -> Passage:
    """The sentence that a row's words stand in, within its block."""
    block = block_of(blocks, row)
    if block is None:
        return Passage(row["char_start"], row["char_end"], row["text"])
    offset = block["char_start"]
    start, end = sentence_at(block["text"], row["char_start"] - offset, row["char_end"] - offset)
    return Passage(offset + start, offset + end, block["text"][start:end])


def headings_above(blocks: Sequence[Row], block: Row) -> list[Row]:
    """The blocks that a block stands under, the outermost first."""
    by_id = {candidate["block_id"]: candidate for candidate in blocks}
    above: list[Row] = []
    while block["parent_id"] is not None:
        block = by_id[block["parent_id"]]
        above.insert(0, block)
    return above
