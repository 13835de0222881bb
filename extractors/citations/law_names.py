"""Looking up the names of the lexicon's laws in a text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from extractors.common.lexicon import load_lexicon
from extractors.common.spelling import standard_tones

_PACKAGE = "extractors.citations"
_WORD = re.compile(r"[^\s,–-]+")
_NEXT_WORD = re.compile(r"(?:\s*+[,–-]\s*+|\s++)([^\s,–-]+)")
_Node = dict[str, Any]
"""By a name's next word what follows it; the key "" tells that a name may end here."""


class LawNames:
    """The names of one type's laws, in lower case with standard tone marks.

    Words are looked up one by one, so that neither making this nor finding a name takes longer the more laws the
    lexicon has.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._root: _Node = {}
        for name in names:
            node = self._root
            for word in _WORD.findall(name):
                node = node.setdefault(word, {})
            node[""] = True

    def end(self, text: str, start: int, limit: int) -> int | None:
        """Where the longest name that begins at `start` and ends by `limit` ends; None where none begins there.

        Commas and dashes between words are forgiven.
        """
        node, end = self._root, None
        found = _WORD.match(text, start, limit)
        while found is not None:
            word, word_start = found[found.lastindex or 0], found.start(found.lastindex or 0)
            # a bracket or full stop may stand right behind a name's last word
            for length in range(len(word) - 1, 0, -1):
                if not _goes_on(word[length]) and "" in node.get(word[:length], ()):
                    end = word_start + length
                    break
            if word not in node:
                break
            node = node[word]
            if "" in node:
                end = found.end()
            found = _NEXT_WORD.match(text, found.end(), limit)
        return end


def _goes_on(character: str) -> bool:
    return character.isalpha() or character.isdecimal()


@functools.cache
def law_names() -> dict[str, LawNames]:
    """The names by the type of law, each also with the usual abbreviations in it."""
    short = load_lexicon(_PACKAGE, "law_context")["abbreviations"]
    names: dict[str, LawNames] = {}
    for law_type, table in load_lexicon(_PACKAGE, "laws").items():
        forms = {
            standard_tones(form).lower()
            for name, versions in table.items()
            for form in (name, *versions.get("aliases", ()))
            if form
        }
        names[law_type] = LawNames(forms | {_abbreviated(form, short) for form in forms})
    return names


def _abbreviated(name: str, short: dict[str, str]) -> str:
    for words, abbreviation in short.items():
        name = name.replace(words, abbreviation)
    return name
