"""One process of a pool, and the items that it was given."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic

from pipeline.engine.outcome import (
    OUT_OF_MEMORY,
    Failure,
    Item,
    Outcome,
    Value,
    attempt,
    crashed,
    internal_error,
    timed_out,
)


class Worker(Generic[Item, Value]):
    """A process that applies a function to items, one after the other, and how far it is.

    `memory` is the number of bytes that it may take, where the system can hold it to that. Raises EOFError or
    OSError where the process cannot start.
    """

    def __init__(self, context: Any, function: Callable[[Item], Value], memory: int | None) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, function, memory), daemon=True)
        self._process.start()
        theirs.close()
        self.connection.recv()  # it is ready
        self.alive = True
        self._given: deque[tuple[int, Item, int]] = deque()
        self._begun = 0.0

    @property
    def load(self) -> int:
        """The size of all items that it has yet to finish; 0 where there is none."""
        return sum(size or 1 for _, _, size in self._given)

    @property
    def count(self) -> int:
        return len(self._given)

    @property
    def waiting(self) -> list[tuple[int, Item]]:
        """The items that it was given and has given nothing for."""
        return [(index, item) for index, item, _ in self._given]

    def give(self, index: int, item: Item, size: int) -> None:
        """Hand it an item, which it begins when it has finished those before."""
        if not self._given:
            self._begun = time.monotonic()
        self._given.append((index, item, size))
        with contextlib.suppress(OSError):  # it has died in the meantime: collect will tell
            self.connection.send(item)

    def patience(self, timeout: float | None) -> float | None:
        """The seconds that it may still take for the item that it is at; None where they are not counted."""
        return None if timeout is None else max(0.0, self._begun + timeout - time.monotonic())

    def collect(self, timeout: float | None) -> list[tuple[int, Outcome[Item, Value]]]:
        """What it has finished. If it has died or taken too long, it is alive no more, and that is the outcome
        of the item that it was at."""
        collected = []
        try:
            while self._given and self.connection.poll():
                value, failure, seconds = self.connection.recv()
                collected.append(self._finished(value, failure, seconds))
                if failure == OUT_OF_MEMORY:  # what else has failed in it is not known
                    self.stop()
                    return collected
            if self._given and not collected and self.patience(timeout) == 0.0:
                collected.append(self._finished(None, timed_out(timeout)))
                self.stop()
        except (EOFError, OSError):
            self._process.join(1)
            collected.append(self._finished(None, crashed(_cause(self._process.exitcode))))
            self.stop()
        return collected

    def _finished(
        self, value: Value | None, failure: Failure | None, seconds: float | None = None
    ) -> tuple[int, Outcome[Item, Value]]:
        now = time.monotonic()
        index, item, _ = self._given.popleft()
        outcome = Outcome(item, value, failure, now - self._begun if seconds is None else seconds)
        self._begun = now
        return index, outcome

    def stop(self) -> None:
        """End the process at once."""
        if not self.alive:
            return
        self.alive = False
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _work(connection: Connection, function: Callable[[Item], Value], memory: int | None) -> None:
    """What a worker does: an item in, its value, failure and seconds out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _end_with_parent()
    if memory is not None:
        _bound_memory(memory)
    connection.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            outcome = attempt(function, connection.recv())
            try:
                connection.send((outcome.value, outcome.failure, outcome.seconds))
            except MemoryError:
                connection.send((None, OUT_OF_MEMORY, outcome.seconds))
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                connection.send((None, internal_error(error), outcome.seconds))


def _end_with_parent() -> None:
    """Let no process outlive a parent that was killed: one that hangs would never see that the pipe is closed."""
    parent = multiprocessing.parent_process()
    if sys.platform == "linux" and parent is not None:
        import fcntl

        # the system ends us by SIGIO when the parent's end of the sentinel closes, even if no Python code runs
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)


def _bound_memory(memory: int) -> None:
    if sys.platform == "linux":  # others take the limit and do not heed it
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        allowed = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _cause(exit_code: int | None) -> str:
    if exit_code is None:
        return "unknown cause"
    if exit_code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exit_code).name
    return f"exit code {exit_code}"
