"""The documents as spaCy's DocBin with the mentions as span groups, to train and to test models with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from pipeline.export.documents import MENTION_TABLES, MarkedDocument, marked_documents
from pipeline.language import SyllableTokenizer
from pipeline.store.schema import TABLES
from pipeline.tables import Tables

LABEL_COLUMNS = {
    "citations": "type_code",
    "indices": "code",
    "index_values": "kind",
    "tasks": "origin",
    "units": "role",
    "deadlines": "kind",
}
"""For each table of mentions the column whose value is the label of its spans."""


def write_docbin(tables: Tables, path: Path) -> int:
    """Write every document's normalised text as a Doc; gives the number of Docs.

    `doc.spans["citations"]` and so on hold the rows of MENTION_TABLES in their order, labelled by LABEL_COLUMNS,
    with the number that names the row in its document (`citation_id`, …) as `span.id_`; `doc.user_data` holds
    `doc_id` and `source_path`. Read it with `DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab)`. Raises
    OSError where the file cannot be written.
    """
    vocab = spacy.blank("xx").vocab
    tokenizer = SyllableTokenizer(vocab)
    docs = DocBin(store_user_data=True)
    for document in marked_documents(tables):
        docs.add(marked_doc(document, tokenizer))
    docs.to_disk(path)
    return len(docs)


def marked_doc(document: MarkedDocument, tokenizer: SyllableTokenizer) -> Doc:
    """One document as a Doc. A span that ends inside a token takes all of it."""
    doc = tokenizer(document.text)
    doc.user_data.update(doc_id=document.row["doc_id"], source_path=document.row["source_path"])
    for name in MENTION_TABLES:
        row_id = TABLES[name].row_id or "doc_id"
        doc.spans[name] = [
            span
            for row in document.mentions[name]
            if (span := _span(doc, row, row[LABEL_COLUMNS[name]], row[row_id])) is not None
        ]
    return doc


def _span(doc: Doc, row: dict[str, Any], label: str, number: int) -> Span | None:
    return doc.char_span(
        row["char_start"], row["char_end"], label=label, alignment_mode="expand", span_id=str(number)
    )
