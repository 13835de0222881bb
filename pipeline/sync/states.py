"""Published states: folders of whole tables, one of which readers see through one link.

    OUT/documents.parquet   -> .kehoach/current/documents.parquet    (never changes again)
    OUT/.kehoach/current    -> states/RUN_ID                         (renamed over: all tables change at once)
    OUT/.kehoach/states/RUN_ID/documents.parquet                     (written once, never changed)

Who has a file open keeps it; who follows `current` once and reads all tables below it reads one state.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.store.durable import Checkpoint, flush_to_disk, no_checkpoint, point_to
from pipeline.store.reader import CURRENT, HIDDEN
from pipeline.store.schema import TABLES
from pipeline.sync.ledger import State

_ADOPTED = "adopted"


class States:
    """The states of one output folder."""

    def __init__(self, out: Path, checkpoint: Checkpoint = no_checkpoint) -> None:
        self._checkpoint = checkpoint
        self._out = out
        self._hidden = out / HIDDEN
        self._folder = self._hidden / "states"

    def folder(self, name: str) -> Path:
        """Where the tables of a state stand."""
        return self._folder / name

    def seal(self, name: str, state_id: str, known: Mapping[str, str]) -> State:
        """The state in a folder whose tables are all written; on the disk when this returns.

        `known` holds the digests of tables that need not be read for it.
        """
        folder = self.folder(name)
        flush_to_disk(folder)
        flush_to_disk(self._folder)
        digests = {table: known.get(table) or _digest(self._path(name, table)) for table in TABLES}
        return State(name, state_id, digests)

    def take_over(self, table: str, old: State, name: str) -> None:
        """Put a table of an old state into a new one."""
        self.folder(name).mkdir(exist_ok=True)
        _duplicate(self._path(old.folder, table), self._path(name, table))

    def damaged_tables(self, state: State) -> frozenset[str]:
        """The tables of a state that are not as they were written. Reads them all."""
        return frozenset(table for table in TABLES if not self._is_whole(state, table))

    def _is_whole(self, state: State, table: str) -> bool:
        try:
            return _digest(self._path(state.folder, table)) == state.tables.get(table)
        except OSError:
            return False

    def show(self, state: State) -> None:
        """Let readers see a state."""
        current = self._hidden / CURRENT
        if current.is_dir() and not current.is_symlink():
            shutil.rmtree(current)  # what was a link before somebody copied the folder
        paths = [self._out / f"{table}.parquet" for table in TABLES]
        if any(path.exists() and not path.is_symlink() for path in paths):
            self._adopt(paths)
        else:
            point_to(current, f"states/{state.folder}")
        for path in paths:
            self._checkpoint("link")
            point_to(path, f"{HIDDEN}/{CURRENT}/{path.name}")
        # where plain files were adopted, the links show those until this one rename
        point_to(current, f"states/{state.folder}")

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove all states but these and the one that readers see, and what was left half written."""
        self._folder.mkdir(exist_ok=True)
        current = self._hidden / CURRENT
        wanted = {*names, current.resolve().name}
        for path in self._folder.iterdir():
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True)

    def _path(self, name: str, table: str) -> Path:
        return self.folder(name) / f"{table}.parquet"

    def _adopt(self, paths: list[Path]) -> None:
        """Make plain files, which something else has written, a state, so that links can take their places."""
        adopted = self.folder(_ADOPTED)
        begun = (self._hidden / CURRENT).resolve() == adopted.resolve()  # an earlier try was cut off
        if not begun:
            shutil.rmtree(adopted, ignore_errors=True)
            adopted.mkdir()
        for path in paths:
            if path.exists() and not (begun and path.is_symlink()):
                _duplicate(path.resolve(), adopted / path.name)
        flush_to_disk(adopted)
        point_to(self._hidden / CURRENT, f"states/{_ADOPTED}")


def _duplicate(source: Path, target: Path) -> None:
    """Give a file, which never changes, a second place; without copying where the file system can."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        flush_to_disk(target)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
