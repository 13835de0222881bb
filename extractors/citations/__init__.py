"""Mentions of legal and administrative instruments: `Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ`.

`find_citations` reads a segmented document, `find_in_text` one line of text. The grammar of numbers and symbols
stands in `symbols`, that of laws by name in `laws`; `finder` puts the pieces together.
"""

from extractors.citations.finder import find_citations, find_in_text
from extractors.citations.records import Citation, Relation

__all__ = ["Citation", "Relation", "find_citations", "find_in_text"]
