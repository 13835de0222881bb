"""What an engine is and what it gives for each item."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")

SUSPECT = frozenset({"crashed", "timeout", "out_of_memory"})
"""Kinds of failure that other items may have brought about: the item is tried again, alone."""
LARGE = 256 * 1024
"""The size from which an item is handed out by itself, in bytes."""


class EngineError(RuntimeError):
    """The engine's workers cannot be started; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item gave no value: `internal_error`, `crashed`, `timeout` or `out_of_memory`; and what to do."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """An item with its value, or with the failure that took the value's place."""

    item: Item
    value: Value | None
    failure: Failure | None
    seconds: float


def unsized(_item: Any) -> int:
    """Stands where nothing is known of the sizes of items: each is handed out by itself."""
    return LARGE


class Engine(Protocol):
    """Applies a function to items and gives an outcome for each.

    Outcomes come in the order of the items, or as they are done where `in_order` is false. `size` gives an
    item's size in bytes, by which several small ones are handed out together. Where it is `far`, items are done
    on machines that may not share this one's disk. Raises EngineError.
    """

    far: bool

    def run(
        self,
        function: Callable[[Item], Value],
        items: Iterable[Item],
        *,
        size: Callable[[Item], int] = unsized,
        in_order: bool = True,
    ) -> Iterator[Outcome[Item, Value]]: ...


def attempt(function: Callable[[Item], Value], item: Item) -> Outcome[Item, Value]:
    """Apply the function, an exception becoming a failure of kind `internal_error` or `out_of_memory`."""
    begin = time.perf_counter()
    try:
        value, failure = function(item), None
    except MemoryError:
        value, failure = None, OUT_OF_MEMORY
    except Exception as error:  # one bad item must not stop the others
        value, failure = None, internal_error(error)
    return Outcome(item, value, failure, time.perf_counter() - begin)


OUT_OF_MEMORY = Failure(
    "out_of_memory",
    "Reading this file takes more memory than a process may have. Split it, or allow more with --memory.",
)


def internal_error(error: Exception) -> Failure:
    """The failure that an unforeseen exception stands for."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return Failure(
        "internal_error", f"The program itself failed on this file ({what}). Please report it with the file."
    )


def timed_out(timeout: float | None) -> Failure:
    """The failure of an item that was stopped after so many seconds."""
    return Failure(
        "timeout",
        f"Reading this file took more than {timeout:g} seconds. Split it, or allow more with --timeout.",
    )


def crashed(cause: str) -> Failure:
    """The failure of an item whose process ended; `cause` says how."""
    return Failure(
        "crashed",
        f"The process that read this file died ({cause}). "
        "Run the file alone; if it happens again, leave the file out and report it.",
    )
