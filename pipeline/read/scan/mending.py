"""Mends words that OCR misread, where the letters allow one reading only.

Dates and numbers (`l5/7/2O21`, `nắm 2025`), symbols of instruments, capitals of letterheads, marks of known phrases,
and tones in small type: two words side by side that no dictionary has (`tố chức`, `tô chức`), which just one other tone
makes a word (`tổ chức`).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.common.lexicon import load_lexicon
from extractors.common.toolkit import import_quietly
from pipeline.read.layout.records import Word
from pipeline.read.scan.capitals import mend_capitals
from pipeline.read.scan.figures import mend_date, mend_figures
from pipeline.read.scan.law_names import mend_law_name
from pipeline.read.scan.phrases import mend_phrase
from pipeline.read.scan.recognition import ReadWord
from pipeline.read.scan.signs import mend_signs
from pipeline.read.scan.symbols import mend_symbol, mend_torn_symbol, mend_wrapped_symbol
from pipeline.read.scan.words import WORD

_STROKES = ("-", "–", "/")
_SURE = 0.8
"""What mending is trusted with, at most."""


def mend(words: list[ReadWord]) -> tuple[list[ReadWord], list[tuple[str, str]]]:
    """The words in their order with those mended that can be, torn ones in one, and what was mended into what."""
    opens = [at == 0 or word.line != words[at - 1].line for at, word in enumerate(words)]
    texts = _mended([word.text for word in words], opens)
    changes = [(word.text, text) for word, text in zip(words, texts, strict=True) if word.text != text]
    mended: list[ReadWord] = []
    for word, text in zip(words, texts, strict=True):
        if text == word.text:
            mended.append(word)
        elif text:
            mended.append(replace(word, text=text, confidence=min(word.confidence, _SURE)))
        elif mended and mended[-1].line == word.line:
            mended[-1] = replace(mended[-1], x1=max(mended[-1].x1, word.x1))
    return mended, changes


def mend_layer(words: list[Word]) -> list[tuple[str, str]]:
    """As `mend`, for the words of a text layer that another OCR has made; they are changed where they stand."""
    opens = [
        at == 0 or abs(word.baseline - words[at - 1].baseline) > word.size / 2
        for at, word in enumerate(words)
    ]
    texts = _mended([word.text for word in words], opens)
    changes = [(word.text, text) for word, text in zip(words, texts, strict=True) if word.text != text]
    kept: list[Word] = []
    for word, text, opening in zip(words, texts, opens, strict=True):
        if text:
            word.text = text
            kept.append(word)
        elif kept and not opening:
            kept[-1].x1 = max(kept[-1].x1, word.x1)
    words[:] = kept
    return changes


def _mended(read: list[str], opens: list[bool]) -> list[str]:
    """The words as they must have been printed; `opens` tells with which ones a line begins.

    Specks are empty, as is the second of two words that are one.
    """
    mended, opens = read.copy(), opens.copy()
    mend_signs(mended, opens)
    places = [at for at, text in enumerate(mended) if text]
    texts = [_mend_word(mended[at]) for at in places]
    for at in range(1, len(texts)):
        if texts[at - 1].endswith(_STROKES):
            texts[at - 1 : at + 1] = mend_wrapped_symbol(texts[at - 1], texts[at])
        elif texts[at - 1] and not opens[places[at]]:
            texts[at - 1 : at + 1] = _mend_torn(texts[at - 1], texts[at])
    for at in range(len(texts)):
        mend_date(texts, at)
    for at in range(len(texts) - 1):
        texts[at : at + 2] = mend_capitals(texts[at], texts[at + 1])
        mend_phrase(texts, at, _known)
        _mend_pair(texts, at)
    for at in range(len(texts)):
        _mend_rare(texts, at)
        mend_law_name(texts, at)
    for place, text in zip(places, texts, strict=True):
        mended[place] = text
    return mended


def _mend_word(text: str) -> str:
    """The word by itself."""
    found = WORD.match(text)
    if found is not None and (printed := _lexicon().words.get(found[2])) is not None:
        return found[1] + printed + found[3]
    return _lexicon().words.get(text) or mend_symbol(mend_figures(text))


def _mend_torn(first: str, second: str) -> tuple[str, str]:
    """Two words side by side; where they are one, that and nothing."""
    if (found := WORD.match(second)) and not found[1] and (whole := _lexicon().torn.get((first, found[2]))):
        return whole + found[3], ""
    return mend_torn_symbol(first, second)


def _mend_pair(texts: list[str], at: int) -> None:
    """Mends one of two words side by side, in their list."""
    first, second = WORD.match(texts[at]), WORD.match(texts[at + 1])
    # two capitals are a name, and a sign between the words parts them
    if not first or not second or first[3] or second[1] or not second[2].islower():
        return
    a, b = first[2].lower(), second[2]
    if _known(a, b) or (first[2].isupper() and len(a) > 1):
        return
    before = WORD.match(texts[at - 1]) if at else None
    after = WORD.match(texts[at + 2]) if at + 2 < len(texts) else None
    readings = [pair] if (pair := _lexicon().pairs.get((a, b))) else []
    if not readings and not (before and not before[3] and _known(before[2].lower(), a)):
        readings = [(other, b) for other in _toned(a) if _known(other, b)]
    if not readings and not (after and not second[3] and _known(b, after[2].lower())):
        readings = [(a, other) for other in _toned(b) if _known(a, other)]
    if len(readings) != 1:
        return
    left, right = readings[0]
    if left != a:
        cased = left[0].upper() + left[1:] if first[2][0].isupper() else left
        texts[at] = first[1] + cased + first[3]
    if right != b:
        texts[at + 1] = second[1] + right + second[3]


def _mend_rare(texts: list[str], at: int) -> None:
    """Mends a word that stands in few words of several syllables only, where it is in none of them."""
    found = WORD.match(texts[at])
    if found is None or (printed := _lexicon().rare.get(found[2])) is None:
        return
    word = found[2].lower()
    before = WORD.match(texts[at - 1]) if at else None
    after = WORD.match(texts[at + 1]) if at + 1 < len(texts) else None
    if before and not before[3] and _known(before[2].lower(), word):
        return
    if after is None or found[3] or after[1] or not _known(word, after[2].lower()):
        texts[at] = found[1] + printed + found[3]


def _known(first: str, second: str) -> bool:
    return second in _followers().get(first, ())


def _toned(syllable: str) -> list[str]:
    """The syllable with the tones that its letter may have had in print, if it has such a one."""
    lexicon = _lexicon()
    if syllable in lexicon.common:
        return []
    return [
        syllable[:at] + printed + syllable[at + 1 :]
        for at, letter in enumerate(syllable)
        for printed in lexicon.tones.get(letter, "")
    ]


@dataclass(frozen=True, slots=True)
class _Misreadings:
    """The lexicon of misreadings: letters, words that are left alone, pairs of words, words, rare and torn ones."""

    tones: dict[str, str]
    common: frozenset[str]
    pairs: dict[tuple[str, ...], tuple[str, ...]]
    words: dict[str, str]
    rare: dict[str, str]
    torn: dict[tuple[str, ...], str]


@functools.cache
def _lexicon() -> _Misreadings:
    lexicon = load_lexicon("pipeline.read.scan", "misreadings")
    pairs = {tuple(read.split()): tuple(printed.split()) for read, printed in lexicon["pairs"].items()}
    torn = {tuple(read.split()): printed for read, printed in lexicon["torn"].items()}
    common = frozenset(lexicon["common"])
    return _Misreadings(lexicon["tones"], common, pairs, lexicon["words"], lexicon["rare"], torn)


@functools.cache
def _followers() -> dict[str, frozenset[str]]:
    """By a word, those that stand right after it in a dictionary's words of several syllables."""
    followers: defaultdict[str, set[str]] = defaultdict(set)
    loader = import_quietly("underthesea.corpus.readers.dictionary_loader")
    for entry in loader.DictionaryLoader("Viet74K.txt").words:
        for first, second in pairwise(entry.lower().split()):
            followers[first].add(second)
    return {first: frozenset(seconds) for first, seconds in followers.items()}
