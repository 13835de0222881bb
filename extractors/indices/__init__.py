"""Governance indices (PAR INDEX, PCI, SIPAS, …): their mentions, and the targets and results stated for them."""

from extractors.indices.finder import find_in_text, find_indices
from extractors.indices.records import IndexMention, IndexValue

__all__ = ["IndexMention", "IndexValue", "find_in_text", "find_indices"]
