"""Where paragraphs begin, by indents, short last lines and the space between lines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from pipeline.read.layout.records import TextLine

_INDENT = 0.6
"""A first line's indent is at least so many sizes."""
_ROOM = 0.6
"""A line that stops so many sizes before the next word would have filled it was meant to end."""
_CENTRED = 12.0
"""How many points the room left and right of a centred line differ at most."""
_LABEL = regex.compile(
    r"[-–—+•*●▪◦]$|(?:\d{1,2}\.)+\d{0,2}[-–]?$|[IVXLC]{1,6}[.)–-]$|\(?(?:\d{1,2}|\p{L})[.)]$|(?:\d{1,2}|\p{L})[-–]$"
)
_CLOSED = regex.compile(r"[.;:!?…][”’)\"]*$")
_ALIGNED = 2.0
_SET_IN = 3.0
_BLANK = 0.28
_DASHES = "-–—"
_LARGER = 0.12
_STEP = 0.14
"""Lines further apart than usual by this share of their size begin a paragraph."""
_STEP_READ = 0.26
"""The same for lines whose places OCR read, which are less exact."""


def set_edges(lines: list[TextLine], usual: tuple[float, float] | None) -> tuple[float, float] | None:
    """Sets the edges of a page's lines that run over the whole page; the edges.

    The left edge is where most lines begin (indents and lists aside), the right one where full lines end. A
    page with few lines takes the `usual` edges of the pages before it.
    """
    whole = [line for line in lines if line.column == 0]
    if not whole:
        return usual
    starts = Counter(round(line.x0 / 3) for line in whole)
    common = [start for start, count in starts.items() if count >= 3 and count >= 0.15 * len(whole)]
    right = sorted(line.x1 for line in whole)[-max(1, len(whole) // 12)]
    if not common and usual is not None:
        left, right = usual[0], max(usual[1], right) if right < usual[1] + 30 else right
    elif not common:
        left = min(line.x0 for line in whole)
    else:
        left = min(common) * 3.0 - 1.5
        if usual is not None and right < usual[1] - 5 and abs(left - usual[0]) < 6:
            right = usual[1]
    for line in whole:
        line.left, line.right = left, right
    return left, right


def usual_steps(lines: list[TextLine]) -> dict[int, float]:
    """By size (in whole points), the usual distance of two baselines within a paragraph."""
    steps: dict[int, Counter[float]] = {}
    for before, line in pairwise(lines):
        step = line.baseline - before.baseline
        if before.page == line.page and before.column == line.column and 0 < step < 3 * line.size:
            steps.setdefault(round(line.size), Counter())[round(step * 2) / 2] += 1
    usual: dict[int, float] = {}
    for size, counts in steps.items():
        around = {step: sum(counts[step + shift] for shift in (-1.0, -0.5, 0.0, 0.5, 1.0)) for step in counts}
        common = min(step for step, count in around.items() if count >= 0.4 * max(around.values()))
        usual[size] = max(
            (step for step in counts if abs(step - common) <= 1.0), key=lambda step: counts[step]
        )
    return usual


def begins_paragraph(before: TextLine, line: TextLine, steps: dict[int, float]) -> bool:
    """Whether a line begins a paragraph, seen from the line before it in reading order."""
    if before.column != line.column:
        return True
    if abs(before.size - line.size) > _LARGER * max(before.size, line.size):
        return True
    if before.page == line.page:
        step = line.baseline - before.baseline
        usual = steps.get(round(line.size), 1.2 * line.size)
        read = line.words[0].confidence is not None
        if step < 0 or step > usual + (_STEP_READ if read else _STEP) * line.size:
            return True
    if _centred(before, line):
        return before.column == 0 and before.bold != line.bold
    if _ends_early(before, line):
        return True
    return _indented(line) and not _goes_on_set_in(before, line)


def _centred(before: TextLine, line: TextLine) -> bool:
    """Whether two lines are centred one under the other: on the page, or in the middle of their column."""
    if line.column:
        return abs(before.x0 + before.x1 - line.x0 - line.x1) <= _CENTRED / 2 and abs(before.x0 - line.x0) > 2
    lines = (before, line)
    even = all(abs((one.x0 - one.left) - (one.right - one.x1)) <= _CENTRED for one in lines)
    return even and any(one.x0 - one.left > _SET_IN for one in lines)


def _ends_early(before: TextLine, line: TextLine) -> bool:
    """Whether the next line's first word would have found room on a line."""
    # a dash between two words keeps to the second
    dash = len(line.words) > 1 and line.words[0].text in _DASHES and not line.words[1].text[:1].isdigit()
    width = line.words[1 if dash else 0].x1 - line.x0
    return before.right - before.x1 > width + _BLANK * before.size + _ROOM * before.size


def _indented(line: TextLine) -> bool:
    return line.x0 - line.left > _INDENT * line.size


def _goes_on_set_in(before: TextLine, line: TextLine) -> bool:
    """Whether a line that is set in goes on the paragraph of a full line before it: under that line, as its whole
    paragraph is set in, or right of the label that the paragraph opens with."""
    first = line.words[0].text
    if _LABEL.match(first):
        return False
    if abs(line.x0 - before.x0) <= _ALIGNED or first[:1].islower():
        return True
    labelled = len(before.words) > 1 and bool(_LABEL.match(before.words[0].text))
    return labelled and line.x0 > before.x0 and not _CLOSED.search(before.words[-1].text)
