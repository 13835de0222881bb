"""The mentions as Web Annotations: each selector finds the words that the row holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.annotations import QUOTE_CONTEXT, write_annotations
from pipeline.export.documents import MENTION_TABLES, marked_documents, normalised_text
from pipeline.store.schema import TABLES
from pipeline.tables import Tables


@pytest.fixture(scope="module")
def annotations(sample_tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("annotations") / "annotations.jsonl"
    count = write_annotations(sample_tables, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def test_every_mention_is_an_annotation(annotations: list[dict[str, Any]], sample_tables: Tables) -> None:
    counts = dict.fromkeys(MENTION_TABLES, 0)
    for annotation in annotations:
        counts[annotation["body"]["value"]] += 1
    assert counts == {name: len(sample_tables[name]) for name in MENTION_TABLES}
    assert len({annotation["id"] for annotation in annotations}) == len(annotations)


def test_annotations_have_the_form_of_the_model(annotations: list[dict[str, Any]]) -> None:
    """W3C Web Annotation Data Model, 3.1: what an annotation must have, and 4.2: what selectors must have."""
    for annotation in annotations:
        context, *_ = annotation["@context"]
        assert context == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["type"] == "Annotation"
        assert annotation["id"].startswith("urn:kehoach:")
        assert annotation["target"]["source"].startswith("urn:kehoach:document:")
        position, quote = annotation["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert 0 <= position["start"] < position["end"]


def test_selectors_find_the_words_in_the_text(
    annotations: list[dict[str, Any]], sample_tables: Tables
) -> None:
    texts = {
        f"urn:kehoach:document:{document.row['doc_id']}": document.text
        for document in marked_documents(sample_tables)
    }
    for annotation in annotations:
        text = texts[annotation["target"]["source"]]
        position, quote = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert len(quote["prefix"]) == min(start, QUOTE_CONTEXT)


def test_records_hold_the_rest_of_the_row(annotations: list[dict[str, Any]], sample_tables: Tables) -> None:
    rows = iter(sample_tables.rows("citations"))
    for annotation in annotations:
        if annotation["body"]["value"] == "citations":
            record, row = annotation["body"]["record"], next(rows)
            assert record["identifier"] == row["identifier"]
            assert record["issued_date"] == (row["issued_date"] and row["issued_date"].isoformat())
            assert set(record) == set(TABLES["citations"].schema.names) - {
                "doc_id",
                "char_start",
                "char_end",
                "text",
            }


def test_blocks_put_together_are_the_text_that_offsets_count_in(sample_tables: Tables) -> None:
    for document in marked_documents(sample_tables):
        assert len(document.text) == document.row["char_count"]
        for rows in document.mentions.values():
            for row in rows:
                assert document.text[row["char_start"] : row["char_end"]] == row["text"]


def test_cells_inside_their_row_are_not_repeated() -> None:
    blocks = [
        {"char_start": 0, "char_end": 3, "text": "abc"},
        {"char_start": 4, "char_end": 9, "text": "d | e"},
        {"char_start": 4, "char_end": 5, "text": "d"},
        {"char_start": 8, "char_end": 9, "text": "e"},
        {"char_start": 11, "char_end": 12, "text": "f"},
    ]
    assert normalised_text(blocks) == "abc\nd | e\n\nf"


def test_documents_without_mentions_are_passed_over(make_tables: Any, tmp_path: Path) -> None:
    tables = make_tables(
        {
            "documents": [{"doc_id": "a"}, {"doc_id": "b"}, {"doc_id": "c"}],
            "blocks": [{"doc_id": "b", "text": "Sở Y tế", "char_end": 7}],
            "indices": [{"doc_id": "b", "text": "Sở", "char_end": 2, "code": "PCI"}],
        }
    )
    assert write_annotations(tables, tmp_path / "a.jsonl") == 1
    (document,) = (document for document in marked_documents(tables) if document.mentions["indices"])
    assert document.row["doc_id"] == "b"
