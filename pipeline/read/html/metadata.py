"""What a portal states about a document on its page, by printed label."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from pipeline.read.html.container import own_texts

_LONGEST_VALUE = 600
_CELLS = ("td", "th", "dt", "dd", "li", "div", "span", "p")


@cache
def _label() -> regex.Pattern[str]:
    labels = alternatives(load_lexicon("pipeline.normalise", "portal")["metadata_labels"])
    return regex.compile(rf"({labels})\s*(?::\s*(?P<value>.*))?$", regex.IGNORECASE | regex.DOTALL)


def read_metadata(root: Any, container: Any) -> dict[str, str]:
    """The statements on a page outside the document's element: `label: value`, or the value in the next block."""
    inside = set(container.iter())
    texts = [(block, text) for block, text in own_texts(root, links=True) if text and block not in inside]
    found: dict[str, str] = {}
    for (_, text), (following, value) in pairwise([*texts, (root, "")]):
        match = _label().match(text)
        if match is None:
            continue
        stated = (match["value"] or "").strip()
        if not stated and following.tag in _CELLS and not _label().match(value):
            stated = value
        if stated and len(stated) <= _LONGEST_VALUE:
            found.setdefault(match[1], stated)
    return found
