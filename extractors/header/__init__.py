"""What a document says of itself: type, number, issuer, place and date, subject, signature, recipients."""

from __future__ import annotations

from extractors.header.reader import read_header
from extractors.header.records import Header

__all__ = ["Header", "read_header"]
