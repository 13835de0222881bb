"""Corrections in the run that publishes the tables: which documents they change, and their own table."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.review.records import Correction, Outcome
from pipeline.review.store import corrections_as_text
from pipeline.store.reader import TableError, read_rows

Row = dict[str, Any]
_ID_LENGTH = 16


class CorrectionLayer:
    """The corrections that a run lays over the rows of documents, after what was laid over those in the tables.

    `published` is the folder of the tables of the state before, None where there is none that can be read.
    """

    def __init__(self, corrections: Sequence[Correction], published: Path | None) -> None:
        self._corrections = list(corrections)
        self._by_document: dict[str, list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._by_document[correction.doc_id].append(correction)
        self._before: dict[str, list[Row]] = defaultdict(list)
        for row in _rows_before(published):
            self._before[row["doc_id"]].append(row)
        self._outcomes: dict[str, list[Outcome]] = {}

    def changed_documents(self) -> set[str]:
        """The documents whose corrections are others than those laid over the published rows."""
        documents = self._by_document.keys() | self._before.keys()
        return {
            doc_id
            for doc_id in documents
            if [_id_of(correction) for correction in self._by_document.get(doc_id, ())]
            != [row["correction_id"] for row in self._before.get(doc_id, ())]
        }

    def lay(self, doc_id: str, batches: Mapping[str, Any]) -> dict[str, Any]:
        """A document's record batches as extracted, with its corrections laid over them."""
        if doc_id not in self._by_document:
            return dict(batches)
        from pipeline.review.laying import (
            lay_over,
        )  # loads the grammars, which runs without corrections do not need

        laid, self._outcomes[doc_id] = lay_over(batches, self._by_document[doc_id])
        return laid

    @property
    def digest(self) -> str:
        """32 hex digits that are equal for the same corrections in the same order."""
        return hashlib.sha256(corrections_as_text(self._corrections).encode()).hexdigest()[:32]

    def rows(self, present: Iterable[str]) -> list[Row]:
        """The rows of the table `corrections`; `present` are the documents that the tables hold."""
        known = set(present)
        outcomes = {doc_id: iter(self._outcomes_of(doc_id, known)) for doc_id in self._by_document}
        return [
            _row(number, correction, next(outcomes[correction.doc_id]))
            for number, correction in enumerate(self._corrections)
        ]

    def _outcomes_of(self, doc_id: str, present: set[str]) -> list[Outcome]:
        """What became of a document's corrections: in this run, or in the one that its rows are from."""
        if doc_id not in present:
            return [Outcome("document_gone")] * len(self._by_document[doc_id])
        if doc_id in self._outcomes:
            return self._outcomes[doc_id]
        return [Outcome(row["status"], row["row_id"]) for row in self._before[doc_id]]


def _rows_before(published: Path | None) -> list[Row]:
    try:
        return read_rows(published, "corrections") if published is not None else []
    except TableError:
        return []  # a state of before the table


def _id_of(correction: Correction) -> str:
    return hashlib.sha256(corrections_as_text([correction]).encode()).hexdigest()[:_ID_LENGTH]


def _row(position: int, correction: Correction, outcome: Outcome) -> Row:
    place = correction.place
    return {
        "position": position,
        "correction_id": _id_of(correction),
        "doc_id": correction.doc_id,
        "table_name": correction.table,
        "row_id": outcome.row_id,
        "action": correction.action,
        "char_start": place.start if place else None,
        "char_end": place.end if place else None,
        "text": place.text if place else None,
        "field": correction.field,
        "value": correction.value,
        "corrected_by": correction.who,
        "corrected_on": dt.date.fromisoformat(correction.when),
        "note": correction.note,
        "status": outcome.status,
    }
