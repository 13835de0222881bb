"""What a run stands in, each part of which another can stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.store.durable import Checkpoint, no_checkpoint
from pipeline.store.version import pipeline_version, rules_version
from pipeline.sync.plan import Work
from pipeline.sync.work import process_work

if TYPE_CHECKING:
    from pipeline.sync.parcels import Parcel


class Tell(Protocol):
    """Takes what happens: an event's name and its facts."""

    def __call__(self, event: str, **facts: Any) -> None: ...


def tell_nobody(event: str, **facts: Any) -> None:
    """What stands where nobody listens."""


def tools_at_hand() -> dict[str, frozenset[str]]:
    """The programs that some formats need and that are here, each with the endings of names that need it."""
    from pipeline.doctor import tools  # loads every reader

    return {tool.name: tool.suffixes for tool in tools() if tool.found}


def same_everywhere() -> str:
    """What has to be the same on all machines that share the work, or the tables would depend on which did it."""
    import pyarrow as pa  # which a run with nothing to do can do without

    programs = " ".join(sorted(tools_at_hand())) or "none"
    return f"kehoach {pipeline_version()} with pyarrow {pa.__version__} and the programs {programs}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run stands in, each of which another can stand for: how a document is processed and by which
    version of the rules for its format, the programs at hand, what all machines must have alike, who is told, and
    the signal that asks it to stop (0: none)."""

    process: Callable[[Work], Parcel] = process_work
    preload: tuple[str, ...] = ("pipeline.without_pandas", "pipeline.preload", "pipeline.sync.reading")
    rules: Callable[[str | None], str] = rules_version
    tools: Callable[[], Mapping[str, frozenset[str]]] = tools_at_hand
    same: Callable[[], str] = same_everywhere
    tell: Tell = tell_nobody
    stopping: Callable[[], int] = lambda: 0
    checkpoint: Checkpoint = no_checkpoint
