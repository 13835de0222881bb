"""How many processes and how much memory this machine has for us."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_LEFT_TO_OTHERS = 8
"""The part of the machine's memory, one of so many, that is not divided among the workers."""


def available_processors() -> int:
    """The number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_of_memory(processes: int | None = None) -> int | None:
    """The bytes that each of so many processes (by default one a processor) may take; None where unknown."""
    try:
        installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    with contextlib.suppress(OSError, ValueError):  # there is no such file, or it says max
        installed = min(installed, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return (installed - installed // _LEFT_TO_OTHERS) // (processes or available_processors())
