"""Sections that look back: what they tell has been done, is the state of things, or was planned before."""

from __future__ import annotations

from functools import cache

import regex

from extractors.common.document import Block, Document
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    lexicon = load_lexicon("extractors.common", "reviews")
    always = alternatives(lexicon["always"])
    anyhow = compiled(rf"\s*{always}(?!\p{{L}})", regex.IGNORECASE)
    main = compiled(
        rf"\s*(?:{always}|{alternatives(lexicon['main'])})(?!\p{{L}})",
        regex.IGNORECASE,
    )
    ahead = compiled(
        rf"(?:\bvà|[,;–-])\s+{alternatives(lexicon['ahead'])}(?!\p{{L}})",
        regex.IGNORECASE,
    )
    return anyhow, main, ahead


def looks_back(document: Document, block: Block) -> bool:
    """Whether a block is the heading of a section that tells what has been done or how things are."""
    if block.kind != "heading":
        return False
    anyhow, main, ahead = _patterns()
    heading = document.body_of(block)
    label = block.label or "I"
    numbered = not label[0].isupper() or label.startswith("Điều")
    begins = (anyhow if numbered else main).match(heading)
    return begins is not None and ahead.search(heading, begins.end()) is None


def under_reviews(document: Document) -> frozenset[int]:
    """The ids of the blocks that stand under a heading that looks back."""
    heads = {block.block_id for block in document.blocks if looks_back(document, block)}
    under: set[int] = set()
    for block in document.blocks if heads else ():
        if block.parent_id in heads or block.parent_id in under:
            under.add(block.block_id)
    return frozenset(under)
