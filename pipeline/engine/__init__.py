"""Where work is done: in one process, in a pool of them, or on a cluster. Engines know nothing of what they run."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from pipeline.engine.outcome import Engine, EngineError, Failure, Outcome
from pipeline.engine.pool import ProcessPool
from pipeline.engine.single import SingleProcess

__all__ = ["ENGINES", "Engine", "EngineError", "Failure", "Outcome", "available_processors", "engine_for"]

ENGINES = ("single", "pool", "ray")
_LEFT_TO_OTHERS = 8
"""The part of the machine's memory, one of so many, that is not divided among the workers."""


def engine_for(
    jobs: int | None = None,
    *,
    kind: str | None = None,
    timeout: float | None = None,
    memory: int | None = None,
    preload: tuple[str, ...] = (),
) -> Engine:
    """The engine of a kind: `single` is this process alone, `pool` are `jobs` processes besides it.

    Without a kind it is a pool where there is more than one job. `jobs` are by default one a processor.
    `timeout` bounds the seconds and `memory` the bytes (None: its share of this machine's) that one item may
    take, and `preload` names modules that are imported once for all processes; they are for other processes
    only, as one cannot stop itself. Raises EngineError where a kind cannot be had.
    """
    count = jobs or available_processors()
    if kind == "single" or (kind is None and count == 1):
        return SingleProcess()
    share = memory if memory is not None else _share_of_memory(count)
    return ProcessPool(count, timeout=timeout, memory=share, preload=preload)


def available_processors() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _share_of_memory(processes: int) -> int | None:
    """The bytes that each of so many processes may take; None where the machine's are not known."""
    try:
        installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    with contextlib.suppress(OSError, ValueError):  # there is no such file, or it says max
        installed = min(installed, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return (installed - installed // _LEFT_TO_OTHERS) // processes
