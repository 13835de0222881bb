"""Where in a text a body's name may begin."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extractors.common.organisation_groups import quantifiers
from extractors.common.organisation_lexicon import lexicon
from extractors.common.phrases import word_key

_WORD = re.compile(r"[^\W\d_]+")
_SESSION = ("hội", "nghị")

Openings = dict[str, frozenset[str] | None]
"""First words of phrases with the second words they go on with; None where a phrase is one word."""


def candidate_starts(text: str) -> Iterator[int]:
    """Offsets at which the first words of a head, a title, a group or a session stand, in order.

    The tail of an instrument's symbol (`QĐ-UBND`, `KH/UBKTTW`) names no body.
    """
    small, capital = _openings(lower=True), _openings(lower=False)
    words = list(_WORD.finditer(text))
    last = len(words) - 1
    for index, match in enumerate(words):
        word = match.group()
        key = word_key(word)
        openings = small if word[0].islower() else capital
        if key not in openings:
            continue
        seconds = openings[key]
        if seconds is not None and (index == last or word_key(words[index + 1].group()) not in seconds):
            continue
        if not _in_symbol(text, match.start()):
            yield match.start()


def _in_symbol(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    if before.endswith("-"):
        return True
    return (
        before.endswith("/")
        and len(before) > 1
        and (before[-2].isdigit() or before[:-1].strip()[:1].isupper())
    )


@functools.cache
def _openings(*, lower: bool) -> Openings:
    """The openings of all phrases, or with `lower` of those that may be written in lower case."""
    words = lexicon()
    heads = (
        phrase for phrase, head in words.head.entries() if head is not None and (head.lower or not lower)
    )
    titles = (phrase for phrase, _ in words.officer.entries())
    groups = (tuple(map(word_key, phrase.split())) for phrase in quantifiers())
    return _merged([*heads, *titles, *groups, _SESSION])


def _merged(phrases: Iterable[tuple[str, ...]]) -> Openings:
    openings: dict[str, set[str] | None] = {}
    for phrase in phrases:
        words = [word.lower() for word in phrase if word[0].isalnum()]
        if len(words) == 1:
            openings[words[0]] = None
        elif (seconds := openings.setdefault(words[0], set())) is not None:
            seconds.add(words[1])
    return {first: None if seconds is None else frozenset(seconds) for first, seconds in openings.items()}
