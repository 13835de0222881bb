"""The course of a run: what is to be done is processed batch by batch, and then published as one state."""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.review.publishing import CorrectionLayer
from pipeline.review.records import Correction
from pipeline.store.durable import NoRoomError
from pipeline.store.reader import HIDDEN
from pipeline.store.schema import DOCUMENT_TABLES
from pipeline.sync.ledger import Ledger, State
from pipeline.sync.logs import run_row
from pipeline.sync.options import Options
from pipeline.sync.parcels import MissingRowsError
from pipeline.sync.parts import Parts
from pipeline.sync.plan import REASONS, Plan, make_plan
from pipeline.sync.processing import Processing
from pipeline.sync.publication import Publication
from pipeline.sync.search import Found
from pipeline.sync.states import States
from pipeline.sync.summary import Summary
from pipeline.sync.surroundings import Surroundings

_REPAIRS = 3
_ROOM_PER_BYTE = 3
_ROOM_TO_SPARE = 32 * 2**20


class Course:
    """What is `found` becomes the published state; the summary tells how. See `synchronise`."""

    def __init__(
        self,
        summary: Summary,
        ledger: Ledger,
        options: Options,
        around: Surroundings,
        corrections: Sequence[Correction],
        found: Found,
    ) -> None:
        out = summary.out
        assert isinstance(out, Path)  # noqa: S101 - asked for by type checkers
        self._out, self._ledger, self._options, self._around = out, ledger, options, around
        self._parts = Parts(out / HIDDEN / "parts")
        self._states = States(out, around.checkpoint)
        self._processing = Processing(ledger, self._parts, found.circumstances, options, around)
        self._summary = summary
        self._corrections = corrections
        self._found = found

    def run(self) -> Summary:
        """Do it all. Raises as `synchronise`."""
        ledger, summary = self._ledger, self._summary
        files, entries, plan = self._found.files, self._found.entries, self._found.plan
        summary.files = len(files)
        published = ledger.published()
        self._clean(ledger.state_folders())
        self._check_room(0, published)
        ledger.note_run(self._row())
        damaged = self._recover(published)
        self._note_files()
        layer = self._layer(published, damaged)
        forced = dict.fromkeys(layer.changed_documents(), "corrected") | self._lost(published, damaged)
        for _ in range(_REPAIRS):
            if forced:
                plan = make_plan(files, entries, self._found.circumstances, forced | self._found.forced)
            self._announce(plan)
            publication = Publication(
                ledger, self._parts, self._states, self._around, published, damaged, layer
            )
            if plan.work:
                publication.prepare(plan)
            self._check_room(sum(work.byte_size for work in plan.work), published)
            finished = self._processing.run(plan.work, entries, self._row)
            if not finished:
                return self._stopped()
            if self._found.circumstances.allowed_anew:
                ledger.note_allowance(self._options.allowance)
            try:
                publication.publish(summary, files, plan, entries, self._row)
            except MissingRowsError as error:
                self._around.tell("rows_damaged", message=f"{error} The documents are read again.")
                forced = self._missing()
                continue
            self._clean(self._kept_states())
            summary.seconds = self._seconds()
            return summary
        raise OSError(errno.EIO, "rows are damaged again and again: check the disk", str(self._out))

    def _recover(self, published: State | None) -> frozenset[str]:
        """Finish what an earlier run has decided on; gives the published tables that are damaged."""
        if self._ledger.set_aside:
            self._around.tell(
                "ledger_damaged",
                message="The ledger was damaged and is set aside. What it held since the last publication is "
                "done again.",
            )
        damaged = self._states.damaged_tables(published) if published is not None else frozenset()
        if published is not None and not damaged:
            self._states.show(published)
        self._clean(self._kept_states())
        if damaged:
            self._around.tell(
                "tables_damaged",
                tables=sorted(damaged),
                message=f"Not as they were written, and made anew: {', '.join(sorted(damaged))}.",
            )
        self._around.checkpoint("recovered")
        return damaged

    def _kept_states(self) -> list[str]:
        return self._ledger.forget_states(time.time() - self._options.keep_seconds)

    def _clean(self, states: Sequence[str]) -> None:
        """Remove what was left half done, and all states but these."""
        self._parts.keep_only(self._ledger.parts())
        self._states.keep_only(states)

    def _note_files(self) -> None:
        files, hints = self._found.files, self._found.new_hints
        self._around.tell("files", files=len(files), message=f"{len(files):,} files were found.")
        if hints is not None:
            self._ledger.note_hints(hints)
        for file in files:
            if file.problem is not None and not file.skipped:
                kind, message = file.problem.kind, str(file.problem)
                self._around.tell("document_failed", path=file.name, doc_id=None, kind=kind, message=message)

    def _layer(self, published: State | None, damaged: frozenset[str]) -> CorrectionLayer:
        before = published is not None and "corrections" not in damaged
        return CorrectionLayer(
            self._corrections, self._states.folder(published.folder) if published and before else None
        )

    def _lost(self, published: State | None, damaged: frozenset[str]) -> dict[str, str]:
        """The documents whose rows should be in the published tables and are lost: none or all."""
        # without their table it is not known which corrections lie over the rows
        if published is not None and damaged.isdisjoint({*DOCUMENT_TABLES, "corrections"}):
            return {}
        return {
            doc_id: "damaged"
            for doc_id, entry in self._found.entries.items()
            if entry.has_rows and entry.part is None
        }

    def _missing(self) -> dict[str, str]:
        """The documents whose rows turned out to be missing when they were wanted."""
        in_parts = [entry for entry in self._found.entries.values() if entry.part is not None]
        missing = [entry for entry in in_parts if not self._parts.holds(entry)]
        return dict.fromkeys((entry.doc_id for entry in missing), "damaged") or self._lost(None, frozenset())

    def _announce(self, plan: Plan) -> None:
        self._summary.reasons = plan.reasons()
        self._around.tell(
            "plan",
            documents=len(plan.names),
            to_process=len(plan.work),
            reasons=plan.reasons(),
            message=f"{len(plan.work):,} of {len(plan.names):,} documents are to be processed"
            + _listed(plan.reasons()),
        )

    def _check_room(self, byte_size: int, published: State | None) -> None:
        """Raise NoRoomError where documents of so many bytes, and another state, might not find room."""
        needed = _ROOM_PER_BYTE * byte_size + _ROOM_TO_SPARE
        if published is not None:
            needed += sum(path.stat().st_size for path in self._states.folder(published.folder).glob("*"))
        free = shutil.disk_usage(self._out).free
        if free < needed:
            raise NoRoomError(
                f"{self._out} has {free / 2**20:,.0f} MiB free, and about {needed / 2**20:,.0f} MiB are needed. "
                "Make room, or give another folder to --out."
            )

    def _stopped(self) -> Summary:
        summary = self._summary
        summary.outcome, summary.stopped_by = "stopped", self._around.stopping()
        self._ledger.note_run(self._row())
        summary.seconds = self._seconds()
        return summary

    def _row(self) -> dict[str, Any]:
        self._summary.processed = self._processing.done
        self._summary.seconds = self._seconds()
        return run_row(self._summary)

    def _seconds(self) -> float:
        return time.perf_counter() - self._summary.begun


def _listed(reasons: Mapping[str, int]) -> str:
    parts = [f"{count:,} {REASONS[reason]}" for reason, count in reasons.items()]
    return f": {', '.join(parts)}." if parts else "."
