"""Engines by name, and a Ray cluster that the tests of a session share."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.engine import Engine
from pipeline.engine.pool import ProcessPool
from pipeline.engine.ray_cluster import RayCluster
from pipeline.engine.single import SingleProcess

MakeEngine = Callable[..., Engine]

_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def ray_processes() -> Iterator[int]:
    """A cluster of so many processes on this machine, which finds the functions of the tests."""
    pytest.importorskip("ray", reason="Ray is an optional extra; install it with: make ray")
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_ROOT), str(Path(__file__).parent)])
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(RayCluster(2).connection())
            yield 2
    finally:
        del os.environ["PYTHONPATH"]
        if before is not None:
            os.environ["PYTHONPATH"] = before


@pytest.fixture(params=["single", "one process", "two processes", "ray"])
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Makes an engine of each kind; options are those of ProcessPool."""
    if request.param == "single":
        return lambda **_options: SingleProcess()
    if request.param == "ray":
        processes = request.getfixturevalue("ray_processes")
        return lambda **options: RayCluster(processes, **options)
    return lambda **options: ProcessPool(1 if request.param == "one process" else 2, **options)


@pytest.fixture(params=["one process", "two processes", "ray"])
def make_safe_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Makes an engine of each kind that survives what its processes do not."""
    if request.param == "ray":
        processes = request.getfixturevalue("ray_processes")
        return lambda **options: RayCluster(processes, **options)
    return lambda **options: ProcessPool(1 if request.param == "one process" else 2, **options)
