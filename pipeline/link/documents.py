"""The citations of one document joined to instruments."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.citations import Citation
from extractors.common.document import Document
from extractors.common.spelling import fold
from extractors.header import Header
from pipeline.link.identity import Home, Stated, identify, inferred_issuer
from pipeline.link.naming import InstrumentName, slug
from pipeline.link.short_names import defined_names


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """A document's citations with the identity of each one's instrument, in the same order.

    `inferred_issuers` holds for each citation the body that its symbol stands for where no issuer is stated.
    `warnings` says what could not be told, and what the citations themselves warn of.
    """

    citations: tuple[Citation, ...]
    instrument_ids: tuple[str, ...]
    inferred_issuers: tuple[str | None, ...]
    warnings: tuple[str, ...]


def link_document(citations: Sequence[Citation], header: Header | None, document: Document) -> LinkedDocument:
    """Tell for each citation of a document which instrument it is of.

    Numbers begin anew each year and in each province: an instrument is told by type, number and symbol, by the
    year of issue where the number does not hold it, and by the place whose body has issued it. What a mention
    leaves out comes from the document's other mentions of the same number if they agree, the place else from
    the document's own province. Bare repeats (`Nghị quyết 57`) join the mention or defined short name that they
    repeat. Nothing is written over: the records stay as they are.
    """
    province = header.province if header is not None else None
    stated = (header.issuer, header.parent_body) if header is not None else ()
    home = home_of(province, tuple(body for body in stated if body), document.text)
    warnings = [warning for citation in citations for warning in citation.warnings]
    names = _full_names(citations, home, warnings)
    short = defined_names(document.text, citations)
    numbered: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for citation, name in zip(citations, names, strict=True):
        if name is not None:
            numbered[citation.type, citation.number].add(str(name))
    ids = [
        str(name) if name is not None else _repeated(citation, names, numbered, short, warnings)
        for citation, name in zip(citations, names, strict=True)
    ]
    inferred = tuple(
        inferred_issuer(citation, province) if citation.issuer is None else None for citation in citations
    )
    return LinkedDocument(tuple(citations), tuple(ids), inferred, tuple(dict.fromkeys(warnings)))


def home_of(province: str | None, bodies: tuple[str, ...], text: str) -> Home:
    """Where a document comes from, by its province, its issuer with the body above, and its normalised text."""
    place = slug(province) if province else f"doc-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return Home(place, bodies)


def instruments_of(citations: Sequence[Citation], home: Home) -> list[str | None]:
    """The identity of each citation's instrument as the citations of its document tell it; None for bare repeats."""
    return [str(name) if name is not None else None for name in _full_names(citations, home, [])]


@dataclass(slots=True)
class _Group:
    """What the mentions of one type and number state of places and years, the years by place."""

    places: set[str] = field(default_factory=set)
    years: dict[str | None, set[str]] = field(default_factory=dict)

    def add(self, stated: Stated) -> None:
        """Takes up what a mention states."""
        if stated.place:
            self.places.add(stated.place)
        if stated.year:
            self.years.setdefault(stated.place, set()).add(stated.year)

    def years_at(self, place: str | None) -> set[str]:
        """The years stated for a place, or with none."""
        return self.years.get(place, set()) | self.years.get(None, set())


def _full_names(
    citations: Sequence[Citation], home: Home, warnings: list[str]
) -> list[InstrumentName | None]:
    """The identity of each citation that states more than a bare number."""
    stated = [None if citation.rule == "bare_repeat" else identify(citation, home) for citation in citations]
    groups: dict[tuple[str, str], _Group] = defaultdict(_Group)
    for known in stated:
        if known is not None:
            groups[known.code, known.number].add(known)
    names: list[InstrumentName | None] = []
    for citation, known in zip(citations, stated, strict=True):
        if known is None:
            names.append(None)
            continue
        group, place, year = groups[known.code, known.number], known.place, known.year
        if known.placed and place is None:
            place = next(iter(group.places)) if len(group.places) == 1 else home.province
        if known.dated and year is None:
            years = group.years_at(place)
            if len(years) == 1:
                year = next(iter(years))
            elif years:
                warnings.append(f"several instruments may be meant by `{_words(citation)}`: it is kept apart")
        names.append(InstrumentName(known.code, known.number, year, place))
    return names


def _repeated(
    citation: Citation,
    names: Sequence[InstrumentName | None],
    numbered: dict[tuple[str, str | None], set[str]],
    short: dict[str, set[int]],
    warnings: list[str],
) -> str:
    """The identity of a bare repeat: that of the mention that it was defined for, else of the only one with its
    type and number (`numbered`)."""
    defined = short.get(fold(citation.text), set())
    meant = {str(names[position]) for position in defined if names[position] is not None}
    if len(meant) != 1:
        meant |= numbered.get((citation.type, citation.number), set())
    if len(meant) == 1:
        return meant.pop()
    warnings.append(f"several instruments may be meant by `{_words(citation)}`: it is kept apart")
    return str(InstrumentName(citation.type_code, citation.number or "0"))


def _words(citation: Citation) -> str:
    return " ".join(citation.text.split())
