"""Footnotes taken out of the running text and tied to their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain

import regex

from extractors.common.labels import DASHED, DASHED_ROMAN
from pipeline.normalise.physical import DropLog, PhysicalLine, Span
from pipeline.normalise.tables import Item

_NOTE = regex.compile(
    r"(?:\[\^?(?P<bracket>\d{1,3})\]:?|(?P<plain>\d{1,3})|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))[ \t]*+(?=[\p{Lu}“\"(])"
)
_RESUMES = regex.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|\p{Ll}\)|[-–+•])\s*\S|Điều\s+\d+\.|(?:KT|TM|TL)\.|T/M\s|Nơi\s+nhận|PHỤ\s+LỤC"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})*{DASHED}|[IVX]{{1,5}}{DASHED_ROMAN}"
)
_CLOSED = regex.compile(r"[.;:!?…/](?:[”\")])*+$")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_FIGURE = re.compile("[⁰¹²³⁴-⁹]")
# after a word, a closing mark or a year
_STRAY = regex.compile(
    rf"(?:(?<=[\p{{L}}”\"’)\]%])(?<!(?<!\p{{L}})[kdchm]?m)|(?<=\b(?:19|20)\d\d)){_RAISED_FIGURE.pattern}{{1,3}}(?![\p{{L}}\d])",
    regex.IGNORECASE,
)
_WINDOW = 120
_FULL = 0.8


@dataclass(slots=True)
class RawFootnote:
    """A footnote: its label, its lines without the label's, and its mark's span in the text (None: not found)."""

    label: str
    lines: list[PhysicalLine] = field(default_factory=list)
    mark: Span | None = None


NotedItem = Item | RawFootnote


def find_footnotes(items: list[Item], text: str, width: int, drops: DropLog) -> list[NotedItem]:
    """The items with the lines of each footnote gathered into one, in the place where the note stood.

    A line is a note's first line only where its number follows the last note's (or begins again at 1) and
    the number's mark was seen, glued to a word or in brackets, in the text before it. A note ends where the
    page does, where the body's numbering goes on, or where the sentence that it interrupted is continued; one
    whose number stands in brackets, as converters write them, also at a blank line after a whole sentence.
    """
    noted: list[NotedItem] = []
    body: list[PhysicalLine] = []
    note: RawFootnote | None = None
    expected = 1
    last_mark = -1
    previous: PhysicalLine | None = None
    after_blank = bracketed = False
    for item in items:
        if not isinstance(item, PhysicalLine):
            note = None
            noted.append(item)
            continue
        if item.blank:
            after_blank = True
            noted.append(item)
            continue
        apart, after_blank = after_blank, False
        match = _NOTE.match(item.text)
        if match:
            number = int((match["bracket"] or match["plain"] or match["raised"]).translate(_RAISED))
            mark = None
            if number == expected or number == 1:
                mark = _find_mark(number, match, body, text, last_mark if number == expected else -1)
            if mark is not None:
                note = RawFootnote(str(number), [item], mark)
                noted.append(note)
                expected, last_mark, previous = number + 1, mark[0], item
                bracketed = match["bracket"] is not None
                _cut_mark(mark, body, drops)
                continue
        if note is not None and previous is not None:
            closed = bracketed and apart and _CLOSED.search(previous.text) is not None
            if not closed and not _note_ends(previous, item, body, width):
                note.lines.append(item)
                previous = item
                continue
            note = None
        body.append(item)
        noted.append(item)
    return noted


def cut_stray_marks(items: list[NotedItem], text: str, drops: DropLog) -> None:
    """Takes raised figures out of the lines where they stand after a word or a year and mark a note that is not
    there: else they would stick to names and dates. Those after a unit of length (`m²`) stay."""
    marks = [match.span() for match in _STRAY.finditer(text)] if _RAISED_FIGURE.search(text) else []
    if not marks:
        return
    starts = [start for start, _ in marks]
    for line in chain.from_iterable(map(lines_of, items)):
        for start, end in marks[bisect_left(starts, line.start) : bisect_left(starts, line.end)]:
            if any(s <= start and end <= e for s, e in line.pieces):
                drops.add(start, end, "footnote mark")
                cut(line, (start, end))


def lines_of(item: NotedItem) -> list[PhysicalLine]:
    """The printed lines of an item."""
    if isinstance(item, RawFootnote):
        return item.lines
    return (
        [item] if isinstance(item, PhysicalLine) else [ln for row in item.rows for cell in row for ln in cell]
    )


def _cut_mark(mark: Span, body: list[PhysicalLine], drops: DropLog) -> None:
    """Takes the mark out of its line."""
    drops.add(*mark, "footnote mark")
    line = next(line for line in reversed(body) if line.start <= mark[0] < line.end)
    cut(line, mark)


def cut(line: PhysicalLine, mark: Span) -> None:
    """Takes a span of the text out of a line."""
    pieces = [(s, min(e, mark[0])) for s, e in line.pieces if s < mark[0]]
    pieces += [(max(s, mark[1]), e) for s, e in line.pieces if e > mark[1]]
    line.pieces = pieces


def _note_ends(previous: PhysicalLine, line: PhysicalLine, body: list[PhysicalLine], width: int) -> bool:
    if previous.page != line.page or line.indent == 1 or _RESUMES.match(line.text):
        return True
    if not _CLOSED.search(previous.text):
        return False
    interrupted = bool(body) and not _CLOSED.search(body[-1].text)
    if line.text[:1].islower():
        return interrupted
    return len(previous.text) < _FULL * width


def _find_mark(
    number: int, note: regex.Match[str], body: list[PhysicalLine], text: str, after: int
) -> Span | None:
    """The span of the note's mark in the lines before it, the first one after the last note's mark."""
    if note["bracket"]:
        pattern = regex.compile(rf"\[\^?{number}\]")
    elif note["raised"]:
        pattern = regex.compile(regex.escape(note["raised"]))
    else:
        glued = rf"(?<=[\p{{L}})”\"’%]){number}(?=[\s.,;:)\]”\"/]|$)"
        pattern = regex.compile(rf"{glued}|(?<=\b(?:19|20)\d\d){number}(?!\d)")
    for line in body[-_WINDOW:]:
        if line.end <= after:
            continue
        for match in pattern.finditer(text, max(line.start, after + 1), line.end):
            before = text[max(line.start, match.start() - 12) : match.start()]
            if not regex.search(r"(?:QH|NQ|/CT|covid)-?$", before, regex.IGNORECASE):
                return match.span()
    return None
