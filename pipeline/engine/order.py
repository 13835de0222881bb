"""Outcomes in the order of their items, and how far ahead of the slowest item others may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic

from pipeline.engine.outcome import Item, Outcome, Value


class Deliveries(Generic[Item, Value]):
    """Takes outcomes by the number of their item, and gives them in order or as they come."""

    def __init__(self, *, in_order: bool) -> None:
        self._in_order = in_order
        self._waiting: dict[int, Outcome[Item, Value]] = {}
        self.delivered = 0

    def add(self, index: int, outcome: Outcome[Item, Value]) -> None:
        self._waiting[index] = outcome

    def take(self) -> Iterator[Outcome[Item, Value]]:
        """Those whose turn it is."""
        while self._waiting:
            index = self.delivered if self._in_order else next(iter(self._waiting))
            if index not in self._waiting:
                return
            self.delivered += 1
            yield self._waiting.pop(index)
