"""The stages that turn a plan into tables: read, normalise, segment, extract, link, store.

`extract` gives what one plan says, `open_tables` the tables of a run. Both load what they need when they are
first called: importing this package loads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import Extraction, extract
    from pipeline.tables import open_tables

__all__ = ["Extraction", "extract", "open_tables"]

_MODULES = {"Extraction": "pipeline.api", "extract": "pipeline.api", "open_tables": "pipeline.tables"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_MODULES[name]), name)
