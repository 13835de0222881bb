"""The documents' tables of the state before: their rows are taken in order, some of them read ahead of time."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.store.memory import give_back
from pipeline.store.schema import DOCUMENT_TABLES, TABLES

_AHEAD = 128 * 2**20
"""Bytes of rows that may wait in memory, however large the tables are; the row group that exceeds them is the last."""


class OldRows:
    """The tables of documents in a folder (None: there are none), by name. Each row can be taken once."""

    def __init__(self, folder: Path | None) -> None:
        give_back()
        self.tables = {name: OldTable(folder, name) for name in DOCUMENT_TABLES}

    def read_ahead(self) -> None:
        """Read as many rows as may wait in memory, those of small tables first."""
        room = _AHEAD
        for table in sorted(self.tables.values(), key=lambda table: table.num_rows):
            room = table.read_ahead(room)
        give_back()


class _Group(NamedTuple):
    """A row group: its rows, and for each document in it the id and where it ends."""

    rows: Any
    doc_ids: list[str]
    ends: list[int]


class OldTable:
    """A table's old rows, in order: a document's, or those of all up to one. One row group is in memory at a time,
    besides those that are read ahead."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._empty = pa.RecordBatch.from_pylist([], schema=TABLES[name].schema)
        file = pq.ParquetFile(folder / f"{name}.parquet") if folder is not None else None
        self._file = file if file is not None and file.schema_arrow.equals(TABLES[name].schema) else None
        self._unread = self._each()
        self._ahead = deque[_Group]()
        self._group = self._no_group = _Group(self._empty, [], [])
        self._at = 0

    @property
    def num_rows(self) -> int:
        """How many there are, taken or not."""
        return self._file.metadata.num_rows if self._file is not None else 0

    def paths(self) -> dict[str, str]:
        """In the table `documents`, the path of each document."""
        if self._file is None:
            return {}
        columns = self._file.read(columns=["doc_id", "source_path"])
        return dict(zip(*(column.to_pylist() for column in columns.columns), strict=True))

    def read_ahead(self, room: int) -> int:
        """Read row groups as long as there is room, in bytes; gives what is left of it."""
        while room > 0 and (group := next(self._unread, None)) is not None:
            self._ahead.append(group)
            room -= group.rows.nbytes
        return room

    def take(self, doc_id: str) -> Any:
        """A document's rows; what comes before them is taken."""
        if not self._has_more() or self._group.doc_ids[self._at] != doc_id:
            return self._empty
        rows, _ = self._cut(self._at + 1)
        return rows

    def take_before(self, doc_id: str | None) -> Iterator[tuple[Any, list[int]]]:
        """The rows of all documents that are left and come before one (None: all), with where each document ends."""
        while self._has_more():
            doc_ids = self._group.doc_ids
            to = len(doc_ids) if doc_id is None else bisect_left(doc_ids, doc_id, self._at)
            if to == self._at:
                return
            yield self._cut(to)

    def _has_more(self) -> bool:
        """Whether rows are left, which are then at hand."""
        if self._at == len(self._group.ends):
            self._group = self._ahead.popleft() if self._ahead else next(self._unread, self._no_group)
            self._at = 0
        return bool(self._group.ends)

    def _cut(self, to: int) -> tuple[Any, list[int]]:
        rows, _, all_ends = self._group
        begin = all_ends[self._at - 1] if self._at else 0
        ends = [end - begin for end in all_ends[self._at : to]]
        self._at = to
        if to == len(all_ends):  # nothing holds on to what is taken
            self._group, self._at = self._no_group, 0
        return rows.slice(begin, ends[-1]), ends

    def _each(self) -> Iterator[_Group]:
        for number in range(self._file.num_row_groups if self._file is not None else 0):
            assert self._file is not None  # noqa: S101 - asked for by type checkers
            # row groups end where documents end
            group = self._file.read_row_group(number).combine_chunks()
            batch = pa.RecordBatch.from_arrays(
                [
                    column.chunk(0) if column.num_chunks else pa.array([], column.type)
                    for column in group.columns
                ],
                schema=self._empty.schema,
            )
            if batch.num_rows:
                spans = pc.run_end_encode(batch.column("doc_id"))
                yield _Group(batch, spans.values.to_pylist(), spans.run_ends.to_pylist())
