"""Puts a document's header together from its letterhead, title, opening, recipients, signature and metadata."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

import regex

from extractors.common.document import Document
from extractors.common.labels import DASHED, DASHED_ROMAN
from extractors.common.spelling import fold
from extractors.header.draft import Draft
from extractors.header.issuer import take_issuer
from extractors.header.letterhead import Letterhead, find_dateline, find_number, read_letterhead
from extractors.header.lines import TextLine, in_capitals, leading_body, leading_officer, read_lines
from extractors.header.metadata import StatedMetadata, read_metadata
from extractors.header.opening import IssuingClause, find_issuing_clause
from extractors.header.province import is_central, names_lesser_place, prevailing_province, province_of
from extractors.header.recipients import find_addressees, find_recipients
from extractors.header.records import Header, Stated
from extractors.header.signature import Signature, find_signature
from extractors.header.title import (
    Title,
    document_types,
    find_title,
    is_type,
    separate_opening,
    types_by_code,
)
from extractors.header.years import plan_years

_LETTERHEAD_LINES = 40
_OPENING_LINES = 40
_HEADING = regex.compile(
    rf"(?:[IVX]{{1,5}}|[A-H]|\d{{1,2}})\s*[.)]\s*\p{{L}}|[IVX]{{1,5}}{DASHED_ROMAN}|\d{{1,2}}{DASHED}|Phần\s|PHẦN\s|Chương\s|CHƯƠNG\s"
)
_BELOW_TITLE = ("heading", "legal_basis", "recipients", "signature")
_NUMBER_BELOW_TITLE = 4
_LONGEST_DATELINE = 80
_ATTACHMENT = regex.compile(
    r"[(\[]?\s*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\s+(?P<type>\p{L}+(?:\s+\p{L}+){0,3}?)\s+[Ss]ố(?=[\s:])"
)
_BODY_BEGINS = regex.compile(r"Kính\s+gửi|Căn\s+cứ\s|Thực\s+hiện\s|I\s*[.-]\s|1\s*[.-]\s", regex.IGNORECASE)


def read_header(document: Document) -> Header:
    """What a document says of its own identity; see Header.

    From the letterhead, the title and the signature where they stand; what a converter lost of them is taken
    from the sentence that issues the document, from the recipients and from a portal's metadata, with a warning.
    Of a decision followed by the plan that it issues, the header is the decision's.
    """
    lines = read_lines(document)
    title = find_title(lines)
    if title is not None:
        separated = separate_opening(lines, title)
        if len(separated) > len(lines):
            lines = separated
            title = find_title(lines)
    above = _letterhead_lines(lines, title)
    letterhead = read_letterhead(above)
    below = lines[title.after if title else len(above) :]
    deciding = _deciding(below)
    opening = _opening(below)
    clause = find_issuing_clause(opening, title.type.value if title else None)
    recipients = find_recipients(below)
    signature = find_signature(below[len(deciding) :], recipients.span if recipients else None)
    metadata = read_metadata(document.metadata)

    draft = Draft()
    addressees = find_addressees(lines[: len(above) + 30])
    _identity(draft, letterhead, title, below, metadata, letter=addressees is not None)
    take_issuer(draft, letterhead, clause, signature, metadata, deciding)
    _date(draft, document, letterhead, below, metadata)
    draft.take("subject", title.subject if title else letterhead.subject or _bare_subject(lines))
    draft.take_bare("subject", metadata.subject)
    _signed(draft, signature, metadata)
    for name, found in (
        ("recipients", recipients),
        ("addressees", addressees),
    ):
        if found is not None:
            draft.take(name, Stated(found.names, *found.span))
    draft.take("urgency", letterhead.urgency)
    draft.take("confidentiality", letterhead.confidentiality)
    _years(draft, document, clause)
    sent_to = below[recipients.first_line : recipients.after] if recipients else []
    _province(draft, document, letterhead, [*opening, *sent_to], signature, metadata)
    _report_missing(draft)
    return draft.header()


def _letterhead_lines(lines: Sequence[TextLine], title: Title | None) -> Sequence[TextLine]:
    if title is not None:
        return lines[: title.line]
    zone = lines[:_LETTERHEAD_LINES]
    return zone[: next((i for i, line in enumerate(zone) if _BODY_BEGINS.match(line.text)), len(zone))]


def _opening(below: Sequence[TextLine]) -> Sequence[TextLine]:
    zone = below[:_OPENING_LINES]
    return zone[: next((i for i, line in enumerate(zone) if _HEADING.match(line.text)), len(zone))]


def _bare_subject(lines: Sequence[TextLine]) -> Stated[str] | None:
    """The lines of the title at the beginning, where the document type above them has been lost."""
    head = itertools.takewhile(lambda line: line.kind not in _BELOW_TITLE, lines)
    titles = [line for line in head if line.kind == "title" and not is_type(line.text)]
    decides = (
        i for i, line in enumerate(titles) if i and (leading_body(line.text) or leading_officer(line.text))
    )
    titles = titles[: next(decides, None)]
    if not titles:
        return None
    text = " ".join(line.text for line in titles).rstrip(" ./*")
    return Stated(text, titles[0].start, titles[-1].end)


def _deciding(below: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines in capitals under a decision's subject that name who decides."""
    return below[: next((i for i, line in enumerate(below) if not in_capitals(line.text)), 0)]


def _identity(
    draft: Draft,
    letterhead: Letterhead,
    title: Title | None,
    below: Sequence[TextLine],
    metadata: StatedMetadata,
    *,
    letter: bool,
) -> None:
    draft.take("number", letterhead.number)
    draft.take("symbol", letterhead.symbol)
    draft.take("type", title.type if title else None)
    draft.take_bare("type", metadata.type)
    for line in () if draft.get("symbol") else below[:_NUMBER_BELOW_TITLE]:
        if line.text.startswith(("Số", "SỐ")) and (found := find_number(line)):
            draft.take("number", found[0])
            draft.take("symbol", found[1])
    if draft.get("number") is None:
        _number_from_attachment(draft, below)
    printed = draft.get("number"), draft.get("symbol")
    if metadata.number and printed[0] not in (None, metadata.number):
        draft.warnings.append(
            f"the portal states the number {metadata.number}, the document {printed[0]}: the document's is taken"
        )
    elif metadata.symbol and (printed[1] is None or fold(printed[1]) == fold(metadata.symbol)):
        draft.take_bare("number", metadata.number)
        draft.take_bare("symbol", metadata.symbol)
    if draft.get("type") is None and (symbol := draft.get("symbol")):
        code = regex.split(r"[-/]", symbol)[0]
        draft.take_bare(
            "type", types_by_code().get(code) or ("công văn" if letterhead.subject or letter else None)
        )
    if draft.get("type") is not None:
        draft.take_bare("type_code", document_types().get(fold(draft.get("type"))))


def _number_from_attachment(draft: Draft, lines: Sequence[TextLine]) -> None:
    """The number where only an appendix states it: `(Kèm theo Kế hoạch số 12/KH-SYT ngày …)`."""
    for line in lines:
        match = _ATTACHMENT.match(line.text)
        if match is None or fold(match["type"]) != draft.get("type"):
            continue
        found = find_number(TextLine("Số" + line.text[match.end() :], line.start + match.end() - 2))
        if found and found[0] and found[1] and draft.get("symbol") in (None, found[1].value):
            draft.take("number", found[0])
            draft.take("symbol", found[1])
            return


def _date(
    draft: Draft,
    document: Document,
    letterhead: Letterhead,
    below: Sequence[TextLine],
    metadata: StatedMetadata,
) -> None:
    date, place = letterhead.date, letterhead.place
    if date is None:
        # schools and associations print the dateline above the signature
        for line in below:
            if len(line.text) < _LONGEST_DATELINE and (found := find_dateline(line)) and found[2][0] == 0:
                place, date, _ = found
                break
    draft.take("place", place)
    if date is not None and date.impossible:
        printed = document.text[date.start : date.end]
        draft.warnings.append(f"the date of issue does not exist: `{printed}`")
    elif date is not None and date.value is not None:
        draft.take("issued_date", Stated(date.value, date.start, date.end))
        draft.take_bare("issued_precision", date.precision)
    if metadata.date is None or metadata.date.value is None:
        return
    stated, issued = metadata.date, draft.get("issued_date")
    if issued is None:
        draft.take_bare("issued_date", stated.value)
        draft.take_bare("issued_precision", stated.precision)
    elif draft.get("issued_precision") == "day" and issued != stated.value:
        draft.warnings.append(
            f"the portal states the date {stated.value}, the document {issued}: the document's is taken"
        )


def _signed(draft: Draft, signature: Signature | None, metadata: StatedMetadata) -> None:
    if signature is not None:
        draft.take("signing_authority", signature.authority)
        draft.take("signer_position", signature.position)
        draft.take("signer", signature.signer)
    draft.take_bare("signer", metadata.signer)
    draft.take_bare("signer_position", metadata.signer_position)


def _years(draft: Draft, document: Document, clause: IssuingClause | None) -> None:
    issued = draft.get("issued_date")
    year = issued.year if issued else None
    sources = [clause.rest] if clause else []
    if subject := draft.get("subject"):
        sources.insert(0, Stated(subject, *draft.spans.get("subject", (0, 0))))
    for source in sources:
        found = plan_years(source.value, issued_year=year)
        if found is None:
            continue
        start, end = source.part(found.start, found.end, document.text)
        first, last = found.value
        draft.take("plan_year_first", Stated(first, start, end))
        if last is not None:
            draft.take("plan_year_last", Stated(last, start, end))
        return


def _province(
    draft: Draft,
    document: Document,
    letterhead: Letterhead,
    lines: Sequence[TextLine],
    signature: Signature | None,
    metadata: StatedMetadata,
) -> None:
    """Fill in the province; `lines` are those of the opening, then those of the recipients."""
    date: datetime.date | None = draft.get("issued_date")
    issuer, text = draft.get("issuer"), document.text
    draft.take("province", province_of(_stated(draft, "issuer", "parent_body"), date, text))
    if is_central(issuer, draft.get("parent_body")):
        return
    # schools print it above the signature
    place = letterhead.place or next(iter(_stated(draft, "place")), None)
    unknown = draft.get("province") is None
    if unknown and place is not None and not names_lesser_place(place.value, issuer):
        draft.take("province", province_of([place], date, text))
    for body in (metadata.issuer, metadata.issuing_place):
        if body and (found := province_of([Stated(body, 0, 0)], date, body)):
            draft.take_bare("province", found.value)
    if draft.get("province") is None:
        named = (Stated(line.text, line.start, line.end) for line in lines)
        signed_for = [signature.body] if signature is not None and signature.body is not None else []
        sources = itertools.chain(_stated(draft, "subject"), named, signed_for)
        draft.take("province", province_of(sources, date, text))
    if draft.get("province") is None:
        draft.take("province", prevailing_province(text, date))


def _stated(draft: Draft, *names: str) -> list[Stated[str]]:
    return [Stated(draft.values[name], *draft.spans[name]) for name in names if name in draft.spans]


def _report_missing(draft: Draft) -> None:
    if draft.get("type") is None:
        draft.warnings.append("no document type at the beginning: the text may be no administrative document")
    elif draft.get("number") is None:
        draft.warnings.append("the document shows no number of its own")
