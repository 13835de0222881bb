"""Conversion of a document's runs: by their fonts first, and by their letters where fonts say nothing or lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from pipeline.read.legacy.capitals import restore_capitals
from pipeline.read.legacy.detection import detect, may_be_legacy
from pipeline.read.legacy.fonts import FontEncoding, encoding_of_font
from pipeline.read.legacy.misreading import may_be_misread, misread_as, reread
from pipeline.read.legacy.syllables import count_syllables
from pipeline.read.legacy.tables import Encoding, convert

NAMES: dict[Encoding, str] = {
    "tcvn3": "TCVN3",
    "vni": "VNI",
    "viscii": "VISCII",
    "vps": "VPS",
    "windows-1258": "windows-1258",
}
"""What messages call each encoding."""

# A paragraph in a legacy font is looked at more closely where it comes out worse than this
_DOUBTFUL_SHARE = 0.6
_FEWEST_MARKED = 3
# Left as it stands what is made of syllables to more than this share already
_STANDS_SHARE = 0.5
_LONGEST_WORD = 8
_LAST_LETTERS = regex.compile(r"[\p{L}\p{M}]++$")
_FIRST_LETTERS = regex.compile(r"[\p{L}\p{M}]++")


@dataclass(frozen=True, slots=True)
class ConvertedRuns:
    """The texts of the runs in their order, and what was converted, in words for the document's warnings."""

    texts: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Stretch:
    """Neighbouring runs of one paragraph in fonts that say the same, by their indices; `opens` where it is the
    paragraph's first. `found` is what it is in."""

    indices: list[int]
    text: str
    by_font: FontEncoding | None
    font: str | None
    opens: bool
    found: FontEncoding | None = None


def convert_runs(runs: Sequence[tuple[str, str | None]]) -> ConvertedRuns:
    """Convert what is in legacy encodings among a document's runs, each a text with its font's name.

    Give all runs of the document in one call, in reading order, with a line feed between paragraphs and cells.
    A letter whose parts stand in two runs goes to the first. Runs in legacy fonts are converted by the
    font, except paragraphs whose letters show that they are in Unicode or in another encoding; runs in other
    fonts, only where all that is set in the font is certain to be in one encoding, or a paragraph is.
    """
    if not any(not text.isascii() or encoding_of_font(font) is not None for text, font in runs):
        return ConvertedRuns(tuple(text for text, _ in runs))
    runs = _as_bytes(runs)
    detected = _detected_by_font(runs)
    stretches = list(_stretches(runs))
    for stretch in stretches:
        stretch.found = _encoding_of(stretch, detected.get(stretch.font))
    _decide_by_others(stretches)
    texts = [text for text, _ in runs]
    by_font: Counter[Encoding] = Counter()
    by_letters: Counter[Encoding] = Counter()
    for stretch in stretches:
        if stretch.found is None:
            continue
        _put_back(texts, stretch.indices, stretch.found)
        tally = by_font if stretch.by_font == stretch.found else by_letters
        tally[stretch.found.encoding] += sum(letter > "\x7f" for letter in stretch.text)
    tcvn3 = FontEncoding("tcvn3", capitals=False)
    _restore_capitals(
        texts, [index for stretch in stretches if stretch.found == tcvn3 for index in stretch.indices]
    )
    return ConvertedRuns(tuple(texts), tuple(_warnings(by_font, "fonts") + _warnings(by_letters, "letters")))


def _restore_capitals(texts: list[str], indices: list[int]) -> None:
    """Put back in some of the runs the capitals that TCVN3 lacks, by all that stands around them."""
    if not indices:
        return
    restored = restore_capitals("".join(texts))
    ends = list(accumulate(map(len, texts)))
    for index in indices:
        texts[index] = restored[ends[index] - len(texts[index]) : ends[index]]


def _as_bytes(runs: Sequence[tuple[str, str | None]]) -> Sequence[tuple[str, str | None]]:
    """The runs, those in legacy fonts that were decoded by a wrong code page mended."""
    texts: dict[Encoding, list[str]] = {}
    for text, font in runs:
        by_font = encoding_of_font(font) if may_be_misread(text) else None
        if by_font is not None:
            texts.setdefault(by_font.encoding, []).append(text)
    pages = {encoding: misread_as(" ".join(parts), encoding) for encoding, parts in texts.items()}
    if not any(pages.values()):
        return runs
    mended = []
    for text, font in runs:
        by_font = encoding_of_font(font) if may_be_misread(text) else None
        page = pages.get(by_font.encoding) if by_font else None
        mended.append((reread(text, page) if page else text, font))
    return mended


def _detected_by_font(runs: Sequence[tuple[str, str | None]]) -> dict[str | None, Encoding]:
    """The encoding of all that is set in each font whose name says nothing, where it is certain."""
    texts: dict[str | None, list[str]] = {}
    for text, font in runs:
        if encoding_of_font(font) is None:
            texts.setdefault(font, []).append(text)
    found = ((font, detect("".join(parts))) for font, parts in texts.items())
    return {font: encoding for font, encoding in found if encoding is not None}


def _stretches(runs: Sequence[tuple[str, str | None]]) -> Iterator[_Stretch]:
    """The document's runs, neighbours in fonts that say the same taken together; line feeds end a stretch."""
    indices: list[int] = []
    says: tuple[FontEncoding | None, str | None] = (None, None)
    opens = opens_next = True
    for index, (text, font) in enumerate(runs):
        by_font = encoding_of_font(font)
        now_says = (by_font, None if by_font else font)
        ends = "\n" in text
        if indices and (ends or now_says != says):
            yield _stretch(runs, indices, opens)
            indices = []
        opens_next |= ends
        if not text.strip("\n"):
            continue
        if not indices:
            says, opens, opens_next = now_says, opens_next, False
        indices.append(index)
    if indices:
        yield _stretch(runs, indices, opens)


def _stretch(runs: Sequence[tuple[str, str | None]], indices: list[int], opens: bool) -> _Stretch:
    text = "".join(runs[index][0] for index in indices)
    font = runs[indices[0]][1]
    return _Stretch(indices, text, encoding_of_font(font), font, opens)


def _encoding_of(stretch: _Stretch, detected: Encoding | None) -> FontEncoding | None:
    if stretch.by_font is None:
        encoding = detected if may_be_legacy(stretch.text) else None
        if encoding is None:
            encoding = detect(stretch.text)
        return FontEncoding(encoding, capitals=False) if encoding else None
    if stretch.text.isascii():
        return stretch.by_font
    if not may_be_legacy(stretch.text):
        # in a legacy font but typed or converted in Unicode; the font may still draw capitals
        return None
    converted = count_syllables(convert(stretch.text, stretch.by_font.encoding))
    if converted.marked < _FEWEST_MARKED or converted.marked_share >= _DOUBTFUL_SHARE:
        return stretch.by_font
    other = detect(stretch.text)
    if other is not None:
        return FontEncoding(other, capitals=False)
    better_as_it_stands = count_syllables(stretch.text).marked_share > 1 - (1 - _DOUBTFUL_SHARE) / 2
    return None if better_as_it_stands else stretch.by_font


def _decide_by_others(stretches: list[_Stretch]) -> None:
    """Decide on what is too short to tell by itself, by the encodings that the document is in elsewhere.

    Word sets single letters of a word in another font, and headings and cells hold few words: such a stretch
    is taken to be in one of the document's encodings, the last one first, where all its words then are
    syllables and as they stand most are not.
    """
    known = list(dict.fromkeys(stretch.found.encoding for stretch in stretches if stretch.found))
    if not known:
        return
    last = known[0]
    for index, stretch in enumerate(stretches):
        if stretch.found is not None:
            last = stretch.found.encoding
        elif stretch.by_font is None and may_be_legacy(stretch.text):
            before = "" if stretch.opens or index == 0 else _end_of(stretches[index - 1])
            following = stretches[index + 1] if index + 1 < len(stretches) else None
            after = "" if following is None or following.opens else _beginning_of(following)
            if count_syllables(before + stretch.text + after).marked_share > _STANDS_SHARE:
                continue
            for encoding in (last, *known):
                count = count_syllables(before + convert(stretch.text, encoding) + after)
                if count.marked and count.marked_right == count.marked:
                    stretch.found = FontEncoding(encoding, capitals=False)
                    break


def _end_of(stretch: _Stretch) -> str:
    """The part of a word that ends a stretch, converted."""
    word = _LAST_LETTERS.search(_converted(stretch)[-_LONGEST_WORD:])
    return word[0] if word else ""


def _beginning_of(stretch: _Stretch) -> str:
    """The part of a word that begins a stretch, converted."""
    word = _FIRST_LETTERS.match(_converted(stretch)[:_LONGEST_WORD])
    return word[0] if word else ""


def _converted(stretch: _Stretch) -> str:
    return convert(stretch.text, stretch.found.encoding) if stretch.found else stretch.text


def _put_back(texts: list[str], indices: Sequence[int], found: FontEncoding) -> None:
    """Convert runs one by one, each beginning after the mark that belongs to the run before it."""
    for before, after in pairwise(indices):
        if texts[after] and _belong_together(texts[before][-1:], texts[after][0], found.encoding):
            texts[before], texts[after] = texts[before] + texts[after][0], texts[after][1:]
    for index in indices:
        texts[index] = convert(texts[index], found.encoding, capitals=found.capitals)


def _belong_together(letter: str, mark: str, encoding: Encoding) -> bool:
    apart = convert(letter, encoding) + convert(mark, encoding)
    return not mark.isascii() and convert(letter + mark, encoding) != apart


def _warnings(tally: Counter[Encoding], means: str) -> list[str]:
    return [
        f"{number:,} letters and marks converted from {NAMES[encoding]}, known by the {means}"
        for encoding, number in sorted(tally.items())
        if number
    ]
