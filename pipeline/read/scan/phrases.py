"""Mends marks over letters that OCR misread in the phrases that plans are made of.

Specks and broken strokes turn any mark into any other: `chuyến đối số`, `ỦY BẠN NHÂN DÂN`, `bạn hành`. Where words
have the letters of a phrase that is known, and their own marks make no words of a dictionary, they are that phrase.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from extractors.common.lexicon import load_lexicon
from extractors.common.places import provinces
from extractors.common.spelling import standard_tones
from pipeline.read.scan.words import WORD, cased, without_marks, words_unparted

Known = Callable[[str, str], bool]
"""Tells whether a dictionary has two words, in lower case, side by side."""
_Phrases = dict[str, dict[tuple[str, ...], list[tuple[str, ...]]]]
"""By the first syllable and by all syllables without marks, the syllables as they must be, and as they may be."""

_SURE_LENGTH = 3
"""Of a phrase of so many syllables the letters alone tell what it is."""


def mend_phrase(texts: list[str], at: int, known: Known) -> None:
    """Mends, in the list of a page's words, the longest phrase that begins there.

    Two words stay as they were read where a dictionary has them, or has one of them with the word on its other side,
    and where two capitals make them a name.
    """
    first = WORD.match(texts[at])
    if first is None or first[3]:
        return
    phrases, longest = _phrases()[first[2].isupper() and len(first[2]) > 1]
    beginning = phrases.get(without_marks(first[2]))
    if beginning is None:
        return
    words = [first, *words_unparted(texts[at + 1 : at + longest])]
    looks = tuple(without_marks(word[2]) for word in words)
    for count in range(len(words), 1, -1):
        spellings = beginning.get(looks[:count])
        if spellings is None:
            continue
        printed = spellings[0]
        read = [standard_tones(word[2].lower()) for word in words[:count]]
        if tuple(read) in spellings:
            return
        if count < _SURE_LENGTH and (words[1][2].istitle() or _may_be_right(texts, at, read, printed, known)):
            return
        for place, (word, old, new) in enumerate(zip(words, read, printed, strict=False), at):
            if old != new:
                texts[place] = word[1] + cased(new, word[2]) + word[3]
        return


def _may_be_right(texts: list[str], at: int, read: list[str], printed: tuple[str, ...], known: Known) -> bool:
    """Whether two words, or one of them that the phrase has not with its other neighbour, are in a dictionary."""
    if known(read[0], read[1]):
        return True
    before = WORD.match(texts[at - 1]) if at and read[0] != printed[0] else None
    after = WORD.match(texts[at + 2]) if at + 2 < len(texts) and read[1] != printed[1] else None
    return (before is not None and not before[3] and known(before[2].lower(), read[0])) or (
        after is not None and not after[1] and known(read[1], after[2].lower())
    )


@functools.cache
def _phrases() -> dict[bool, tuple[_Phrases, int]]:
    """The phrases and names of provinces, with the length of the longest: by False of words in small letters, by True
    of those in capitals."""
    lexicon = load_lexicon("pipeline.read.scan", "misreadings")
    places = [
        f"tỉnh {standard_tones(form.lower())}"
        for province in provinces().values()
        for form in (province.name, *province.forms)
    ]
    phrases = [*lexicon["phrases"], *places]
    return {False: _by_look(phrases), True: _by_look([*phrases, *lexicon["capitals"]])}


def _by_look(phrases: list[str]) -> tuple[_Phrases, int]:
    by_look: _Phrases = {}
    split = [tuple(phrase.split()) for phrase in phrases]
    for printed in split:
        looks = tuple(map(without_marks, printed))
        by_look.setdefault(looks[0], {}).setdefault(looks, []).append(printed)
    return by_look, max(map(len, split))
