"""How much of a text is made of Vietnamese syllables: the measure of whether it was decoded rightly."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from dataclasses import dataclass

import regex

from extractors.common.lexicon import load_lexicon

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = regex.compile(f"[{_TONES}]")
# After p, t, c, ch only two tones are spoken: sắc and nặng
_STOP = regex.compile(r"(?:[ptc]|ch)$")
_STOP_TONES = frozenset("\u0301\u0323")
# Words as a wrong decoding leaves them: with signs and controls among the letters
_WORD = regex.compile(r"[\p{L}\p{M}\x01-\x08\x0e-\x1f\x7f-\x9f¢-ª¬-¶¸-º¼-¾×÷]++")
_LETTER = regex.compile(r"\p{L}")
_ABBREVIATION = regex.compile(r"\p{Lu}{1,6}\p{Ll}?")


@dataclass(frozen=True, slots=True)
class SyllableCount:
    """How many words with letters beyond ASCII there are (`marked`), how many of them are syllables
    (`marked_right`, `kinds` of them different), and the same of all words (`words`, `right`)."""

    marked: int
    marked_right: int
    kinds: int
    words: int
    right: int

    @property
    def marked_share(self) -> float:
        """The share of syllables among the words with letters beyond ASCII; 0 where there are none."""
        return self.marked_right / self.marked if self.marked else 0.0

    @property
    def share(self) -> float:
        """The share of syllables among all words; 0 where there are none."""
        return self.right / self.words if self.words else 0.0


def count_syllables(text: str) -> SyllableCount:
    """Count the words of a text that are Vietnamese syllables.

    Left out are abbreviations in capitals, and single characters: a sign on its own (`§ 1`, `©`) would turn
    into a letter on its own, which is a syllable.
    """
    counts = Counter(_WORD.findall(unicodedata.normalize("NFC", text)))
    marked = marked_right = kinds = words = right = 0
    for word, number in counts.items():
        beyond = not word.isascii()
        if len(word) < 2 or _LETTER.search(word) is None or (not beyond and _ABBREVIATION.fullmatch(word)):
            continue
        good = is_syllable(word)
        words += number
        right += number * good
        if beyond:
            marked += number
            marked_right += number * good
            kinds += good
    return SyllableCount(marked, marked_right, kinds, words, right)


@functools.lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word has the form of a Vietnamese syllable, as `huyện` and `thuở` have; case does not count."""
    if len(word) > 7:
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(parts)
    plain = unicodedata.normalize("NFC", _TONE.sub("", parts))
    if len(tones) > 1 or _syllable().fullmatch(plain) is None:
        return False
    return _STOP.search(plain) is None or (bool(tones) and tones[0] in _STOP_TONES)


@functools.cache
def _syllable() -> regex.Pattern[str]:
    lexicon = load_lexicon(__package__, "syllables")
    onsets = "|".join(lexicon["onsets"].split())
    rhymes = "|".join(lexicon["rhymes"].split())
    return regex.compile(f"(?:{onsets})?(?:{rhymes})")
