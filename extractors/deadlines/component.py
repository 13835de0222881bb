"""The deadlines' component of a spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.common.annotations import add_spans, document_of
from extractors.deadlines.blocks import find_document_deadlines

NAME = "kehoach_deadlines"


@Language.component(
    NAME, requires=["doc._.document", "doc._.header"], assigns=["doc._.deadlines", "doc.spans"]
)
def annotate_deadlines(doc: Doc) -> Doc:
    """Finds the deadlines of a Doc's document: records in `doc._.deadlines`, spans in `doc.spans["deadlines"]`,
    labelled with the kind. Years that are left out come from the header, where it was read."""
    header = doc._.header
    years = None
    if header is not None and header.plan_year_first is not None:
        years = (header.plan_year_first, header.plan_year_last or header.plan_year_first)
    issued = header.issued_date if header is not None else None
    found = tuple(find_document_deadlines(document_of(doc), plan_years=years, issued=issued))
    doc._.deadlines = found
    add_spans(doc, "deadlines", found, lambda deadline: deadline.kind)
    return doc
