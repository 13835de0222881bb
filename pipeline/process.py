"""One document through all stages but the last: from a file's bytes to rows of the tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from spacy.language import Language

from extractors.common.document import Document
from pipeline.language import build_language, extract
from pipeline.link.documents import link_document
from pipeline.normalise import NormalisedText, normalise
from pipeline.plausibility import Doubt, doubt_of
from pipeline.read import ReadLimits, SourceDocument, read_document
from pipeline.rows import RowBuilder
from pipeline.segment import segment

_ID_LENGTH = 16
_LIMITS = ReadLimits()


@dataclass(frozen=True, slots=True)
class ProcessedDocument:
    """What was found in one document: for each table but `instruments` and `sources` its rows as plain dicts.

    `status` is `ok`, or `partial` where a page could not be read or there is a `doubt` about the document;
    `warnings` says what a reader should know.
    """

    doc_id: str
    rows: dict[str, list[dict[str, Any]]]
    warnings: list[str]
    status: str
    doubt: Doubt | None = None


def doc_id_of(data: bytes) -> str:
    """A document's id: the first 16 hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()[:_ID_LENGTH]


@cache
def language() -> Language:
    """The process's own extraction pipeline, made once."""
    return build_language()


def process_document(data: bytes, source_path: str, *, limits: ReadLimits = _LIMITS) -> ProcessedDocument:
    """Read, normalise, segment and extract one document, and join what belongs together.

    `source_path` names the file in the tables; its ending helps to tell the format. Raises ReadError where the
    file cannot be read, with a message that says what to do.
    """
    source = read_document(data, PurePosixPath(source_path).name, limits=limits)
    normalised = normalise(source)
    document = segment(normalised)
    return _process(doc_id_of(data), source_path, source, normalised, document)


def _process(
    doc_id: str, source_path: str, source: SourceDocument, normalised: NormalisedText, document: Document
) -> ProcessedDocument:
    doc = extract(language(), document)
    header, citations, indices = doc._.header, doc._.citations, doc._.indices
    deadlines, tasks = doc._.deadlines, doc._.tasks
    linked = link_document(citations, header=header, document=document)
    warnings = [
        *normalised.warnings,
        *(header.warnings if header is not None else ()),
        *linked.warnings,
        *(deadline.warning for deadline in deadlines if deadline.warning),
    ]
    doubt = doubt_of(document, header)
    if doubt is not None:
        warnings.append(doubt.message)
    pages_failed = any(warning.startswith("page ") for warning in source.warnings)
    status = "partial" if pages_failed or doubt is not None else "ok"
    warnings = list(dict.fromkeys(warnings))
    builder = RowBuilder(doc_id, document, normalised.page_at, normalised.confidence_of)
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [builder.document(source, source_path, header, warnings, status)],
        "blocks": builder.blocks(),
        "pages": builder.pages(source.pages, normalised.offsets),
        "citations": builder.citations(linked),
        "indices": builder.indices(indices),
        "index_values": builder.index_values(indices),
        "tasks": builder.tasks(tasks),
        "units": builder.units(tasks),
        "deadlines": builder.deadlines(deadlines, tasks),
    }
    return ProcessedDocument(doc_id, rows, warnings, status, doubt)
