"""Where work is done: in one process, in a pool of them, or on a cluster. Engines know nothing of what they run."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.engine.machine import available_processors, share_of_memory
from pipeline.engine.outcome import Engine, EngineError, Failure, Outcome
from pipeline.engine.single import SingleProcess

__all__ = [
    "ENGINES",
    "Engine",
    "EngineError",
    "Failure",
    "Outcome",
    "available_processors",
    "engine_for",
    "warm_up",
]

ENGINES = ("single", "pool", "ray")


def engine_for(
    kind: str | None = None,
    *,
    jobs: int | None = None,
    most: int | None = None,
    timeout: float | None = None,
    memory: int | None = None,
    preload: tuple[str, ...] = (),
    ray_address: str | None = None,
    same: Callable[[], str] | None = None,
) -> Engine:
    """The engine of a kind: `single` is this process alone, `pool` are `jobs` processes besides it, `ray` are
    processes on the cluster at `ray_address`, or on one that is started here for the purpose.

    Without a kind it is a pool where there is more than one job. `jobs` are by default one a processor, and
    not more than `most`. `timeout` bounds the seconds and `memory` the bytes (None: its share of the machine's)
    that one item may take, and `preload` names modules that are imported once for all processes; they are for
    other processes only, as one cannot stop itself. What `same` gives has to be the same on every machine.
    Raises EngineError where a kind cannot be had.
    """
    if kind == "ray":
        from pipeline.engine.ray_cluster import RayCluster

        return RayCluster(
            jobs, address=ray_address, timeout=timeout, memory=memory, preload=preload, same=same
        )
    count = jobs or available_processors()
    if most is not None:
        count = max(1, min(count, most))
    if kind == "single" or (kind is None and count == 1):
        return SingleProcess()
    from pipeline.engine.pool import ProcessPool  # loads multiprocessing

    share = memory if memory is not None else share_of_memory(count)
    return ProcessPool(count, timeout=timeout, memory=share, preload=preload)


def warm_up(kind: str | None, preload: tuple[str, ...]) -> None:
    """Have what an engine of a kind starts from load `preload` in the background, for an engine that is made soon."""
    if kind == "pool":
        from pipeline.engine.pool import context_of

        context_of(preload)
