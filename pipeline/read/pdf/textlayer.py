"""The words of a PDF page's text layer, with their places and type, as PDFium gives them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import regex

from pipeline.read.layout.records import Word
from pipeline.read.pdf.characters import Characters, Type
from pipeline.read.pdf.space import Box, PageSpace

# PDFium writes U+0002 (older versions U+FFFE) for a hyphen at a line's end and goes on without a break
_HYPHENS = "\x02\ufffe"
_WORD = regex.compile(rf"[^\s{_HYPHENS}]++[{_HYPHENS}]?|[{_HYPHENS}]")
_MARK_BEFORE_END = regex.compile(r"[^\d\s][\d*]{1,3}[.,;:)”\"’\]]++$")
_AFTER_MARKS = frozenset(".,;:)”\"’']")
_RAISED_SIZE = 0.82
_UNEVEN = 0.12


@dataclass(frozen=True, slots=True)
class Stamps:
    """Marks put on the finished page: where each stands, and the index of the first character of the text layer
    that belongs to one."""

    boxes: tuple[Box, ...]
    first: int

    def number(self, word: Word) -> int:
        """Which of them a word stands in, counted from 1; a number of its own where in none."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for number, (left, right, top, bottom) in enumerate(self.boxes, 1):
            if left <= x <= right and top <= y <= bottom:
                return number
        return len(self.boxes) + 1


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer: its words in the file's order, and how many characters it holds, PDFium's own blanks
    and line ends included."""

    words: list[Word]
    characters: int


def read_layer(page: pdfium.PdfPage, space: PageSpace, stamps: Stamps | None = None) -> Layer:
    """The page's text layer; where `stamps` is given, only the words of those.

    Characters without a Unicode value come as U+FFFD.
    """
    textpage = page.get_textpage()
    try:
        characters = Characters(textpage, space)
        words = _words(characters, stamps.first if stamps else 0)
    finally:
        textpage.close()
    if stamps:
        for word in words:
            word.stamp = stamps.number(word)
    if characters.halved:
        for word in words:
            word.text = word.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Layer(words, len(characters.text))


def _words(characters: Characters, begin: int) -> list[Word]:
    """The words from a character on, parted where a footnote's mark or another size of type is glued to one."""
    text = characters.text
    spans = [match.span() for match in _WORD.finditer(text, begin)]
    starts = [start for start, _ in spans]
    objects = characters.objects(starts)
    firsts = characters.boxes(starts)
    lasts = characters.boxes([end - 1 for _, end in spans])
    words: list[Word] = []
    before: tuple[int | None, float, float] | None = None
    for (start, end), shown_by, first, last in zip(spans, objects, firsts, lasts, strict=True):
        # what one text object shows at one height stands on one baseline
        here = (shown_by, first[2], first[3])
        if here != before:
            kind, baseline = characters.type_of(start, shown_by), characters.baseline(start)
            before = here
        string = text[start:end]
        uneven = first[3] != last[3] and _is_uneven(first, last)
        if (uneven or (string[-1] in _AFTER_MARKS and _MARK_BEFORE_END.search(string))) and not kind.turned:
            cuts = _cuts(characters, start, end)
            if cuts:
                words += _parts(characters, [start, *cuts, end], len(words))
                continue
        words.append(_word(string, first, last, baseline, kind, len(words)))
    return words


def _is_uneven(first: Box, last: Box) -> bool:
    """Whether a word's ends differ in height or place as a superscript or another line's type does."""
    height, other = first[3] - first[2], last[3] - last[2]
    return abs(first[3] - last[3]) > _UNEVEN * max(height, other)


def _cuts(characters: Characters, start: int, end: int) -> list[int]:
    """Where, inside a word, size or baseline change."""
    indexes = range(start, end)
    objects = characters.objects(indexes)
    if len(set(objects)) == 1 and characters.baseline(start) == characters.baseline(end - 1):
        return []
    sizes = [characters.type_of(index, by).size for index, by in zip(indexes, objects, strict=True)]
    baselines = [characters.baseline(index) for index in indexes]
    return [
        start + at
        for at in range(1, end - start)
        if not (
            abs(sizes[at] - sizes[at - 1]) < 0.1 * sizes[at - 1]
            and abs(baselines[at] - baselines[at - 1]) < 0.1 * sizes[at]
        )
    ]


def _parts(characters: Characters, edges: list[int], order: int) -> list[Word]:
    """The word's parts between neighbouring edges, of one size and baseline each."""
    parts: list[Word] = []
    for start, end in pairwise(edges):
        first, last = characters.boxes([start, end - 1])
        (shown_by,) = characters.objects([start])
        kind = characters.type_of(start, shown_by)
        string = characters.text[start:end]
        part = _word(string, first, last, characters.baseline(start), kind, order + len(parts))
        if parts:
            previous = parts[-1]
            size = max(part.size, previous.size)
            near = abs(part.x0 - previous.x1) < 0.4 * size
            part.glued = near and abs(part.baseline - previous.baseline) < 0.6 * size
        parts.append(part)
    largest = max(part.size for part in parts)
    lowest = max(part.baseline for part in parts if part.size == largest)
    for part in parts:
        part.raised = part.size < _RAISED_SIZE * largest and part.baseline < lowest - 0.08 * largest
    return parts


def _word(string: str, first: Box, last: Box, baseline: float, kind: Type, order: int) -> Word:
    """The word between the boxes of its first and last character."""
    if string[-1] in _HYPHENS:
        string = string[:-1] + "-"
    x0, _, top, bottom = first
    _, x1, other_top, other_bottom = last
    if top != other_top or bottom != other_bottom or last[0] < x0 or first[1] > x1:
        # type of two heights, or text that runs another way
        x0, x1 = min(last[0], x0), max(first[1], x1)
        top, bottom = min(other_top, top), max(other_bottom, bottom)
    return Word(
        string,
        x0,
        x1,
        top,
        bottom,
        baseline,
        kind.size,
        order,
        kind.bold,
        turned=kind.turned,
    )
