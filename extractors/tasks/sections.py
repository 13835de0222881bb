"""Where a task stands: the headings above it, and the sections that give out work."""

from __future__ import annotations

import re
from functools import cache

import regex

from extractors.common.document import Block, Document
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled

_ASSIGNING = re.compile(
    r"tổ\s+chức\s+(?:triển\s+khai\s+)?thực\s+hiện|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ\s+của\s+(?:các|từng)"
    r"|chế\s+độ\s+(?:thông\s+tin|báo\s+cáo)|giao\s+nhiệm\s+vụ"
)


_PARTICIPANTS = regex.compile(
    r"\s*(?:thành\s+phần|đối\s+tượng|danh\s+sách|khách\s+mời|đại\s+biểu|cơ\s+cấu)(?!\p{L})", regex.IGNORECASE
)


@cache
def _subjects() -> regex.Pattern[str]:
    words = alternatives(load_lexicon("extractors.tasks", "wording")["subjects"])
    return compiled(rf"\s*(?:các\s+|về\s+|những\s+)?{words}(?!\p{{L}})", regex.IGNORECASE)


def section_of(document: Document, block: Block) -> tuple[str, ...]:
    """The headings above a block, the outermost first, each with its label as printed."""
    above = [parent for parent in document.ancestors_of(block) if parent.kind == "heading"]
    return tuple(document.text_of(parent).strip() for parent in reversed(above))


def assigns_work(heading: str) -> bool:
    """Whether a heading is that of a section which gives out work (TỔ CHỨC THỰC HIỆN)."""
    return bool(_ASSIGNING.search(heading.lower()))


def names_participants(heading: str) -> bool:
    """Whether a heading is that of a section which says who takes part or is meant (`Thành phần tham dự`)."""
    return bool(_PARTICIPANTS.match(heading))


def names_a_subject(heading: str) -> bool:
    """Whether a heading tells what its section is about (`Kinh phí thực hiện`) and so names no unit."""
    return bool(_subjects().match(heading))
