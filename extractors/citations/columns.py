"""Tables of instruments, whose columns state apart what else stands in one line: number, date, issuer and title."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.citations.records import Citation
from extractors.common.dates import find_dates
from extractors.common.document import Block, Document
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.organisations import match_organisation


def read_columns(document: Document, cell: Block, citations: Sequence[Citation]) -> list[Citation]:
    """The citations of a cell; one that is all that the cell holds has the date, the issuer and the title that the
    columns beside it state."""
    if len(citations) != 1 or document.body_of(cell).strip(" .;") != citations[0].text:
        return list(citations)
    citation = citations[0]
    for beside in document.children_of(cell.parent_id):
        name, text = beside.column_name or "", document.text_of(beside).strip(" .;")
        if not text or beside.block_id == cell.block_id:
            continue
        if citation.issued_date is None and _column("date").fullmatch(name):
            dates = find_dates(text)
            if len(dates) == 1 and dates[0].value is not None and dates[0].end - dates[0].start == len(text):
                citation = replace(citation, issued_date=dates[0].value, issued_precision=dates[0].precision)
        elif citation.issuer is None and _column("issuer").fullmatch(name):
            body = match_organisation(text, 0, capitals=text.isupper())
            if body is not None and body.end == len(text):
                citation = replace(citation, issuer=text)
        elif citation.title is None and _column("title").fullmatch(name):
            start = beside.char_start + document.text_of(beside).index(text)
            citation = replace(citation, title=text, title_span=(start, start + len(text)))
    return [citation]


@functools.cache
def _column(field: str) -> regex.Pattern[str]:
    """What a column that states the field is called."""
    return regex.compile(
        alternatives(load_lexicon("extractors.citations", "columns")[field]), regex.IGNORECASE
    )
