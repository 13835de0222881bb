"""Reading of the lexicons: data files that stand beside the extractor that owns them."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

import regex
import yaml


@functools.cache
def load_lexicon(package: str, name: str) -> Any:
    """The content of `<package>/lexicon/<name>.yaml`, with strings in NFC as they stand in the file.

    Cached: callers must not change what they get. Raises FileNotFoundError where there is no such lexicon.
    """
    path = importlib.resources.files(package) / "lexicon" / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # safe_load never takes the fast one
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A regular expression that matches any of the words, the longest first, with any run of blanks for a blank.

    The result is a non-capturing group without word boundaries.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(r"\s+".join(regex.escape(part) for part in word.split()) for word in ordered) + ")"
    )
