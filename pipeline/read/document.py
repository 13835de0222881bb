"""A file's bytes become a source document, whatever the format: the reader is chosen here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.read.docx import read_docx
from pipeline.read.errors import ReadError
from pipeline.read.html import read_html
from pipeline.read.image import read_image
from pipeline.read.limits import ReadLimits, check_size
from pipeline.read.office import read_office
from pipeline.read.pdf import read_pdf
from pipeline.read.signature import DESCRIPTIONS, file_kind
from pipeline.read.source import SourceDocument
from pipeline.read.suffixes import (
    DOCX_SUFFIXES,
    HTML_SUFFIXES,
    IMAGE_SUFFIXES,
    OFFICE_SUFFIXES,
    PDF_SUFFIXES,
    SUPPORTED_SUFFIXES,
    TEXT_SUFFIXES,
)
from pipeline.read.text import read_text


@dataclass(frozen=True, slots=True)
class _Reader:
    """A format's reader: the kinds of file that `signature` knows it by, its names' endings, its function."""

    kinds: frozenset[str]
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, ReadLimits], SourceDocument]


_TEXT = _Reader(frozenset(), TEXT_SUFFIXES, read_text)
_READERS: tuple[_Reader, ...] = (
    _TEXT,
    _Reader(frozenset({"html"}), HTML_SUFFIXES, read_html),
    _Reader(frozenset({"docx"}), DOCX_SUFFIXES, read_docx),
    _Reader(frozenset({"doc", "rtf"}), OFFICE_SUFFIXES, read_office),
    _Reader(frozenset({"pdf"}), PDF_SUFFIXES, read_pdf),
    _Reader(frozenset({"png", "jpeg", "tiff"}), IMAGE_SUFFIXES, read_image),
)


def read_document(data: bytes, name: str, *, limits: ReadLimits = ReadLimits()) -> SourceDocument:  # noqa: B008
    """Read a file's bytes; `name` (a file name or path) helps where the content leaves the format open.

    The content's own mark decides first, then the name's ending; what neither tells is read as text.
    Raises ReadError, whose message says what to do, with the kinds `empty`, `too_large`, `unsupported`,
    `binary` (no text in it) and `encoding` (text in an unknown encoding).
    """
    check_size(len(data), limits)
    kind = file_kind(data)
    if kind is None:
        suffix = PurePath(name).suffix.lower()
        reader = next((reader for reader in _READERS if suffix in reader.suffixes), _TEXT)
        return reader.read(data, name, limits)
    for reader in _READERS:
        if kind in reader.kinds:
            return reader.read(data, name, limits)
    raise ReadError(
        "unsupported",
        f"This is {DESCRIPTIONS[kind]}, which is not read. Files that are read: "
        f"{', '.join(sorted(SUPPORTED_SUFFIXES))}. Convert it to one of these, or leave it out.",
    )
