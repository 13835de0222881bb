"""What a portal's page or a file's properties state of the document, by the labels in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.common.dates import DateMention, find_dates
from extractors.common.spelling import fold
from extractors.header.letterhead import find_number
from extractors.header.lines import TextLine, leading_body, leading_officer, lexicon
from extractors.header.title import document_types


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """The metadata's values in the header's terms; None where it states none."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    issuing_place: str | None = None
    date: DateMention | None = None
    signer: str | None = None
    signer_position: str | None = None
    subject: str | None = None


def read_metadata(metadata: Mapping[str, str]) -> StatedMetadata:
    """Read the metadata of a Document, keyed by printed label."""
    if not metadata:
        return StatedMetadata()
    values = {fold(label.strip(" :")): " ".join(value.split()) for label, value in metadata.items()}

    def stated(field: str) -> str | None:
        labels = (fold(label) for label in lexicon("metadata")[field])
        return next((values[label] for label in labels if values.get(label)), None)

    issuer = stated("issuer")
    is_body = issuer is not None and (leading_body(issuer) is not None or leading_officer(issuer))
    dates = find_dates(stated("issued_date") or "")
    found = find_number(TextLine(f"Số: {stated('identifier') or ''}", 0))
    number, symbol = found[:2] if found else (None, None)
    type_ = stated("type")
    return StatedMetadata(
        type=type_.lower() if type_ and fold(type_) in document_types() else None,
        number=number.value if number else None,
        symbol=symbol.value if symbol else None,
        issuer=issuer if is_body else None,
        issuing_place=issuer,
        date=dates[0] if dates and not dates[0].impossible else None,
        signer=stated("signer"),
        signer_position=stated("signer_position"),
        subject=stated("subject"),
    )
