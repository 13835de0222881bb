"""The ledger: which documents are done, with what, where their rows are, and which state is published.

An SQLite database in WAL mode. It is the one truth: part files and states that it does not know do not count,
and the link that readers follow is set to what it says. Every transaction is on the disk when it ends. Every
row carries a digest of itself: one that a bad disk has changed is as if it had never been written.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.store.durable import put_in_place

_LAYOUT = "1"
BACKUP = ".backup"
_BUSY_SECONDS = 30.0


class Entry(NamedTuple):
    """A document that was processed.

    `suffix` is the ending of the name it was read by, `rules` and `tools` what it was read with, `tries` how
    often in vain with just these. Its rows stand in part file `part`, or where that is None in the published
    tables; `digest` tells them from others.
    """

    doc_id: str
    suffix: str
    format: str | None
    status: str
    kind: str | None
    message: str | None
    seconds: float
    tries: int
    rules: str
    tools: str
    digest: str | None = None
    part: int | None = None
    offset: int = 0
    size: int = 0

    @property
    def has_rows(self) -> bool:
        """Whether it gave rows, be they in the tables or in a part file."""
        return self.digest is not None

    def standing_at(self, part: int, offset: int, size: int) -> Entry:
        """The entry with the place of its rows."""
        return self._replace(part=part, offset=offset, size=size)

    def standing_in_tables(self) -> Entry:
        """The entry when its rows are in the published tables."""
        return self._replace(part=None, offset=0, size=0)


class Hint(NamedTuple):
    """What a file looked like when its bytes were last read: while that stays, so do they."""

    byte_size: int
    modified_at: int
    changed_at: int
    doc_id: str


class State(NamedTuple):
    """A published state: its folder's name, its id, and the digest of each table's file."""

    folder: str
    state_id: str
    tables: dict[str, str]


_COLUMNS = Entry._fields
_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents ({", ".join(_COLUMNS)}, seal, PRIMARY KEY (doc_id)) WITHOUT ROWID;
CREATE TABLE hints (name TEXT PRIMARY KEY, byte_size, modified_at, changed_at, doc_id, seal) WITHOUT ROWID;
CREATE TABLE states (folder TEXT PRIMARY KEY, state_id, tables, superseded_at, seal) WITHOUT ROWID;
CREATE TABLE runs (run_id TEXT PRIMARY KEY, row TEXT NOT NULL, seal) WITHOUT ROWID;
CREATE TABLE changes (kind TEXT, name TEXT, gained, lost, seal);
INSERT INTO meta VALUES ('layout', '{_LAYOUT}')"""  # noqa: S608 - our own names


class NoLedgerError(Exception):
    """There is no ledger to look at; the message says what to do."""


class Ledger:
    """The ledger in a file, as a context manager.

    A file that is no ledger any more is set aside, which `set_aside` tells, and the copy of the last publication
    takes its place, or where there is none, an empty one; one that is opened `read_only` is never touched. Raises
    OSError where it cannot be written, or read, and NoLedgerError where there is nothing to read.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.set_aside = False
        self._path = path
        self._backup = path.with_name(path.name + BACKUP)
        try:
            if read_only:
                self._database = self._look()
            elif not path.exists() and self._backup.exists():
                raise sqlite3.DatabaseError("gone")
            else:
                self._database = self._open()
        except sqlite3.DatabaseError as error:
            if read_only or (isinstance(error, sqlite3.OperationalError) and _is_about_the_disk(error)):
                raise OSError(errno.EIO, str(error), str(path)) from error
            self.set_aside = True
            self._database = self._begin_anew()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=_BUSY_SECONDS)
        database.text_factory = _text
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
            if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                database.executescript(f"BEGIN; {_SCHEMA}; COMMIT;")
            if database.execute("SELECT value FROM meta WHERE key = 'layout'").fetchone() != (_LAYOUT,):
                raise sqlite3.DatabaseError("of another layout")
        except BaseException:
            database.close()
            raise
        return database

    def _look(self) -> sqlite3.Connection:
        """For whoever only reads, while another process may be writing."""
        if not self._path.is_file():
            raise NoLedgerError("no run has written to it")
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        has_begun = "SELECT 1 FROM sqlite_master WHERE name = 'meta'"
        database = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)
        try:
            found = database.execute(has_begun).fetchone()
        except sqlite3.OperationalError:
            # who may not write to the folder cannot take part in the locking of one that nobody has open
            database = sqlite3.connect(f"{address}&immutable=1", uri=True)
            found = database.execute(has_begun).fetchone()
        if not found:
            database.close()
            raise NoLedgerError("its first run has just begun")
        database.text_factory = _text
        return database

    def _begin_anew(self) -> sqlite3.Connection:
        for suffix in ("", "-wal", "-shm"):
            damaged = self._path.with_name(self._path.name + suffix)
            if damaged.exists():
                damaged.replace(self._path.with_name(f"{self._path.name}.damaged{suffix}"))
        if self._backup.exists():
            try:
                shutil.copyfile(self._backup, self._path)
                return self._open()
            except sqlite3.DatabaseError:
                self._path.unlink()
                self._backup.unlink()
        return self._open()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on the disk at the end. Raises OSError where the disk is full."""
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise OSError(errno.ENOSPC, str(error), str(self._path)) from error

    def _sound(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query without the seal, which is its last column; those that it fits."""
        for *values, seal in self._database.execute(query):
            if seal == _seal(values):
                yield tuple(values)

    def entries(self) -> dict[str, Entry]:
        """Every document that was processed, by its id."""
        rows = self._sound(f"SELECT {', '.join(_COLUMNS)}, seal FROM documents")  # noqa: S608 - our names
        return {row[0]: Entry(*row) for row in rows}

    def knows(self, doc_id: str) -> bool:
        """Whether a document was processed, as far as can be told without a look at all that is known of it."""
        found = self._database.execute("SELECT 1 FROM documents WHERE doc_id = ?", (doc_id,))
        return found.fetchone() is not None

    def hints(self) -> dict[str, Hint]:
        """What is known of files by name."""
        rows = self._sound("SELECT name, byte_size, modified_at, changed_at, doc_id, seal FROM hints")
        return {name: Hint(*values) for name, *values in rows}

    def published(self) -> State | None:
        """The state that readers are to see."""
        for folder, state_id, tables, superseded_at in self._states():
            if superseded_at is None:
                return State(folder, state_id, json.loads(tables))
        return None

    def state_folders(self) -> list[str]:
        """The folders of all states that are kept."""
        return [folder for folder, *_ in self._states()]

    def _states(self) -> Iterator[tuple[Any, ...]]:
        return self._sound("SELECT folder, state_id, tables, superseded_at, seal FROM states")

    def runs(self) -> list[dict[str, Any]]:
        """The rows of the table `runs`, the oldest first."""
        return [
            json.loads(row) for _, row in self._sound("SELECT run_id, row, seal FROM runs ORDER BY run_id")
        ]

    def changes(self) -> list[tuple[Any, ...]]:
        """What the last publication changed: kind (`table`, `in`, `out`, `redone`), name, rows gained and lost."""
        return list(self._sound("SELECT kind, name, gained, lost, seal FROM changes ORDER BY rowid"))

    def note_hints(self, hints: Mapping[str, Hint]) -> None:
        """Replace what is known of files."""
        with self.transaction() as database:
            database.execute("DELETE FROM hints")
            _insert(database, "hints", [(name, *hint) for name, hint in hints.items()])

    def note_entries(self, entries: Iterable[Entry], run: Mapping[str, Any]) -> None:
        """Take in a batch of documents, whose part file is on the disk, and how far the run has come."""
        with self.transaction() as database:
            _insert(database, "documents", entries)
            _insert_run(database, run)

    def allowance(self) -> str | None:
        """What documents were allowed to take and be like when the last run had tried them all."""
        found = self._database.execute("SELECT value FROM meta WHERE key = 'allowance'").fetchone()
        return found[0] if found else None

    def note_allowance(self, allowance: str) -> None:
        """Take in what documents were allowed to take and be like."""
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO meta VALUES ('allowance', ?)", (allowance,))

    def note_run(self, row: Mapping[str, Any]) -> None:
        """Take in how far a run has come, or how it ended."""
        with self.transaction() as database:
            _insert_run(database, row)

    def publish(
        self,
        state: State,
        entries: Collection[Entry],
        run: Mapping[str, Any],
        changes: Sequence[tuple[str, str, int, int]],
        now: float,
    ) -> None:
        """Make a state, which is on the disk, the published one, which holds the rows of `entries`.

        All other documents are forgotten.
        """
        superseded = [
            (folder, state_id, tables, now if since is None else since)
            for folder, state_id, tables, since in self._states()
            if folder != state.folder
        ]
        with self.transaction() as database:
            database.execute("DELETE FROM states")
            _insert(database, "states", superseded)
            _insert(database, "states", [(state.folder, state.state_id, json.dumps(state.tables), None)])
            database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (doc_id TEXT PRIMARY KEY) WITHOUT ROWID")
            database.execute("DELETE FROM kept")
            database.executemany("INSERT INTO kept VALUES (?)", [(entry.doc_id,) for entry in entries])
            database.execute("DELETE FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM kept)")
            taken_up = [entry.standing_in_tables() for entry in entries if entry.part is not None]
            _insert(database, "documents", taken_up)
            database.execute("DELETE FROM changes")
            _insert(database, "changes", changes)
            _insert_run(database, run)

    def back_up(self) -> None:
        """Put a copy beside the ledger. Raises OSError."""
        staged = self._backup.with_name(self._backup.name + ".new")
        staged.unlink(missing_ok=True)
        try:
            self._database.execute("VACUUM INTO ?", (str(staged),))
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, str(error), str(staged)) from error
        put_in_place(staged, self._backup)

    def forget_states(self, superseded_before: float) -> list[str]:
        """Forget states that were superseded before the time given, but for the last; gives the folders of those
        that are left."""
        states = list(self._states())
        last = max((since for *_, since in states if since is not None), default=0.0)
        kept = [state for state in states if state[3] is None or state[3] >= min(superseded_before, last)]
        if kept != states:
            with self.transaction() as database:
                database.execute("DELETE FROM states")
                _insert(database, "states", kept)
        return [state[0] for state in kept]

    def parts(self) -> set[int]:
        """The part files that hold rows which no table has yet."""
        rows = self._database.execute("SELECT DISTINCT part FROM documents WHERE part IS NOT NULL")
        return {part for (part,) in rows}


_text = partial(str, encoding="utf-8", errors="replace")
"""Reads a text of the database: what is no text any more does not fit its seal either."""


def _seal(values: Sequence[Any]) -> str:
    return hashlib.blake2b(repr(tuple(values)).encode(), digest_size=8).hexdigest()


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, or replace those of the same key."""
    sealed = ((*row, _seal(row)) for row in rows)
    first = next(sealed, None)
    if first is not None:
        places = ", ".join("?" * len(first))
        database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({places})", chain([first], sealed))  # noqa: S608


def _insert_run(database: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    _insert(database, "runs", [(row["run_id"], json.dumps(row))])


def _is_about_the_disk(error: sqlite3.OperationalError) -> bool:
    return any(word in str(error) for word in ("disk", "unable to open", "readonly", "locked"))
