"""Footnotes by place and size: small type at a page's foot, told apart by its marks and tied to them."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.read.layout.records import Rule, TextLine, Word

_SMALLER = 0.93
"""Footnotes' type is smaller than this share of the body's."""
_LABEL = regex.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\].]?$")
_RULE_LENGTHS = (40.0, 260.0)
"""How long, in points, the rule above footnotes is: two inches in most word processors."""


@dataclass(slots=True)
class Note:
    """A footnote: its label, its lines (the first without the label's word) and the mark in the body."""

    label: str
    lines: list[TextLine]
    label_word: Word | None = None
    mark: Word | None = None


@dataclass(slots=True)
class PageNotes:
    """A page's lines without its footnotes; the footnotes that begin there; and what goes on with the last
    footnote of the page before."""

    body: list[TextLine]
    notes: list[Note] = field(default_factory=list)
    rest: list[TextLine] = field(default_factory=list)


def part_notes(
    lines: list[TextLine], rules: list[Rule], body_size: float, marks: list[Word], before: Note | None = None
) -> PageNotes:
    """A page's lines parted into body and footnotes.

    `marks` are the raised words of the page that no footnote of an earlier page took, `before` is the footnote
    before this page. Small lines at the foot are footnotes where a rule parts them from the text or where they
    begin with a mark that the page has.
    """
    labels = _Labels(marks)
    first = _first_note_line(lines, rules, body_size)
    ruled = first is not None
    if first is None:
        first = _first_small_line(lines, body_size)
        while first < len(lines) and labels.of(lines[first], before) is None:
            first += 1
    if first >= len(lines):
        return PageNotes(lines)
    parted = PageNotes(lines[:first])
    for line in lines[first:]:
        label = labels.of(line, parted.notes[-1] if parted.notes else before)
        if label is not None and _follows(label, parted.notes):
            word = line.words[0]
            body = line.words[1:]
            if body:
                text = TextLine(body, line.page, line.left, line.right)
                parted.notes.append(Note(label, [text], word))
            else:
                parted.notes.append(Note(label, [], word))
        elif parted.notes:
            parted.notes[-1].lines.append(line)
        else:
            parted.rest.append(line)
    if not parted.notes and not ruled:
        return PageNotes(lines)
    return parted


def tie(notes: list[Note], marks: list[Word]) -> None:
    """Gives each note its mark, and takes it off the list: the first of those with its label that is still free,
    or the next one after the note before that OCR saw but could not read."""
    at = 0
    for note in notes:
        index = next((i for i, word in enumerate(marks) if _plain(word) == note.label), None)
        if index is None:
            index = next((i for i in range(at, len(marks)) if _is_unread(marks[i])), None)
        if index is not None:
            note.mark = marks.pop(index)
            at = index


class _Labels:
    """What the footnotes of a page can be labelled with, by the marks in its text."""

    def __init__(self, marks: list[Word]) -> None:
        self._read = {_plain(word) for word in marks}
        self._unread = any(map(_is_unread, marks))

    def of(self, line: TextLine, before: Note | None) -> str | None:
        """The label that a line begins with: a raised one, one that the page's marks have, or, where a mark was
        not read, the number that follows."""
        word = line.words[0]
        following = str(int(before.label) + 1) if before and before.label.isdigit() else "1"
        if word.raised and _is_unread(word):
            return following
        match = _LABEL.match(word.text)
        if match is None:
            return None
        label = match.group(1)
        known = word.raised or label in self._read or (self._unread and label == following)
        return label if known else None


def _plain(word: Word) -> str:
    return word.text.strip("().,;:[]")


def _is_unread(word: Word) -> bool:
    """Whether OCR took a mark for something that is none."""
    return word.confidence is not None and _LABEL.match(word.text) is None


def _first_note_line(lines: list[TextLine], rules: list[Rule], body_size: float) -> int | None:
    """The index of the first line under the footnotes' rule; None where there is no such rule."""
    for rule in sorted(rules, key=lambda rule: -rule.top):
        if not rule.horizontal or not _RULE_LENGTHS[0] <= rule.x1 - rule.x0 <= _RULE_LENGTHS[1]:
            continue
        below = [line for line in lines if line.baseline > rule.bottom and line.column == 0]
        if not below or lines[-1].column != 0 or abs(rule.x0 - min(line.x0 for line in lines)) > 40:
            continue
        first = next(index for index, line in enumerate(lines) if line is below[0])
        tail = lines[first:]
        if len(tail) == len(below) and all(line.size < _SMALLER * body_size for line in tail):
            return first
    return None


def _first_small_line(lines: list[TextLine], body_size: float) -> int:
    first = len(lines)
    while first and lines[first - 1].column == 0 and lines[first - 1].size < _SMALLER * body_size:
        first -= 1
    return first


def _follows(label: str, notes: list[Note]) -> bool:
    """Whether a label goes on with the numbers of the notes above it."""
    if not notes or not label.isdigit() or not notes[-1].label.isdigit():
        return True
    return int(label) == int(notes[-1].label) + 1
