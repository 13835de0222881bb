"""Who issued a document (tên cơ quan ban hành), and what is done where the letterhead does not say it whole."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.common.spelling import fold
from extractors.header.draft import Draft
from extractors.header.letterhead import Letterhead
from extractors.header.lines import TextLine, leading_body, leading_officer
from extractors.header.metadata import StatedMetadata
from extractors.header.opening import IssuingClause
from extractors.header.records import Stated
from extractors.header.signature import Signature

_SESSION = regex.compile(r"[\s,]+(?:KHÓA|KHOÁ|NHIỆM KỲ|KỲ HỌP)\s", regex.IGNORECASE)
_CHAIRMAN = regex.compile(
    r"(?:(?:Q\.|QUYỀN)\s*)?CHỦ\s+TỊCH\s+(?=[ỦU][YỶ]\s+BAN|UBND|HỘI\s+ĐỒNG)", regex.IGNORECASE
)
_LOCAL_BODIES = (fold("Ủy ban nhân dân"), fold("Hội đồng nhân dân"))
_COMMITTEE, _COUNCIL = regex.compile(r"^ubnd(?!\w)"), regex.compile(r"^hđnd(?!\w)")


def take_issuer(
    draft: Draft,
    letterhead: Letterhead,
    clause: IssuingClause | None,
    signature: Signature | None,
    metadata: StatedMetadata,
    deciding: Sequence[TextLine],
) -> None:
    """Fill in who issued the document, and the body above it.

    From the letterhead; else from the sentence that issues the document, the signature or a portal's metadata,
    with a warning. `deciding` holds the lines under a decision's subject that name who decides.
    """
    bodies = [body for body in letterhead.bodies if leading_body(body.value)] or (
        [] if clause else letterhead.bodies
    )
    if bodies:
        *above, issuer = bodies
        if above and _is_whole_of(issuer.value, above[-1].value):
            above.pop()
        if metadata.issuer and _has_lost_letters(issuer.value, metadata.issuer):
            draft.warnings.append(
                f"the letterhead's `{issuer.value}` has lost letters: the issuer is the portal's `{metadata.issuer}`"
            )
            draft.take_bare("issuer", metadata.issuer)
        named = [_decider(line) for line in deciding]
        fuller = _fuller_name(issuer.value, [*named, *([clause.issuer] if clause else [])])
        if fuller is not None:
            draft.warnings.append(
                f"the letterhead's `{issuer.value}` has lost its place: the issuer is `{fuller.value}`"
            )
        elif clause is not None and not above and _standard_body(issuer.value) in _LOCAL_BODIES:
            # a page that keeps the first line of each cell only: the issuer is a body under the committee
            above, issuer = [issuer], clause.issuer
            draft.warnings.append("the letterhead lacks the issuer's own line: it is taken from the opening")
        draft.take("issuer", fuller or issuer)
        draft.take("parent_body", above[-1] if above else None)
        return
    bodies_deciding = (
        line for line in deciding if leading_body(line.text) and not leading_officer(line.text)
    )
    decider = next(bodies_deciding, None)
    if clause is not None:
        draft.take("issuer", clause.issuer)
        draft.warnings.append("no body in the letterhead: the issuer is taken from the opening")
    elif signature is not None and signature.body is not None:
        draft.take("issuer", signature.body)
        draft.warnings.append("no body in the letterhead: the issuer is taken from the signature")
    elif decider is not None:
        draft.take("issuer", Stated(decider.text, decider.start, decider.end))
        draft.warnings.append(
            "no body in the letterhead: the issuer is who decides by the lines under the subject"
        )
    elif metadata.issuer:
        draft.take_bare("issuer", metadata.issuer)
        draft.warnings.append("no body in the letterhead: the issuer is taken from the portal's metadata")


def _is_whole_of(name: str, printed: str) -> bool:
    """Whether a name says of what place a people's committee or council is that is printed without it above."""
    return _standard_body(printed) in _LOCAL_BODIES and _standard_body(name).startswith(
        _standard_body(printed) + " "
    )


def _decider(line: TextLine) -> Stated[str]:
    """The body of one that decides, without its chairman before it and its term and session after it: `CHỦ TỊCH
    ỦY BAN NHÂN DÂN …`, `HỘI ĐỒNG NHÂN DÂN …, KHÓA X, KỲ HỌP THỨ 5`."""
    session = _SESSION.search(line.text)
    chairman = _CHAIRMAN.match(line.text)
    name = line.cut(chairman.end() if chairman else 0, session.start() if session else len(line.text))
    return Stated(name.text, name.start, name.end)


def _fuller_name(printed: str, others: Sequence[Stated[str]]) -> Stated[str] | None:
    """Of other names of who issues, the first that says of what place the printed people's committee or council
    is, where its own line does not."""
    name = _standard_body(printed)
    if name not in _LOCAL_BODIES:
        return None
    return next((other for other in others if _standard_body(other.value).startswith(name + " ")), None)


def _standard_body(name: str) -> str:
    return _COMMITTEE.sub(_LOCAL_BODIES[0], _COUNCIL.sub(_LOCAL_BODIES[1], fold(name)))


def _has_lost_letters(printed: str, stated: str) -> bool:
    """Whether a printed name is the stated one's beginning with letters missing (`SỞ Y T`)."""
    words, whole = fold(printed).split(), fold(stated).split()
    if len(words) > len(whole) or words == whole[: len(words)]:
        return False
    return all(_is_subsequence(word, full) for word, full in zip(words, whole, strict=False))


def _is_subsequence(word: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in word)
