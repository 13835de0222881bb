"""The header's component of a spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.common.annotations import document_of
from extractors.header import read_header

NAME = "kehoach_header"


@Language.component(NAME, requires=["doc._.document"], assigns=["doc._.header", "doc.spans"])
def annotate_header(doc: Doc) -> Doc:
    """Reads the header of a Doc's document: the record in `doc._.header`, a span for each field that stands in the
    text in `doc.spans["header"]`, labelled with the field's name."""
    header = read_header(document_of(doc))
    doc._.header = header
    spans = (
        doc.char_span(*span, label=field, alignment_mode="expand") for field, span in header.spans.items()
    )
    doc.spans["header"] = [span for span in spans if span is not None]
    return doc
