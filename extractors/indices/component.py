"""The indices' component of a spaCy pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.common.annotations import add_spans, document_of
from extractors.indices import find_indices

NAME = "kehoach_indices"


@Language.component(NAME, requires=["doc._.document"], assigns=["doc._.indices", "doc.spans"])
def annotate_indices(doc: Doc) -> Doc:
    """Finds the indices of a Doc's document: records with their values in `doc._.indices`, spans of the mentions in
    `doc.spans["indices"]`, labelled with the index's code, and of the values in `doc.spans["index_values"]`."""
    found = tuple(find_indices(document_of(doc)))
    doc._.indices = found
    add_spans(doc, "indices", found, lambda mention: mention.code)
    add_spans(
        doc,
        "index_values",
        (value for mention in found for value in mention.values),
        lambda value: value.kind,
    )
    return doc
