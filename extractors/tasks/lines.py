"""The lines of a plan's prose, with the slot lines (`Cơ quan chủ trì: …`) that close a line or a group of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import regex

from extractors.common.document import Block, Document
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.slots import Slot, SlotRole, find_slots, slot_line_role
from extractors.tasks.records import Role, UnitPart
from extractors.tasks.roles import cell_roles
from extractors.units import UnitMention, read_unit_list, read_whole_list

_PROSE = frozenset({"paragraph", "item", "heading"})
_TIME_AFTER_TEXT = regex.compile(r"[^:]{3,120}:\s*(?=\S)")
_LONGEST_LABEL = 60
_CONTENT_ONLY = regex.compile(
    r"[-–+•*\s]*(?:các\s+)?(?:nhiệm\s+vụ|nội\s+dung|công\s+việc|hoạt\s+động)"
    r"(?:\s+(?:thực\s+hiện|triển\s+khai|công\s+việc|nhiệm\s+vụ|hoạt\s+động|chính|cụ\s+thể|trọng\s+tâm)){0,3}\s*[:.]?\s*",
    regex.IGNORECASE,
)
UNIT_ROLES: dict[SlotRole, Role] = {"lead": "lead", "coordinate": "coordinate", "report_to": "report_to"}
"""The slots that name units, with the units' part."""

IsTime = Callable[[int, int], bool]
"""Whether the document's text between two offsets is nothing but a time."""


@dataclass(slots=True)
class Slots:
    """What the slot lines that close a group of blocks state."""

    parts: list[UnitPart] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    products: list[str] = field(default_factory=list)

    def add(self, line: Line, slots: list[Slot]) -> None:
        """Takes over the slots of one line, with what stands under a label without a value."""
        if line.listed:
            for child in line.listed:
                self.add(child, child.alone or [Slot(slots[0].role, 0, 0, len(child.body))])
            return
        for slot in slots:
            value = line.body[slot.value_start : slot.value_end]
            offset = line.start + slot.value_start
            if slot.role == "time":
                self.times.append((offset, line.start + slot.value_end))
            elif slot.role == "product":
                self.products.append(value)
            elif slot.role in UNIT_ROLES:
                units = read_unit_list(value, cell=False)
                self.parts.extend(cell_roles(value, units, UNIT_ROLES[slot.role], offset))


@dataclass(slots=True)
class Line:
    """A block of prose with the blocks under it and what is asked of it more than once."""

    block: Block
    body: str
    slots: list[Slot]
    """The slots in its text."""
    alone: list[Slot]
    """The slots of a line that is nothing but slots; none for any other."""
    has_children: bool
    noted: bool
    """Whether it tells where, for whom or how, and no work (`Đối tượng: …`) where it stands beside slot lines."""
    children: list[Line] = field(default_factory=list)
    """The blocks of prose under it."""
    listed: list[Line] = field(default_factory=list)
    """Those of a line that is only a slot's label: each a unit, units or a time that fills the slot."""
    below: Slots | None = None
    """The slot lines under a line that has no other text under it."""
    units: list[UnitMention] | None = None
    """The units that it names as a heading does, alone or before a colon, once that was asked."""
    text_start: int = -1
    """Where its text after them begins; -1 as long as nobody asked."""

    @property
    def start(self) -> int:
        """Where the body begins in the document's text."""
        return self.block.body_start


def lines_of(document: Document, is_time: IsTime) -> list[Line]:
    """The blocks of prose that stand under no other, each with those under it, without the opening."""
    first = _after_opening(document)
    top: list[Line] = []
    lines: dict[int, Line] = {}
    for block in document.blocks[first:]:
        if block.kind not in _PROSE:
            continue
        if block.parent_id is None:
            siblings = top
        elif (parent := lines.get(block.parent_id)) is not None:
            siblings = parent.children
        else:
            continue
        body = document.body_of(block)
        slots = find_slots(body)
        has_children = bool(document.children_of(block.block_id))
        alone = [] if has_children else _slots_alone(block, body, slots, is_time)
        noted = not alone and not has_children and ":" in body and _note_line().match(body) is not None
        line = lines[block.block_id] = Line(block, body, slots, alone, has_children, noted)
        siblings.append(line)
    for line in lines.values():
        _list_values(line, is_time)
    for siblings in (top, *(line.children for line in lines.values())):
        _drop_lone_times(siblings)
    for line in lines.values():
        line.below = _slots_below(line)
    return top


def _list_values(line: Line, is_time: IsTime) -> None:
    """Makes a line that is only a slot's label a slot line, where what stands under it is nothing but its value."""
    label = line.body.strip(" :.-+•*")
    if not line.children or len(label) > _LONGEST_LABEL or any(child.has_children for child in line.children):
        return
    role = slot_line_role(label)
    if role == "time":
        filled = all(is_time(child.start, child.block.char_end) for child in line.children)
    elif role in UNIT_ROLES:
        filled = all(
            child.alone or read_whole_list(child.body.strip(" ;.")) is not None for child in line.children
        )
    else:
        filled = False
    if role is not None and filled:
        line.alone = [Slot(role, 0, len(line.body), len(line.body))]
        line.listed = line.children


def _drop_lone_times(siblings: list[Line]) -> None:
    """Lets text with a time after its colon be a slot line only beside one that names units: elsewhere it is work and
    when it is to be done (`Văn phòng tổ chức tổng kết: tháng 12`)."""
    if any(slot.role in UNIT_ROLES for line in siblings for slot in line.alone):
        return
    for line in siblings:
        if not line.slots:
            line.alone = []


def is_content_label(line: Line) -> bool:
    """Whether a line only announces the work under it (`a) Nội dung:`), beside slot lines that tell who does it."""
    label = line.block.label
    numeral = label is not None and label[0] in "IVX"
    return bool(line.children) and not numeral and _CONTENT_ONLY.fullmatch(line.body) is not None


@cache
def _note_line() -> regex.Pattern[str]:
    labels = alternatives(load_lexicon("extractors.tasks", "wording")["note_labels"])
    return regex.compile(rf"[-+•*\s]*{labels}(?:\s+\p{{L}}+){{0,3}}\s*:", regex.IGNORECASE)


def _after_opening(document: Document) -> int:
    """The first block after the opening, which says who issues the plan and to whom, and gives out no work: in a
    document with headings the first of them or of its numbered items, else the first block after the addressees."""
    headed = any(block.kind == "heading" for block in document.blocks)
    addressed, first = False, 0
    for block in document.blocks:
        if headed and (
            block.kind == "heading" or (block.kind == "item" and block.label and block.label[0].isalnum())
        ):
            return block.block_id
        if block.kind in ("letterhead", "title"):
            addressed = document.text_of(block).rstrip().endswith(":")
        elif block.kind != "item":
            addressed = False
        if addressed:
            first = block.block_id + 1
    return first


def _slots_alone(block: Block, body: str, slots: list[Slot], is_time: IsTime) -> list[Slot]:
    """The slots of a line that is nothing but slots; none for any other line."""
    if slots and not body[: slots[0].label_start].strip(" -+•*("):
        return slots
    match = _TIME_AFTER_TEXT.match(body) if ":" in body and not slots else None
    if match and is_time(block.body_start + match.end(), block.char_end):
        return [Slot("time", 0, match.end(), len(body))]
    return []


def _slots_below(line: Line) -> Slots | None:
    """The slot lines under a line that has no other text under it."""
    if not all(child.alone or child.noted for child in line.children):
        return None
    slots = Slots()
    for child in line.children:
        slots.add(child, child.alone)
    return slots if slots.parts else None


def _drop_numbered_times(lines: list[Line], groups: dict[int, tuple[Slots, set[int]]]) -> None:
    """Takes from a group the times of numbered lines that stand beside no line which names units: such a line is a
    matter of its own (`8. Thời hạn báo cáo: …` after the items of the units)."""
    for line in lines:
        label = line.block.label
        if line.alone and label is not None and label[0].isdigit():
            slots = groups[line.block.block_id][0]
            if not slots.parts:
                slots.times = []


def slot_groups(lines: list[Line]) -> dict[int, tuple[Slots, set[int]]]:
    """For each line, the slot lines that close the group it belongs to, and which lines are slot lines; by the
    blocks' ids."""
    groups: dict[int, tuple[Slots, set[int]]] = {}
    open_blocks: list[int] = []
    slots: Slots | None = None
    slot_lines: set[int] = set()
    for line in lines:
        if line.noted:
            continue
        if not line.alone:
            if slots is not None:
                open_blocks, slots, slot_lines = [], None, set()
            if not any(child.alone for child in line.children) or line.below is not None:
                open_blocks.append(line.block.block_id)
            label = line.block.label
            if line.below is not None and label is not None and not label[0].isdigit():
                # a dash ranks below a letter, so that the lines which close a), b) and c) stand under c)
                groups.update(dict.fromkeys(open_blocks, (line.below, set())))
                open_blocks = []
            continue
        if slots is None:
            slots = Slots()
            groups.update(dict.fromkeys(open_blocks, (slots, slot_lines)))
        slots.add(line, line.alone)
        slot_lines.add(line.block.block_id)
        groups[line.block.block_id] = (slots, slot_lines)
    _drop_numbered_times(lines, groups)
    beside = next(iter(groups.values()), None)
    if beside is not None and beside[0].parts:
        notes = {line.block.block_id for line in lines if line.noted}
        groups.update((note, (beside[0], notes)) for note in notes)
    return groups
