"""Where work is done: in one process or in a pool of them. Engines know nothing of what they run."""

from __future__ import annotations

import os

from pipeline.engine.outcome import Engine, Failure, Outcome
from pipeline.engine.pool import ProcessPool
from pipeline.engine.single import SingleProcess

__all__ = ["Engine", "Failure", "Outcome", "available_processors", "engine_for"]


def engine_for(jobs: int, *, timeout: float | None = None, preload: tuple[str, ...] = ()) -> Engine:
    """An engine with the given number of processes: this one alone, or as many besides it.

    `timeout` bounds the seconds that one item may take and `preload` names modules that are imported once for
    all processes; both are for pools, as a process cannot stop itself.
    """
    return SingleProcess() if jobs <= 1 else ProcessPool(jobs, timeout=timeout, preload=preload)


def available_processors() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
