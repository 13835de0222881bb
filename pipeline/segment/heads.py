"""Where the title stands in a document whose type stands on no line of its own, or has been lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.spelling import standard_tones
from pipeline.segment import marks
from pipeline.segment.labels import match_label

_OF_LETTERHEAD = regex.compile(
    r"CỘNG\s+H[OÒ][AÀÃ]\s|ĐẢNG\s+CỘNG\s+SẢN|Độc\s+lập\s*[-–]|S[ốỐ](?:\s*:|\s+\d).{0,40}/|.{0,80},\s*ngày\s.{0,40}\d{4}\W*$"
)


_LETTERHEAD_LINES = 15


def _is_sentence(text: str) -> bool:
    return (marks.is_opening(text) or marks.begins_bases(text)) and not marks.is_capitals(text)


@cache
def _type_before_subject() -> regex.Pattern[str]:
    names = [entry["name"].upper() for entry in load_lexicon("extractors.common", "document_types")]
    return regex.compile(alternatives(names) + r"\s+\p{Lu}")


def find_untyped_title(lines: Sequence[str]) -> tuple[int | None, int]:
    """Which of a document's first lines begins the title, and which is the first below the letterhead.

    The title is the line in capitals that begins with the name of a type (`KẾ HOẠCH HÀNH ĐỘNG`), else the one in
    capitals right below the letterhead; None where there is none. The second is 0 where there is no letterhead.
    """
    below = max(
        (i + 1 for i, text in enumerate(lines[:_LETTERHEAD_LINES]) if _OF_LETTERHEAD.match(text)), default=0
    )
    sentences = (i for i in range(below, len(lines)) if _is_sentence(lines[i]))
    zone = lines[: next(sentences, len(lines))]
    for index, text in enumerate(zone):
        if marks.is_capitals(text) and _type_before_subject().match(standard_tones(text)):
            return index, below
    if 0 < below < len(lines):
        text = lines[below]
        if marks.is_capitals(text) and not marks.names_issuer(text) and match_label(text) is None:
            return below, below
    return None, below
