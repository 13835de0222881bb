"""Conversion of a document's runs: by their fonts first, and by their letters where fonts say nothing or lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.legacy.detection import detect, may_be_legacy
from pipeline.read.legacy.fonts import FontEncoding, encoding_of_font
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


@dataclass(frozen=True, slots=True)
class ConvertedRuns:
    """The texts of the runs in their order, and what was converted, in words for the document's warnings."""

    texts: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Stretch:
    """Neighbouring runs of one paragraph that are in one encoding, by their indices."""

    indices: list[int]
    text: str
    by_font: FontEncoding | None
    font: str | None


def convert_runs(runs: Sequence[tuple[str, str | None]]) -> ConvertedRuns:
    """Convert what is in legacy encodings among a document's runs, each a text with its font's name.

    Give all runs of the document in one call, in reading order, with a line feed between paragraphs and cells.
    A letter whose parts stand in two runs goes to the first. Runs in legacy fonts are converted by the
    font, except paragraphs whose letters show that they are in Unicode or in another encoding; runs in other
    fonts, only where all that is set in the font is certain to be in one encoding, or a paragraph is.
    """
    if not any(not text.isascii() or encoding_of_font(font) is not None for text, font in runs):
        return ConvertedRuns(tuple(text for text, _ in runs))
    texts = [text for text, _ in runs]
    detected = _detected_by_font(runs)
    by_font: Counter[Encoding] = Counter()
    by_letters: Counter[Encoding] = Counter()
    for stretch in _stretches(runs):
        found = _encoding_of(stretch, detected.get(stretch.font))
        if found is None:
            continue
        _put_back(texts, stretch, found)
        beyond_ascii = sum(letter > "\x7f" for letter in stretch.text)
        if not beyond_ascii:
            continue
        tally = by_font if stretch.by_font == found else by_letters
        tally[found.encoding] += beyond_ascii
    return ConvertedRuns(tuple(texts), tuple(_warnings(by_font, "fonts") + _warnings(by_letters, "letters")))


def _detected_by_font(runs: Sequence[tuple[str, str | None]]) -> dict[str | None, Encoding]:
    """The encoding of all that is set in each font whose name says nothing, where it is certain."""
    texts: dict[str | None, list[str]] = {}
    for text, font in runs:
        if encoding_of_font(font) is None:
            texts.setdefault(font, []).append(text)
    found = ((font, detect("".join(parts))) for font, parts in texts.items())
    return {font: encoding for font, encoding in found if encoding is not None}


def _stretches(runs: Sequence[tuple[str, str | None]]) -> Iterator[_Stretch]:
    """The document's runs but those of bare blanks, neighbours in the same encoding taken together."""
    current: _Stretch | None = None
    for index, (text, font) in enumerate(runs):
        if not text:
            continue
        by_font = encoding_of_font(font)
        if current is not None and (
            "\n" in text or by_font != current.by_font or (by_font is None and font != current.font)
        ):
            yield current
            current = None
        if text == "\n":
            continue
        if current is None:
            current = _Stretch([index], text, by_font, font)
        else:
            current.indices.append(index)
            current.text += text
    if current is not None:
        yield current


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


def _put_back(texts: list[str], stretch: _Stretch, found: FontEncoding) -> None:
    """Convert a stretch run by run, each beginning after the mark that belongs to the run before it."""
    for before, after in pairwise(stretch.indices):
        while texts[after] and _belong_together(texts[before][-1:], texts[after][0], found.encoding):
            texts[before], texts[after] = texts[before] + texts[after][0], texts[after][1:]
    for index in stretch.indices:
        texts[index] = convert(texts[index], found.encoding, capitals=found.capitals)


def _belong_together(letter: str, mark: str, encoding: Encoding) -> bool:
    apart = convert(letter, encoding) + convert(mark, encoding)
    return not mark.isascii() and convert(letter + mark, encoding) != apart


def _warnings(tally: Counter[Encoding], means: str) -> list[str]:
    return [
        f"{number:,} letters and marks converted from {NAMES[encoding]}, known by the {means}"
        for encoding, number in sorted(tally.items())
    ]
