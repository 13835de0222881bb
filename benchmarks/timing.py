"""Measuring how long something takes and how much memory a command needs."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_KIBIBYTE = 1024
_SAMPLE_SECONDS = 0.05
_KEHOACH = (sys.executable, "-m", "pipeline.cli")


def seconds(action: Callable[[], object], *, repeats: int = 3) -> float:
    """Processor time of this process in the shortest of some runs; what else the machine does counts little."""
    best = math.inf
    for _ in range(repeats):
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best


class Stopwatch:
    """Adds up processor time by name: `with watch("read"): …`."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begin


def seconds_of_kehoach(arguments: Sequence[str]) -> float:
    """Wall-clock seconds of the command `kehoach`. Raises CalledProcessError where it fails."""
    begin = time.perf_counter()
    subprocess.run([*_KEHOACH, *arguments], stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    return time.perf_counter() - begin


def memory_of_kehoach(arguments: Sequence[str]) -> int:
    """The most memory in bytes that the command `kehoach` and its children hold together, pages that they share
    counted once. Raises CalledProcessError where it fails; needs /proc.

    Looking at a process's pages holds it up: what is watched is not timed.
    """
    with subprocess.Popen([*_KEHOACH, *arguments], stdout=subprocess.DEVNULL) as process:  # noqa: S603
        peak = _PeakOfTree(process.pid)
        peak.start()
        code = process.wait()
    peak.finished.set()
    peak.join()
    if code:
        raise subprocess.CalledProcessError(code, process.args)
    return peak.value


class _PeakOfTree(threading.Thread):
    """Looks again and again at the memory of a process and all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.value = 0
        self.finished = threading.Event()
        self._pid = pid

    def run(self) -> None:
        while not self.finished.wait(_SAMPLE_SECONDS):
            self.value = max(self.value, sum(map(_proportional_memory, _descendants(self._pid))))


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):  # it has ended meanwhile
            continue
        children.setdefault(parent, []).append(int(entry.parent.name))
    tree = [pid]
    for member in tree:
        tree += children.get(member, [])
    return tree


def _proportional_memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KIBIBYTE for line in lines if line.startswith("Pss:"))


def growth_exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """How time grows with size: 1 where twice the size takes twice as long, 2 where it takes four times as long.

    The slope of the least-squares line through the logarithms.
    """
    points = [(math.log(size), math.log(max(taken, 1e-9))) for size, taken in zip(sizes, times, strict=True)]
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    steepness = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return steepness / sum((x - middle_x) ** 2 for x, _ in points)
