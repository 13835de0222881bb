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
from collections.abc import Iterable
from pathlib import Path

from pipeline.store.schema import TABLES
from pipeline.sync.durable import point_to, synchronise
from pipeline.sync.ledger import State

HIDDEN = ".kehoach"
_CURRENT = "current"
_ADOPTED = "adopted"


class States:
    """The states of one output folder."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._hidden = out / HIDDEN
        self._folder = self._hidden / "states"
        self._folder.mkdir(exist_ok=True)

    def folder(self, name: str) -> Path:
        """Where the tables of a state stand."""
        return self._folder / name

    def seal(self, name: str, state_id: str) -> State:
        """The state in a folder whose tables are all written; on the disk when this returns."""
        folder = self.folder(name)
        synchronise(folder)
        synchronise(self._folder)
        return State(name, state_id, {table: _digest(folder / f"{table}.parquet") for table in TABLES})

    def take_over(self, table: str, old: State, name: str) -> None:
        """Put a table of an old state into a new one, without copying where the file system can."""
        source, target = (self.folder(state) / f"{table}.parquet" for state in (old.folder, name))
        target.parent.mkdir(exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
            synchronise(target)

    def is_whole(self, state: State) -> bool:
        """Whether every table of a state is as it was written. Reads them all."""
        try:
            return all(
                _digest(self.folder(state.folder) / f"{table}.parquet") == state.tables.get(table)
                for table in TABLES
            )
        except OSError:
            return False

    def show(self, state: State) -> None:
        """Let readers see a state."""
        paths = [self._out / f"{table}.parquet" for table in TABLES]
        if any(path.exists() and not path.is_symlink() for path in paths):
            self._adopt(paths)
        else:
            point_to(self._hidden / _CURRENT, f"states/{state.folder}")
        for path in paths:
            point_to(path, f"{HIDDEN}/{_CURRENT}/{path.name}")
        # after adoption only: the links stand, and one rename changes what they show
        point_to(self._hidden / _CURRENT, f"states/{state.folder}")

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove all other states, and what was left half written."""
        wanted = set(names)
        for path in self._folder.iterdir():
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True)

    def _adopt(self, paths: list[Path]) -> None:
        """Make plain files, which something else has written, a state, so that links can take their places."""
        adopted = self.folder(_ADOPTED)
        shutil.rmtree(adopted, ignore_errors=True)
        adopted.mkdir()
        for path in paths:
            if path.exists():
                shutil.copyfile(path, adopted / path.name)
        point_to(self._hidden / _CURRENT, f"states/{_ADOPTED}")


def whole_state(folder: Path) -> Path:
    """The folder that holds the tables which `folder` shows at this moment, and will still hold them later."""
    current = folder / HIDDEN / _CURRENT
    linked = (folder / f"{next(iter(TABLES))}.parquet").is_symlink()
    return current.resolve() if linked and current.is_dir() else folder


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:32]
