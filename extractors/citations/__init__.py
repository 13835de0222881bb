"""Mentions of legal and administrative instruments: `Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ`.

`find_citations` reads a segmented document, `find_in_text` one line of text. The grammar of numbers and symbols
stands in `symbols`, that of laws by name in `laws`; `finder` puts the pieces together.
"""

from extractors.citations.finder import find_citations, find_in_text
from extractors.citations.law_register import LawVersion, law_by_number, law_passed, standard_law_name
from extractors.citations.records import Citation, Relation
from extractors.citations.symbols import split_symbol
from extractors.citations.tables import Body, DocumentTypes, bodies, document_types

__all__ = [
    "Body",
    "Citation",
    "DocumentTypes",
    "LawVersion",
    "Relation",
    "bodies",
    "document_types",
    "find_citations",
    "find_in_text",
    "law_by_number",
    "law_passed",
    "split_symbol",
    "standard_law_name",
]
