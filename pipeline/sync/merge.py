"""The tables of one state and the rows of newly processed documents become the tables of the next state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.schema import DOCUMENT_TABLES, TABLES
from pipeline.store.writer import TableSet
from pipeline.sync.changes import Changes
from pipeline.sync.instruments import Mentions
from pipeline.sync.old_rows import OldRows, OldTable
from pipeline.sync.parcels import MissingRowsError

Unpack = Callable[[str], dict[str, Any]]


def merge(
    tables: TableSet,
    old_rows: OldRows,
    names: Mapping[str, str],
    fresh: frozenset[str],
    unpack: Unpack,
    *,
    old_instruments: Path | None,
) -> Changes:
    """Write the tables of documents, and `instruments`, of the next state.

    `names` holds the path of every document that has rows in it, in order; of those in `fresh` the rows come
    from `unpack`, of all others from `old_rows`. `old_instruments` is the file of the table `instruments` that goes
    with them (None: it cannot be used). What is written does not depend on which is which. Raises MissingRowsError
    where a document has no rows, and whatever `unpack` raises.
    """
    changes = Changes({name: [0, 0] for name in DOCUMENT_TABLES})
    mentions = Mentions(all_new=old_instruments is None or fresh.issuperset(names))
    old_paths = old_rows.tables["documents"].paths()
    # all others go over as they are, many at once
    apart = [
        doc_id
        for doc_id in sorted({*old_paths, *names})
        if doc_id in fresh or old_paths.get(doc_id) != names.get(doc_id)
    ]
    for doc_id in apart:
        _take_over(tables, old_rows.tables, doc_id)
        rows = unpack(doc_id) if doc_id in fresh else {}
        old_path, differs = None, False
        for table, old_table in old_rows.tables.items():
            before = old_table.take(doc_id)
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
    _take_over(tables, old_rows.tables, None)
    # none of their rows stays in memory when the last table is begun
    citations = tables.finish("citations", [table for table in DOCUMENT_TABLES if table != "citations"])
    batches, made, replaced = mentions.merge(
        pq.ParquetFile(citations, pre_buffer=False),
        _old_instruments(old_instruments),
    )
    for batch in batches:
        tables.add({"instruments": batch})
    changes.count("instruments", *_difference(replaced, made))
    return changes


def _take_over(tables: TableSet, old_tables: Mapping[str, OldTable], doc_id: str | None) -> None:
    for table, old_table in old_tables.items():
        for rows, ends in old_table.take_before(doc_id):
            tables.add_documents(table, rows, ends)


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


def _old_instruments(path: Path | None) -> Any:
    schema = TABLES["instruments"].schema
    if path is None:
        return schema.empty_table()
    table = pq.ParquetFile(path).read()
    return table.replace_schema_metadata(None) if table.schema.equals(schema) else schema.empty_table()
