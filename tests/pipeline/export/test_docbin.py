"""The DocBin as spaCy loads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from pipeline.export.docbin import LABEL_COLUMNS, write_docbin
from pipeline.export.documents import MENTION_TABLES, marked_documents
from pipeline.store.schema import TABLES
from pipeline.tables import Tables


def _loaded(tables: Tables, folder: Path) -> list[Doc]:
    path = folder / "documents.spacy"
    count = write_docbin(tables, path)
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))
    assert len(docs) == count
    return docs


@pytest.fixture(scope="module")
def docs(sample_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[Doc]:
    return _loaded(sample_tables, tmp_path_factory.mktemp("docbin"))


def test_documents_come_back_with_their_text_and_name(docs: list[Doc], sample_tables: Tables) -> None:
    for doc, document in zip(docs, marked_documents(sample_tables), strict=True):
        assert doc.text == document.text
        assert doc.user_data["doc_id"] == document.row["doc_id"]
        assert doc.user_data["source_path"] == document.row["source_path"]


def test_spans_are_the_rows_in_their_order(docs: list[Doc], sample_tables: Tables) -> None:
    for doc, document in zip(docs, marked_documents(sample_tables), strict=True):
        assert set(doc.spans) == set(MENTION_TABLES)
        for name, rows in document.mentions.items():
            row_id = str(TABLES[name].row_id)
            found = [(span.id_, span.label_) for span in doc.spans[name]]
            assert found == [(str(row[row_id]), row[LABEL_COLUMNS[name]]) for row in rows]
            for span, row in zip(doc.spans[name], rows, strict=True):
                assert span.start_char <= row["char_start"] < row["char_end"] <= span.end_char
                assert row["text"] in span.text


def test_hardly_any_span_is_wider_than_its_row(docs: list[Doc], sample_tables: Tables) -> None:
    """Tokens are syllables and marks: a mention that ends inside one is an accident of the text."""
    wider = total = 0
    for doc, document in zip(docs, marked_documents(sample_tables), strict=True):
        for name, rows in document.mentions.items():
            for span, row in zip(doc.spans[name], rows, strict=True):
                wider += span.text != row["text"]
                total += 1
    assert wider <= total / 100


def test_every_table_of_mentions_has_a_label() -> None:
    assert set(LABEL_COLUMNS) == set(MENTION_TABLES)
    for name, column in LABEL_COLUMNS.items():
        assert not TABLES[name].schema.field(column).nullable


def test_a_mention_that_ends_inside_a_token_takes_all_of_it(make_tables: Any, tmp_path: Path) -> None:
    tables = make_tables(
        {
            "documents": [{"doc_id": "d"}],
            "blocks": [{"doc_id": "d", "text": "theo PCItỉnh", "char_end": 12}],
            "indices": [{"doc_id": "d", "text": "PCI", "char_start": 5, "char_end": 8, "code": "PCI"}],
        }
    )
    (doc,) = _loaded(tables, tmp_path)
    (span,) = doc.spans["indices"]
    assert span.text == "PCItỉnh"
    assert span.label_ == "PCI"
