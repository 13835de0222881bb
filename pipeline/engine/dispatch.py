"""Handing items out to workers and outcomes back: what all engines with several workers have in common."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol

from pipeline.engine.outcome import SUSPECT, Item, Outcome, Value

_SUSPECTS = 8
"""How many items wait, for each worker, until the others pause for them to be tried alone."""

Numbered = tuple[int, Item]


class Crew(Protocol[Item, Value]):
    """Workers, each of which may die at any moment. `width` is how many there are at most, `ahead` how many
    items each may be ahead of the slowest one, which bounds the values that wait for their turn."""

    width: int
    ahead: int

    @property
    def busy(self) -> bool:
        """Whether any has something to do."""

    def takes(self, numbered: Numbered[Item], size: int) -> bool:
        """Give an item to a worker; false where none has room."""

    def collect(self) -> list[tuple[int, Outcome[Item, Value]]]:
        """Wait until something has come of some item; gives that by the item's number."""

    def left_over(self) -> list[Numbered[Item]]:
        """Items whose worker has ended without fault of theirs, to be handed out again."""

    def alone(self, item: Item) -> Outcome[Item, Value]:
        """Do an item while no other worker does anything."""

    def stop(self) -> None:
        """End all workers at once."""


def dispatch(
    crew: Crew[Item, Value], items: Iterable[Item], size: Callable[[Item], int], *, in_order: bool
) -> Iterator[Outcome[Item, Value]]:
    """An outcome for each item; see Engine. A suspect is tried alone before it is given as a failure."""
    queue = _Queue(items)
    deliveries: _Deliveries[Item, Value] = _Deliveries(in_order=in_order)
    suspects: list[Numbered[Item]] = []
    try:
        while queue.more or deliveries.delivered < queue.given:
            while (
                len(suspects) < crew.width * _SUSPECTS
                and queue.given - deliveries.delivered < crew.width * crew.ahead
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
                    deliveries.add(index, crew.alone(item))
                suspects.clear()
            yield from deliveries.take()
    finally:
        crew.stop()


class _Queue(Generic[Item]):
    """The items with their numbers, and those that came back."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._source = iter(items)
        self._waiting: deque[Numbered[Item]] = deque()
        self.given = 0
        self.more = True

    def head(self) -> Numbered[Item] | None:
        """The next item, which stays; None where there is none."""
        if not self._waiting and self.more:
            try:
                self._waiting.append((self.given, next(self._source)))
                self.given += 1
            except StopIteration:
                self.more = False
        return self._waiting[0] if self._waiting else None

    def pop(self) -> None:
        self._waiting.popleft()

    def put_back(self, items: list[Numbered[Item]]) -> None:
        """Let items be the next ones."""
        self._waiting.extendleft(sorted(items, key=lambda numbered: numbered[0], reverse=True))


class _Deliveries(Generic[Item, Value]):
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
