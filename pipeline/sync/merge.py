"""The tables of one state and the rows of newly processed documents become the tables of the next state."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.store.schema import DOCUMENT_TABLES, TABLES
from pipeline.store.writer import TableSet
from pipeline.sync.changes import Changes
from pipeline.sync.instruments import Mentions
from pipeline.sync.parcels import MissingRowsError

Unpack = Callable[[str], dict[str, Any]]


def merge(
    tables: TableSet,
    old: Path | None,
    names: Mapping[str, str],
    fresh: frozenset[str],
    unpack: Unpack,
    *,
    old_instruments: bool = True,
) -> Changes:
    """Write the tables of documents, and `instruments`, of the next state.

    `names` holds the path of every document that has rows in it, in order; of those in `fresh` the rows come
    from `unpack`, of all others from the tables in the folder `old`, whose table `instruments` may be declared
    unusable. What is written does not depend on which is which. Raises MissingRowsError where a document has no
    rows, and whatever `unpack` raises.
    """
    changes = Changes({name: [0, 0] for name in DOCUMENT_TABLES})
    mentions = Mentions(all_new=not old_instruments or fresh.issuperset(names))
    cursors = {name: _Cursor(old, name) for name in DOCUMENT_TABLES}
    old_paths = cursors["documents"].paths()
    # all others go over as they are, many at once
    apart = [
        doc_id
        for doc_id in sorted({*old_paths, *names})
        if doc_id in fresh or old_paths.get(doc_id) != names.get(doc_id)
    ]
    for doc_id in apart:
        _take_over(tables, cursors, doc_id)
        rows = unpack(doc_id) if doc_id in fresh else {}
        old_path, differs = None, False
        for table, cursor in cursors.items():
            before = cursor.take(doc_id)
            if table == "documents":
                old_path = before.column("source_path")[0].as_py() if before.num_rows else None
                if doc_id in names and not rows and old_path is None:
                    raise MissingRowsError(f"The tables lack the document {doc_id}.")
            after = rows.get(table, before if doc_id in names else before.slice(0, 0))
            if table == "documents" and after.num_rows:
                after = _with_path(after, names[doc_id])
            if after is not before:
                differs |= changes.count(table, *_difference(before, after))
                if table == "citations":
                    mentions.touch(before)
                    mentions.touch(after)
            tables.add({table: after})
        if doc_id not in names:
            changes.went_out.append(old_path or doc_id)
        elif old_path is None:
            changes.came_in.append(names[doc_id])
        elif differs:
            changes.redone.append(names[doc_id])
    _take_over(tables, cursors, None)
    # all are finished before the last is begun: none of their rows stays in memory
    finished = {table: tables.finish(table) for table in DOCUMENT_TABLES}
    batches, made, replaced = mentions.merge(
        pq.ParquetFile(finished["citations"], pre_buffer=False),
        _old_table(old, "instruments", usable=old_instruments),
    )
    for batch in batches:
        tables.add({"instruments": batch})
    changes.count("instruments", *_difference(replaced, made))
    return changes


def _take_over(tables: TableSet, cursors: Mapping[str, _Cursor], doc_id: str | None) -> None:
    for table, cursor in cursors.items():
        for rows, ends in cursor.take_before(doc_id):
            tables.add_documents(table, rows, ends)


class _Cursor:
    """A table's old rows, in order: a document's, or those of all up to one."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._empty = pa.RecordBatch.from_pylist([], schema=TABLES[name].schema)
        file = pq.ParquetFile(folder / f"{name}.parquet") if folder is not None else None
        self._file = file if file is not None and file.schema_arrow.equals(TABLES[name].schema) else None
        self._groups = self._each()
        self._at = 0
        self._rows, self._doc_ids, self._ends = self._empty, list[str](), list[int]()
        self._advance()

    def paths(self) -> dict[str, str]:
        """In the table `documents`, the path of each document."""
        if self._file is None:
            return {}
        columns = self._file.read(columns=["doc_id", "source_path"])
        return dict(zip(*(column.to_pylist() for column in columns.columns), strict=True))

    def take(self, doc_id: str) -> Any:
        """A document's rows; what comes before them is taken."""
        if self._at == len(self._ends) or self._doc_ids[self._at] != doc_id:
            return self._empty
        rows, _ = self._cut(self._at + 1)
        return rows

    def take_before(self, doc_id: str | None) -> Iterator[tuple[Any, list[int]]]:
        """The rows of all documents that are left and come before one (None: all), with where each document ends."""
        while self._at < len(self._ends):
            to = len(self._ends) if doc_id is None else bisect_left(self._doc_ids, doc_id, self._at)
            if to == self._at:
                return
            yield self._cut(to)

    def _cut(self, to: int) -> tuple[Any, list[int]]:
        begin = self._ends[self._at - 1] if self._at else 0
        ends = [end - begin for end in self._ends[self._at : to]]
        rows = self._rows.slice(begin, ends[-1])
        self._at = to
        if to == len(self._ends):
            self._advance()
        return rows, ends

    def _advance(self) -> None:
        self._at = 0
        self._rows, self._doc_ids, self._ends = next(self._groups, (self._empty, [], []))

    def _each(self) -> Iterator[tuple[Any, list[str], list[int]]]:
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
                yield batch, spans.values.to_pylist(), spans.run_ends.to_pylist()


def _with_path(documents: Any, path: str) -> Any:
    at = documents.schema.get_field_index("source_path")
    if documents.column(at)[0].as_py() == path:
        return documents
    return documents.set_column(at, documents.schema.field(at), pa.array([path]))


def _difference(before: Any, after: Any) -> tuple[int, int]:
    """Rows that are only among the new ones, and only among the old ones."""
    if not before.num_rows or not after.num_rows:
        return after.num_rows, before.num_rows
    if before.equals(after):
        return 0, 0
    old, new = (Counter(repr(row) for row in rows.to_pylist()) for rows in (before, after))
    return (new - old).total(), (old - new).total()


def _old_table(folder: Path | None, name: str, *, usable: bool) -> Any:
    schema = TABLES[name].schema
    if folder is None or not usable:
        return schema.empty_table()
    table = pq.ParquetFile(folder / f"{name}.parquet").read()
    return table.replace_schema_metadata(None) if table.schema.equals(schema) else schema.empty_table()
