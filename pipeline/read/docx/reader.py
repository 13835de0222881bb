"""Reads a Word file: the body in order, then the notes that its text refers to."""

from __future__ import annotations

from typing import Any

import regex

from pipeline.read.docx.body import BodyReader
from pipeline.read.docx.names import RELATION_ID, VAL, w
from pipeline.read.docx.notes import read_notes
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.package import Package
from pipeline.read.docx.styles import Styles
from pipeline.read.errors import ReadError
from pipeline.read.flow import FlowWriter
from pipeline.read.limits import ReadLimits
from pipeline.read.source import SourceDocument, SourceFormat

_LETTERHEAD = regex.compile(r"CỘNG\s+HO[ÀA]|CỘNG\s+HÒA|ĐẢNG\s+CỘNG\s+SẢN")


def read_docx(
    data: bytes,
    name: str,  # noqa: ARG001 - what all readers are given
    limits: ReadLimits,
    *,
    source_format: SourceFormat = "docx",
) -> SourceDocument:
    """Read a Word file (.docx).

    The text is what a reader sees with all tracked changes accepted: inserted text in, deleted and hidden text
    out, automatic numbers and bullets written before their paragraphs, text boxes after the paragraph that
    holds them, footnotes and endnotes at the end. Headers and footers are left out, except for a first page's
    header that holds the letterhead. Raises ReadError, kinds `damaged`, `encrypted`, `too_large` and `empty`.
    """
    package = Package(data, limits)
    root = package.xml("word/document.xml")
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise ReadError(
            "damaged", "The Word file holds no document. Open it in Word and save it anew, or fetch it again."
        )
    styles = Styles(package.related("styles"))
    notes = read_notes(package, body)
    flow = FlowWriter()
    reader = BodyReader(flow, styles, Numbering(package.related("numbering"), styles), notes)
    header = _letterhead_in_header(package, body)
    if header is not None:
        reader.blocks(header)
    reader.blocks(body)
    for note in notes.seen:
        with flow.note_body(note.key):
            reader.blocks(note.element)
    return flow.document(source_format)


def _letterhead_in_header(package: Package, body: Any) -> Any | None:
    """The header of the first page, where the letterhead stands there and not in the body."""
    section = next(body.iter(w("sectPr")), None)
    for reference in section.iterfind(w("headerReference")) if section is not None else ():
        kind, target = package.relations.get(reference.get(RELATION_ID, ""), ("", ""))
        if kind != "header" or reference.get(w("type")) == "even":
            continue
        header = package.xml(target)
        if header is None or not _LETTERHEAD.search("".join(header.itertext(w("t")))):
            continue
        first = reference.get(w("type")) == "first" and _switched(section, "titlePg")
        if (first or reference.get(w("type")) != "first") and not _LETTERHEAD.search(
            "".join(body.itertext(w("t")))
        ):
            return header
    return None


def _switched(section: Any, name: str) -> bool:
    element = section.find(w(name))
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")
