"""A look at the ledger of a folder or a bucket, which another process may be writing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pipeline.store.reader import HIDDEN, TableError, read_table, whole_remote_state, whole_state
from pipeline.store.remote import Place, RemotePath
from pipeline.store.schema import TABLES
from pipeline.sync.ledger import Entry, Ledger, NoLedgerError, State
from pipeline.sync.lock import holder_of
from pipeline.sync.remote import holder_in_bucket, names_below
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
    """What is known of a place: the published state and the documents in it, who is writing (None: nobody), the
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


def look_at(out: Place, *, whole: bool = True) -> Look:
    """Look at the tables in a folder or a bucket; without `whole` a folder's tables are not looked through for
    damage. Of a bucket's it is only told which are not there.

    Raises NoLedgerError, which says what to do, where no run has written there, OSError where the ledger cannot be
    read, and RemoteError where the bucket cannot.
    """
    try:
        return _in_bucket(out) if isinstance(out, RemotePath) else _in_folder(out, whole=whole)
    except NoLedgerError as error:
        raise NoLedgerError(
            f"{out} holds no tables that kehoach keeps: {error}. Write them with: kehoach sync INPUT --out {out}"
        ) from None


def _in_folder(out: Path, *, whole: bool) -> Look:
    with Ledger(out / HIDDEN / LEDGER, read_only=True) as ledger:
        state = ledger.published()
        damaged = States(out).damaged_tables(state) if whole and state is not None else frozenset()
        return _looked(ledger, whole_state(out), holder_of(out / HIDDEN / LOCK), damaged)


def _in_bucket(out: RemotePath) -> Look:
    """What is known from the ledger that was published with the tables: runs since then that published nothing are
    known to the machine that they ran on."""
    published = whole_remote_state(out)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / LEDGER
        try:
            published.child(LEDGER).download(copy)
        except FileNotFoundError:
            raise NoLedgerError("there is no ledger with them") from None
        held = names_below(published)
        missing = {table for table in TABLES if f"{table}.parquet" not in held}
        with Ledger(copy, read_only=True) as ledger:
            return _looked(ledger, published, holder_in_bucket(out), missing)


def _looked(ledger: Ledger, tables: Place, holder: str | None, damaged: Set[str]) -> Look:
    entries = ledger.entries()
    return Look(
        ledger.published(),
        sum(entry.has_rows and entry.part is None for entry in entries.values()),
        holder,
        ledger.runs(),
        sum(entry.part is not None for entry in entries.values()),
        _failures(tables, entries),
        ledger.changes(),
        sorted(damaged),
    )


def _failures(tables: Place, entries: Mapping[str, Entry]) -> list[Failed]:
    columns = ["path", "doc_id", "status", "error_kind", "error_message"]
    try:
        rows = read_table(tables, "sources", columns=columns).to_pylist()
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
