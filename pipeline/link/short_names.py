"""Short names that a document gives to instruments: `(sau đây gọi tắt là Nghị quyết 57)`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.citations import Citation
from extractors.common.spelling import fold

_DEFINITION = regex.compile(
    r"\s*+,?\s*+\(?\s*+(?:sau\s+đây\s+|dưới\s+đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung))?+(?:\s+tắt)?+\s+là\s*:?\s*+"
    r"[“\"'‘]?(?P<name>[\p{L}\d][^()“”\"'‘’;.]{1,80})",
    regex.IGNORECASE,
)
_REACH = 160


def defined_names(text: str, citations: Sequence[Citation]) -> dict[str, set[int]]:
    """The short names that are defined right after a mention or its title, folded, each with the positions of the
    citations that it is given to. A name with several positions is ambiguous."""
    names: dict[str, set[int]] = {}
    for position, citation in enumerate(citations):
        ends = {citation.end, citation.title_span[1] if citation.title_span else citation.end}
        for end in ends:
            if found := _DEFINITION.match(text, end, end + _REACH):
                names.setdefault(fold(found["name"].strip(" ,")), set()).add(position)
    return names
