"""The province that a document belongs to, from whatever part of it names one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import regex

from extractors.common.places import find_province, find_provinces, province_at
from extractors.common.spelling import fold
from extractors.header.lines import leading_body
from extractors.header.records import Stated

_LESSER = r"(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|đặc\s+khu)"
_OF_THE_NATION = regex.compile(
    r"(?:ban chỉ đạo|ban chỉ huy|ban tổ chức|ủy ban|hội đồng)\s(?:[^,]{1,40}\s)?"
    r"(?:quốc gia|trung ương|nhà nước|của chính phủ)(?!\w)"
)
_FEWEST_MENTIONS = 2
_RANK_OF_MINISTRY_DEPARTMENTS = 3


def is_central(issuer: str | None, parent_body: str | None) -> bool:
    """Whether the issuer is a body of the centre, or one of a ministry's own departments (cục, vụ): these belong
    to no province."""
    head = leading_body(issuer) if issuer else None
    parent = leading_body(parent_body) if parent_body else None
    if issuer is None or head is None:
        return False
    if _OF_THE_NATION.match(fold(issuer)):
        return True
    if parent is None:
        return head.level == "central"
    return parent.level == "central" and head.rank == _RANK_OF_MINISTRY_DEPARTMENTS


def province_of(sources: Iterable[Stated[str]], date: datetime.date | None, text: str) -> Stated[str] | None:
    """The province that the first of the sources to name one names, standardised as of the document's date.

    `sources` are pieces of the document with their offsets in its `text`, the surest first.
    """
    for source in sources:
        mention = find_province(source.value)
        if mention is not None:
            name = province_at(mention.name, date) or mention.name
            return Stated(name, *source.part(mention.start, mention.end, text))
    return None


def prevailing_province(text: str, date: datetime.date | None) -> Stated[str] | None:
    """The province that a text names most often with `tỉnh` or `thành phố` before it, if more than by chance."""
    mentions = [mention for mention in find_provinces(text) if mention.designated]
    counts = Counter(mention.name for mention in mentions)
    ranking = counts.most_common(2)
    if not ranking or ranking[0][1] < _FEWEST_MENTIONS:
        return None
    if len(ranking) > 1 and ranking[1][1] * 2 > ranking[0][1]:
        return None
    first = next(mention for mention in mentions if mention.name == ranking[0][0])
    return Stated(province_at(first.name, date) or first.name, first.start, first.end)


def names_lesser_place(place: str, issuer: str | None) -> bool:
    """Whether the place in the dateline is the commune or district that issues, not a province of that name."""
    if issuer is None:
        return False
    return (
        regex.search(rf"{_LESSER}\s+{regex.escape(place)}(?!\p{{L}})", issuer, regex.IGNORECASE) is not None
    )
