"""Tables in a bucket: kept up in a folder of this machine, and put into the bucket state by state.

    OUT/.kehoach/states/RUN_ID/documents.parquet     (written once, never changed; beside it the ledger)
    OUT/.kehoach/current.json                        (names the state: readers follow it; one put changes it)
    OUT/documents.parquet                            (copies, for who reads a single table)
    OUT/.kehoach/lock                                (who is writing)

The order is that of the list: until `current.json` is put, readers see the state before.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import socket
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from pipeline.review.store import FILE as CORRECTIONS
from pipeline.store.durable import put_in_place
from pipeline.store.reader import HIDDEN, POINTER
from pipeline.store.remote import Place, RemotePath
from pipeline.sync.ledger import BACKUP, Ledger
from pipeline.sync.lock import LockedError, WriterLock
from pipeline.sync.options import Options
from pipeline.sync.run import LEDGER, LOCK, synchronise
from pipeline.sync.summary import Summary
from pipeline.sync.surroundings import Surroundings

_STATES = "states"
_SHOWN = "shown.json"
_BESIDE = (CORRECTIONS,)
"""Files of the hidden folder that go with a state."""


def work_folder(out: RemotePath) -> Path:
    """Where the tables of a bucket are kept up unless another folder is named: in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "kehoach" / hashlib.sha256(out.url.encode()).hexdigest()[:16]


def synchronise_bucket(
    inputs: Sequence[Place],
    out: RemotePath,
    work: Path,
    options: Options,
    around: Surroundings,
) -> Summary:
    """As `synchronise`, with the tables in a bucket; what is done is kept in the folder `work` until it is there.

    Raises RemoteError too, where the bucket cannot be read or written: the next run goes on from what is done.
    """
    bucket = _Published(out)
    with _lock(out.child(HIDDEN).child("lock")):
        _take_up(bucket, work)
        summary = synchronise(inputs, work, options, around, leave_out=out)
        if not summary.stopped_by:
            with Ledger(work / HIDDEN / LEDGER) as ledger:
                state = ledger.published()
            if state is not None:
                bucket.publish(state.folder, state.state_id, state.tables, work / HIDDEN, around)
    summary.out = out
    return summary


def holder_in_bucket(out: RemotePath) -> str | None:
    """Who is writing the tables of a bucket. Raises RemoteError."""
    holder = _json(out.child(HIDDEN).child("lock"))
    return None if _is_dead(holder) else _named(holder)


class _Published:
    """What a bucket holds."""

    def __init__(self, out: RemotePath) -> None:
        self._out, self._hidden = out, out.child(HIDDEN)
        self.current = _json(self._hidden.child(POINTER))

    def download(self, hidden: Path) -> None:
        """Bring the published state to a folder, the ledger last."""
        state = self._state(self.current["folder"])
        folder = hidden / _STATES / self.current["folder"]
        folder.mkdir(parents=True)
        for table in self.current["tables"]:
            state.child(f"{table}.parquet").download(folder / f"{table}.parquet")
        for name in self.current["beside"]:
            if not (hidden / name).exists():
                state.child(name).download(hidden / name)
        staged = hidden / f"{LEDGER}.new"
        state.child(LEDGER).download(staged)
        put_in_place(staged, hidden / LEDGER)

    def publish(
        self, name: str, state_id: str, tables: dict[str, str], hidden: Path, around: Surroundings
    ) -> None:
        """Put a state, then have readers see it, then copy its tables to where they are agreed to be."""
        there = names_below(self._out)
        if self.current.get("folder") != name:
            self._put(name, state_id, tables, hidden, around, there)
        else:
            self._restore(name, tables, hidden, there)
        self._show(around, there)
        beginning = f"{HIDDEN}/{_STATES}/"
        held = {path.removeprefix(beginning).split("/")[0] for path in there if path.startswith(beginning)}
        for folder in held - {self.current["folder"], self.current.get("before")}:
            self._state(folder).remove()

    def _put(
        self,
        name: str,
        state_id: str,
        tables: dict[str, str],
        hidden: Path,
        around: Surroundings,
        there: Set[str],
    ) -> None:
        old, before = self.current.get("tables", {}), self.current.get("folder", "")
        state = self._state(name)
        around.tell("upload", message=f"Putting the tables into {self._out}.")
        for table, digest in tables.items():
            around.checkpoint(f"put_{table}")
            file_name = f"{table}.parquet"
            target = state.child(file_name)
            if old.get(table) == digest and _in_state(before, file_name) in there:
                self._state(before).child(file_name).copy_to(target)
            else:
                target.upload(hidden / _STATES / name / file_name)
        beside = [other for other in _BESIDE if (hidden / other).exists()]
        for other in beside:
            state.child(other).upload(hidden / other)
        state.child(LEDGER).upload(hidden / f"{LEDGER}{BACKUP}")
        pointer = {
            "folder": name,
            "state_id": state_id,
            "tables": tables,
            "beside": beside,
            "before": before,
        }
        around.checkpoint("put_pointer")
        self._hidden.child(POINTER).write_bytes(json.dumps(pointer).encode())
        self.current = pointer
        around.checkpoint("pointer_put")

    def _restore(self, name: str, tables: dict[str, str], hidden: Path, there: Set[str]) -> None:
        """Put what somebody has removed from the state that readers see."""
        for table in tables:
            file_name = f"{table}.parquet"
            if _in_state(name, file_name) not in there:
                self._state(name).child(file_name).upload(hidden / _STATES / name / file_name)

    def _show(self, around: Surroundings, there: Set[str]) -> None:
        """Copy the tables to where they are agreed to be, those that are not there yet."""
        tables, shown = self.current["tables"], _json(self._hidden.child(_SHOWN))
        shown = {table: digest for table, digest in shown.items() if f"{table}.parquet" in there}
        if shown == tables:
            return
        self._hidden.child(_SHOWN).remove()  # what is shown is not known until all is copied
        for table, digest in tables.items():
            if shown.get(table) != digest:
                around.checkpoint(f"copy_{table}")
                file_name = f"{table}.parquet"
                self._state(self.current["folder"]).child(file_name).copy_to(self._out.child(file_name))
        self._hidden.child(_SHOWN).write_bytes(json.dumps(tables).encode())

    def _state(self, name: str) -> RemotePath:
        return self._hidden.child(_STATES).child(name)


def _take_up(bucket: _Published, work: Path) -> None:
    """Go on from what the bucket holds, where this machine's folder has no part in it."""
    hidden = work / HIDDEN
    hidden.mkdir(parents=True, exist_ok=True)
    with WriterLock(hidden / LOCK):
        if not bucket.current:
            return
        with Ledger(hidden / LEDGER) as ledger:
            if any(run["run_id"] == bucket.current["folder"] for run in ledger.runs()):
                return
        for path in (*hidden.glob(f"{LEDGER}*"), *hidden.glob("current")):
            path.unlink()
        for name in (_STATES, "parts"):
            shutil.rmtree(hidden / name, ignore_errors=True)
        bucket.download(hidden)


@contextlib.contextmanager
def _lock(path: RemotePath) -> Iterator[None]:
    """Hold an object that only one can have put. Raises LockedError where another holds it.

    Servers that know no conditional put do not keep two from taking it at the same moment. A process that dies
    leaves the object; on the same machine the next one sees that it is dead.
    """
    now = dt.datetime.now(dt.UTC)
    mine = {"host": socket.gethostname(), "process": os.getpid(), "since": f"{now:%F %T} UTC"}
    try:
        path.write_bytes(json.dumps(mine).encode(), new=True)
    except FileExistsError:
        holder = _json(path)
        if not _is_dead(holder):
            raise LockedError(
                f"{path} is held by {_named(holder)}. Wait for it; if it is dead, remove that object."
            ) from None
        path.remove()
        path.write_bytes(json.dumps(mine).encode(), new=True)
    try:
        yield
    finally:
        path.remove()


def _named(holder: dict[str, Any]) -> str:
    return f"process {holder.get('process')} on {holder.get('host')} since {holder.get('since')}"


def _is_dead(holder: dict[str, Any]) -> bool:
    if holder and holder["host"] != socket.gethostname():
        return False
    try:
        os.kill(int(holder["process"]), 0)
    except (ProcessLookupError, KeyError):
        return True
    except PermissionError:
        return False
    return False


def names_below(place: RemotePath) -> set[str]:
    """The names of all objects below a place, as they go on from its own."""
    # the file system may know the place by another protocol, such as s3:// for s3a://
    own = _without_protocol(place) + "/"
    return {_without_protocol(path).removeprefix(own) for path, _ in place.objects()}


def _without_protocol(place: RemotePath) -> str:
    return place.url.partition("://")[2].rstrip("/")


def _in_state(name: str, file_name: str) -> str:
    """How a state's file goes on from the name of the tables' place."""
    return f"{HIDDEN}/{_STATES}/{name}/{file_name}"


def _json(path: RemotePath) -> dict[str, Any]:
    """What an object holds; nothing where there is none."""
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    return found
