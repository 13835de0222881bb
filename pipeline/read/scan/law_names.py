"""Mends the names of laws that OCR read with other tones: `Luật Đề điều` can only be `Luật Đê điều`."""

from __future__ import annotations

import functools

import regex

from extractors.common.lexicon import load_lexicon
from pipeline.read.scan.words import cased, without_marks, words_unparted

_TYPE = regex.compile(r"\P{L}*(?:[Ll]uật|[Pp]háp\s+lệnh)$")
_FEWEST = 2
"""A name of one syllable is too easily another word."""


def mend_law_name(texts: list[str], at: int) -> None:
    """Mends, in the list of a page's words, the name that follows `Luật` there: the longest that is a known law's but
    for its tones, where it is one law's only and begins with a capital."""
    if not _TYPE.match(texts[at]):
        return
    # a name goes on over commas and line ends, but neither over brackets nor over figures
    printed = [word[2] for word in words_unparted(texts[at + 1 : at + 1 + _names().longest], over=",")]
    if not printed or not printed[0][0].isupper():
        return
    for count in range(len(printed), _FEWEST - 1, -1):
        known = _names().alike.get(tuple(map(without_marks, printed[:count])))
        if known is None:
            continue
        if len(known) == 1:
            _write(texts, at + 1, next(iter(known)), printed)
        return


def _write(texts: list[str], first: int, name: tuple[str, ...], printed: list[str]) -> None:
    for at, (right, read) in enumerate(zip(name, printed, strict=False), first):
        if right.lower() != read.lower():
            texts[at] = texts[at].replace(read, cased(right.lower(), read), 1)


class _Names:
    """Names of laws as their syllables, by how they look without tones."""

    def __init__(self) -> None:
        self.alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for laws in load_lexicon("extractors.citations", "laws").values():
            for law in laws:
                syllables = tuple(regex.findall(r"\p{L}+", law))
                if len(syllables) >= _FEWEST:
                    self.alike.setdefault(tuple(map(without_marks, syllables)), set()).add(syllables)
        self.longest = max(map(len, self.alike))


@functools.cache
def _names() -> _Names:
    return _Names()
