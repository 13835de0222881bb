"""Where in a text a body's name may begin."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extractors.common.organisation_groups import group_openings
from extractors.common.organisation_lexicon import lexicon
from extractors.common.phrases import word_key
from extractors.common.spelling import RAISED

_WORD = re.compile(rf"[^\W\d_{RAISED}]+")
_WORD_OR_NUMBER = re.compile(rf"[^\W_{RAISED}]+")
_SESSION = ("hội", "nghị")

_Openings = dict[str, frozenset[str]]
"""First words of phrases with the second words they go on with; none where a phrase is one word."""


def candidate_starts(text: str, until: int | None = None) -> Iterator[int]:
    """Offsets at which the first words of a head, a title, a group or a session stand, in order, up to `until`.

    The tail of an instrument's symbol (`QĐ-UBND`, `KH/UBKTTW`) names no body.
    """
    for match in _WORD.finditer(text):
        start = match.start()
        if until is not None and start > until:
            return
        seconds = _second_words(match.group(), quantified=True)
        if seconds is None:
            continue
        if seconds:
            following = _WORD.search(text, match.end())
            if following is None or word_key(following.group()) not in seconds:
                continue
        if not _in_symbol(text, start):
            yield start


def begins_name(text: str, start: int) -> bool:
    """Whether such words, or those of a group's noun without a plural word, stand at an offset: a cheap test that
    leaves out most places where no name begins."""
    word = _WORD_OR_NUMBER.match(text, start)
    seconds = None if word is None else _second_words(word.group(), quantified=False)
    if word is None or seconds is None:
        return False
    following = _WORD_OR_NUMBER.search(text, word.end()) if seconds else None
    return not seconds or (following is not None and word_key(following.group()) in seconds)


@functools.lru_cache(maxsize=8192)
def _second_words(word: str, *, quantified: bool) -> frozenset[str] | None:
    """The words one of which must follow this one where a phrase begins with it, none where any may; None where no
    phrase begins so. Without `quantified`, a group need not begin with a plural word."""
    return _openings(lower=word[0].islower(), quantified=quantified).get(word_key(word))


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
def _openings(*, lower: bool, quantified: bool) -> _Openings:
    """The openings of all phrases, or with `lower` of those that may be written in lower case."""
    words = lexicon()
    heads = (
        phrase for phrase, head in words.head.entries() if head is not None and (head.lower or not lower)
    )
    titles = (phrase for phrase, _ in words.officer.entries())
    return _merged([*heads, *titles, *group_openings(quantified=quantified), _SESSION])


def _merged(phrases: Iterable[tuple[str, ...]]) -> _Openings:
    openings: dict[str, set[str]] = {}
    for phrase in phrases:
        words = [word.lower() for word in phrase if word[0].isalnum()]
        openings.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
    return {
        first: frozenset() if "" in seconds else frozenset(seconds) for first, seconds in openings.items()
    }
