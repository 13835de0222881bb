"""The engine with several processes, which survives the death of any of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic

from pipeline.engine.outcome import Failure, Item, Outcome, Value, attempt, internal_error

_ITEMS_AHEAD = 8
"""How many items a process may be ahead of the slowest one: bounds the values that wait for their turn."""
_STARTS_TRIED = 3
_END = object()


class PoolError(RuntimeError):
    """The pool's processes cannot be started."""


class ProcessPool:
    """Runs items in `jobs` processes of its own.

    Each process holds one item at a time, so that it is known which item killed a process or never ended:
    that item fails (kinds `crashed` and `timeout`) and a fresh process takes the next one. Functions, items
    and values must be picklable. `timeout` is the number of seconds that an item may take; `preload` names
    modules that are imported before the processes are forked, where the system can fork.
    """

    def __init__(self, jobs: int, *, timeout: float | None = None, preload: tuple[str, ...] = ()) -> None:
        self._jobs = jobs
        self._timeout = timeout
        # a server process that has no threads imports once what all workers need, and forks them
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self._context.set_forkserver_preload(list(preload))
            from multiprocessing import forkserver  # which not every system has

            forkserver.ensure_running()  # it imports while the caller prepares

    def run(self, function: Callable[[Item], Value], items: Iterable[Item]) -> Iterator[Outcome[Item, Value]]:
        """Apply the function to each item; outcomes come in the items' order. Raises PoolError."""
        source = iter(items)
        finished: dict[int, Outcome[Item, Value]] = {}
        workers: list[_Worker[Item, Value]] = []
        given = delivered = 0
        more = True
        try:
            while more or delivered < given:
                while more and given - delivered < self._jobs * _ITEMS_AHEAD and self._has_room(workers):
                    item: Any = next(source, _END)
                    more = item is not _END
                    if more:
                        self._free_worker(workers, function).begin(given, item)
                        given += 1
                for worker in self._done(workers):
                    finished[worker.index] = worker.end(self._timeout)
                workers[:] = [worker for worker in workers if worker.alive]
                while delivered in finished:
                    yield finished.pop(delivered)
                    delivered += 1
        finally:
            for worker in workers:
                worker.stop()

    def _has_room(self, workers: list[_Worker[Item, Value]]) -> bool:
        return len(workers) < self._jobs or any(not worker.busy for worker in workers)

    def _free_worker(
        self, workers: list[_Worker[Item, Value]], function: Callable[[Item], Value]
    ) -> _Worker[Item, Value]:
        for worker in workers:
            if not worker.busy:
                return worker
        for _ in range(_STARTS_TRIED):
            with contextlib.suppress(EOFError, OSError):
                workers.append(_Worker(self._context, function))
                return workers[-1]
        raise PoolError("The worker processes die while they start. Try again with --jobs 1 to see why.")

    def _done(self, workers: list[_Worker[Item, Value]]) -> list[_Worker[Item, Value]]:
        """Wait until a worker has finished, died or used up its time; gives those that have."""
        busy = {worker.connection: worker for worker in workers if worker.busy}
        if not busy:
            return []
        patience = None
        if self._timeout is not None:
            earliest = min(worker.begun for worker in busy.values())
            patience = max(0.0, earliest + self._timeout - time.monotonic())
        ready = [busy[connection] for connection in wait(list(busy), patience)]
        if ready or self._timeout is None:
            return ready
        now = time.monotonic()
        return [worker for worker in busy.values() if now - worker.begun >= self._timeout]


class _Worker(Generic[Item, Value]):
    """A process and the item that it is at. Raises EOFError or OSError where the process cannot start."""

    def __init__(self, context: Any, function: Callable[[Item], Value]) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, function), daemon=True)
        self.process.start()
        theirs.close()
        self.connection.recv()  # it is ready
        self.busy = False
        self.alive = True
        self.index = -1
        self.begun = 0.0
        self._item: Item

    def begin(self, index: int, item: Item) -> None:
        self.index, self._item = index, item
        self.busy, self.begun = True, time.monotonic()
        with contextlib.suppress(OSError):  # it has died in the meantime: end will tell
            self.connection.send(item)

    def end(self, timeout: float | None) -> Outcome[Item, Value]:
        """The outcome of the item that it is at; a worker that has died or taken too long is alive no more."""
        self.busy = False
        seconds = time.monotonic() - self.begun
        try:
            if self.connection.poll():
                value, failure, seconds = self.connection.recv()
                return Outcome(self._item, value, failure, seconds)
            failure = Failure(
                "timeout",
                f"Reading this file took more than {timeout:g} seconds. Split it, or allow more with --timeout.",
            )
        except (EOFError, OSError):
            self.process.join(1)
            failure = Failure(
                "crashed",
                f"The process that read this file died ({_cause(self.process.exitcode)}). "
                "Run the file alone; if it happens again, leave the file out and report it.",
            )
        self.stop()
        return Outcome(self._item, None, failure, seconds)

    def stop(self) -> None:
        """End the process at once."""
        self.alive = False
        self.connection.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _work(connection: Connection, function: Callable[[Item], Value]) -> None:
    """What a worker does: an item in, its value, failure and seconds out, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    connection.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            outcome = attempt(function, connection.recv())
            try:
                connection.send((outcome.value, outcome.failure, outcome.seconds))
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                connection.send((None, internal_error(error), outcome.seconds))


def _cause(exit_code: int | None) -> str:
    if exit_code is None:
        return "unknown cause"
    if exit_code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exit_code).name
    return f"exit code {exit_code}"
