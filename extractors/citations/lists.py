"""Coordinations: the type, date and issuer that are stated once for several mentions."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations.drafts import Draft, are_coordinated
from extractors.citations.heads import Head
from extractors.citations.law_register import law_by_number
from extractors.citations.tables import bodies, document_types
from extractors.citations.windows import body_at
from extractors.common.spelling import fold

_OFFICE = regex.compile(r"(?:chánh )?văn phòng ")
_OF_PARLIAMENT = regex.compile(r"/QH\d+$", regex.IGNORECASE)
_CONJUNCTION = regex.compile(r"(?<!\p{L})(?:và|hoặc|đến|cùng|với)(?!\p{L})", regex.IGNORECASE)


def resolve_types(drafts: Sequence[Draft], carried: Head | None) -> None:
    """Give each mention without type word the type of its list's head, else that of its symbol.

    A head with `các` holds until the next one; otherwise the mention before gives the type. `carried` is the head
    of a list that an earlier line announced. A symbol that names another type than the head wins. The body in the
    head (`Quyết định của Thủ tướng Chính phủ: số …; số …`) counts for its list, and for what has the same symbol.
    """
    types = document_types()
    opened = carried
    before: Head | None = carried
    bodies_before: tuple[str, ...] = ()
    for draft in drafts:
        if draft.type is not None:
            before, bodies_before = draft.head, draft.bodies
            if draft.head.opens_list:
                opened = draft.head
            continue
        code = draft.symbol.type_code if draft.symbol else None
        by_symbol = types.names.get(code) if code else None
        for head in (opened, before):
            if head is not None and head.type is not None and types.fits(head.type, code):
                draft.type = head.type
                draft.rule = draft.rule if draft.rule == "shared_symbol" else "elided_head"
                shared = head is opened or (draft.bodies and draft.bodies == bodies_before)
                draft.issuer = draft.issuer or (head.issuer if shared else None)
                draft.issuer_shared = draft.issuer is not None and draft.issuer == head.issuer
                break
        else:
            draft.type, draft.rule = by_symbol or _by_number(draft), "type_from_symbol"
            draft.confidence = min(draft.confidence, 0.8)


def _by_number(draft: Draft) -> str:
    """The type that a number without a type's code tells: the National Assembly's are laws', as far as no register
    says otherwise, all others letters'."""
    symbol = draft.symbol
    if symbol is None or not _OF_PARLIAMENT.search(symbol.identifier):
        return "công văn"
    law = law_by_number(symbol.identifier)
    return "luật" if law is None else law.type


def share_statements(text: str, drafts: Sequence[Draft]) -> None:
    """Spread the date and issuer at the end of a coordination to the members before it.

    Only among instruments of the same body: `Nghị quyết số 57-NQ/TW và Nghị quyết số 71/NQ-CP của Chính phủ`
    says nothing about who issued the first; and no date of another year than the one inside the number. A date
    counts for the member before it where a conjunction joins the two (`A, B và C ngày …`) or where both stand
    under one type word (`Nghị định số A, B ngày …`).
    """
    for first, second in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if first.symbol is None or second.symbol is None or first.parent is not second.parent:
            continue
        if ";" in text[first.end : second.start] or not are_coordinated(text, first, second):
            continue
        same = first.bodies[:1] == second.bodies[:1]
        if (
            second.issuer is not None
            and first.issuer is None
            and (same or body_agrees(first.bodies, second.issuer))
        ):
            first.issuer, first.issuer_shared = second.issuer, True
        listed = second.date_shared or second.head.type is None
        joined = listed or _CONJUNCTION.search(text, first.end, second.start) is not None
        dated = first.value is not None or any("date" in warning for warning in first.warnings)
        if (
            second.value is not None
            and joined
            and not dated
            and same
            and first.end == first.core_end  # `A của X và B ngày …`: the date is B's
            and first.symbol.year in (None, second.value.year)
        ):
            first.value, first.precision, first.date_shared = second.value, second.precision, True


def body_agrees(symbol_bodies: Sequence[str], issuer: str) -> bool:
    """Whether a body named in words is the one that a symbol's abbreviations stand for."""
    body = body_at(issuer, 0)
    name = fold(body.name if body is not None and body.end == len(issuer) else issuer)
    # an office has a symbol of its own, that of the body which it serves stands for that body only
    of_office = _OFFICE.match(name) is not None
    # `Chánh Văn phòng UBND tỉnh` issues under the symbol of the office (VP), `Sở Khoa học và Công nghệ` also under KHCN
    spoken = issuer.split()
    initials = [
        "".join(word[0] for word in words[first:]).upper()
        for words in (spoken, [word for word in spoken if word.lower() not in ("và", "-", "–", "&")])
        for first in range(min(3, len(words)))
        if words[first][0].isupper()
    ]
    for abbreviation in symbol_bodies:
        known = bodies().get(abbreviation.rstrip("0123456789"))
        stands_for = "" if known is None else fold(known.name)
        of_it = stands_for and (stands_for in name or name.startswith(abbreviation.lower()))
        if of_it and (not of_office or _OFFICE.match(stands_for)):
            return True
        if len(abbreviation) > 1 and any(letters.startswith(abbreviation) for letters in initials):
            return True
    return False
