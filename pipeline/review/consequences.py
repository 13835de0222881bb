"""What follows from a corrected field: a number's parts, the instrument that is meant, a unit's kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import pyarrow as pa
import regex

from extractors.citations import Citation, document_types, find_in_text
from extractors.citations.symbols import SYMBOL, read_symbol
from extractors.common.organisations import match_organisation
from pipeline.link.documents import home_of, instruments_of
from pipeline.link.identity import inferred_issuer
from pipeline.review.fields import FIELDS
from pipeline.store.schema import TABLES

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Consequence = Callable[[Row, Row, set[str], Rows, str], None]
"""Takes a row, the row as it was, the names of its corrected fields, all rows of the document and its text; a row
that was added has `text` among the names."""

_SYMBOL = regex.compile(SYMBOL)
_BARE = "bare_repeat"
_UNKNOWN_KIND = "other"


def blank_row(table: str, doc_id: str, span: tuple[int, int], text: str, blocks: Sequence[Row]) -> Row:
    """A row of a table of mentions that says only where it stands."""
    start, end = span
    block = _block_at(blocks, start)
    row = {field.name: _nothing(field) for field in TABLES[table].schema}
    row |= {"doc_id": doc_id, "char_start": start, "char_end": end, "text": text[start:end]}
    row["page"] = block["page"]
    if "block_id" in row:
        row["block_id"] = block["block_id"]
    if table == "tasks":
        row["section"] = " > ".join(_headings_above(blocks, block))
        row["origin"] = "table" if block["kind"] == "table_cell" else "prose"
    return row


def _citation(row: Row, old: Row, given: set[str], rows: Rows, text: str) -> None:
    document = rows["documents"][0]
    if "text" in given:
        _read_citation(row, given)
    if given & {"type", "text"}:
        row["type_code"] = document_types().codes[row["type"]]
        row["type_inferred"] = False
    if given & {"identifier", "text"}:
        found = _SYMBOL.fullmatch(row["identifier"] or "")
        symbol = read_symbol(found) if found else None
        row["number"] = symbol.number if symbol else None
        row["symbol"] = symbol.symbol if symbol else None
        row["number_year"] = symbol.year if symbol else None
    _precision(row, given)
    citations = [_record(other) for other in rows["citations"]]
    bodies = tuple(body for body in (document["issuer"], document["parent_body"]) if body)
    names = instruments_of(citations, home_of(document["province"], bodies, text))
    at = next(number for number, other in enumerate(rows["citations"]) if other is row)
    row["instrument_id"] = names[at] or old["instrument_id"]
    row["issuer_inferred"] = (
        inferred_issuer(citations[at], document["province"]) if row["issuer"] is None else None
    )
    _take_along(row, old, rows["citations"])


def _read_citation(row: Row, given: set[str]) -> None:
    """What the grammar reads off the words of an added citation, where it reads just one."""
    found = find_in_text(row["text"])
    if len(found) == 1:
        for name in FIELDS["citations"]:
            if name != "type" and name not in given:
                row[name] = getattr(found[0], name)
    row["relation"] = row["relation"] or "mention"


def _record(row: Row) -> Citation:
    known = {field.name for field in fields(Citation)} & row.keys()
    return Citation(
        start=row["char_start"], end=row["char_end"], **{name: row[name] for name in known - {"start", "end"}}
    )


def _take_along(row: Row, old: Row, citations: Sequence[Row]) -> None:
    """Let bare repeats of a corrected citation mean what it means."""
    former = old["instrument_id"]
    if any(other["instrument_id"] == former and other["rule"] != _BARE for other in citations):
        return
    for other in citations:
        if other["rule"] == _BARE and other["instrument_id"] == former:
            other["instrument_id"] = row["instrument_id"]


def _document(row: Row, _old: Row, given: set[str], _rows: Rows, _text: str) -> None:
    if "type" in given:
        row["type_code"] = document_types().codes[row["type"]] if row["type"] else None
    _precision(row, given)


def _precision(row: Row, given: set[str]) -> None:
    """A day that is given is one, and no day has no precision."""
    if row["issued_date"] is None:
        row["issued_precision"] = None
    elif "issued_date" in given and "issued_precision" not in given:
        row["issued_precision"] = "day"


def _unit(row: Row, _old: Row, given: set[str], _rows: Rows, _text: str) -> None:
    if not given & {"name", "text"}:
        return
    if not row["name"]:
        row["name"] = " ".join(row["text"].split())
    found = match_organisation(row["name"], 0)
    whole = found is not None and found.end == len(row["name"])
    if found is not None and whole:
        row["kind"], row["level"] = found.kind, found.level
        if "name" not in given:
            row["name"] = found.name
    else:
        row["kind"], row["level"] = row["kind"] or _UNKNOWN_KIND, None


CONSEQUENCES: dict[str, Consequence] = {"documents": _document, "citations": _citation, "units": _unit}
"""By table, what is told anew when a row is corrected."""


def _block_at(blocks: Sequence[Row], offset: int) -> Row:
    leaves = [block for block in blocks if block["kind"] != "table_row"]
    return next(
        (block for block in leaves if block["char_start"] <= offset < block["char_end"]),
        leaves[0] if leaves else {},
    )


def _headings_above(blocks: Sequence[Row], block: Row) -> list[str]:
    by_id = {other["block_id"]: other for other in blocks}
    above = []
    parent = by_id.get(block["parent_id"])
    while parent is not None:
        if parent["kind"] == "heading":
            above.append(parent["text"].strip())
        parent = by_id.get(parent["parent_id"])
    return above[::-1]


def _nothing(field: Any) -> Any:
    if pa.types.is_list(field.type):
        return []
    if field.nullable:
        return None
    if pa.types.is_string(field.type):
        return ""
    return False if pa.types.is_boolean(field.type) else 0
