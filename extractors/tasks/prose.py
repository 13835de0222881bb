"""Tasks in prose: the items under a unit's heading, and the items and paragraphs that name who is to do them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extractors.common.document import Document
from extractors.tasks.lines import UNIT_ROLES, IsTime, Line, Slots, lines_of, slot_groups
from extractors.tasks.records import Task, UnitPart
from extractors.tasks.roles import Reading, begins_work, cell_roles, read_roles
from extractors.tasks.sections import assigns_work, names_a_subject, names_participants, section_of
from extractors.units import UnitMention, read_unit_list, read_whole_list

_ADDRESSED = regex.compile(r"\s*đối\s+với\s", regex.IGNORECASE)
_CONTENT_LABEL = regex.compile(
    r"\s*(?:nhiệm\s+vụ|nội\s+dung(?:\s+thực\s+hiện)?|công\s+việc)\s*:\s*", regex.IGNORECASE
)
_SUBJECT_LABEL = regex.compile(r"[^:.;]{2,60}:\s*(?=\p{L})")
_TARGET = regex.compile(r"\s*(?:(?:trên|dưới|tối\s+thiểu|ít\s+nhất)\s+)?\d[\d.,]*\s*%", regex.IGNORECASE)

_LONGEST_HEADING = 400
_LONGEST_LIKELY = 90


class _Given(NamedTuple):
    """What a block has from those above it: who is to do the work, and with whom."""

    leads: tuple[UnitPart, ...] = ()
    partners: tuple[UnitPart, ...] = ()
    assigning: bool = False
    barred: bool = False
    """Under a heading that says who takes part (`Thành phần tham dự`): the units named there do nothing."""


def find_prose_tasks(document: Document, is_time: IsTime) -> Iterator[Task]:
    """The tasks in a document's headings, items and paragraphs, in reading order."""
    yield from _Walk(document).tasks_in(lines_of(document, is_time), _Given())


def _head(line: Line) -> tuple[str, int]:
    """What stands before a line's first colon, and where the text after it begins; 0 where there is no such text."""
    colon = line.body.find(":")
    if colon < 0:
        return "", 0
    end = colon + 1
    while end < len(line.body) and line.body[end].isspace():
        end += 1
    return (line.body[:colon], end) if end < len(line.body) else ("", 0)


class _Walk:
    def __init__(self, document: Document) -> None:
        self._document = document

    def tasks_in(self, lines: list[Line], given: _Given) -> Iterator[Task]:
        """The tasks in the lines under one, which have from above what is given."""
        closed = slot_groups(lines)
        among_units = given.assigning and self._mostly_units(lines, given)
        for line in lines:
            group = closed.get(line.block.block_id)
            if group is None or line.block.block_id not in group[1]:
                yield from self._line(line, given, group[0] if group else None, among_units=among_units)

    def _mostly_units(self, lines: list[Line], given: _Given) -> bool:
        """Whether units are what the lines of a section are headed by, so that a heading among them names one too."""
        heads = [line for line in lines if line.block.label is not None and not names_a_subject(line.body)]
        units = [line for line in heads if self._heading_units(line, given)]
        return len(units) >= 2 and 2 * len(units) >= len(heads)

    def _line(self, line: Line, given: _Given, slots: Slots | None, *, among_units: bool) -> Iterator[Task]:
        block, body = line.block, line.body
        assigning = given.assigning or assigns_work(body)
        barred = given.barred or (block.kind == "heading" and names_participants(body))
        if (assigning, barred) != (given.assigning, given.barred):
            given = _Given(given.leads, given.partners, assigning, barred)
        heading_units = None if barred else self._heading_units(line, given)
        if heading_units is None and among_units:
            heading_units = self._likely_units(line)
        if heading_units is not None and heading_units[1] == len(body) and line.below is not None:
            heading_units = None  # the slot lines tell who does it, so that the heading tells what
        start = 0
        if heading_units is not None:
            units, start = heading_units
            given = _Given(tuple(cell_roles(body, units, "lead", line.start)), (), assigning, barred)
        inner, end = self._inner_slots(line, start)
        text = body[start:end]
        says_something = bool(text.strip(" .:;"))
        reading = self._read(text, line.start + start, given)
        introduces = bool(line.children) and (block.kind == "heading" or body.rstrip().endswith((":", ",")))
        whole_heading = block.kind == "heading" and line.below is not None and says_something
        stated = inner or line.below or slots
        work = says_something and block.kind != "heading" and not introduces
        if whole_heading or (work and self._is_task(reading, given, stated)):
            yield self._task(line, (start, end), reading, given, stated)
        if line.children:
            yield from self.tasks_in(line.children, self._below(reading, given))

    def _inner_slots(self, line: Line, start: int) -> tuple[Slots | None, int]:
        """The slots that a block's own text closes with (`… . Đơn vị thực hiện: X. Thời gian: Y`), and where the
        text before them ends."""
        found = [slot for slot in line.slots if slot.label_start > start]
        if not any(slot.role in UNIT_ROLES for slot in found):
            return None, len(line.body)
        slots = Slots()
        slots.add(line, found)
        return slots, found[0].label_start

    def _heading_units(self, line: Line, given: _Given) -> tuple[list[UnitMention], int] | None:
        """The units that a line names as a heading does, alone or before a colon, and where its text begins."""
        if line.text_start < 0:
            line.units, line.text_start = self._named(line)
        if line.units is None or (_ADDRESSED.match(line.body) and not given.assigning):
            return None
        return line.units, line.text_start

    def _named(self, line: Line) -> tuple[list[UnitMention] | None, int]:
        head, text_start = _head(line)
        if text_start:
            units = read_whole_list(head) if len(head) < _LONGEST_HEADING else None
            if units is not None:
                return units, text_start
        if (line.block.kind == "heading" or line.has_children) and len(line.body) < _LONGEST_HEADING:
            return read_whole_list(line.body), len(line.body)
        return None, 0

    def _likely_units(self, line: Line) -> tuple[list[UnitMention], int] | None:
        """As `_heading_units`, for a heading among those of units that no rule knows as one (`Cha mẹ học sinh`)."""
        head, end = _head(line)
        if not end:
            if line.block.kind != "heading" and not line.has_children:
                return None
            head, end = line.body, len(line.body)
        if len(head) > _LONGEST_LIKELY or begins_work(head) or names_a_subject(head):
            return None
        units = read_unit_list(head, cell=True)
        return (units, end) if units else None

    def _read(self, text: str, offset: int, given: _Given) -> Reading:
        label = _SUBJECT_LABEL.match(text) if ":" in text else None
        said = label.end() if label is not None and names_a_subject(text) else 0
        reading = read_roles(
            text[said:], offset + said, targets_out=not given.assigning, inherits=bool(given.leads)
        )
        if reading.own_lead and _TARGET.match(text):
            return Reading(reading.parts, False, reading.opening)
        return reading

    def _below(self, reading: Reading, given: _Given) -> _Given:
        """What the blocks under one have from it: its own doer, else the one it has; partners that it names."""
        leads = (
            tuple(part for part in reading.parts if part.role == "lead") if reading.own_lead else given.leads
        )
        partners = tuple(part for part in reading.parts if part.role == "coordinate")
        return given._replace(leads=leads, partners=partners or given.partners)

    def _is_task(self, reading: Reading, given: _Given, slots: Slots | None) -> bool:
        if slots is not None and any(part.role == "lead" for part in slots.parts):
            return True
        return not given.barred and (reading.own_lead or bool(given.leads))

    def _task(
        self, line: Line, stretch: tuple[int, int], reading: Reading, given: _Given, slots: Slots | None
    ) -> Task:
        body = line.body
        start, end = stretch
        label = _CONTENT_LABEL.match(body, start)
        if label and label.end() < end:
            start = label.end()
        while end > start and (body[end - 1].isspace() or body[end - 1] in "(-"):
            end -= 1
        span = (line.start + start, line.start + end)
        parts = list(reading.parts)
        stated = {part.role for part in slots.parts} if slots else set()
        parts = [part for part in parts if part.role not in stated]
        if slots:
            parts.extend(slots.parts)
        if not any(part.role == "lead" for part in parts):
            parts.extend(given.leads)
        named = {part.name.casefold() for part in parts}
        parts.extend(
            part
            for part in given.partners
            if part.name.casefold() not in named and "coordinate" not in stated
        )
        return Task(
            start=span[0],
            end=span[1],
            rule="slot_lines"
            if slots and "lead" in stated
            else "own_doer"
            if reading.own_lead
            else "unit_heading",
            confidence=1.0,
            section=section_of(self._document, line.block),
            origin="prose",
            product="; ".join(slots.products) or None if slots else None,
            units=tuple(parts),
            time_spans=(span, *(slots.times if slots else ())),
        )
