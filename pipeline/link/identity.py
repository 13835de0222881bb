"""What instrument a citation is of, as far as the citation itself tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from extractors.citations import (
    Citation,
    bodies,
    document_types,
    law_by_number,
    law_passed,
    split_symbol,
    standard_law_name,
)
from extractors.common.organisations import match_organisation
from extractors.common.places import find_province, province_kind
from extractors.common.spelling import fold
from pipeline.link.naming import number_slug, slug

_LAWS = ("hiến pháp", "bộ luật", "luật", "pháp lệnh")
_LESSER = regex.compile(
    r"(?<!\p{L})(?P<level>(?i:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu))(?!\p{L})"
    r"(?P<name>(?:\s+\p{Lu}[\p{L}’'-]*)*)"
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the citing document comes from: `province` is the slug of its province, or of the document itself where
    none is known; `bodies` are its issuer and the body above it, as printed."""

    province: str
    bodies: tuple[str, ...] = ()


class Stated(NamedTuple):
    """What one citation tells about its instrument's identity (see `naming.InstrumentName`).

    `dated` tells that the identity needs a year of issue, `placed` that it needs a place; `year` and `place` are
    None where they are needed and not stated.
    """

    code: str
    number: str
    dated: bool = False
    placed: bool = False
    year: str | None = None
    place: str | None = None


def identify(citation: Citation, home: Home) -> Stated:
    """The parts of its instrument's identity that a citation states."""
    if citation.type in _LAWS:
        return _law(citation)
    year = None if citation.issued_date is None else str(citation.issued_date.year)
    code, first_body = _code_and_body(citation)
    body = bodies().get(first_body.rstrip("0123456789"))
    central = body is not None and not body.provincial
    return Stated(
        code,
        number_slug(citation.identifier or citation.title or citation.text),
        dated=citation.number_year is None,
        placed=not central,
        year=year if citation.number_year is None else None,
        place=None if central else _place(citation.issuer, body is not None, home),
    )


def _code_and_body(citation: Citation) -> tuple[str, str]:
    """The type's abbreviation, by the symbol rather than by the words, and the symbol's first body."""
    code, parts = split_symbol(citation.symbol) if citation.symbol else (None, ())
    types = document_types()
    if code is not None:
        name = types.names[code]
        return types.codes[name], parts[0] if parts else ""
    # `Văn bản số 12/UBND-NC` and `Công văn số 12/UBND-NC` are the same letter
    return "CV" if citation.type == "văn bản" else citation.type_code, parts[0] if parts else ""


def _law(citation: Citation) -> Stated:
    """A law is told by its name and the year of its passing, whichever of number and date a citation states."""
    version = law_by_number(citation.identifier) if citation.identifier else None
    name = standard_law_name(citation.type, citation.title or "")
    if version is None and name is not None and citation.issued_date is not None:
        version = law_passed(citation.type, name, citation.issued_date, citation.issued_precision)
    if version is not None:
        return Stated(citation.type_code, slug(version.name) or "vn", dated=True, year=version.passed)
    if citation.identifier and name is None:
        return Stated(citation.type_code, number_slug(citation.identifier))
    year = str(citation.issued_date.year) if citation.issued_date else None
    year = year or (str(citation.number_year) if citation.number_year else None)
    return Stated(citation.type_code, slug(name or citation.title or "") or "vn", dated=True, year=year)


def _place(issuer: str | None, known: bool, home: Home) -> str | None:
    """The slug of the place whose body the issuer is; None where no issuer is stated."""
    if issuer is None:
        return None
    province = find_province(issuer)
    place = slug(province.name) if province is not None else home.province
    if lesser := _LESSER.search(issuer):
        return f"{place}-{slug(_lesser_place(lesser, home))}"
    if known:
        return place
    body = _standard(issuer)
    return slug(body) if "Trung ương" in body else f"{place}-{slug(body)}"


def _lesser_place(found: regex.Match[str], home: Home) -> str:
    """A commune's or district's name; where only its level is named, that of the document's own."""
    if found["name"]:
        return found.group()
    for body in home.bodies:
        for own in _LESSER.finditer(body.title() if body.isupper() else body):
            if fold(own["level"]) == fold(found["level"]) and own["name"]:
                return own.group()
    return found["level"]


def _standard(issuer: str) -> str:
    body = match_organisation(issuer, 0)
    return body.name if body is not None and body.end == len(issuer) else issuer


def inferred_issuer(citation: Citation, province: str | None) -> str | None:
    """The body that a symbol says has issued an instrument, completed by the citing document's province."""
    if citation.type in ("hiến pháp", "bộ luật", "luật"):
        return "Quốc hội"
    if citation.type == "pháp lệnh":
        return "Ủy ban Thường vụ Quốc hội"
    _, first_body = _code_and_body(citation)
    body = bodies().get(first_body.rstrip("0123456789"))
    if body is None:
        return None
    return of_province(body.name, province) if body.provincial and province else body.name


def of_province(body: str, province: str) -> str:
    """A body's name with its province: `Sở Y tế tỉnh Long An`, `Tỉnh ủy Long An`, `Thành ủy Hà Nội`."""
    city = province_kind(province) == "municipality"
    if body.endswith("Tỉnh ủy"):
        return f"{body.removesuffix('Tỉnh ủy')}{'Thành ủy' if city else 'Tỉnh ủy'} {province}"
    return f"{body} {'thành phố' if city else 'tỉnh'} {province}"
