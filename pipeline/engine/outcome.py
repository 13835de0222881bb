"""What an engine is and what it gives for each item."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave no value: `internal_error`, `crashed` or `timeout`, and what to do about it."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """An item with its value, or with the failure that took the value's place."""

    item: Item
    value: Value | None
    failure: Failure | None
    seconds: float


class Engine(Protocol):
    """Applies a function to items and gives an outcome for each, in the order of the items."""

    def run(
        self, function: Callable[[Item], Value], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Value]]: ...


def attempt(function: Callable[[Item], Value], item: Item) -> Outcome[Item, Value]:
    """Apply the function, an exception becoming a failure of kind `internal_error`."""
    begin = time.perf_counter()
    try:
        value, failure = function(item), None
    except Exception as error:  # one bad item must not stop the others
        value, failure = None, internal_error(error)
    return Outcome(item, value, failure, time.perf_counter() - begin)


def internal_error(error: Exception) -> Failure:
    """The failure that an unforeseen exception stands for."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return Failure(
        "internal_error", f"The program itself failed on this file ({what}). Please report it with the file."
    )
