"""One writer at a time: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import socket
from pathlib import Path
from types import TracebackType
from typing import Self


class LockedError(Exception):
    """Another process writes to the folder; the message says which."""


class WriterLock:
    """A lock on a file, as a context manager. Raises LockedError where another process holds it.

    The system keeps the lock (flock), not the file's content: a dead process holds nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def __enter__(self) -> Self:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
            os.close(descriptor)
            raise LockedError(
                f"{self._path.parent.parent} is being written by {holder}. Wait for it, or end it."
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        now = dt.datetime.now(dt.UTC)
        holder = f"process {os.getpid()} on {socket.gethostname()} since {now:%F %T} UTC\n"
        with contextlib.suppress(OSError):  # a full disk: the lock holds without it
            os.ftruncate(descriptor, 0)
            os.write(descriptor, holder.encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def holder_of(path: Path) -> str | None:
    """Who holds the lock, in words; None where nobody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.read(descriptor, 500).decode("utf-8", "replace").strip() or "another process"
    finally:
        os.close(descriptor)
    return None
