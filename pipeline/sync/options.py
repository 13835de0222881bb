"""What a run can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.doctor import tools
from pipeline.store.durable import Checkpoint, no_checkpoint
from pipeline.store.version import rules_version
from pipeline.sync.parcels import Parcel
from pipeline.sync.plan import Work
from pipeline.sync.work import process_work

DEFAULT_TIMEOUT = 900.0
DEFAULT_TRIES = 3


class Tell(Protocol):
    """Takes what happens: an event's name and its facts."""

    def __call__(self, event: str, **facts: Any) -> None: ...


def tell_nobody(event: str, **facts: Any) -> None:
    """What stands where nobody listens."""


def tools_at_hand() -> dict[str, frozenset[str]]:
    """The programs that some formats need and that are here, each with the endings of names that need it."""
    return {tool.name: tool.suffixes for tool in tools() if tool.found}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done.

    `engine` is one of pipeline.engine.ENGINES, `jobs` are its processes (None: one a processor), `timeout` the
    seconds and `memory` the bytes (None: a share of the machine's) that one document may take in a process of its
    own, `tries` how often a document that fails is tried with the same rules and programs. A batch is committed
    after as many documents, bytes or seconds. `keep_seconds` is how long a state that was superseded can still
    be read; the last one always can. `anew` does everything over.
    """

    engine: str = "pool"
    jobs: int | None = None
    timeout: float | None = DEFAULT_TIMEOUT
    memory: int | None = None
    tries: int = DEFAULT_TRIES
    batch_documents: int = 200
    batch_bytes: int = 16 * 2**20
    batch_seconds: float = 10.0
    keep_seconds: float = 600.0
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run stands in, each of which another can stand for: how a document is processed and by which
    version of the rules for its format, the programs at hand, who is told, and the signal that asks it to stop
    (0: none)."""

    process: Callable[[Work], Parcel] = process_work
    preload: tuple[str, ...] = ("pipeline.preload",)
    rules: Callable[[str | None], str] = rules_version
    tools: Callable[[], Mapping[str, frozenset[str]]] = tools_at_hand
    tell: Tell = tell_nobody
    stopping: Callable[[], int] = lambda: 0
    checkpoint: Checkpoint = no_checkpoint
