"""The citations' component of a spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.citations import find_citations
from extractors.common.annotations import add_spans, document_of

NAME = "kehoach_citations"


@Language.component(NAME, requires=["doc._.document"], assigns=["doc._.citations", "doc.spans"])
def annotate_citations(doc: Doc) -> Doc:
    """Finds the citations of a Doc's document: records in `doc._.citations`, spans in `doc.spans["citations"]`,
    labelled with the type's code. The document's own number, where the header is known, is none of them."""
    header = doc._.header
    own = (header.number, header.symbol) if header is not None else None
    found = tuple(find_citations(document_of(doc), own=own))
    doc._.citations = found
    add_spans(doc, "citations", found, lambda citation: citation.type_code)
    return doc
