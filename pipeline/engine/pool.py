"""The engine with several processes, which survives the death of any of them."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Generic

from pipeline.engine.dispatch import Numbered, dispatch
from pipeline.engine.outcome import LARGE, EngineError, Item, Outcome, Value, unsized
from pipeline.engine.worker import Worker

_ITEMS_AHEAD = 32
_ITEMS_AT_ONCE = 8
_STARTS_TRIED = 3


def context_of(preload: tuple[str, ...]) -> Any:
    """What processes are started from: where the system can fork, a server process that has no threads, imports
    `preload` once for all of them, and begins with that now."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(list(preload))
        from multiprocessing import forkserver  # which not every system has

        forkserver.ensure_running()
    return context


class ProcessPool:
    """Runs items in `jobs` processes of its own.

    It is known which item each process is at. One that ends its process, takes more than `timeout` seconds or
    more than `memory` bytes is tried once more in a fresh process while no other item runs, with the memory of
    all; only then it fails (kinds `crashed`, `timeout`, `out_of_memory`). Functions, items and values must be
    picklable. `preload` names modules that are imported before the processes are forked, where the system can
    fork.
    """

    far = False

    def __init__(
        self,
        jobs: int,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        preload: tuple[str, ...] = (),
    ) -> None:
        self._jobs = jobs
        self._timeout = timeout
        self._memory = memory
        self._context = context_of(preload)

    def run(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = unsized,
        in_order: bool = True,
    ) -> Iterator[Outcome[Item, Value]]:
        """Apply the function to each item; see Engine. Raises EngineError."""
        return dispatch(self.crew(function), items, size, in_order=in_order)

    def crew(self, function: Callable[[Item], Value]) -> ProcessCrew[Item, Value]:
        """The processes of one run, none of which is started yet."""

        def start(memory: int | None) -> Worker[Item, Value]:
            for _ in range(_STARTS_TRIED):
                with contextlib.suppress(EOFError, OSError):
                    return Worker(self._context, function, memory)
            raise EngineError(
                "The worker processes die while they start. Try again with --jobs 1 to see why."
            )

        return ProcessCrew(start, self._jobs, self._timeout, self._memory)


class ProcessCrew(Generic[Item, Value]):
    """The processes of one run; see Crew."""

    ahead = _ITEMS_AHEAD

    def __init__(
        self,
        start: Callable[[int | None], Worker[Item, Value]],
        jobs: int,
        timeout: float | None,
        memory: int | None,
    ) -> None:
        self.width = jobs
        self._start, self._timeout, self._memory = start, timeout, memory
        self._workers: list[Worker[Item, Value]] = []
        self._left: list[Numbered[Item]] = []

    @property
    def busy(self) -> bool:
        return any(worker.load for worker in self._workers)

    def takes(self, numbered: Numbered[Item], size: int) -> bool:
        """Give an item to the process that has least to do; small ones may wait at a process for their turn."""
        worker = min(self._workers, key=lambda worker: worker.load, default=None)
        if (worker is None or worker.load) and len(self._workers) < self.width:
            worker = self._start(self._memory)
            self._workers.append(worker)
        assert worker is not None  # noqa: S101 - asked for by type checkers
        if worker.load and (worker.load + size > LARGE or worker.count >= _ITEMS_AT_ONCE):
            return False
        worker.give(*numbered, size)
        return True

    def collect(self) -> list[tuple[int, Outcome[Item, Value]]]:
        """Wait until a process has finished an item, died or used up its time; gives what has come of it."""
        busy = [worker for worker in self._workers if worker.load]
        if not busy:
            return []
        patience = None
        if self._timeout is not None:
            patience = min(worker.patience(self._timeout) or 0.0 for worker in busy)
        wait([worker.connection for worker in busy], patience)
        collected = [finished for worker in busy for finished in worker.collect(self._timeout)]
        for worker in self._workers:
            if not worker.alive:
                self._left += worker.waiting
        self._workers = [worker for worker in self._workers if worker.alive]
        return collected

    def left_over(self) -> list[Numbered[Item]]:
        left, self._left = self._left, []
        return left

    def alone(self, item: Item) -> Outcome[Item, Value]:
        """Do an item in a fresh process, which may take the memory of all."""
        worker = self._start(self._memory and self._memory * self.width)
        try:
            worker.give(0, item, LARGE)
            while not (collected := worker.collect(self._timeout)):
                wait([worker.connection], worker.patience(self._timeout))
            return collected[0][1]
        finally:
            worker.stop()

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()
