"""What Arrow frees goes back to the system: a run has no later use for it."""

from __future__ import annotations

import pyarrow as pa


def give_back() -> None:
    """Give back what is free now; what is taken from here on, by whatever is then asked for it, can be given back."""
    pa.set_memory_pool(pa.system_memory_pool())  # the default one keeps what is freed for later
    pa.default_memory_pool().release_unused()
