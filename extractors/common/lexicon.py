"""Reading of the lexicons: data files that stand beside the extractor that owns them."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable, Iterator
from typing import Any

import regex
import yaml

from extractors.common.spelling import LETTER

_BLANKS = regex.compile(r"(\s+(?:-\s+)?)")

_Branches = dict[str, "_Branches"]
"""What may follow at a place in some words, by its first piece; an empty piece where a word ends."""


@functools.cache
def load_lexicon(package: str, name: str) -> Any:
    """The content of `<package>/lexicon/<name>.yaml`, with strings in NFC as they stand in the file.

    Cached: callers must not change what they get. Raises FileNotFoundError where there is no such lexicon.
    """
    path = importlib.resources.files(package) / "lexicon" / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # safe_load never takes the fast one
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


def alternatives(words: Iterable[str], *, backwards: bool = False) -> str:
    """A regular expression that matches any of the words, the longest first, with any run of blanks for a blank.

    The result is a non-capturing group without word boundaries. What words begin with in common stands in it once, so
    that the time to match hardly depends on their number; where case is ignored, words of which one begins another
    must be written in the same case. With `backwards` it is for patterns that are read so (`(?r)`), and shares what
    words end with.
    """
    root: _Branches = {}
    for word in sorted(set(words)):
        branches = root
        pieces = list(_pieces(word))
        for piece in reversed(pieces) if backwards else pieces:
            branches = branches.setdefault(piece, {})
        branches[""] = {}
    return f"(?:{_joined(root, backwards=backwards)})"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of `re` that finds any of the words, in lower case, as a whole word of a text in lower case.

    `re` looks for their first letters and for nothing else where none stands, as long as what must not stand before
    a word is asked after its first letter.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word[1:])
    parts = (f"{letter}(?<!{LETTER}{letter}){alternatives(rests)}" for letter, rests in by_letter.items())
    return re.compile(rf"(?:{'|'.join(parts)})(?!{LETTER})")


def _pieces(word: str) -> Iterator[str]:
    """A word's characters as patterns, any run of blanks as one, with a dash between blanks in it."""
    for index, part in enumerate(_BLANKS.split(word.strip())):
        if index % 2:
            yield r"\s+\-\s+" if "-" in part else r"\s+"
        else:
            yield from map(regex.escape, part)


def _joined(branches: _Branches, *, backwards: bool) -> str:
    """A pattern for what may follow, or `backwards` stand before, a place in the words."""
    following = []
    for piece, branch in branches.items():
        if piece:
            further = _joined(branch, backwards=backwards)
            following.append(further + piece if backwards else piece + further)
    if not following:
        return ""
    if len(following) == 1 and "" not in branches:
        return following[0]
    return f"(?:{'|'.join(following)})" + ("?" if "" in branches else "")
