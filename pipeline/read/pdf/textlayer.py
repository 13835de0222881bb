"""The words of a PDF page's text layer, with their places and type, as PDFium gives them."""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np
import pypdfium2 as pdfium
import regex

from pipeline.read.layout.records import Word
from pipeline.read.pdf.characters import Characters
from pipeline.read.pdf.marks import Marks
from pipeline.read.pdf.space import PageSpace

# PDFium writes U+0002 (older versions U+FFFE) for a hyphen at a line's end and goes on without a break
_HYPHENS = "\x02\ufffe"
_BLANKS = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = re.compile(rf"[^{_BLANKS}{_HYPHENS}]++[{_HYPHENS}]?|[{_HYPHENS}]")
_MARK_BEFORE_END = regex.compile(r"[^\d\s][\d*]{1,3}[.,;:)”\"’\]]++$")
_AFTER_MARKS = frozenset(".,;:)”\"’']")
_AS_HYPHENS = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_RAISED_SIZE = 0.82
_UNEVEN = 0.12


def read_layer(page: pdfium.PdfPage, space: PageSpace, marks: Marks) -> list[Word]:
    """The words of the page's text layer in the file's order; those that its marks show are `stamp`ed.

    Characters without a Unicode value come as U+FFFD.
    """
    textpage = page.get_textpage()
    try:
        characters = Characters(textpage, space)
        words = _words(characters, marks)
    finally:
        textpage.close()
    if characters.halved:
        for word in words:
            word.text = word.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return words


def _words(characters: Characters, marks: Marks) -> list[Word]:
    """The words, parted where a footnote's mark or another size of type is glued to one."""
    text = characters.text
    spans = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    boxes, uneven = _outer_boxes(characters, starts, [end - 1 for _, end in spans])
    words: list[Word] = []
    at = 0
    for shown_by, group in groupby(characters.objects(starts)):
        first, after = len(words), at + len(list(group))
        kind, baseline = characters.type_of(starts[at], shown_by), characters.baseline(starts[at])
        # what one text object shows has one baseline, if it runs from left to right
        several = after - at > 1
        level = not several or characters.baseline(starts[after - 1]) == baseline
        size, bold, turned = kind.size, kind.bold, kind.turned
        for index in range(at, after):
            start, end = spans[index]
            if not level:
                baseline = characters.baseline(start)
            string = text[start:end]
            last = string[-1]
            if not turned and (uneven[index] or (last in _AFTER_MARKS and _MARK_BEFORE_END.search(string))):
                # what shows both ends of a word shows all of it
                alone = characters.shown_by(end - 1) == shown_by
                if not (alone and several and level) and (cuts := _cuts(characters, start, end, alone=alone)):
                    words += _parts(characters, [start, *cuts, end], len(words))
                    continue
            if last in _HYPHENS:
                string = string.translate(_AS_HYPHENS)
            x0, x1, top, bottom = boxes[index]
            words.append(Word(string, x0, x1, top, bottom, baseline, size, len(words), bold, turned=turned))
        if shown_by in marks.text_objects:
            for word in words[first:]:
                word.stamp = marks.number((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        at = after
    return words


def _outer_boxes(
    characters: Characters, firsts: list[int], lasts: list[int]
) -> tuple[list[list[float]], list[bool]]:
    """The boxes around words, by their first and last characters; and of each whether these differ in height or
    place as a superscript or another line's type does."""
    boxes = characters.boxes(firsts + lasts)
    first, last = boxes[: len(firsts)], boxes[len(firsts) :]
    low, high = np.minimum(first, last), np.maximum(first, last)
    heights = np.maximum(first[:, 3] - first[:, 2], last[:, 3] - last[:, 2])
    uneven = np.abs(first[:, 3] - last[:, 3]) > _UNEVEN * heights
    outer = np.column_stack((low[:, 0], high[:, 1], low[:, 2], high[:, 3]))
    return outer.tolist(), uneven.tolist()


def _cuts(characters: Characters, start: int, end: int, *, alone: bool) -> list[int]:
    """Where, inside a word, size or baseline change; `alone` tells that one text object shows all of it."""
    if alone and characters.baseline(start) == characters.baseline(end - 1):
        return []
    indexes = range(start, end)
    objects = characters.objects(indexes)
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
    starts, ends = edges[:-1], edges[1:]
    boxes, _ = _outer_boxes(characters, starts, [end - 1 for end in ends])
    kinds = map(characters.type_of, starts, characters.objects(starts))
    parts: list[Word] = []
    for start, end, (x0, x1, top, bottom), kind in zip(starts, ends, boxes, kinds, strict=True):
        string, baseline = characters.text[start:end].translate(_AS_HYPHENS), characters.baseline(start)
        at = order + len(parts)
        part = Word(string, x0, x1, top, bottom, baseline, kind.size, at, kind.bold, turned=kind.turned)
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
