"""Writing of the tables: rows stream in document by document, finished files appear all at once."""

from __future__ import annotations

import shutil
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.batches import record_batch
from pipeline.store.durable import flush_to_disk
from pipeline.store.memory import give_back
from pipeline.store.schema import SCHEMA_VERSION, TABLES, Table
from pipeline.store.version import program_version, rules_version

_COMPRESSION = "zstd"
_FEW_ROWS = 1_000
"""A batch of fewer rows takes more room than its rows do."""
_FEW_BATCHES = 64
"""Of so many batches of a few rows, one is made."""


class TableSet:
    """All tables of a run, written into `folder/.writing-…` and moved to `folder` by `commit`.

    `names` are the tables, by default all; `metadata` goes into every file beside the versions; `rows_per_group` is
    by default as each table has it. With `threads`, row groups are packed in so many threads while others are gathered.
    Use it as a context manager: without `commit` nothing in the folder changes. Batches must come in the
    table's order; what is held in memory is at most one row group a table, with threads at most two.
    """

    def __init__(
        self,
        folder: Path,
        *,
        rows_per_group: int | None = None,
        names: Iterable[str] = tuple(TABLES),
        metadata: Mapping[str, str] | None = None,
        threads: int = 0,
    ) -> None:
        give_back()  # of what came before, for the rows
        self.folder = folder
        self.row_counts: dict[str, int] = dict.fromkeys(names, 0)
        self._created = _make_folder(folder)
        self._staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
        self._writers: dict[str, _TableWriter] = {}
        self._threads = ThreadPoolExecutor(threads) if threads else None
        try:
            for name in self.row_counts:
                path = self._staging / f"{name}.parquet"
                rows = rows_per_group or TABLES[name].rows_per_group
                self._writers[name] = _TableWriter(TABLES[name], path, rows, metadata or {}, self._threads)
        except OSError:
            self._abandon()
            raise

    def add(self, batches: Mapping[str, Any]) -> None:
        """Append record batches, by table name; a document's batches belong in one call."""
        for name, batch in batches.items():
            self._writers[name].add(batch)
            self.row_counts[name] += batch.num_rows

    def add_documents(self, name: str, batch: Any, ends: Sequence[int]) -> None:
        """Append the rows of several documents, which end where `ends` says."""
        self._writers[name].add_documents(batch, ends)
        self.row_counts[name] += batch.num_rows

    def add_rows(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Append all rows of a table that is not kept by document."""
        self.add({name: record_batch(TABLES[name], rows)})

    def finish(self, name: str, others: Iterable[str]) -> Path:
        """Finish a table's file, and let go of the rows of others, which are complete, too; gives where the one can be
        read until `commit`."""
        for each in (name, *others):
            self._writers[each].flush()
        self._writers[name].close()
        return self._staging / f"{name}.parquet"

    def commit(self) -> None:
        """Finish the files and put them in the place of those of an earlier run."""
        # the largest last, when the rows of all others have left the memory
        for writer in sorted(self._writers.values(), key=lambda writer: writer.waiting_rows):
            writer.close()
        for name in self._writers:
            staged = self._staging / f"{name}.parquet"
            flush_to_disk(staged)
            staged.replace(self.folder / staged.name)
        flush_to_disk(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._abandon()
        if error is not None:
            _remove_empty(self._created)

    def _abandon(self) -> None:
        for writer in self._writers.values():
            writer.abandon()
        if self._threads is not None:
            self._threads.shutdown()
        shutil.rmtree(self._staging, ignore_errors=True)


class _TableWriter:
    """One table's file. Row groups end where a document ends, so that a document is read from one group."""

    def __init__(
        self,
        table: Table,
        path: Path,
        rows_per_group: int,
        metadata: Mapping[str, str],
        threads: ThreadPoolExecutor | None,
    ) -> None:
        versions = {
            "schema_version": SCHEMA_VERSION,
            "rules_version": rules_version(),
            "program_version": program_version(),
        }
        self._schema = table.schema.with_metadata({**versions, **metadata})
        self._writer = pq.ParquetWriter(path, self._schema, compression=_COMPRESSION)
        self._rows_per_group = rows_per_group
        self._threads = threads
        self._packing: Future[None] | None = None
        self._batches: list[Any] = []
        self._small_batches: list[Any] = []
        self.waiting_rows = 0

    def add(self, batch: Any) -> None:
        if not batch.num_rows:
            return
        self.waiting_rows += batch.num_rows
        self._small_batches.append(batch)
        if batch.num_rows >= _FEW_ROWS or len(self._small_batches) == _FEW_BATCHES:
            self._join_small()
        if self.waiting_rows >= self._rows_per_group:
            self.flush()

    def add_documents(self, batch: Any, ends: Sequence[int]) -> None:
        """As `add` with one document after the other."""
        begin = 0
        while begin < batch.num_rows:
            full = bisect_left(ends, begin + self._rows_per_group - self.waiting_rows)
            end = ends[full] if full < len(ends) else batch.num_rows
            self.add(batch.slice(begin, end - begin))
            begin = end

    def close(self) -> None:
        if self._writer.is_open:
            self.flush()
            self._wait()
            self._writer.close()

    def abandon(self) -> None:
        """Close the file, whatever becomes of it."""
        if self._packing is not None:
            self._packing.exception()  # waits for it
        try:
            if self._writer.is_open:
                self._writer.close()
        except OSError:  # the disk is full
            self._writer.is_open = False

    def _join_small(self) -> None:
        *small, last = self._small_batches
        if last.num_rows < _FEW_ROWS:
            small.append(last)
        if small:
            self._batches.append(_joined(small))
        if last.num_rows >= _FEW_ROWS:
            self._batches.append(last)
        self._small_batches.clear()

    def flush(self) -> None:
        """Write the rows that wait as a row group; with threads, the next one raises what went wrong with this one."""
        if not self.waiting_rows:
            return
        batches = self._batches + self._small_batches
        self._batches, self._small_batches, self.waiting_rows = [], [], 0
        if self._threads is None:
            self._pack(batches)
        else:
            self._wait()
            self._packing = self._threads.submit(self._pack, batches)

    def _wait(self) -> None:
        """Until nothing is being packed; raises what packing raised."""
        packing, self._packing = self._packing, None
        if packing is not None:
            packing.result()

    def _pack(self, batches: list[Any]) -> None:
        """Write a row group, and let go of its batches."""
        # one chunk a column: pages are cut the same way however the rows came in
        group = pa.Table.from_batches([_joined(batches)], self._schema)
        batches.clear()
        # a table, other than a batch, is written column by column, and nothing of it stays in memory
        self._writer.write_table(group, row_group_size=group.num_rows)
        del group
        give_back()


def _joined(batches: Sequence[Any]) -> Any:
    """Record batches as one."""
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0]


def _make_folder(folder: Path) -> list[Path]:
    """Create the folder and those above it; gives those that were not there, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return
