"""The tables of a run, cut into the rows of one document after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.store.reader import read_table, whole_state
from pipeline.store.schema import DOCUMENT_TABLES

Row = dict[str, Any]

_OF_SOURCES = ["path", "location", "doc_id", "status", "error_kind", "error_message"]


class RunTables:
    """All tables of a folder, held as Arrow columns; rows become dictionaries for one document at a time.

    Raises TableError where a table is missing or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        folder = whole_state(folder)
        self.documents: list[Row] = read_table(folder, "documents").to_pylist()
        # times, of which Arrow makes Python's by loading pandas, are not shown
        self.sources: list[Row] = read_table(folder, "sources", columns=_OF_SOURCES).to_pylist()
        self._tables: dict[str, Any] = {}
        self._places: dict[str, dict[str, tuple[int, int]]] = {}
        for name in DOCUMENT_TABLES:
            if name != "documents":
                table = read_table(folder, name).combine_chunks()
                self._tables[name] = table
                self._places[name] = _places(table)

    def rows_of(self, name: str, doc_id: str) -> list[Row]:
        """One document's rows of a table, in the table's order."""
        start, end = self._places[name].get(doc_id, (0, 0))
        if start == end:
            return []
        columns = self._tables[name].slice(start, end - start).to_pydict()
        names = list(columns)
        return [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _places(table: Any) -> dict[str, tuple[int, int]]:
    """First and last row (exclusive) of each document: the tables are sorted by document."""
    places: dict[str, tuple[int, int]] = {}
    start = 0
    for chunk in table.column("doc_id").chunks:
        runs = pc.run_end_encode(chunk)
        base = start
        for doc_id, run_end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            end = base + run_end
            places[doc_id] = (places[doc_id][0] if doc_id in places else start, end)
            start = end
    return places
