"""A run of `kehoach sync`: what is new is processed, batch by batch, and then published as one state."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.batch import Problem, Summary
from pipeline.engine import Outcome, available_processors, engine_for
from pipeline.inputs import InputFile, find_files
from pipeline.store.version import program_version
from pipeline.sync.ledger import Entry, Ledger, State
from pipeline.sync.lock import WriterLock
from pipeline.sync.logs import run_row, source_rows
from pipeline.sync.merge import Changes, MissingRowsError, merge
from pipeline.sync.options import Options, Surroundings
from pipeline.sync.parcels import DamagedError, Parcel, failed_parcel, unpack
from pipeline.sync.parts import Parts
from pipeline.sync.plan import REASONS, Circumstances, Plan, Work, identify_all, make_plan
from pipeline.sync.states import HIDDEN, States

LEDGER, LOCK = "ledger.sqlite", "lock"
_LOGS = ("sources", "runs")
_REPAIRS = 3
_ROOM_PER_BYTE = 3
_ROOM_TO_SPARE = 32 * 2**20


class NoRoomError(Exception):
    """The disk is too full for the run; the message says how much is needed."""


@dataclass(slots=True)
class SyncSummary(Summary):
    """What a run did. `outcome` is as in the table `runs`; `reasons` counts what was processed, and why."""

    outcome: str = "failed"
    state_id: str | None = None
    processed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)


def synchronise(
    inputs: Sequence[Path],
    out: Path,
    options: Options = Options(),  # noqa: B008
    around: Surroundings = Surroundings(),  # noqa: B008
) -> SyncSummary:
    """Make the tables in `out` those of the files under `inputs`, by processing only what is not done yet.

    The result depends on the files and the rules alone, not on how many runs it took or how they ended. Raises
    InputError where there is nothing to do, LockedError where another process is at it, NoRoomError and OSError
    where the disk is full or fails; what was finished until then is taken up by the next run.
    """
    files = find_files(inputs, leave_out=out)
    hidden = out / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with WriterLock(hidden / LOCK), Ledger(hidden / LEDGER) as ledger:
        return _Run(out, ledger, options, around).do(files)


class _Run:
    def __init__(self, out: Path, ledger: Ledger, options: Options, around: Surroundings) -> None:
        self._begin = time.perf_counter()
        self._started = dt.datetime.now(dt.UTC)
        self._out, self._ledger, self._options, self._around = out, ledger, options, around
        self._parts = Parts(out / HIDDEN / "parts")
        self._states = States(out)
        self._circumstances = Circumstances(around.rules, cache(around.tools), options.tries)
        self._summary = SyncSummary(out, f"{self._started:%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(3)}")
        self._files: list[InputFile] = []

    def do(self, files: list[InputFile]) -> SyncSummary:
        around, ledger, summary = self._around, self._ledger, self._summary
        if ledger.set_aside:
            around.tell(
                "ledger_damaged", message="The ledger was damaged. It is set aside; all is done anew."
            )
        published = self._recover()
        self._files, hints = identify_all(files, {} if self._options.anew else ledger.hints())
        if hints != ledger.hints():
            ledger.note_hints(hints)
        damaged = self._damaged(published)
        for _ in range(_REPAIRS):
            entries = {} if self._options.anew and not summary.processed else ledger.entries()
            plan = make_plan(self._files, entries, self._circumstances, damaged)
            self._announce(plan, len(entries))
            self._check_room(plan, published)
            if not self._work(plan):
                return self._end(
                    run_row(self._summary, self._files, self._started, self._seconds(), "stopped")
                )
            try:
                return self._publish(plan, published)
            except MissingRowsError as error:
                damaged = frozenset({error.doc_id})
                around.tell("rows_damaged", doc_id=error.doc_id, message=str(error))
        raise OSError(0, "rows are damaged again and again: check the disk", str(self._out))

    def _recover(self) -> State | None:
        """Finish what an earlier run has decided on, and remove what it has left half done."""
        published = self._ledger.published()
        self._parts.keep_only(self._ledger.parts())
        self._states.keep_only(self._ledger.forget_states(time.time() - self._options.keep_seconds))
        self._around.checkpoint("recovered")
        return published

    def _damaged(self, published: State | None) -> frozenset[str]:
        """The documents whose rows are lost: none, or all in the published tables, which are shown again if whole."""
        if published is None:
            return frozenset()
        if self._states.is_whole(published):
            self._states.show(published)
            return frozenset()
        self._around.tell("tables_damaged", message="The tables are not as they were written: made anew.")
        entries = self._ledger.entries().values()
        return frozenset(entry.doc_id for entry in entries if entry.has_rows and entry.part is None)

    def _announce(self, plan: Plan, known: int) -> None:
        self._summary.reasons = plan.reasons()
        self._around.tell(
            "plan",
            documents=len(plan.names),
            to_process=len(plan.work),
            reasons=plan.reasons(),
            known=known,
            message=f"{len(plan.work):,} of {len(plan.names):,} documents are to be processed"
            + "".join(f", {count:,} {REASONS[reason]}" for reason, count in plan.reasons().items()),
        )

    def _check_room(self, plan: Plan, published: State | None) -> None:
        sizes = {file.doc_id: file.byte_size for file in self._files}
        needed = _ROOM_PER_BYTE * sum(sizes[work.doc_id] for work in plan.work) + _ROOM_TO_SPARE
        if published is not None:
            needed += sum(path.stat().st_size for path in self._states.folder(published.folder).glob("*"))
        free = shutil.disk_usage(self._out).free
        if free < needed:
            raise NoRoomError(
                f"{self._out} has {free / 2**20:,.0f} MiB free, and about {needed / 2**20:,.0f} MiB are needed. "
                "Make room, or give another folder to --out."
            )

    def _work(self, plan: Plan) -> bool:
        """Process the documents of a plan and commit them batch by batch; gives whether none was left."""
        if not plan.work:
            return not self._around.stopping()
        options = self._options
        engine = engine_for(
            max(1, min(options.jobs or available_processors(), len(plan.work))),
            kind=options.engine,
            timeout=options.timeout,
            memory=options.memory,
            preload=self._around.preload,
        )
        old = self._ledger.entries()
        waiting: list[tuple[Entry, bytes]] = []
        done, since = 0, time.monotonic()
        # the largest first, so that at the end no processor waits for one of them
        work = sorted(plan.work, key=_byte_size, reverse=True)
        outcomes = engine.run(
            self._around.process, self._until_stopped(work), size=_byte_size, in_order=False
        )
        for outcome in outcomes:
            parcel = _parcel_of(outcome)
            if self._around.stopping() and parcel.problem and parcel.problem.kind == "crashed":
                break  # the signal that stops this run may have ended the worker too
            waiting.append((self._entry(outcome, parcel, old.get(outcome.item.doc_id)), parcel.data or b""))
            done += 1
            self._around.tell("progress", done=done, of=len(plan.work))
            size = sum(len(data) for _, data in waiting) if len(waiting) % 8 == 0 else 0
            if (
                len(waiting) >= options.batch_documents
                or size >= options.batch_bytes
                or time.monotonic() - since >= options.batch_seconds
            ):
                self._commit(waiting)
                waiting, since = [], time.monotonic()
        self._commit(waiting)
        self._summary.processed += done
        return done == len(plan.work) and not self._around.stopping()

    def _until_stopped(self, work: list[Work]) -> Iterator[Work]:
        for item in work:
            if self._around.stopping():
                return
            yield item

    def _entry(self, outcome: Outcome[Work, Parcel], parcel: Parcel, old: Entry | None) -> Entry:
        rules, tools = self._circumstances.rules(parcel.format), self._circumstances.tools()
        again = old is not None and (old.rules, old.tools, old.status) == (rules, tools, "failed")
        problem = parcel.problem
        if problem is not None:
            self._around.tell(
                "document_failed" if parcel.status == "failed" else "document_doubtful",
                path=outcome.item.name,
                doc_id=outcome.item.doc_id,
                kind=problem.kind,
                message=problem.message,
            )
        return Entry(
            outcome.item.doc_id,
            outcome.item.suffix,
            parcel.format,
            parcel.status,
            problem.kind if problem else None,
            problem.message if problem else None,
            outcome.seconds,
            1 + (old.tries if again and old is not None else 0),
            rules,
            tools,
            parcel.digest,
        )

    def _commit(self, waiting: list[tuple[Entry, bytes]]) -> None:
        """Have a batch on the disk: the part file first, then the ledger, which makes it count."""
        if not waiting:
            return
        self._around.checkpoint("part")
        number = self._ledger.next_part()
        offsets = self._parts.write(number, [data for _, data in waiting])
        self._around.checkpoint("part_written")
        entries = [
            entry.standing_at(number, offset, len(data)) if entry.has_rows else entry
            for (entry, data), offset in zip(waiting, offsets, strict=True)
        ]
        self._ledger.note_entries(number, entries)
        self._around.checkpoint("batch_committed")
        self._around.tell("batch", documents=len(entries), part=number)

    def _publish(self, plan: Plan, published: State | None) -> SyncSummary:
        entries = self._ledger.entries()
        present = {doc_id: name for doc_id, name in plan.names.items() if entries[doc_id].has_rows}
        state_id = self._state_id(present, entries)
        name, summary, checkpoint = self._summary.run_id, self._summary, self._around.checkpoint
        summary.documents = len(present)
        summary.state_id = state_id
        unchanged = (
            published is not None and published.state_id == state_id and self._states.is_whole(published)
        )
        metadata = {"state_id": state_id}
        checkpoint("state")
        if unchanged and published is not None:
            for table in published.tables:
                if table not in _LOGS:
                    self._states.take_over(table, published, name)
            names: tuple[str, ...] = _LOGS
        else:
            names = tuple(_all_tables())
        from pipeline.store.writer import TableSet

        with TableSet(self._states.folder(name), names=names, metadata=metadata) as tables:
            if not unchanged:
                summary.changes = self._merge(tables, present, entries, published)
            checkpoint("merged")
            sources = source_rows(self._files, plan, entries, summary.run_id)
            tables.add_rows("sources", sources)
            self._count(sources)
            outcome = "unchanged" if unchanged else "published"
            row = run_row(summary, self._files, self._started, self._seconds(), outcome)
            tables.add_rows("runs", [*self._ledger.runs(), row])
            checkpoint("tables")
            tables.commit()
        checkpoint("tables_written")
        state = self._states.seal(name, state_id)
        checkpoint("state_written")
        self._ledger.publish(state, plan.names, row, _change_rows(summary.changes, plan), time.time())
        checkpoint("state_committed")
        self._states.show(state)
        checkpoint("state_shown")
        self._recover()
        return self._end(row, state)

    def _merge(
        self, tables: Any, present: dict[str, str], entries: dict[str, Entry], old: State | None
    ) -> Changes:
        def rows_of(doc_id: str) -> dict[str, Any]:
            entry = entries[doc_id]
            try:
                data = self._parts.read(entry.part or 0, entry.offset, entry.size)
                return unpack(data, entry.digest or "")
            except DamagedError as error:
                raise MissingRowsError(doc_id, str(error)) from error

        fresh = frozenset(doc_id for doc_id in present if entries[doc_id].part is not None)
        folder = self._states.folder(old.folder) if old is not None else None
        if old is not None and not self._states.is_whole(old):
            folder = None
        return merge(tables, folder, present, fresh, rows_of)

    def _state_id(self, present: dict[str, str], entries: dict[str, Entry]) -> str:
        """32 hex digits for the versions and the documents, each with its path and its rows' digest."""
        digest = hashlib.sha256(f"{self._around.rules(None)}\0{program_version()}\0{pa.__version__}".encode())
        for doc_id in sorted(present):
            digest.update(f"\n{doc_id}\0{present[doc_id]}\0{entries[doc_id].digest}".encode())
        return digest.hexdigest()[:32]

    def _count(self, sources: list[dict[str, Any]]) -> None:
        self._summary.statuses.update(row["status"] for row in sources)
        self._summary.problems = [
            Problem(row["path"], row["status"], row["error_kind"], row["error_message"])
            for row in sources
            if row["error_kind"]
        ]

    def _seconds(self) -> float:
        return time.perf_counter() - self._begin

    def _end(self, row: dict[str, Any], state: State | None = None) -> SyncSummary:
        summary = self._summary
        summary.outcome, summary.seconds = row["outcome"], self._seconds()
        if state is None:
            self._ledger.note_run(row)
        else:
            from pyarrow.parquet import read_metadata

            folder = self._states.folder(state.folder)
            summary.row_counts = {
                table: read_metadata(folder / f"{table}.parquet").num_rows for table in _all_tables()
            }
        self._around.tell("finished", **row)
        return summary


def _byte_size(work: Work) -> int:
    return work.byte_size


def _parcel_of(outcome: Outcome[Work, Parcel]) -> Parcel:
    if outcome.value is not None:
        return outcome.value
    assert outcome.failure is not None  # noqa: S101 - an outcome has one or the other
    return failed_parcel(outcome.failure)


def _change_rows(changes: Changes, plan: Plan) -> list[tuple[str, str, int, int]]:
    rows = [("table", table, gained, lost) for table, (gained, lost) in changes.tables.items()]
    rows += [("in", plan.names[doc_id], 0, 0) for doc_id in changes.came_in]
    rows += [("out", doc_id, 0, 0) for doc_id in changes.went_out]
    rows += [("redone", plan.names[doc_id], 0, 0) for doc_id in changes.redone]
    return rows


def _all_tables() -> Iterator[str]:
    from pipeline.store.schema import TABLES

    return iter(TABLES)
