"""The stage `segment`: from normalised text to the document's blocks."""

from __future__ import annotations

from pipeline.segment.segmenter import segment

__all__ = ["segment"]
