"""Date and issuer that stand before a mention: `Ngày 29/6/2026, UBND tỉnh ban hành Quyết định số 2779/QĐ-UBND`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations.drafts import Draft
from extractors.citations.lists import are_coordinated, body_agrees
from extractors.common.dates import match_date
from extractors.common.organisations import find_organisations

_REACH = 200
_ISSUING = regex.compile(
    r"\s++(?:đã\s++)?(?:(?:phê duyệt|ban hành|quy định|chỉ đạo|đề nghị|công bố|kết luận|yêu cầu|thông báo|giao|cho ý kiến|có ý kiến|trình|có|ký)\s++)?"
    r"(?:(?:tại|trong|bằng|ban hành|có)\s++)?(?:các\s++|những\s++)?(?=$)",
    regex.IGNORECASE,
)
_HINT = regex.compile(
    r"(?<!\p{L})(?:phê duyệt|ban hành|quy định|chỉ đạo|đề nghị|công bố|kết luận|yêu cầu|thông báo|giao|ý kiến|trình|có|ký|tại|trong|bằng)\s++(?:các\s++|những\s++)?$",
    regex.IGNORECASE,
)
_DATE_BEFORE = regex.compile(r"(?<!\p{L})ngày\s*+\d[^.;]{5,40}$", regex.IGNORECASE)


def take_antecedents(text: str, drafts: Sequence[Draft]) -> None:
    """Give mentions without issuer the body that is said before to have issued them, and its date, if the
    symbol agrees with that body."""
    floor = 0
    for index, draft in enumerate(drafts):
        type_start = draft.head.type_start if draft.head.type_start is not None else draft.start
        if (
            draft.law is None
            and draft.symbol is not None
            and draft.issuer is None
            and draft.rule != "elided_head"
        ):
            if _take(text, draft, max(floor, type_start - _REACH), type_start):
                _share_forward(text, draft, drafts[index + 1 :])
        floor = max(floor, draft.end)


def _share_forward(text: str, draft: Draft, later: Sequence[Draft]) -> None:
    """Give the body to the further members of the list that the mention opens."""
    previous = draft
    for member in later:
        if member.parent is not draft.parent:
            continue
        listed = member.rule == "elided_head" or are_coordinated(text, previous, member)
        if not listed or member.issuer is not None or not body_agrees(member.bodies, draft.issuer or ""):
            break
        member.issuer, member.issuer_shared = draft.issuer, True
        previous = member


def _take(text: str, draft: Draft, low: int, type_start: int) -> bool:
    plural = regex.compile(r"(?i)(?:các|những)\s++$").search(text, low, type_start)
    stop = plural.start() if plural else type_start
    if _HINT.search(text, low, type_start) is None:
        return False
    window = text[low:stop]
    names = find_organisations(window)
    if not names or _ISSUING.match(window, names[-1].end) is None:
        return False
    body = names[-1]
    name = window[body.start : body.end]
    if not body_agrees(draft.bodies, name):
        return False
    draft.issuer = " ".join(name.split())
    if draft.value is None and (dated := _DATE_BEFORE.search(window, 0, body.start)):
        stated = match_date(window, dated.start())
        if stated and stated.value and window[stated.end : body.start].strip(" ,") == "":
            draft.value, draft.precision = stated.value, stated.precision
    return True
