"""The engine with several processes, which survives the death of any of them."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any, Generic

from pipeline.engine.order import Deliveries
from pipeline.engine.outcome import LARGE, SUSPECT, EngineError, Item, Outcome, Value, unsized
from pipeline.engine.worker import Worker

_ITEMS_AHEAD = 32
"""How many items a process may be ahead of the slowest one: bounds the values that wait for their turn."""
_ITEMS_AT_ONCE = 8
_SUSPECTS = 8
"""How many items wait, for each process, until the others pause for them to be tried alone."""
_STARTS_TRIED = 3


class ProcessPool:
    """Runs items in `jobs` processes of its own.

    It is known which item each process is at. One that ends its process, takes more than `timeout` seconds or
    more than `memory` bytes is tried once more in a fresh process while no other item runs, with the memory of
    all; only then it fails (kinds `crashed`, `timeout`, `out_of_memory`). Functions, items and values must be
    picklable. `preload` names modules that are imported before the processes are forked, where the system can
    fork.
    """

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
        # a server process that has no threads imports once what all workers need, and forks them
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self._context.set_forkserver_preload(list(preload))
            from multiprocessing import forkserver  # which not every system has

            forkserver.ensure_running()  # it imports while the caller prepares

    def run(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = unsized,
        in_order: bool = True,
    ) -> Iterator[Outcome[Item, Value]]:
        """Apply the function to each item; see Engine. Raises EngineError."""
        crew = _Crew(self._start, function, self._jobs, self._timeout)
        deliveries: Deliveries[Item, Value] = Deliveries(in_order=in_order)
        queue = _Queue(items)
        suspects: list[tuple[int, Item]] = []
        try:
            while queue.more or deliveries.delivered < queue.given:
                while (
                    len(suspects) < self._jobs * _SUSPECTS
                    and queue.ahead_of(deliveries.delivered) < self._jobs * _ITEMS_AHEAD
                    and (head := queue.head()) is not None
                    and crew.takes(head, size(head[1]))
                ):
                    queue.pop()
                for index, outcome in crew.collect():
                    if outcome.failure is not None and outcome.failure.kind in SUSPECT:
                        suspects.append((index, outcome.item))
                    else:
                        deliveries.add(index, outcome)
                queue.put_back(crew.left_over())
                if suspects and not crew.busy:
                    for index, item in suspects:
                        deliveries.add(index, self._alone(function, item))
                    suspects.clear()
                yield from deliveries.take()
        finally:
            crew.stop()

    def _alone(self, function: Callable[[Item], Value], item: Item) -> Outcome[Item, Value]:
        worker = self._start(function, alone=True)
        try:
            worker.give(0, item, LARGE)
            while not (collected := worker.collect(self._timeout)):
                wait([worker.connection], worker.patience(self._timeout))
            return collected[0][1]
        finally:
            worker.stop()

    def _start(self, function: Callable[[Item], Value], *, alone: bool = False) -> Worker[Item, Value]:
        memory = self._memory and self._memory * (self._jobs if alone else 1)
        for _ in range(_STARTS_TRIED):
            with contextlib.suppress(EOFError, OSError):
                return Worker(self._context, function, memory)
        raise EngineError("The worker processes die while they start. Try again with --jobs 1 to see why.")


class _Queue(Generic[Item]):
    """The items with their numbers, and those that a process was given but did not come to."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._source = iter(items)
        self._waiting: deque[tuple[int, Item]] = deque()
        self.given = 0
        self.more = True

    def head(self) -> tuple[int, Item] | None:
        """The next item, which stays; None where there is none."""
        if not self._waiting and self.more:
            try:
                self._waiting.append((self.given, next(self._source)))
                self.given += 1
            except StopIteration:
                self.more = False
        return self._waiting[0] if self._waiting else None

    def ahead_of(self, delivered: int) -> int:
        return self.given - delivered

    def pop(self) -> None:
        self._waiting.popleft()

    def put_back(self, items: list[tuple[int, Item]]) -> None:
        self._waiting.extendleft(reversed(items))


class _Crew(Generic[Item, Value]):
    """The processes that are at work at the same time."""

    def __init__(
        self,
        start: Callable[[Callable[[Item], Value]], Worker[Item, Value]],
        function: Callable[[Item], Value],
        jobs: int,
        timeout: float | None,
    ) -> None:
        self._start, self._function, self._jobs, self._timeout = start, function, jobs, timeout
        self._workers: list[Worker[Item, Value]] = []
        self._left: list[tuple[int, Item]] = []

    @property
    def busy(self) -> bool:
        return any(worker.load for worker in self._workers)

    def takes(self, numbered: tuple[int, Item], size: int) -> bool:
        """Give an item to the process that has least to do; small ones may wait at a process for their turn."""
        worker = min(self._workers, key=lambda worker: worker.load, default=None)
        if (worker is None or worker.load) and len(self._workers) < self._jobs:
            worker = self._start(self._function)
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

    def left_over(self) -> list[tuple[int, Item]]:
        """Items that processes which have ended did not come to."""
        left, self._left = sorted(self._left, key=lambda numbered: numbered[0]), []
        return left

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()
