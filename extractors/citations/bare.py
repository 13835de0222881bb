"""Numbers without symbol (`Nghị quyết 57`) that repeat a fuller mention of the same document."""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from extractors.citations.heads import TYPE_BACKWARDS
from extractors.citations.records import Citation
from extractors.common.document import Document
from extractors.common.matching import compiled_later

_AFTER = (
    r"(?![\p{L}\d%])(?!\s*[/–-]\s*[\d\p{L}])(?![.,]\d)"
    r"(?!\s+(?:tháng|năm|ngày|giờ|tuần|người|đơn vị|nội dung|nhiệm vụ|mục tiêu|chỉ tiêu|giai đoạn)(?!\p{L}))"
)
_DIGITS = re.compile(r"\d+")
_NUMBER = regex.compile(rf"(?<=\s)\d{{1,5}}\p{{Ll}}?{_AFTER}")
_BEFORE = compiled_later(rf"(?r)(?<!\p{{L}})(?P<type>{TYPE_BACKWARDS})\s++(?:số\s++)?$")


def find_bare_repeats(document: Document, found: Sequence[Citation]) -> list[Citation]:
    """Mentions by type and number alone of instruments that the document mentions with their symbol, too.

    Nothing is taken over from the fuller mention. Page furniture and letterheads are left out.
    """
    full = {(citation.type, citation.number): citation for citation in found if citation.symbol is not None}
    if not full:
        return []
    text = document.text
    taken = {citation.end for citation in found} | {
        citation.start for citation in found if citation.symbol is not None
    }
    numbers = {number for _, number in full if number is not None}
    beginnings = {digits.group() for number in numbers if (digits := _DIGITS.match(number)) is not None}
    repeats: list[Citation] = []
    for digits in _DIGITS.finditer(text):
        if digits.group() not in beginnings:
            continue
        match = _NUMBER.match(text, digits.start())
        if match is None or match.group() not in numbers:
            continue
        before = _BEFORE().match(text, max(0, match.start() - 40), match.start())
        if before is None or match.end() in taken or before.start("type") in taken:
            continue
        key = " ".join(before["type"].lower().split()), match.group()
        block = document.block_at(match.start())
        if key in full and block is not None and block.kind not in ("page_furniture", "letterhead"):
            repeats.append(_repeat(text, (before.start("type"), match.end()), full[key]))
    return repeats


def _repeat(text: str, span: tuple[int, int], full: Citation) -> Citation:
    return Citation(
        start=span[0],
        end=span[1],
        rule="bare_repeat",
        confidence=0.6,
        text=text[slice(*span)],
        type=full.type,
        type_code=full.type_code,
        identifier=full.number,
        number=full.number,
    )
