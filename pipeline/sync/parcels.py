"""What one document came to, as bytes: made in a worker, kept in a part file until the tables take it up."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.engine import Failure
from pipeline.store.batches import record_batch
from pipeline.store.schema import DOCUMENT_TABLES, TABLES

_COUNT = struct.Struct("<Q")


class DamagedError(Exception):
    """Bytes are not what was written."""


class MissingRowsError(Exception):
    """A document's rows are gone or damaged."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document's outcome: `status` as in the table `sources`, `data` its rows (None where it failed)."""

    status: str
    data: bytes | None
    digest: str | None
    format: str | None
    problem: Failure | None


def failed_parcel(problem: Failure) -> Parcel:
    """The parcel of a document that gave nothing."""
    return Parcel("failed", None, None, None, problem)


def parcel_of(status: str, batches: Mapping[str, Any], problem: Failure | None) -> Parcel:
    """Pack a document's record batches, by table name.

    The path that the document was found at is left out: copies come and go, and the rows stay as they are.
    """
    documents = batches["documents"]
    at = documents.schema.get_field_index("source_path")
    documents = documents.set_column(at, documents.schema.field(at), pa.array([""] * documents.num_rows))
    packed = []
    for name in DOCUMENT_TABLES:
        batch = documents if name == "documents" else batches.get(name) or _no_rows(name)
        message = batch.serialize().to_pybytes() if batch.num_rows else b""
        packed += [_COUNT.pack(len(message)), message]
    raw = b"".join(packed)
    data = _COUNT.pack(len(raw)) + pa.compress(raw, codec="zstd", asbytes=True)
    format_ = documents.column("format")[0].as_py() if documents.num_rows else None
    return Parcel(status, data, digest_of(data), format_, problem)


def unpack(data: bytes, digest: str) -> dict[str, Any]:
    """A parcel's record batches by table name. Raises DamagedError where the bytes are not those of `digest`."""
    if digest_of(data) != digest:
        raise DamagedError("A document's rows are not as they were written.")
    (size,) = _COUNT.unpack_from(data)
    raw = pa.py_buffer(pa.decompress(data[_COUNT.size :], size, codec="zstd", asbytes=True))
    batches, at = {}, 0
    for name in DOCUMENT_TABLES:
        (length,) = _COUNT.unpack_from(raw, at)
        at += _COUNT.size
        if length:
            # a copy: messages need not begin where Arrow wants its buffers to
            message = pa.py_buffer(raw.slice(at, length).to_pybytes())
            batches[name] = pa.ipc.read_record_batch(message, TABLES[name].schema)
        else:
            batches[name] = _no_rows(name)
        at += length
    return batches


@cache
def _no_rows(table: str) -> Any:
    return record_batch(TABLES[table], ())


def digest_of(data: bytes) -> str:
    """32 hex digits of the SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]
