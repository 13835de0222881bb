"""The documents of a plan are processed, and kept batch by batch in part files and the ledger."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import Any

from pipeline.engine import Outcome, engine_for
from pipeline.sync.ledger import Entry, Ledger
from pipeline.sync.options import Options
from pipeline.sync.parcels import Parcel, failed_parcel
from pipeline.sync.parts import Parts
from pipeline.sync.plan import Circumstances, Work
from pipeline.sync.surroundings import Surroundings


class Processing:
    """What is done with the documents of a plan. `done` counts those that are on the disk."""

    def __init__(
        self,
        ledger: Ledger,
        parts: Parts,
        circumstances: Circumstances,
        options: Options,
        around: Surroundings,
    ) -> None:
        self.done = 0
        self._ledger, self._parts, self._circumstances = ledger, parts, circumstances
        self._options, self._around = options, around

    def run(
        self, work: Sequence[Work], entries: dict[str, Entry], run_row: Callable[[], dict[str, Any]]
    ) -> bool:
        """Process documents and commit them batch by batch; gives whether none was left for another run.

        What is committed is put into `entries`, which hold what was processed before. `run_row` gives how far the
        run has come, as a row of the table `runs`.
        """
        batch = _Batch(self._options)
        left = len(work)
        with closing(self._outcomes(work)) as outcomes:
            for outcome in outcomes:
                parcel = _parcel_of(outcome)
                if self._around.stopping() and parcel.problem:
                    break  # the signal may have reached a program that the document needed
                batch.add(self._entry(outcome, parcel, entries.get(outcome.item.doc_id)), parcel.data or b"")
                left -= 1
                self._around.tell("progress", done=len(work) - left, of=len(work))
                if self._around.stopping():
                    break
                if batch.is_due:
                    entries |= self._commit(batch, run_row)
                    batch = _Batch(self._options)
        entries |= self._commit(batch, run_row)
        return left == 0 and not self._around.stopping()

    def _outcomes(self, work: Sequence[Work]) -> Generator[Outcome[Work, Parcel]]:
        if not work:
            return
        options = self._options
        engine = engine_for(
            options.engine,
            jobs=options.jobs,
            most=len(work),
            timeout=options.timeout,
            memory=options.memory,
            preload=self._around.preload,
            ray_address=options.ray_address,
            same=self._around.same,
        )
        items = map(Work.with_content, work) if engine.far else work
        yield from engine.run(self._around.process, items, size=_byte_size, in_order=False)

    def _entry(self, outcome: Outcome[Work, Parcel], parcel: Parcel, old: Entry | None) -> Entry:
        work, problem = outcome.item, parcel.problem
        rules, tools = self._circumstances.rules(parcel.format), self._circumstances.tools_line
        again = (
            old is not None
            and work.reason != "limits"
            and (old.rules, old.tools, old.status) == (rules, tools, "failed")
        )
        tries = 1 + (old.tries if again and old is not None else 0)
        if problem is not None:
            self._around.tell(
                "document_failed" if parcel.status == "failed" else "document_doubtful",
                path=work.name,
                doc_id=work.doc_id,
                kind=problem.kind,
                message=problem.message,
                tries=tries,
            )
        return Entry(
            doc_id=work.doc_id,
            suffix=work.suffix,
            format=parcel.format,
            status=parcel.status,
            kind=problem.kind if problem else None,
            message=problem.message if problem else None,
            seconds=outcome.seconds,
            tries=tries,
            rules=rules,
            tools=tools,
            digest=parcel.digest,
        )

    def _commit(self, batch: _Batch, run_row: Callable[[], dict[str, Any]]) -> dict[str, Entry]:
        """Have a batch on the disk: the part file first, then the ledger, which makes it count; gives what it came
        to know."""
        if not batch.entries:
            return {}
        self._around.checkpoint("part")
        number, offsets = self._parts.write(batch.parcels)
        self._around.checkpoint("part_written")
        entries = [
            entry.standing_at(number, offset, len(data)) if entry.has_rows else entry
            for entry, data, offset in zip(batch.entries, batch.parcels, offsets, strict=True)
        ]
        self.done += len(entries)
        self._ledger.note_entries(entries, run_row())
        self._around.checkpoint("batch_committed")
        self._around.tell("batch", documents=len(entries), part=number)
        return {entry.doc_id: entry for entry in entries}


class _Batch:
    """Documents that are done and not yet on the disk."""

    def __init__(self, options: Options) -> None:
        self.entries: list[Entry] = []
        self.parcels: list[bytes] = []
        self._options = options
        self._size = 0
        self._since = time.monotonic()

    def add(self, entry: Entry, data: bytes) -> None:
        self.entries.append(entry)
        self.parcels.append(data)
        self._size += len(data)

    @property
    def is_due(self) -> bool:
        return bool(self.entries) and (
            len(self.entries) >= self._options.batch_documents
            or self._size >= self._options.batch_bytes
            or time.monotonic() - self._since >= self._options.batch_seconds
        )


def _byte_size(work: Work) -> int:
    return work.byte_size


def _parcel_of(outcome: Outcome[Work, Parcel]) -> Parcel:
    if outcome.value is not None:
        return outcome.value
    assert outcome.failure is not None  # noqa: S101 - an outcome has one or the other
    return failed_parcel(outcome.failure)
