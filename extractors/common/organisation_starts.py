"""Where in a text a body's name may begin."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from extractors.common.organisation_groups import group_nouns, group_quantifiers
from extractors.common.organisation_lexicon import lexicon
from extractors.common.phrases import word_key
from extractors.common.spelling import RAISED

_WORD = re.compile(rf"[^\W\d_{RAISED}]+")
_WORD_OR_NUMBER = re.compile(rf"[^\W_{RAISED}]+")
_SESSION = ("hội", "nghị")
_LONGEST_WORD = 30
"""More letters than any word has that a phrase begins with."""

_Openings = dict[str, frozenset[str]]
"""First words of phrases with the second words they go on with; none where a phrase is one word."""


def candidate_starts(text: str) -> list[int]:
    """Offsets at which the first words of a head, a title, a group or a session stand, in order.

    The tail of an instrument's symbol (`QĐ-UBND`, `KH/UBKTTW`) names no body.
    """
    return _names_only().starts(text, len(text))[0]


class StartScanner:
    """Finds where a body's name may begin (see `candidate_starts`), and in the same pass where one of some other words
    stands."""

    def __init__(self, others: Iterable[str] = ()) -> None:
        """From the other words, in lower case."""
        sought = frozenset(others)

        @functools.lru_cache(maxsize=8192)
        def begun(word: str) -> tuple[frozenset[str] | None, bool] | None:
            seconds, other = _seconds_in_prose(word), word.lower() in sought
            return None if seconds is None and not other else (seconds, other)

        self._begun = begun

    def starts(self, text: str, until: int) -> tuple[list[int], list[int]]:
        """Offsets up to `until` at which a name may begin, and those of the other words, each in order."""
        names, others = [], []
        begun = self._begun
        for match in _WORD.finditer(text, 0, until + 1 + _LONGEST_WORD):
            found = begun(match[0])
            if found is None:
                continue
            start = match.start()
            if start > until:
                break
            seconds, other = found
            if other:
                others.append(start)
            goes_on = seconds is not None and _goes_on(text, match.end(), seconds, _WORD)
            if goes_on and not _in_symbol(text, start):
                names.append(start)
        return names, others


def _goes_on(text: str, end: int, seconds: frozenset[str], word: re.Pattern[str]) -> bool:
    """Whether one of the second words, if there are any, is the next that `word` finds."""
    following = word.search(text, end) if seconds else None
    return not seconds or (following is not None and word_key(following[0]) in seconds)


def begins_name(text: str, start: int) -> bool:
    """Whether such words, or those of a group's noun without a plural word, stand at an offset: a cheap test that
    leaves out most places where no name begins."""
    word = _WORD_OR_NUMBER.match(text, start)
    seconds = None if word is None else _seconds(word[0])
    return word is not None and seconds is not None and _goes_on(text, word.end(), seconds, _WORD_OR_NUMBER)


@functools.lru_cache(maxsize=8192)
def _seconds(word: str) -> frozenset[str] | None:
    """The words one of which must follow this one where a phrase begins with it, none where any may; None where no
    phrase begins so."""
    return _openings(lower=word[0].islower(), quantified=False).get(word_key(word))


def _seconds_in_prose(word: str) -> frozenset[str] | None:
    """As `_seconds`, where a group begins with a plural word."""
    return _openings(lower=word[0].islower(), quantified=True).get(word_key(word))


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
def _names_only() -> StartScanner:
    return StartScanner()


@functools.cache
def _openings(*, lower: bool, quantified: bool) -> _Openings:
    """The openings of all phrases, or with `lower` of those that may be written in lower case. Without `quantified`,
    a group need not begin with a plural word."""
    words = lexicon()
    heads = [(phrase, head) for phrase, head in words.head.entries() if head is not None]
    titles = [phrase for phrase, _ in words.officer.entries()]
    nouns = group_nouns()
    named = {phrase[0] for phrase in (*(phrase for phrase, _ in heads), *titles, *nouns)}
    plurals = [(*quantifier, noun) for quantifier in group_quantifiers() for noun in named]
    return _merged(
        [
            *(phrase for phrase, head in heads if head.lower or not lower),
            *titles,
            *plurals,
            *(() if quantified else nouns),
            _SESSION,
        ]
    )


def _merged(phrases: Iterable[tuple[str, ...]]) -> _Openings:
    openings: dict[str, set[str]] = {}
    for phrase in phrases:
        words = [word.lower() for word in phrase if word[0].isalnum()]
        openings.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
    return {
        first: frozenset() if "" in seconds else frozenset(seconds) for first, seconds in openings.items()
    }
