"""The documents of a plan, all processed, become the published state: all of it at once, or not at all."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow.parquet import read_metadata

from pipeline.inputs import InputFile
from pipeline.review.publishing import CorrectionLayer
from pipeline.store.schema import DOCUMENT_TABLES, TABLES
from pipeline.store.version import program_version
from pipeline.store.writer import TableSet
from pipeline.sync.changes import Changes
from pipeline.sync.ledger import Entry, Ledger, State
from pipeline.sync.logs import source_rows
from pipeline.sync.parcels import DamagedError, MissingRowsError, unpack
from pipeline.sync.parts import Parts
from pipeline.sync.plan import Plan
from pipeline.sync.states import States
from pipeline.sync.summary import Problem, Summary
from pipeline.sync.surroundings import Surroundings

if TYPE_CHECKING:
    from pipeline.sync.old_rows import OldRows

LOGS = ("sources", "runs")
"""The tables that tell of runs, and differ between equal states."""
_MANY = 10
"""Where fewer documents than one in so many are processed, what is done about the others takes much of the time."""
_THREADS = 2


class Publication:
    """What follows on a published state, of which some tables may be `damaged`; what people have corrected is laid
    over the documents' rows."""

    def __init__(
        self,
        ledger: Ledger,
        parts: Parts,
        states: States,
        around: Surroundings,
        old: State | None,
        damaged: frozenset[str],
        corrections: CorrectionLayer,
    ) -> None:
        self._ledger, self._parts, self._states, self._around = ledger, parts, states, around
        self._old, self._damaged, self._corrections = old, damaged, corrections
        self._old_rows: OldRows | None = None

    def prepare(self, plan: Plan) -> None:
        """Do, before the documents of the plan are processed, what other processes leave time for while they load the
        rules: load modules, and read old rows where most of them stay."""
        import pipeline.link.instruments
        import pipeline.sync.merge  # noqa: F401

        if len(plan.work) * _MANY < len(plan.names):
            self._old_rows = self._open_old_rows()
            self._old_rows.read_ahead()

    def publish(
        self,
        summary: Summary,
        files: Sequence[InputFile],
        plan: Plan,
        processed: Mapping[str, Entry],
        run_row: Callable[[], dict[str, Any]],
    ) -> None:
        """Write the tables, have the ledger name them the published ones, and show them; fills in the summary.

        `processed` holds every document of the plan, `run_row` gives the summary as a row of the table `runs`. Raises
        MissingRowsError where a document's rows are damaged, and OSError; readers then still see the state before.
        """
        checkpoint = self._around.checkpoint
        entries = {doc_id: processed[doc_id] for doc_id in plan.names}
        present = {doc_id: name for doc_id, name in plan.names.items() if entries[doc_id].has_rows}
        state_id = self._state_id(present, entries)
        old = self._old
        same = old if old and old.state_id == state_id and self._damaged <= set(LOGS) else None
        summary.documents, summary.state_id = len(present), state_id
        checkpoint("state")
        name = summary.run_id
        if same is not None:
            for table in TABLES.keys() - LOGS:
                self._states.take_over(table, same, name)
        names = LOGS if same is not None else tuple(TABLES)
        with TableSet(
            self._states.folder(name),
            names=names,
            metadata={"state_id": state_id},
            threads=_THREADS if self._old_rows is not None else 0,
        ) as tables:
            if same is None:
                summary.changes = self._merge(tables, present, entries)
            corrections = self._corrections.rows(present)
            summary.corrections.update(row["status"] for row in corrections)
            if same is None:
                tables.add_rows("corrections", corrections)
            checkpoint("merged")
            self._log(tables, summary, files, plan, entries)
            summary.outcome = "unchanged" if same is not None else "published"
            row = run_row()
            earlier = [run for run in self._ledger.runs() if run["run_id"] != name]
            tables.add_rows("runs", [*earlier, row])
            checkpoint("tables")
            tables.commit()
        checkpoint("tables_written")
        taken_over = {table: same.tables[table] for table in TABLES.keys() - LOGS} if same is not None else {}
        state = self._states.seal(name, state_id, taken_over)
        checkpoint("state_written")
        self._ledger.publish(state, entries.values(), row, summary.changes.rows(), time.time())
        checkpoint("state_committed")
        self._states.show(state)
        checkpoint("state_shown")
        self._ledger.back_up()
        checkpoint("backed_up")
        folder = self._states.folder(name)
        summary.row_counts = {table: read_metadata(folder / f"{table}.parquet").num_rows for table in TABLES}

    def _merge(self, tables: TableSet, present: Mapping[str, str], entries: Mapping[str, Entry]) -> Changes:
        from pipeline.sync.merge import merge  # which a run that changes no table does without

        def rows_of(doc_id: str) -> dict[str, Any]:
            entry = entries[doc_id]
            try:
                rows = unpack(self._parts.read(entry), entry.digest or "")
            except DamagedError as error:
                raise MissingRowsError(str(error)) from error
            return self._corrections.lay(doc_id, rows)

        return merge(
            tables,
            self._old_rows or self._open_old_rows(),
            present,
            frozenset(doc_id for doc_id in present if entries[doc_id].part is not None),
            rows_of,
            old_instruments=self._old_file("instruments"),
        )

    def _open_old_rows(self) -> OldRows:
        from pipeline.sync.old_rows import OldRows

        old = self._old if self._damaged.isdisjoint(DOCUMENT_TABLES) else None
        return OldRows(self._states.folder(old.folder) if old is not None else None)

    def _old_file(self, table: str) -> Path | None:
        """The file of a table of the state before, where it can be used."""
        if self._old is None or table in self._damaged:
            return None
        return self._states.folder(self._old.folder) / f"{table}.parquet"

    def _state_id(self, present: Mapping[str, str], entries: Mapping[str, Entry]) -> str:
        """32 hex digits for the versions, the corrections and the documents, each with its path and its rows'
        digest."""
        versions = (self._around.rules(None), program_version(), pa.__version__, self._corrections.digest)
        digest = hashlib.sha256("\0".join(versions).encode())
        for doc_id in sorted(present):
            digest.update(f"\n{doc_id}\0{present[doc_id]}\0{entries[doc_id].digest}".encode())
        return digest.hexdigest()[:32]

    def _log(
        self,
        tables: TableSet,
        summary: Summary,
        files: Sequence[InputFile],
        plan: Plan,
        entries: Mapping[str, Entry],
    ) -> None:
        rows = source_rows(files, plan, entries, summary.run_id)
        tables.add_rows("sources", rows)
        summary.statuses.update(row["status"] for row in rows)
        summary.problems = [
            Problem(row["path"], row["status"], row["error_kind"], row["error_message"])
            for row in rows
            if row["error_kind"]
        ]
