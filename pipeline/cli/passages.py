"""The passage of a document that a row comes from."""

from __future__ import annotations

from collections.abc import Sequence
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


def marked_sentence(blocks: Sequence[Row], row: Row) -> Text:
    """The sentence that a row's words stand in, with the words marked."""
    block = block_of(blocks, row)
    if block is None:
        return _marked(row["text"], 0, len(row["text"]))
    offset = block["char_start"]
    start, end = sentence_at(block["text"], row["char_start"] - offset, row["char_end"] - offset)
    return _marked(
        block["text"][start:end], row["char_start"] - offset - start, row["char_end"] - offset - start
    )


def marked_block(block: Row, row: Row) -> Text:
    """A whole block with a row's words marked."""
    offset = block["char_start"]
    return _marked(block["text"], row["char_start"] - offset, row["char_end"] - offset)


def headings_above(blocks: Sequence[Row], block: Row) -> list[Row]:
    """The blocks that a block stands under, the outermost first."""
    by_id = {candidate["block_id"]: candidate for candidate in blocks}
    above: list[Row] = []
    while block["parent_id"] is not None:
        block = by_id[block["parent_id"]]
        above.insert(0, block)
    return above


def _marked(text: str, start: int, end: int) -> Text:
    before, words, after = (printable(piece) for piece in (text[:start], text[start:end], text[end:]))
    return Text.assemble(before, MARK_BEFORE, (words, _MARKED), MARK_AFTER, after, overflow="fold")
