"""Numbers without symbol (`Nghị quyết 57`) that repeat a fuller mention of the same document."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations.heads import TYPE
from extractors.citations.records import Citation
from extractors.common.document import Document

_BARE = regex.compile(
    rf"(?<!\p{{L}})(?P<type>{TYPE})\s++(?:số\s++)?(?P<number>\d{{1,4}}\p{{Ll}}?)"
    r"(?![\p{L}\d%])(?!\s*[/–-]\s*[\d\p{L}])(?![.,]\d)(?!\s+(?:tháng|năm|ngày|giờ|tuần|người|đơn vị|nội dung|nhiệm vụ|mục tiêu|chỉ tiêu|giai đoạn)(?!\p{L}))",
    regex.IGNORECASE,
)


def find_bare_repeats(document: Document, found: Sequence[Citation]) -> list[Citation]:
    """Mentions by type and number alone of instruments that the document mentions with their symbol, too.

    They get the fuller mention's type; nothing else is taken from it. Page furniture is left out.
    """
    known = {(citation.type, citation.number) for citation in found if citation.symbol is not None}
    if not known:
        return []
    taken = {citation.start for citation in found}
    repeats: list[Citation] = []
    for block in document.leaves():
        if block.kind in ("page_furniture", "letterhead"):
            continue
        for match in _BARE.finditer(document.text, block.char_start, block.char_end):
            type_name = " ".join(match["type"].lower().split())
            if (type_name, match["number"]) in known and match.start("type") not in taken:
                repeats.append(_repeat(match, type_name, found))
    return repeats


def _repeat(match: regex.Match[str], type_name: str, found: Sequence[Citation]) -> Citation:
    type_code = next(citation.type_code for citation in found if citation.type == type_name)
    return Citation(
        start=match.start("type"),
        end=match.end("number"),
        rule="bare_repeat",
        confidence=0.6,
        text=match.string[match.start("type") : match.end("number")],
        type=type_name,
        type_code=type_code,
        identifier=match["number"],
        number=match["number"],
    )
