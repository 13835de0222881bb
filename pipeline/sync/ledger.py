"""The ledger: which documents are done, with what, where their rows are, and which state is published.

An SQLite database in WAL mode. It is the one truth: part files and states that it does not know do not count,
and the link that readers follow is set to what it says. Every transaction is on the disk when it ends.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

_LAYOUT = "1"
_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
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
        return replace(self, part=part, offset=offset, size=size)


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


_COLUMNS = tuple(field.name for field in fields(Entry))
_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents ({", ".join(_COLUMNS)}, PRIMARY KEY (doc_id)) WITHOUT ROWID;
CREATE TABLE hints (name TEXT PRIMARY KEY, byte_size, modified_at, changed_at, doc_id) WITHOUT ROWID;
CREATE TABLE states (folder TEXT PRIMARY KEY, state_id, tables, superseded_at) WITHOUT ROWID;
CREATE TABLE runs (run_id TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE changes (kind TEXT, name TEXT, gained, lost);
INSERT INTO meta VALUES ('layout', '{_LAYOUT}')"""  # noqa: S608 - our own names


class Ledger:
    """The ledger in a file, as a context manager. A file that is no ledger any more is set aside and begun anew.

    Raises OSError where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.set_aside = False
        self._path = path
        try:
            self._database = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and path.exists() and _is_about_the_disk(error):
                raise OSError(errno.EIO, str(error), str(path)) from error
            self.set_aside = True
            for suffix in ("", "-wal", "-shm"):
                damaged = path.with_name(path.name + suffix)
                if damaged.exists():
                    damaged.replace(path.with_name(f"{path.name}.damaged{suffix}"))
            self._database = self._open()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=_BUSY_SECONDS)
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

    def entries(self) -> dict[str, Entry]:
        """Every document that was processed, by its id."""
        rows = self._database.execute(f"SELECT {', '.join(_COLUMNS)} FROM documents")  # noqa: S608 - our names
        return {row[0]: Entry(*row) for row in rows}

    def hints(self) -> dict[str, Hint]:
        """What is known of files by name."""
        rows = self._database.execute("SELECT name, byte_size, modified_at, changed_at, doc_id FROM hints")
        return {name: Hint(*values) for name, *values in rows}

    def published(self) -> State | None:
        """The state that readers are to see."""
        row = self._database.execute(
            "SELECT folder, state_id, tables FROM states WHERE superseded_at IS NULL"
        ).fetchone()
        return State(row[0], row[1], json.loads(row[2])) if row else None

    def next_part(self) -> int:
        """A number that no part file of this ledger has."""
        return 1 + int(self.meta("last_part") or 0)

    def meta(self, key: str) -> str | None:
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def runs(self) -> list[dict[str, Any]]:
        """The rows of the table `runs`, the oldest first."""
        return [json.loads(row) for (row,) in self._database.execute("SELECT row FROM runs ORDER BY run_id")]

    def changes(self) -> list[tuple[str, str, int, int]]:
        """What the last publication changed: kind (`table`, `in`, `out`, `redone`), name, rows gained and lost."""
        return list(self._database.execute("SELECT kind, name, gained, lost FROM changes ORDER BY rowid"))

    def note_hints(self, hints: Mapping[str, Hint]) -> None:
        """Replace what is known of files."""
        with self.transaction() as database:
            database.execute("DELETE FROM hints")
            database.executemany(
                "INSERT INTO hints VALUES (?, ?, ?, ?, ?)", [(name, *hint) for name, hint in hints.items()]
            )

    def note_entries(self, part: int, entries: Iterable[Entry]) -> None:
        """Take in a batch of documents, whose part file is on the disk."""
        with self.transaction() as database:
            database.execute("INSERT OR REPLACE INTO meta VALUES ('last_part', ?)", (str(part),))
            database.executemany(
                f"INSERT OR REPLACE INTO documents VALUES ({', '.join('?' * len(_COLUMNS))})",  # noqa: S608 - our names
                [astuple(entry) for entry in entries],
            )

    def forget(self, doc_ids: Iterable[str]) -> None:
        """Let documents be as if they had never been processed."""
        with self.transaction() as database:
            database.executemany("DELETE FROM documents WHERE doc_id = ?", [(doc_id,) for doc_id in doc_ids])

    def note_run(self, row: Mapping[str, Any]) -> None:
        """Take in a run that ended without publishing anything."""
        with self.transaction() as database:
            _insert_run(database, row)

    def publish(
        self,
        state: State,
        keep: Iterable[str],
        run: Mapping[str, Any],
        changes: Sequence[tuple[str, str, int, int]],
        now: float,
    ) -> None:
        """Make a state, which is on the disk, the published one; documents that are not to `keep` are forgotten."""
        with self.transaction() as database:
            database.execute("UPDATE states SET superseded_at = ? WHERE superseded_at IS NULL", (now,))
            database.execute(
                "INSERT OR REPLACE INTO states VALUES (?, ?, ?, NULL)",
                (state.folder, state.state_id, json.dumps(state.tables)),
            )
            database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (doc_id TEXT PRIMARY KEY) WITHOUT ROWID")
            database.execute("DELETE FROM kept")
            database.executemany("INSERT INTO kept VALUES (?)", [(doc_id,) for doc_id in keep])
            database.execute("DELETE FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM kept)")
            database.execute("UPDATE documents SET part = NULL, offset = 0, size = 0 WHERE part IS NOT NULL")
            database.execute("DELETE FROM changes")
            database.executemany("INSERT INTO changes VALUES (?, ?, ?, ?)", changes)
            _insert_run(database, run)

    def forget_states(self, superseded_before: float) -> list[str]:
        """Forget states that were superseded before the time given, but for the last; gives all that are left."""
        with self.transaction() as database:
            database.execute(
                "DELETE FROM states WHERE superseded_at < ? AND superseded_at < "
                "(SELECT max(superseded_at) FROM states)",
                (superseded_before,),
            )
            return [folder for (folder,) in database.execute("SELECT folder FROM states")]

    def parts(self) -> set[int]:
        """The part files that hold rows which no table has yet."""
        rows = self._database.execute("SELECT DISTINCT part FROM documents WHERE part IS NOT NULL")
        return {part for (part,) in rows}


def look_into(path: Path, ask: Callable[[sqlite3.Connection], Any]) -> Any:
    """Ask a ledger that another process may be writing. Raises OSError where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as database:
            return ask(database)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def _insert_run(database: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    database.execute("INSERT OR REPLACE INTO runs VALUES (?, ?)", (row["run_id"], json.dumps(row)))


def _is_about_the_disk(error: sqlite3.OperationalError) -> bool:
    return any(word in str(error) for word in ("disk", "unable to open", "readonly", "locked"))
