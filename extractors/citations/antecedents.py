"""Date and issuer that stand before a mention: `Ngày 29/6/2026, UBND tỉnh ban hành Quyết định số …`, `theo đề nghị
của Sở Y tế (Tờ trình số …)`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations.drafts import Draft, are_coordinated
from extractors.citations.lists import body_agrees
from extractors.common.dates import match_date
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.organisations import find_organisations
from extractors.common.patterns import compiled

_REACH = 200
_WORDS = {
    key: alternatives(words) for key, words in load_lexicon("extractors.citations", "relations").items()
}
_SEVERAL = r"(?:(?:các|những)\s++)?"
_ISSUING = compiled(
    rf"\s++(?:(?:đã|vừa|mới)\s++)?(?:{_WORDS['issuing']}\s++)?(?:{_WORDS['issuing_in']}\s++)?{_SEVERAL}$"
    r"|\s*+\(\s*+$",
    regex.IGNORECASE,
)
# read backwards from the type word: a `match` is one with what stands right before it
_HINT = compiled(
    rf"(?r)(?<!\p{{L}})(?:{_WORDS['issuing']}|{_WORDS['issuing_in']})\s++{_SEVERAL}$|[(:]\s*+$",
    regex.IGNORECASE,
)
# `các văn bản của UBND tỉnh: Kế hoạch số …, Công văn số …`
_ANNOUNCING = regex.compile(r"\s*+:\s*+$")
_OF = regex.compile(r"(?r)(?<!\p{L})của\s++$", regex.IGNORECASE)
_PLURAL = regex.compile(r"(?r)(?:các|những)\s++$", regex.IGNORECASE)
_DELEGATION = regex.compile(r"^(?:Đoàn|Tổ)\s(?:\p{Ll}+\s+){1,4}(?=\p{Lu})")
_DATE_BEFORE = regex.compile(r"(?<!\p{L})ngày\s*+\d[^.;]{5,40}$", regex.IGNORECASE)


def take_antecedents(text: str, drafts: Sequence[Draft]) -> None:
    """Give mentions without issuer the body that is said before to have issued them, and its date, if the
    symbol agrees with that body."""
    floor = 0
    for index, draft in enumerate(drafts):
        begin = draft.start if draft.head.type_start is None else draft.head.type_start
        open_ = (
            draft.law is None and draft.issuer is None and draft.rule not in ("elided_head", "shared_symbol")
        )
        if open_ and _take(text, draft, max(floor, begin - _REACH), begin):
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
    plural = _PLURAL.match(text, low, type_start)
    stop = plural.start() if plural else type_start
    if _HINT.match(text, low, type_start) is None:
        return False
    window = text[low:stop]
    names = find_organisations(window)
    if not names:
        return False
    body = names[-1]
    announced = _ANNOUNCING.match(window, body.end) and _OF.match(window, 0, body.start)
    if not announced and _ISSUING.match(window, body.end) is None:
        return False
    # what a delegation asks for stands in an instrument of the body that sent it
    name = _DELEGATION.sub("", window[body.start : body.end])
    if not body_agrees(draft.bodies, name):
        return False
    draft.issuer = " ".join(name.split())
    if draft.value is None and (dated := _DATE_BEFORE.search(window, 0, body.start)):
        stated = match_date(window, dated.start())
        if stated and stated.value and window[stated.end : body.start].strip(" ,") == "":
            draft.value, draft.precision = stated.value, stated.precision
    return True
