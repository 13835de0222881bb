"""The mentions as W3C Web Annotations, one a line (https://www.w3.org/TR/annotation-model/)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.export.documents import MENTION_TABLES, MarkedDocument, marked_documents
from pipeline.store.schema import TABLES
from pipeline.tables import Tables

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "record": {"@id": "urn:kehoach:record", "@type": "@json"}},
)
"""The annotation model's own terms, and one for a row of a table as plain JSON."""
QUOTE_CONTEXT = 32
"""Characters before and after the quoted words that a selector repeats, so that they are found in a changed text."""

_SPAN = frozenset({"doc_id", "char_start", "char_end", "text"})


def write_annotations(tables: Tables, path: Path) -> int:
    """Write every mention as an annotation, in the order of documents and of MENTION_TABLES; gives their number.

    The target is the document's normalised text, `urn:kehoach:document:<doc_id>`; positions count its code points
    from 0, the end exclusive. The body is the row without what the target says. Raises OSError where the file
    cannot be written.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in marked_documents(tables):
            for name in MENTION_TABLES:
                for row in document.mentions[name]:
                    file.write(json.dumps(annotation(document, name, row), ensure_ascii=False, default=str))
                    file.write("\n")
                    count += 1
    return count


def annotation(document: MarkedDocument, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """One row of a table of mentions as an annotation; dates are left to the writer (`2025-12-31`)."""
    start, end = row["char_start"], row["char_end"]
    number = row[TABLES[table].row_id or "doc_id"]
    return {
        "@context": CONTEXT,
        "id": f"urn:kehoach:{table}:{row['doc_id']}:{number}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {
            "type": "TextualBody",
            "purpose": "tagging",
            "value": table,
            "record": {name: value for name, value in row.items() if name not in _SPAN},
        },
        "target": {
            "source": f"urn:kehoach:document:{row['doc_id']}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": row["text"],
                    "prefix": document.text[max(0, start - QUOTE_CONTEXT) : start],
                    "suffix": document.text[end : end + QUOTE_CONTEXT],
                },
            ],
        },
    }
