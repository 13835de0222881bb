"""How extractors' results lie on a spaCy Doc: typed records in extensions, spans in span groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.tokens import Doc, SpanGroup

from extractors.common.document import Document
from extractors.common.mention import Mention

RECORDS = ("citations", "indices", "deadlines", "tasks")
"""Extensions that hold a tuple of records each, empty until the component has run."""


def register_extensions() -> None:
    """Declares the extensions `document`, `header` and one for each kind of record; may be called again."""
    for name in ("document", "header"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in RECORDS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


def document_of(doc: Doc) -> Document:
    """The segmented document that the Doc was made from.

    Raises ValueError where the Doc was made from bare text: the extractors need its blocks.
    """
    document = doc._.document
    if not isinstance(document, Document):
        raise ValueError(
            "The Doc has no segmented document: make it with pipeline.language.make_doc(nlp, document)."
        )
    return document


def add_spans(doc: Doc, group: str, mentions: Iterable[Mention], label: Callable[[Any], str]) -> None:
    """Puts the mentions' spans into a span group, widened to whole tokens, labelled by the function given."""
    spans = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=label(mention), alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
