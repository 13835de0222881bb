"""Whose a unit is: names that hold within a province, made to hold everywhere."""

from __future__ import annotations

import datetime

import regex

from extractors.common.places import find_province, province_at, province_kind

_OWN_TERRITORY = regex.compile(r"(?<!\w)(?:tỉnh|thành\s+phố)$", regex.IGNORECASE)
_DEPARTMENT = regex.compile(
    r"(?:(?:Giám\s+đốc|Phó\s+Giám\s+đốc|Văn\s+phòng|Thanh\s+tra|Chánh\s+Văn\s+phòng)\s+)?Sở\s+\p{Lu}"
)


def resolve_unit(name: str, province: str | None, date: datetime.date | None) -> str:
    """The standard name of a unit with its province, where the name leaves the province to the document.

    `name` is a standard form as `find_units` gives it, `province` the document's, `date` the day as of which the
    province is named (see `places.province_at`). `Ủy ban nhân dân tỉnh` and `Sở Y tế` get the province; a name that
    states a province, one of a central body, a district's, a commune's or an internal unit's, and one in a document
    without a province are given back unchanged: of which commune a `Trạm Y tế` is the document does not tell.
    """
    standard = None if province is None else province_at(province, date)
    if standard is None or find_province(name) is not None:
        return name
    word = "thành phố" if province_kind(standard) == "municipality" else "tỉnh"
    own = _OWN_TERRITORY.search(name)
    if own is not None:
        return f"{name[: own.start()]}{word} {standard}"
    return f"{name} {word} {standard}" if _DEPARTMENT.match(name) is not None else name
