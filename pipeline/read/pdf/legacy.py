"""Text layers in the letters of encodings from before Unicode, as documents in `.VnTime` or `VNI-Times` have them."""

from __future__ import annotations

from itertools import pairwise

import regex

from extractors.common.lexicon import load_lexicon
from pipeline.read.layout.records import Word
from pipeline.read.legacy import (
    NAMES,
    Encoding,
    convert,
    detect,
    is_syllable,
    may_be_legacy,
    restore_capitals,
)

_SAME_LINE = 0.3
# the letter of TCVN3 that stands where others have the soft hyphen, which PDFium leaves out
_LOST = "ư"
_LETTERS = regex.compile(r"(?<![\p{L}\d/.-])\p{L}++(?![\d)./-])")
_LAST_LETTERS, _FIRST_LETTERS = regex.compile(r"\p{L}++$"), regex.compile(r"\p{Ll}++")
_VOWEL = regex.compile(r"[aeiouyàáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]", regex.IGNORECASE)


class LegacyLayers:
    """Converts the pages of one document; a page with too few words to tell by is taken to be like those before."""

    def __init__(self) -> None:
        self._found: Encoding | None = None

    def convert(self, words: list[Word]) -> list[str]:
        """Put the words of a page's layer into Unicode where they are not; a warning when an encoding is new."""
        text = " ".join([word.text for word in words])
        if not may_be_legacy(text):
            return []
        found = detect(text)
        known, self._found = self._found, found or self._found
        encoding = found or known
        if encoding is None:
            return []
        for word in words:
            word.text = convert(word.text, encoding)
        if encoding == "tcvn3":
            _restore_lost_letters(words)
            _restore_capitals(words)
        return [] if known == encoding else [f"text converted from {NAMES[encoding]}, known by the letters"]


def _restore_lost_letters(words: list[Word]) -> None:
    """Put back the letter that the layer has lost in words that are syllables with it only, and only at one place.

    At a line's end it has come as a hyphen, the rest of its word as the next one.
    """
    kept: list[Word] = []
    for word in words:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.text.endswith("-")
            and (cut := _cut_by_lost_letter(before.text, word.text))
        ):
            before.text = cut
            continue
        if before is None or not before.text[-1:].isdigit():
            word.text = _LETTERS.sub(lambda found: _with_lost_letter(found[0]), word.text)
        kept.append(word)
    words[:] = kept


def _cut_by_lost_letter(before: str, word: str) -> str | None:
    """The one word that two are whose line end stands for the letter; None where they are none."""
    head, rest = _LAST_LETTERS.search(before[:-1]), _FIRST_LETTERS.match(word)
    if head is None or rest is None or is_syllable(rest[0]) or not is_syllable(head[0] + _LOST + rest[0]):
        return None
    return before[:-1] + _LOST + word


def _with_lost_letter(word: str) -> str:
    common: str | None = load_lexicon("pipeline.read.legacy", "tcvn3")["with_lost_letter"].get(word.lower())
    if common is not None:
        return word[0] + common[1:]
    if is_syllable(word) or (word.isupper() and _VOWEL.search(word) is None):
        return word
    whole = [word[:at] + _LOST + word[at:] for at in range(1, len(word) + 1)]
    readings = [reading for reading in whole if is_syllable(reading)]
    return readings[0] if len(readings) == 1 else word


def _restore_capitals(words: list[Word]) -> None:
    pieces = [words[0].text]
    for before, word in pairwise(words):
        level = abs(before.baseline - word.baseline) <= _SAME_LINE * word.size
        pieces += [" " if level else "\n", word.text]
    text = restore_capitals("".join(pieces))
    at = 0
    for word in words:
        word.text, at = text[at : at + len(word.text)], at + len(word.text) + 1
