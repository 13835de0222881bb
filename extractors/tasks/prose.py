"""Tasks in prose: the items under a unit's heading, and the items and paragraphs that name who is to do them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import regex

from extractors.common.document import Block, Document
from extractors.common.slots import Slot, SlotRole, find_slots
from extractors.tasks.records import Role, Task, UnitPart
from extractors.tasks.roles import Reading, begins_work, cell_roles, read_roles, shifted
from extractors.tasks.sections import assigns_work, names_a_subject, names_participants, section_of
from extractors.units import UnitMention, is_unit_list, read_unit_list

_PROSE = frozenset({"paragraph", "item", "heading"})
_ADDRESSED = regex.compile(r"\s*đối\s+với\s", regex.IGNORECASE)
_COLON = regex.compile(r":\s*")
_CONTENT_LABEL = regex.compile(
    r"\s*(?:nhiệm\s+vụ|nội\s+dung(?:\s+thực\s+hiện)?|công\s+việc)\s*:\s*", regex.IGNORECASE
)
_SUBJECT_LABEL = regex.compile(r"[^:.;]{2,60}:\s*(?=\p{L})")
_TIME_AFTER_TEXT = regex.compile(r"[^:]{3,120}:\s*(?=\S)")
_ROLES: dict[SlotRole, Role] = {"lead": "lead", "coordinate": "coordinate", "report_to": "report_to"}
_TARGET = regex.compile(r"\s*(?:(?:trên|dưới|tối\s+thiểu|ít\s+nhất)\s+)?\d[\d.,]*\s*%", regex.IGNORECASE)

_LONGEST_HEADING = 400
_LONGEST_LIKELY = 90

IsTime = Callable[[int, int], bool]
"""Whether the document's text between two offsets is nothing but a time."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a block has from those above it: who is to do the work, and with whom."""

    leads: tuple[UnitPart, ...] = ()
    partners: tuple[UnitPart, ...] = ()
    assigning: bool = False
    barred: bool = False
    """Under a heading that says who takes part (`Thành phần tham dự`): the units named there do nothing."""


@dataclass(slots=True)
class _Slots:
    """What the slot lines that close a group of blocks state."""

    parts: list[UnitPart] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    products: list[str] = field(default_factory=list)

    def add(self, document: Document, block: Block, slots: list[Slot]) -> None:
        """Takes over the slots of one line."""
        body = document.body_of(block)
        for slot in slots:
            value = body[slot.value_start : slot.value_end]
            offset = block.body_start + slot.value_start
            if slot.role == "time":
                self.times.append((offset, block.body_start + slot.value_end))
            elif slot.role == "product":
                self.products.append(value)
            elif slot.role in _ROLES:
                units = read_unit_list(value, cell=False)
                self.parts.extend(
                    shifted(part, offset) for part in cell_roles(value, units, _ROLES[slot.role])
                )


def find_prose_tasks(document: Document, is_time: IsTime) -> Iterator[Task]:
    """The tasks in a document's headings, items and paragraphs, in reading order."""
    yield from _Walk(document, is_time).children_of(None, _Given(), _after_opening(document))


def _after_opening(document: Document) -> int:
    """The first block after the opening, which says who issues the plan and gives out no work: the first heading,
    or the first block of a document without headings."""
    return next((block.block_id for block in document.blocks if block.kind == "heading"), 0)


class _Walk:
    def __init__(self, document: Document, is_time: IsTime) -> None:
        self._document = document
        self._is_time = is_time

    def children_of(self, parent: Block | None, given: _Given, first: int = 0) -> Iterator[Task]:
        """The tasks in the blocks under a block, from the block `first` on, which have from above what is given."""
        children = [
            child
            for child in self._document.children_of(parent.block_id if parent else None)
            if child.kind in _PROSE and child.block_id >= first
        ]
        closed = self._slot_groups(children)
        among_units = given.assigning and self._mostly_units(children, given)
        for child in children:
            group = closed.get(child.block_id)
            if group is None or child.block_id not in group[1]:
                yield from self._block(child, given, group[0] if group else None, among_units=among_units)

    def _mostly_units(self, children: list[Block], given: _Given) -> bool:
        """Whether units are what the blocks of a section are headed by, so that a heading among them names one too."""
        heads = [
            child
            for child in children
            if child.label is not None and not names_a_subject(self._document.body_of(child))
        ]
        units = [child for child in heads if self._heading_units(child, self._document.body_of(child), given)]
        return len(units) >= 2 and 2 * len(units) >= len(heads)

    def _slot_groups(self, children: list[Block]) -> dict[int, tuple[_Slots, set[int]]]:
        """For each block, the slot lines that close the group it belongs to, and which blocks are slot lines."""
        groups: dict[int, tuple[_Slots, set[int]]] = {}
        open_blocks: list[int] = []
        slots: _Slots | None = None
        lines: set[int] = set()
        for child in children:
            found = self._slot_line(child)
            if not found:
                if slots is not None:
                    open_blocks, slots, lines = [], None, set()
                open_blocks.append(child.block_id)
                below = self._slots_below(child)
                if below is not None and child.label is not None and not child.label[0].isdigit():
                    # a dash ranks below a letter, so that the lines which close a), b) and c) stand under c)
                    groups.update(dict.fromkeys(open_blocks, (below, set())))
                    open_blocks = []
                continue
            if slots is None:
                slots = _Slots()
                groups.update(dict.fromkeys(open_blocks, (slots, lines)))
            slots.add(self._document, child, found)
            lines.add(child.block_id)
            groups[child.block_id] = (slots, lines)
        return groups

    def _slot_line(self, block: Block) -> list[Slot]:
        """The slots of a block that is nothing but slots; none for any other block."""
        if self._document.children_of(block.block_id):
            return []
        body = self._document.body_of(block)
        slots = find_slots(body)
        if slots and not body[: slots[0].label_start].strip(" -+•*("):
            return slots
        match = _TIME_AFTER_TEXT.match(body)
        if match and self._is_time(block.body_start + match.end(), block.char_end):
            return [Slot("time", 0, match.end(), len(body))]
        return []

    def _block(
        self, block: Block, given: _Given, slots: _Slots | None, *, among_units: bool
    ) -> Iterator[Task]:
        document = self._document
        body = document.body_of(block)
        children = [child for child in document.children_of(block.block_id) if child.kind in _PROSE]
        own_slots = self._slots_below(block)
        given = replace(
            given,
            assigning=given.assigning or assigns_work(body),
            barred=given.barred or (block.kind == "heading" and names_participants(body)),
        )
        heading_units = None if given.barred else self._heading_units(block, body, given)
        if heading_units is None and among_units:
            heading_units = self._likely_units(block, body)
        if heading_units is not None and heading_units[1] == len(body) and own_slots is not None:
            heading_units = None  # the slot lines tell who does it, so that the heading tells what
        start = 0
        if heading_units is not None:
            units, start = heading_units
            leads = tuple(shifted(part, block.body_start) for part in cell_roles(body, units, "lead"))
            given = replace(given, leads=leads, partners=())
        inner, end = self._inner_slots(block, start)
        text = body[start:end]
        reading = self._read(block, text, start, given)
        below = self._below(reading, given)
        introduces = bool(children) and (block.kind == "heading" or body.rstrip().endswith((":", ",")))
        whole_heading = block.kind == "heading" and own_slots is not None and bool(text.strip(" .:;"))
        stated = inner or own_slots or slots
        work = bool(text.strip(" .:;")) and block.kind != "heading" and not introduces
        if whole_heading or (work and self._is_task(reading, given, stated)):
            yield self._task(block, (start, end), reading, given, stated)
        yield from self.children_of(block, below)

    def _inner_slots(self, block: Block, start: int) -> tuple[_Slots | None, int]:
        """The slots that a block's own text closes with (`… . Đơn vị thực hiện: X. Thời gian: Y`), and where the
        text before them ends."""
        body = self._document.body_of(block)
        found = [slot for slot in find_slots(body) if slot.label_start > start]
        if not any(slot.role in _ROLES for slot in found):
            return None, len(body)
        slots = _Slots()
        slots.add(self._document, block, found)
        return slots, found[0].label_start

    def _slots_below(self, block: Block) -> _Slots | None:
        """The slot lines under a block that has no other text under it."""
        children = [child for child in self._document.children_of(block.block_id) if child.kind in _PROSE]
        slots = _Slots()
        for child in children:
            found = self._slot_line(child)
            if not found:
                return None
            slots.add(self._document, child, found)
        return slots if slots.parts else None

    def _heading_units(self, block: Block, body: str, given: _Given) -> tuple[list[UnitMention], int] | None:
        """The units that a block names as a heading does, alone or before a colon, and where its text begins."""
        if _ADDRESSED.match(body) and not given.assigning:
            return None
        colon = _COLON.search(body)
        if colon is not None and colon.end() < len(body.rstrip()):
            head = body[: colon.start()]
            if len(head) < _LONGEST_HEADING and is_unit_list(head):
                return read_unit_list(head, cell=False), colon.end()
        opens = block.kind == "heading" or bool(self._document.children_of(block.block_id))
        if opens and len(body) < _LONGEST_HEADING and is_unit_list(body):
            return read_unit_list(body, cell=False), len(body)
        return None

    def _likely_units(self, block: Block, body: str) -> tuple[list[UnitMention], int] | None:
        """As `_heading_units`, for a heading among those of units that no rule knows as one (`Cha mẹ học sinh`)."""
        colon = _COLON.search(body)
        if colon is not None and colon.end() < len(body.rstrip()):
            head, end = body[: colon.start()], colon.end()
        elif block.kind == "heading" or self._document.children_of(block.block_id):
            head, end = body, len(body)
        else:
            return None
        if len(head) > _LONGEST_LIKELY or begins_work(head) or names_a_subject(head):
            return None
        units = read_unit_list(head, cell=True)
        return (units, end) if units else None

    def _read(self, block: Block, text: str, start: int, given: _Given) -> Reading:
        label = _SUBJECT_LABEL.match(text)
        said = label.end() if label is not None and names_a_subject(text) else 0
        reading = read_roles(text[said:], targets_out=not given.assigning, inherits=bool(given.leads))
        offset = block.body_start + start + said
        parts = tuple(shifted(part, offset) for part in reading.parts)
        return Reading(parts, reading.own_lead and not _TARGET.match(text), reading.opening)

    def _below(self, reading: Reading, given: _Given) -> _Given:
        """What the blocks under one have from it: its own doer, else the one it has; partners that it names."""
        leads = (
            tuple(part for part in reading.parts if part.role == "lead") if reading.own_lead else given.leads
        )
        partners = tuple(part for part in reading.parts if part.role == "coordinate")
        return replace(given, leads=leads, partners=partners or given.partners)

    def _is_task(self, reading: Reading, given: _Given, slots: _Slots | None) -> bool:
        if slots is not None and any(part.role == "lead" for part in slots.parts):
            return True
        return not given.barred and (reading.own_lead or bool(given.leads))

    def _task(
        self, block: Block, stretch: tuple[int, int], reading: Reading, given: _Given, slots: _Slots | None
    ) -> Task:
        document = self._document
        body = document.body_of(block)
        start, end = stretch
        label = _CONTENT_LABEL.match(body, start)
        if label and label.end() < end:
            start = label.end()
        while end > start and (body[end - 1].isspace() or body[end - 1] in "(-"):
            end -= 1
        span = (block.body_start + start, block.body_start + end)
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
            section=section_of(document, block),
            origin="prose",
            product="; ".join(slots.products) or None if slots else None,
            units=tuple(parts),
            time_spans=(span, *(slots.times if slots else ())),
        )
