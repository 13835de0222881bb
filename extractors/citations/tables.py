"""The tables that drive the grammar of citations: types of documents, their abbreviations, and bodies."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from extractors.common.lexicon import load_lexicon

_PACKAGE = "extractors.citations"


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """Types of documents (tên loại văn bản).

    `codes` gives each type's abbreviation by its name in lower case; `names` gives the type that an
    abbreviation in a symbol stands for, by the abbreviation in capitals. `ambiguous` abbreviations (in
    capitals) stand for bodies, too. `qualifiers` may stand between a type and its number; documents of the
    `joint` types have several issuers. `shortened` gives the types that are abbreviated in running text, too, by
    their abbreviation. `other_codes` are those that a type has besides its own though they are another type's.
    """

    codes: dict[str, str]
    names: dict[str, str]
    ambiguous: frozenset[str]
    qualifiers: tuple[str, ...]
    joint: frozenset[str]
    shortened: dict[str, str]
    other_codes: dict[str, list[str]]

    def fits(self, name: str, code: str | None) -> bool:
        """Whether a symbol with the type abbreviation `code` may be of the type `name`."""
        if code is None:
            return True
        own = self.codes.get(name, "").upper()
        return (
            code in self.other_codes.get(name, ())
            or own == code
            or own.startswith(code)
            or code.startswith(own)
            or code not in self.names
        )


@dataclass(frozen=True, slots=True)
class Body:
    """A body that an abbreviation in symbols stands for; `provincial` ones need the province's name."""

    name: str
    provincial: bool


@functools.cache
def document_types() -> DocumentTypes:
    """The types of the common lexicon (Nghị định 30/2020/NĐ-CP, Appendix III, and older and Party rules) with
    what citations need beyond them."""
    extra = load_lexicon(_PACKAGE, "document_types")
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in [*load_lexicon("extractors.common", "document_types"), *extra["types"]]:
        code = row["code"] or extra["codes"].get(row["name"])
        if code is None:
            continue
        for name in (row["name"], *row.get("aliases", ())):
            codes.setdefault(name, code)
        if row["code"]:
            names.setdefault(row["code"].upper(), row["name"])
    for code, name in extra["symbol_codes"].items():
        names.setdefault(code.upper(), name)
    return DocumentTypes(
        codes,
        names,
        frozenset(code.upper() for code in extra["ambiguous_codes"]),
        tuple(extra["qualifiers"]),
        frozenset(extra["joint"]),
        extra["shortened"],
        extra["other_codes"],
    )


@functools.cache
def bodies() -> dict[str, Body]:
    """The bodies by their abbreviation in symbols, in capitals."""
    table = load_lexicon(_PACKAGE, "bodies")
    found: dict[str, Body] = {}
    for group in ("central", "party", "province"):
        for symbol, name in table[group].items():
            found[symbol.upper()] = Body(name, group == "province")
    return found
