"""Where a task stands: the headings above it, and the sections that give out work."""

from __future__ import annotations

import regex

from extractors.common.document import Block, Document

_ASSIGNING = regex.compile(
    r"tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+của\s+(?:các|từng)"
    r"|chế\s+độ\s+(?:thông\s+tin|báo\s+cáo)|giao\s+nhiệm\s+vụ",
    regex.IGNORECASE,
)


def section_of(document: Document, block: Block) -> tuple[str, ...]:
    """The headings above a block, the outermost first, each with its label as printed."""
    above = [parent for parent in document.ancestors_of(block) if parent.kind == "heading"]
    return tuple(document.text_of(parent).strip() for parent in reversed(above))


def assigns_work(heading: str) -> bool:
    """Whether a heading is that of a section which gives out work (TỔ CHỨC THỰC HIỆN)."""
    return bool(_ASSIGNING.search(heading))
