"""What runs on a machine of a cluster: a process of its own for the items that are sent there."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic

from pipeline.engine.machine import share_of_memory
from pipeline.engine.outcome import Failure, Item, Value
from pipeline.engine.pool import ProcessPool

Result = tuple[Any, Failure | None, float]
"""A value or the failure that took its place, and the seconds that it took."""


class Member(Generic[Item, Value]):
    """Does items in one process, which it starts anew where an item has ended it.

    The arguments are those of ProcessPool; without `memory` a process may have its share of this machine's.
    """

    def __init__(
        self,
        function: Callable[[Item], Value],
        timeout: float | None,
        memory: int | None,
        preload: tuple[str, ...],
    ) -> None:
        # or the processes would import the cluster's own main module
        vars(sys.modules["__main__"]).pop("__file__", None)
        share = memory if memory is not None else share_of_memory()
        whole = None if share is None else max(share, share_of_memory(1) or 0)
        self._crew = ProcessPool(1, timeout=timeout, memory=share, preload=preload).crew(function)
        self._alone = ProcessPool(1, timeout=timeout, memory=whole, preload=preload).crew(function)

    def ask(self, question: Callable[[], str]) -> str:
        """The answer of this machine."""
        return question()

    def do(self, items: Sequence[Item]) -> list[Result]:
        """A result for each item, in order."""
        waiting = deque(enumerate(items))
        results: dict[int, Result] = {}
        while len(results) < len(items):
            while waiting and self._crew.takes(waiting[0], 0):
                waiting.popleft()
            for index, outcome in self._crew.collect():
                results[index] = (outcome.value, outcome.failure, outcome.seconds)
            waiting.extendleft(reversed(self._crew.left_over()))
        return [results[index] for index in range(len(items))]

    def do_alone(self, item: Item) -> Result:
        """The result of an item that may have all of the machine's memory."""
        outcome = self._alone.alone(item)
        return outcome.value, outcome.failure, outcome.seconds
