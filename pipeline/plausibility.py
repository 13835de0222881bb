"""Whether a document that could be read is a whole administrative document."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.common.document import Document
from extractors.header import Header

_OMISSION = regex.compile(r"\s*[\[(]\s*(?:\.{3}|…)\s*[\])]\s*")
_CLOSED = regex.compile(r"[.:;!?…](?:[”\"’)\]]|/)*+$|\./\.?$")
_FORMAL = frozenset({"legal_basis", "recipients", "signature"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a document's rows may not be all, or not what is looked for; `kind` goes to `sources.error_kind`."""

    kind: str
    message: str


def doubt_of(document: Document, header: Header | None) -> Doubt | None:
    """A doubt about the document, None for one that looks whole.

    `no_plan`: nothing of an administrative document's form is in it (Nghị định 30/2020/NĐ-CP, article 8: type,
    number, place and date, recipients, signature). `truncated`: it ends amid a sentence or with an omission mark,
    before recipients and signature.
    """
    kinds = {block.kind for block in document.blocks}
    identified = header is not None and (header.type or header.symbol or header.issuer)
    if not identified and not kinds & _FORMAL:
        return Doubt(
            "no_plan",
            "Nothing shows that this is an administrative document: no type, number, issuer, recipients or signature. "
            "Leave the file out, or check that it is the right one.",
        )
    ends = [block for block in document.leaves() if block.kind != "page_furniture"]
    if not ends or kinds & {"recipients", "signature"}:
        return None
    last = document.text_of(ends[-1]).rstrip()
    cut = bool(_OMISSION.fullmatch(last)) or (
        ends[-1].kind in ("paragraph", "item") and not _CLOSED.search(last)
    )
    if not cut:
        return None
    return Doubt(
        "truncated",
        "The text ends before its recipients and signature, as if cut off. What is there was read; fetch the whole "
        "document to get the rest.",
    )
