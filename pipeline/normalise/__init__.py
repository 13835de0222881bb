"""The stage `normalise`: from a document as read to one clean text, with the way back to the source."""

from __future__ import annotations

from pipeline.normalise.normaliser import normalise
from pipeline.normalise.offsets import OffsetMap
from pipeline.normalise.text import Cell, Dropped, Line, NormalisedText

__all__ = ["Cell", "Dropped", "Line", "NormalisedText", "OffsetMap", "normalise"]
