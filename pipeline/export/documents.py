"""The documents' normalised texts, put together from the table `blocks`, with the mentions found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.store.schema import TABLES
from pipeline.tables import Tables

Row = dict[str, Any]

MENTION_TABLES: tuple[str, ...] = tuple(
    name
    for name, table in TABLES.items()
    if "rule" in table.schema.names and "char_start" in table.schema.names
)
"""Tables whose rows are mentions: words of a document from `char_start` to `char_end`."""


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A row of `documents`, its normalised text, and the rows of MENTION_TABLES that lie in it."""

    row: Row
    text: str
    mentions: dict[str, list[Row]]


def marked_documents(tables: Tables) -> Iterator[MarkedDocument]:
    """All documents in the tables' order, one in memory at a time."""
    blocks = _ByDocument(tables, "blocks", ["doc_id", "text", "char_start", "char_end"])
    mentions = {name: _ByDocument(tables, name) for name in MENTION_TABLES}
    for row in tables.rows("documents"):
        doc_id = row["doc_id"]
        text = normalised_text(blocks.of(doc_id))
        yield MarkedDocument(row, text, {name: rows.of(doc_id) for name, rows in mentions.items()})


def normalised_text(blocks: Sequence[Row]) -> str:
    """The text that all offsets count in. What lies between blocks was a line's end."""
    pieces: list[str] = []
    end = 0
    for block in sorted(blocks, key=lambda block: (block["char_start"], -block["char_end"])):
        if block["char_end"] <= end:  # a cell of the row before, or an empty one
            continue
        if block["char_start"] > end:
            pieces.append("\n" * (block["char_start"] - end))
        pieces.append(block["text"][max(0, end - block["char_start"]) :])
        end = block["char_end"]
    return "".join(pieces)


class _ByDocument:
    """A table that is sorted by `doc_id`, handed out document by document in that order."""

    def __init__(self, tables: Tables, name: str, columns: Sequence[str] | None = None) -> None:
        self._groups = groupby(tables.rows(name, columns), key=itemgetter("doc_id"))
        self._waiting: tuple[str, list[Row]] | None = None

    def of(self, doc_id: str) -> list[Row]:
        """A document's rows; the documents must be asked for in the tables' order."""
        while self._waiting is None or self._waiting[0] < doc_id:
            following = next(self._groups, None)
            if following is None:
                return []
            self._waiting = following[0], list(following[1])
        return self._waiting[1] if self._waiting[0] == doc_id else []
