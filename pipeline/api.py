"""Use as a library: one plan in, what it says out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.link.instruments import Instruments
from pipeline.process import process_document
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES

_NAME_OF_TEXT = "text.txt"
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document: for each table but `sources` a list of rows, as plain dictionaries.

    `status` is `ok` or `partial`; `warnings` says what a reader should know.
    """

    doc_id: str
    rows: dict[str, list[dict[str, Any]]]
    warnings: tuple[str, ...]
    status: str

    def __getitem__(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table. Raises KeyError for a name that is no table."""
        return self.rows[table]

    def frames(self) -> dict[str, Any]:
        """A pandas frame for each table, with the columns and types that `kehoach extract` writes."""
        return {name: record_batch(TABLES[name], rows).to_pandas() for name, rows in self.rows.items()}


def extract(source: str | bytes | os.PathLike[str]) -> Extraction:
    """Extract what one plan says.

    `source` is a path, a file's bytes, or the text itself; a string on one line that names an existing file is
    taken as its path. Raises pipeline.read.ReadError where nothing can be read, OSError where a path cannot be
    opened.
    """
    data, name = _data_of(source)
    processed = process_document(data, name)
    instruments = Instruments()
    instruments.add(processed.rows["citations"])
    found = processed.rows | {"instruments": instruments.rows()}
    rows = {table: found[table] for table in TABLES if table in found}
    return Extraction(processed.doc_id, rows, tuple(processed.warnings), processed.status)


def _data_of(source: str | bytes | os.PathLike[str]) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, _NAME_OF_TEXT
    if not isinstance(source, str) or _is_path(source):
        path = Path(source)
        return path.read_bytes(), path.name
    return source.encode("utf-8"), _NAME_OF_TEXT


def _is_path(text: str) -> bool:
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).is_file()
    except OSError:  # too long for a name
        return False
