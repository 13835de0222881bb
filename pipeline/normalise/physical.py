"""Printed lines of the source: what is kept of each after markup is taken off, and how it was set."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

import regex

from pipeline.read.source import LINE_SEPARATOR

Span = tuple[int, int]

# by the standard library, which goes through a text for single characters twice as fast
_LINE_END = re.compile(r"[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]+")
_HEADING = regex.compile(r"\s*+(#{1,6}+)(?:\s++|$)")
_STARS = regex.compile(r"\*{1,}")
_STAR_BULLET = regex.compile(r"\s*+\*\s++(?=[^\s*])")
_ESCAPE = regex.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])|\\$")
# `[57-NQ/TW](https://…)`, `![seal](seal.png)`: the words stay
_LINK = regex.compile(
    r"(?P<open>!?\[)(?!\^)[^\[\]]{0,300}+(?P<target>\]\((?=[^()\s]*[:/.#])[^()\s]{1,2000}+(?:\s\"[^\"]{0,200}\")?\))"
)
_BREAK_TAG = regex.compile(r"<br\s*+/?>", regex.IGNORECASE)


@dataclass(slots=True)
class PhysicalLine:
    """A printed line. `pieces` are the spans of the text that are kept, in order; `emphasis` those among them
    that are bold or marked as a heading. `open_end` says that the emphasis goes on over the line's end,
    `furniture` that the reader saw the (now blank) line to be no part of the text, `after_break` that the one before
    it was ended by a line separator or a break tag, inside a paragraph."""

    start: int
    end: int
    page: int | None
    pieces: list[Span] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)
    open_end: bool = False
    furniture: bool = False
    after_break: bool = False
    indent: int = 0
    text: str = ""

    @property
    def blank(self) -> bool:
        """Nothing is kept of it."""
        return not self.text

    @property
    def emphasised(self) -> bool:
        """All that is kept of it is emphasised."""
        if self.pieces and not self.emphasis:
            return False
        return bool(self.text) and sum(e - s for s, e in self.emphasis) >= sum(e - s for s, e in self.pieces)


class DropLog:
    """Collects the stretches that are left out, with the reason for each."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, str]] = []

    def add(self, start: int, end: int, reason: str) -> None:
        """Notes that the characters from `start` to `end` are left out."""
        if end > start:
            self.spans.append((start, end, reason))


def split_lines(
    text: str, *, page_starts: tuple[int, ...], markdown: bool, emphasis: tuple[Span, ...], drops: DropLog
) -> list[PhysicalLine]:
    """All printed lines of an NFC text, blank ones included, without markup and invisible characters."""
    lines: list[PhysicalLine] = []
    bold = False
    start = 0
    marks = sorted(emphasis)
    mark = 0
    invisible = [match.span() for match in _INVISIBLE.finditer(text)]
    unseen = 0
    for end in (*(match.start() for match in _LINE_END.finditer(text)), len(text)):
        page = bisect_right(page_starts, start) if page_starts else None
        line = PhysicalLine(start, end, page, after_break=text[start - 1 : start] == LINE_SEPARATOR)
        raw = text[start:end]
        line.indent = len(raw) - len(raw.lstrip())
        cuts: list[tuple[int, int, str]] = []
        while unseen < len(invisible) and invisible[unseen][0] < end:
            low, high = invisible[unseen]
            cuts.append((low - start, high - start, "invisible character"))
            unseen += 1
        strong: list[Span] = []
        if markdown:
            bold = _markdown(raw, bold, cuts, strong, line)
        while mark < len(marks) and marks[mark][1] <= start:
            mark += 1
        index = mark
        while index < len(marks) and marks[index][0] < end:
            strong.append((max(marks[index][0], start) - start, min(marks[index][1], end) - start))
            line.open_end = line.open_end or marks[index][1] > end
            index += 1
        _keep(line, raw, cuts, strong, drops)
        if line.blank:
            bold = False
        lines.append(line)
        start = end + 1
    return lines


def _markdown(
    raw: str, bold: bool, cuts: list[tuple[int, int, str]], strong: list[Span], line: PhysicalLine
) -> bool:
    """Notes the line's markup in `cuts` and its emphasised spans in `strong`; whether emphasis stays open."""
    heading = _HEADING.match(raw) if "#" in raw else None
    if heading:
        cuts.append((*heading.span(1), "heading mark"))
        strong.append((0, len(raw)))
    if "\\" in raw:
        cuts.extend((*m.span(), "escape mark") for m in _ESCAPE.finditer(raw))
    if "](" in raw:
        for match in _LINK.finditer(raw):
            cuts += [(*match.span("open"), "link mark"), (*match.span("target"), "link mark")]
    if "<" in raw:
        cuts.extend((*m.span(), "line break tag") for m in _BREAK_TAG.finditer(raw))
    if "*" not in raw:
        if bold:
            strong.append((0, len(raw)))
            line.open_end = True
        return bold
    bullet = _STAR_BULLET.match(raw)
    kept_star = bullet.start() + len(bullet.group()) - len(bullet.group().lstrip()) if bullet else -1
    if bullet and raw.count("*") % 2 == 0:
        kept_star = -1
    opened = 0 if bold else None
    for match in _STARS.finditer(raw):
        if match.start() == kept_star or (match.start() and raw[match.start() - 1] == "\\"):
            continue
        cuts.append((*match.span(), "emphasis mark"))
        if len(match.group()) >= 4 and len(match.group()) % 2 == 0:
            continue
        if opened is None:
            opened = match.end() if _opens(raw, match) else None
        else:
            strong.append((opened, match.start()))
            opened = None
    if opened is not None:
        strong.append((opened, len(raw)))
        line.open_end = True
    return opened is not None


def parted(source: str, pieces: list[Span], index: int) -> bool:
    """Whether a line break tag stands before a piece, so that a blank belongs between it and the one before."""
    return index > 0 and source.find("<", pieces[index - 1][1], pieces[index][0]) >= 0


def trim(pieces: list[Span], text: str) -> None:
    """Takes the blanks off both ends of the pieces, which are spans of the text, and pieces that are all blanks."""
    while pieces:
        low, high = pieces[0]
        if rest := text[low:high].lstrip():
            pieces[0] = (high - len(rest), high)
            break
        del pieces[0]
    while pieces:
        low, high = pieces[-1]
        if rest := text[low:high].rstrip():
            pieces[-1] = (low, low + len(rest))
            break
        del pieces[-1]


def _opens(raw: str, mark: regex.Match[str]) -> bool:
    """Whether a mark can open emphasis: CommonMark's left-flanking delimiter run."""
    after = raw[mark.end() : mark.end() + 1]
    before = raw[: mark.start()][-1:]
    if not after.strip():
        return False
    return after.isalnum() or not before.isalnum()


def _keep(
    line: PhysicalLine, raw: str, cuts: list[tuple[int, int, str]], strong: list[Span], drops: DropLog
) -> None:
    """Fills in the line's pieces, text and emphasis from what is cut out of the raw line."""
    if not cuts and not strong:
        line.text = raw.strip()
        if line.text:
            start = line.start + line.indent
            line.pieces = [(start, start + len(line.text))]
        return
    cuts.sort()
    pieces: list[Span] = []
    done = 0
    for start, end, reason in cuts:
        if start < done:
            continue
        # a mark that combined with what is cut out would combine with the letter before it
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        if start > done:
            pieces.append((done, start))
        drops.add(line.start + start, line.start + end, reason)
        done = end
    if done < len(raw):
        pieces.append((done, len(raw)))
    trim(pieces, raw)
    if not pieces:
        return
    line.pieces = [(line.start + s, line.start + e) for s, e in pieces]
    line.text = "".join(
        (" " if parted(raw, pieces, index) else "") + raw[s:e] for index, (s, e) in enumerate(pieces)
    )
    first = 0
    for start, end in sorted(strong):
        while first < len(pieces) and pieces[first][1] <= start:
            first += 1
        index = first
        while index < len(pieces) and pieces[index][0] < end:
            low, high = max(start, pieces[index][0]), min(end, pieces[index][1])
            if low < high and raw[low:high].strip():
                line.emphasis.append((line.start + low, line.start + high))
            index += 1
