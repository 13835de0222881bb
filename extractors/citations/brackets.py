"""Mentions whose number stands in a bracket, which parts it from its type, its date or its issuer: `Nghị quyết (số
57-NQ/TW) ngày 22/12/2024 của Bộ Chính trị`, `Đề án 06 (Quyết định số 06/QĐ-TTg) của Thủ tướng Chính phủ`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations.drafts import Draft
from extractors.citations.heads import Head, read_head
from extractors.citations.lists import body_agrees
from extractors.citations.statements import read_statement
from extractors.citations.tables import document_types

_OPENING = regex.compile(r"(?r)\s*+\(\s*+$")
_CLOSING = regex.compile(r"\s*+\)")
_LONGEST_OPENING = 10


def open_brackets(text: str, drafts: Sequence[Draft]) -> None:
    """Give each mention that is all that a bracket holds what is said of it around the bracket."""
    floor = 0
    for index, draft in enumerate(drafts):
        closing = _CLOSING.match(text, draft.end) if draft.law is None else None
        if closing is not None:
            low = max(floor, draft.start - _LONGEST_OPENING)
            if opening := _OPENING.match(text, low, draft.start):
                later = (other.start for other in drafts[index + 1 : index + 2])
                _open(text, draft, (opening.start(), closing.end()), floor, next(later, len(text)))
        floor = draft.end


def _open(text: str, draft: Draft, bracket: tuple[int, int], floor: int, limit: int) -> None:
    opening, closing = bracket
    behind = read_statement(text, closing, limit)
    head = read_head(text, opening, floor) if draft.type is None else None
    if head is not None and _is_of(head, draft):
        if not head.opens_list:
            draft.start = head.start
        if draft.end == draft.core_end:
            draft.core_end = closing
        draft.head, draft.type = head, head.type
        draft.issuer = draft.issuer or head.issuer
        draft.state(text, behind)
    elif (
        draft.issuer is None
        and behind.issuer is not None
        and body_agrees(draft.bodies, text[slice(*behind.issuer)])
    ):
        # what stands before the bracket is another thing, which the mention has set up
        end = draft.end
        draft.state(text, behind)
        draft.end = end


def _is_of(head: Head, draft: Draft) -> bool:
    """Whether the type before a bracket is that of the number inside."""
    if head.type is None:
        return False
    code = draft.symbol.type_code if draft.symbol else None
    return head.type == "công văn" if code is None else document_types().fits(head.type, code)
