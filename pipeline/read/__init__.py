"""The first stage: a file's bytes become a source document, whatever the format.

The readers are loaded when `read_document` is first asked for: a run that finds nothing to read needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.read.errors import ReadError
from pipeline.read.limits import ReadLimits, check_size
from pipeline.read.source import SourceDocument
from pipeline.read.suffixes import SUPPORTED_SUFFIXES

if TYPE_CHECKING:
    from pipeline.read.document import read_document

__all__ = ["SUPPORTED_SUFFIXES", "ReadError", "ReadLimits", "SourceDocument", "check_size", "read_document"]


def __getattr__(name: str) -> Any:
    if name != "read_document":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.read.document import read_document

    return read_document
