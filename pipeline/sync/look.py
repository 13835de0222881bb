"""A look at a folder's ledger, which another process may be writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.store.reader import HIDDEN, TableError, read_table, whole_state
from pipeline.sync.ledger import Entry, Ledger, NoLedgerError, State
from pipeline.sync.lock import holder_of
from pipeline.sync.run import LEDGER, LOCK
from pipeline.sync.states import States


class Failed(NamedTuple):
    """A path that gave nothing, with the reason, and how often it was tried (None: it cannot be opened)."""

    path: str
    kind: str
    message: str
    tries: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a folder: the published state and the documents in it, who is writing (None: nobody), the
    runs, documents `waiting` to be published, what the last publication failed at and what it changed, and the
    tables that are not as they were written."""

    state: State | None
    documents: int
    holder: str | None
    runs: list[dict[str, Any]]
    waiting: int
    failures: list[Failed]
    changes: list[tuple[Any, ...]]
    damaged: list[str]


def look_at(out: Path, *, whole: bool = True) -> Look:
    """Look at the tables' folder `out`; without `whole` its tables are not looked through for damage.

    Raises NoLedgerError, which says what to do, where no run has written there, and OSError where the ledger
    cannot be read.
    """
    try:
        ledger = Ledger(out / HIDDEN / LEDGER, read_only=True)
    except NoLedgerError as error:
        raise NoLedgerError(
            f"{out} holds no tables that kehoach keeps: {error}. Write them with: kehoach sync INPUT --out {out}"
        ) from None
    with ledger:
        state, entries = ledger.published(), ledger.entries()
        damaged = States(out).damaged_tables(state) if whole and state is not None else frozenset()
        return Look(
            state,
            sum(entry.has_rows and entry.part is None for entry in entries.values()),
            holder_of(out / HIDDEN / LOCK),
            ledger.runs(),
            sum(entry.part is not None for entry in entries.values()),
            _failures(out, entries),
            ledger.changes(),
            sorted(damaged),
        )


def _failures(out: Path, entries: Mapping[str, Entry]) -> list[Failed]:
    columns = ["path", "doc_id", "status", "error_kind", "error_message"]
    try:
        rows = read_table(whole_state(out), "sources", columns=columns).to_pylist()
    except TableError:
        return []
    return [
        Failed(
            row["path"],
            row["error_kind"] or "",
            row["error_message"] or "",
            entries[row["doc_id"]].tries if row["doc_id"] in entries else None,
        )
        for row in rows
        if row["status"] == "failed"
    ]
