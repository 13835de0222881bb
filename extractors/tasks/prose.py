"""Tasks in prose: the items under a unit's heading, and the items and paragraphs that name who is to do them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import regex

from extractors.common.document import Document
from extractors.common.labels import PHASE
from extractors.common.reviews import looks_back
from extractors.tasks.closings import closing_of, slots_of
from extractors.tasks.headings import heading_units, likely_units, names_a_person
from extractors.tasks.lines import (
    UNIT_ROLES,
    IsTime,
    Line,
    Slots,
    is_content_label,
    lines_of,
    slot_groups,
)
from extractors.tasks.records import Task, UnitPart
from extractors.tasks.roles import Reading, begins_work, cell_roles, read_roles
from extractors.tasks.sections import assigns_work, names_a_subject, names_participants, section_of

_CLOSED = regex.compile(r"\./\.?\s*$")
_CONTENT_LABEL = regex.compile(
    r"\s*(?:nhiệm\s+vụ|nội\s+dung(?:\s+thực\s+hiện)?|công\s+việc)\s*:\s*", regex.IGNORECASE
)
_SUBJECT_LABEL = regex.compile(r"[^:.;]{2,60}:\s*(?=\p{L})")
# `Cơ quan thường trực: …` labels a unit that the text names after it
_UNIT_LABEL = regex.compile(
    r"\s*(?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)\s+\p{L}|cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở)|đối\s+với\s)[^:.;,]{0,60}:",
    regex.IGNORECASE,
)
_TARGET = regex.compile(r"\s*(?:(?:trên|dưới|tối\s+thiểu|ít\s+nhất)\s+)?\d[\d.,]*\s*%", regex.IGNORECASE)


class _Given(NamedTuple):
    """What a block has from those above it: who is to do the work, and with whom."""

    leads: tuple[UnitPart, ...] = ()
    partners: tuple[UnitPart, ...] = ()
    assigning: bool = False
    barred: bool = False
    """Under a heading that says who takes part (`Thành phần tham dự`) or looks back: units named there do nothing."""
    time: tuple[tuple[int, int], ...] = ()
    """The nearest heading that is nothing but a time."""
    closing: Slots | None = None
    """The slots that close the lines where no others do."""


def find_prose_tasks(document: Document, is_time: IsTime) -> Iterator[Task]:
    """The tasks in a document's headings, items and paragraphs, in reading order."""
    yield from _Walk(document, is_time).tasks_in(lines_of(document, is_time), _Given())


def _time_start(line: Line) -> int:
    """Where the first slot of a line begins, or the line's end."""
    return line.slots[0].label_start if line.slots else len(line.body)


class _Walk:
    def __init__(self, document: Document, is_time: IsTime) -> None:
        self._document = document
        self._is_time = is_time

    def tasks_in(self, lines: list[Line], given: _Given) -> Iterator[Task]:
        """The tasks in the lines under one, which have from above what is given."""
        closed = slot_groups(lines)
        among_units = given.assigning and self._mostly_units(lines, given)
        closed_lines = (line for line in lines if closing_of(line, 0, _time_start(line)) is not None)
        several_closed = not given.leads and len(list(islice(closed_lines, 2))) > 1
        for line in lines:
            group = closed.get(line.block.block_id)
            if group is None or line.block.block_id not in group[1]:
                slots = group[0] if group else given.closing
                yield from self._line(line, given, slots, among_units=among_units, closed=several_closed)

    def _mostly_units(self, lines: list[Line], given: _Given) -> bool:
        """Whether units are what the lines of a section are headed by, so that a heading among them names one too."""
        heads = [line for line in lines if line.block.label is not None and not names_a_subject(line.body)]
        units = [line for line in heads if heading_units(line, assigning=given.assigning)]
        return len(units) >= 2 and 2 * len(units) >= len(heads)

    def _line(
        self, line: Line, given: _Given, slots: Slots | None, *, among_units: bool, closed: bool
    ) -> Iterator[Task]:
        block, body = line.block, line.body
        assigning = given.assigning or assigns_work(body)
        barred = given.barred or (
            block.kind == "heading" and (names_participants(body) or looks_back(self._document, block))
        )
        if (assigning, barred) != (given.assigning, given.barred):
            given = given._replace(assigning=assigning, barred=barred)
        headed = None if barred else heading_units(line, assigning=assigning)
        if headed is None and (among_units or (assigning and names_a_person(body))):
            headed = likely_units(line)
        if headed is not None and headed[1] == len(body) and line.below is not None:
            headed = None  # the slot lines tell who does it, so that the heading tells what
        start = 0
        if headed is not None:
            units, start = headed
            leads = tuple(cell_roles(body, units, "lead", line.start))
            given = given._replace(leads=leads, partners=())
        inner, end = self._inner_slots(line, start)
        if inner is None and not barred:
            inner = self._closing_slots(line, start, closed=closed and headed is None)
        text = body[start:end]
        says_something = bool(text.strip(" .:;"))
        reading = self._read(text, line.start + start, given)
        introduces = bool(line.children) and (block.kind == "heading" or body.rstrip().endswith((":", ",")))
        # a paragraph may introduce headings or a table, which stand beside it
        introduces = introduces or (
            block.kind == "paragraph" and not line.has_children and body.endswith(":")
        )
        whole_heading = block.kind == "heading" and line.below is not None and says_something
        stated = inner or line.below or slots
        heads = block.kind == "heading" and not self._document.is_item(block)
        work = says_something and not heads and not introduces
        if whole_heading or (work and self._is_task(reading, given, stated)):
            yield self._task(line, (start, end), reading, given, stated)
        if line.children:
            # what stands under the words that close a document is no work: its recipients, its signature
            below = _Given() if _CLOSED.search(body) else self._below(line, reading, given)
            closing = slots if is_content_label(line) else given.closing if introduces else None
            yield from self.tasks_in(line.children, below._replace(closing=closing))

    def _inner_slots(self, line: Line, start: int) -> tuple[Slots | None, int]:
        """The slots that a block's own text closes with (`… . Đơn vị thực hiện: X. Thời gian: Y`), and where the
        text before them ends."""
        found = [slot for slot in line.slots if slot.label_start > start]
        if not any(slot.role in UNIT_ROLES for slot in found):
            return None, len(line.body)
        slots = Slots()
        slots.add(line, found)
        return slots, found[0].label_start

    def _closing_slots(self, line: Line, start: int, *, closed: bool) -> Slots | None:
        """What a line closes with, as slots, with its times. One bracket alone may explain; where several lines are
        `closed` so, they give out work."""
        closing = closing_of(line, start, _time_start(line))
        if closing is None or not (closing.explicit or closed):
            return None
        slots = slots_of(line, closing)
        slots.add(line, line.slots)
        return slots

    def _read(self, text: str, offset: int, given: _Given) -> Reading:
        label = _SUBJECT_LABEL.match(text) if ":" in text else None
        unsaid = label is not None and (names_a_subject(text) or _UNIT_LABEL.match(text))
        said = label.end() if label is not None and unsaid else 0
        reading = self._roles(text, said, offset, given)
        if label is not None and not said and not reading.own_lead:
            after = self._roles(text, label.end(), offset, given)
            if after.opening is not None and begins_work(text[label.end() + after.opening.end :]):
                reading = after  # `Kiểm tra: Phòng A tổ chức …`
        if reading.own_lead and _TARGET.match(text):
            return Reading(reading.parts, False, reading.opening)
        return reading

    def _roles(self, text: str, start: int, offset: int, given: _Given) -> Reading:
        return read_roles(
            text[start:], offset + start, targets_out=not given.assigning, inherits=bool(given.leads)
        )

    def _below(self, line: Line, reading: Reading, given: _Given) -> _Given:
        """What the blocks under one have from it: its own doer, of several sentences that of the last, else the one
        it has; partners that it names."""
        leads = given.leads
        if reading.own_lead:
            leads = tuple(part for part in reading.parts if part.role == "lead")
            last = line.start + line.body.rfind(". ")
            leads = tuple(part for part in leads if part.start > last) or leads
        partners = tuple(part for part in reading.parts if part.role == "coordinate")
        time = self._heading_time(line) or given.time
        return given._replace(leads=leads, partners=partners or given.partners, time=time)

    def _heading_time(self, line: Line) -> tuple[tuple[int, int], ...]:
        """The time that a line is, or that it gives to a phase (`Đợt 1 (từ 01/3 đến 15/3): Khảo sát`)."""
        phase = PHASE.match(line.body)
        start, end = 0, len(line.body)
        if phase is not None:
            start = phase.end()
            stop = line.body.find(")" if phase.group().endswith("(") else ":", start)
            end = end if stop < 0 else stop
        span = (line.start + start, line.start + end)
        return (span,) if start < end and self._is_time(*span) else ()

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
            times_above=given.time,
        )
