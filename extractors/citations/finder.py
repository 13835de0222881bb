"""Finding citations: from one logical line of text, or from all blocks of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import regex

from extractors.citations.antecedents import take_antecedents
from extractors.citations.bare import find_bare_repeats
from extractors.citations.brackets import open_brackets
from extractors.citations.columns import read_columns
from extractors.citations.drafts import Draft, are_coordinated, mention_hints, read_drafts
from extractors.citations.heads import Head, read_open_list
from extractors.citations.lists import resolve_types, share_statements
from extractors.citations.provisions import read_provision
from extractors.citations.records import Citation, Relation
from extractors.citations.relations import (
    NO_CUES,
    Context,
    find_cues,
    governing_relation,
    is_amended,
    is_definition,
)
from extractors.citations.tables import document_types
from extractors.citations.titles import TitleEnds, begins_title, fold_title
from extractors.common.document import Block, Document
from extractors.common.spelling import fold

_NO_CONTEXT = Context()


def find_in_text(
    text: str, *, context: Context = _NO_CONTEXT, head: Head | None = None, own_title: str = ""
) -> list[Citation]:
    """The citations in one logical line of text, in order of their start; offsets are into `text`.

    `context` says where the line stands, `head` is the head of a list that an earlier line announced
    (`Các Nghị định của Chính phủ:`), `own_title` the citing document's own title (see
    `titles.fold_title`).
    """
    return _find(text, 0, context, head, own_title)


def _find(text: str, offset: int, context: Context, head: Head | None, own_title: str) -> list[Citation]:
    """As `find_in_text`, in a text before which `offset` characters stand."""
    drafts = read_drafts(text)
    if not drafts:
        return []
    open_brackets(text, drafts)
    resolve_types(drafts, head)
    _find_titles(text, drafts, own_title, opening=context.opening)
    share_statements(text, drafts)
    take_antecedents(text, drafts)
    return _citations(text, offset, drafts, context)


def _find_titles(text: str, drafts: Sequence[Draft], own_title: str, *, opening: bool) -> None:
    """Find each mention's title, and for each the mention in whose title it stands."""
    mentions = [(draft.start, draft.end, draft.type or "") for draft in drafts]
    ends = TitleEnds(text, mentions, own_title=own_title, opening=opening)
    starts = {start for start, _, _ in mentions}
    around: list[Draft] = []
    for draft in drafts:
        while around and (around[-1].title is None or around[-1].title[1] <= draft.start):
            around.pop()
        if draft.parent is None and around:
            draft.parent = around[-1]
        if draft.law is not None:
            continue
        stated = draft.end > draft.core_end
        start = begins_title(text, draft.end, stated=stated)
        if start is None or start in starts:  # `…, Quy định số 37-QĐ/TW` is another one, no title
            continue
        limit = around[-1].title[1] if around and around[-1].title else len(text)
        end = ends.end(start, limit)
        end = start + len(text[start:end].rstrip(" ,;:.-–\t\n"))
        if end > start:
            draft.title = (start, end)
            around.append(draft)


def _citations(text: str, offset: int, drafts: Sequence[Draft], context: Context) -> list[Citation]:
    outer = [draft.title for draft in drafts if draft.title and (draft.parent is None)]
    cues = find_cues(text, [span for span in outer if span is not None]) if context.opening else NO_CUES
    found: list[Citation] = []
    before: Draft | None = None
    for draft in drafts:
        floor = before.end if before is not None and before.end <= draft.start else 0
        inside = draft.parent is not None
        beside = before if before is not None and before.parent is draft.parent else None
        coordinated = beside is not None and are_coordinated(text, beside, draft)
        if not draft.amended:
            after_amended = beside is not None and beside.amended
            draft.amended = (after_amended and coordinated) or is_amended(
                text, draft.start, floor, in_title=inside or context.own_title, after_amended=after_amended
            )
        relation: Relation
        if draft.amended:
            relation = "amends"
        elif inside or is_definition(text, draft.start, floor) or _repeats(text, draft, before):
            relation = "mention"
        else:
            relation = governing_relation(text, draft.start, context, cues)
            if context.own_title and coordinated:
                relation = found[-1].relation  # `thực hiện A và B`
        provision = read_provision(text, draft.start, draft.end, floor)
        found.append(_citation(text, offset, draft, relation, provision))
        before = draft
    return found


def _repeats(text: str, draft: Draft, before: Draft | None) -> bool:
    """Whether a bracket holds only a short form of the mention before it: `… (Quyết định số 5/QĐ-TTg)`."""
    if before is None or draft.symbol is None or before.symbol is None:
        return False
    bracketed = text[draft.start - 1 : draft.start] == "(" and text[draft.end : draft.end + 1] == ")"
    return bracketed and draft.symbol.identifier == before.symbol.identifier


def _citation(text: str, offset: int, draft: Draft, relation: Relation, provision: str | None) -> Citation:
    law_type = draft.type or "công văn"
    title_span = draft.title
    if draft.law is not None and draft.law.end > draft.law.name_start:
        title_span = (draft.law.name_start, draft.law.end)
    title = " ".join(text[slice(*title_span)].split()) if title_span else None
    symbol = draft.symbol
    return Citation(
        start=offset + draft.start,
        end=offset + draft.end,
        rule=draft.rule,
        confidence=draft.confidence,
        text=text[draft.start : draft.end],
        type=law_type,
        type_code=document_types().codes.get(law_type, "VB"),
        identifier=symbol.identifier if symbol else None,
        number=symbol.number if symbol else None,
        symbol=symbol.symbol if symbol else None,
        number_year=symbol.year if symbol else None,
        issued_date=draft.value,
        issued_precision=draft.precision,
        date_shared=draft.date_shared,
        issuer=draft.issuer,
        issuer_shared=draft.issuer_shared,
        title=_unquoted(title) if title else None,
        title_span=(offset + title_span[0], offset + title_span[1]) if title_span else None,
        provision=provision,
        relation=relation,
        type_inferred=draft.rule == "type_from_symbol",
        warnings=tuple(draft.warnings),
    )


def _unquoted(title: str) -> str:
    return title[1:].rstrip("”\"»’'") if title[0] in "“\"«‘'" else title


OwnNumber = tuple[str | None, str | None]
"""The citing document's own number and symbol, as its header states them."""


def find_citations(document: Document, own: OwnNumber | None = None) -> list[Citation]:
    """The citations in all blocks of a document but page furniture, in order; offsets are into its text.

    `own` is the document's own number and symbol: where it cites itself is no citation, nor where an appendix
    says what it is attached to. Numbers without symbol (`Nghị quyết 57`) are found where a fuller mention of the
    same type and number stands in the document.
    """
    found: list[Citation] = []
    own_title = fold_title(
        " ".join(document.body_of(block) for block in document.blocks if block.kind == "title")
    )
    for line in _lines(document):
        citations = _find(line.text, line.start, line.context, line.head, own_title)
        if line.block.kind == "table_cell":
            citations = read_columns(document, line.block, citations)
        found += [citation for citation in citations if not _is_own(citation, line, own)]
    found = _without_contradicted(found)
    found += find_bare_repeats(document, found)
    return sorted(found, key=lambda citation: (citation.start, -citation.end))


def _without_contradicted(found: Sequence[Citation]) -> list[Citation]:
    """The citations without the shared dates that another mention of the same instrument contradicts."""
    stated: dict[tuple[str, str], set[date]] = {}
    for citation in found:
        if citation.identifier and citation.issued_date and not citation.date_shared:
            stated.setdefault(_key(citation), set()).add(citation.issued_date)
    return [
        replace(citation, issued_date=None, issued_precision=None, date_shared=False)
        if citation.date_shared and stated.get(_key(citation), set()) - {citation.issued_date}
        else citation
        for citation in found
    ]


def _key(citation: Citation) -> tuple[str, str]:
    return citation.type, fold(citation.identifier or "")


class _Line(NamedTuple):
    """A block's text with its place in the document and what the blocks before it say about it."""

    text: str
    start: int
    block: Block
    context: Context
    head: Head | None


_BASES = regex.compile(
    r"(?i)(?:cơ sở|căn cứ)(?:\s+(?:pháp lý|xây dựng|ban hành|để|chính trị|thực tiễn|và)|\s*$)"
)
_BASIS = regex.compile(r"\s*Căn cứ\s")
_ANNOUNCED = regex.compile(r"(?i)^\s*(?:(?P<basis>căn cứ)|(?:triển khai\s+)?thực hiện)[^.;]{0,80}:\s*$")


def _lines(document: Document) -> Iterator[_Line]:
    """The blocks that may hold mentions, with the context in which each one stands."""
    hints = mention_hints(document.text)
    opening, bases = True, False
    head: Head | None = None
    carried: Relation | None = None
    for block in document.leaves() if hints else ():
        if block.kind == "page_furniture":
            continue
        text = document.text_of(block)
        if block.kind == "heading":
            opening, head, carried = False, None, None
            bases = _BASES.match(document.body_of(block)) is not None if block.depth == 0 else bases
        elif block.kind in ("title", "letterhead"):
            opening, bases, carried = True, False, None
        hint = bisect_left(hints, block.char_start)
        if hint < len(hints) and hints[hint] < block.char_end:
            context = Context(_is_opening(block, text, opening), block.kind == "title", bases, carried)
            yield _Line(text, block.char_start, block, context, head)
        if text.rstrip().endswith(":"):
            head = read_open_list(text)
            announced = _ANNOUNCED.match(text) if _is_opening(block, text, opening) else None
            carried = None if announced is None else "legal_basis" if announced["basis"] else "implements"
        elif block.kind not in ("item", "table_cell"):
            head = None


def _is_opening(block: Block, text: str, opening: bool) -> bool:
    """Whether a block before the first heading is part of the opening: a cell is none, unless a table was made of
    the legal bases."""
    return opening and (
        block.kind in ("legal_basis", "paragraph", "item", "letterhead") or _BASIS.match(text) is not None
    )


_ATTACHED = regex.compile(
    r"(?i)(?:(?:ban hành|đính|gửi|phát hành)\s+)?(?:kèm|theo)(?:\s+theo)?\s+(?:tại\s+)?$"
)


def _is_own(citation: Citation, line: _Line, own: OwnNumber | None) -> bool:
    """Whether a citation is of the citing document itself: its own number, in a letterhead, or in the bracket
    that tells what an appendix belongs to (`(Kèm theo Kế hoạch số …/KH-SYT)`)."""
    number, symbol = own or (None, None)
    if citation.identifier is None or citation.symbol is None:
        return False
    same_symbol = symbol is not None and fold(citation.symbol) == fold(symbol)
    if number is not None and same_symbol and citation.number == number.strip():
        return True
    if line.block.kind == "letterhead":
        return citation.rule != "number_and_symbol" or same_symbol
    bracket = line.text.lstrip().startswith("(") or line.block.kind == "title"
    attached = bracket and _ATTACHED.search(line.text, 0, citation.start - line.start) is not None
    return attached and (number is None) and (symbol is None or same_symbol)
