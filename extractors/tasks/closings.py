"""Who does a piece of work, named where its line closes: `Rà soát văn bản (Phòng Tư pháp, quý III)`, `…: Phòng A`."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.tasks.lines import Line, Slots
from extractors.tasks.roles import begins_work, cell_roles, read_roles
from extractors.units import UnitMention, find_units, read_unit_list, read_whole_list

_CLOSING = regex.compile(r"(?r)\((?P<inside>[^()]{3,200})\)[\s.;,/]*$")
_AFTER_COLON = regex.compile(r"(?r):\s+(?P<inside>(?:\p{Lu}|các\s)[^():]{2,199})$")
# a colon after these opens a list of those meant, not of who does it
_OPENS_LIST = regex.compile(
    r"(?r)(?<!\p{L})(?:gồm|sau|với|về|đến|cho|tại|của|là|đơn\s+vị|cơ\s+quan|địa\s+phương|sở|ngành|xã|phường|thôn|trường|khoa|phòng"
    r"|thành\s+viên|thành\s+phần|tham\s+dự|tham\s+gia|mời|cấp)\s*",
    regex.IGNORECASE,
)
# `(Phòng A phối hợp các trường)`
_WITH_OTHERS = regex.compile(r"\p{Lu}[^;:]{2,80}?\s(?:chủ\s+trì,\s+)?phối\s+hợp(?!\p{L})")
_TIME = regex.compile(
    r"\s*[,;–-]\s*(?=(?:(?:hoàn\s+thành|thực\s+hiện|thời\s+gian|trong|trước|vào|chậm\s+nhất|đến|từ|cả)\s+){0,3}+"
    r"(?:quý|tháng|năm|tuần|ngày|h[àằ]ng|định\s+kỳ|thường\s+xuyên|\d))",
    regex.IGNORECASE,
)


class Closing(NamedTuple):
    """The bracket that closes a line, or what stands after its colon: the units in it, where what it says begins, and
    where the time after them stands.

    `explicit` tells that it also says what they do or when; without that the bracket may explain who is meant by the
    words before it.
    """

    units: list[UnitMention]
    offset: int
    time: tuple[int, int] | None
    explicit: bool


def closing_of(line: Line, start: int, end: int) -> Closing | None:
    """The bracket that closes a line's text, which stands between two offsets of it, or what its last colon introduces,
    where it names units and says nothing of others."""
    body = line.body[:end].rstrip(" .;,(")
    bracket = body.rstrip(" .;,/").endswith(")")
    found = (_CLOSING if bracket else _AFTER_COLON).search(body, start) if bracket or ":" in body else None
    if found is None:
        return None
    before = body[start : found.start()]
    if not bracket and _opens_list(before):
        return None
    inside, offset = found["inside"], found.start("inside")
    time = _TIME.search(inside)
    named = inside if time is None else inside[: time.start()]
    units = read_whole_list(named) if named[:1].isupper() or named.startswith("các ") else None
    with_others = not units and _WITH_OTHERS.match(named) is not None and not _explains(before)
    if with_others and (listed := read_unit_list(named, cell=False)) and not named[: listed[0].start].strip():
        units = listed
    if not units or any(unit.level == "central" for unit in units):
        return None  # `(Bộ Chính trị, ngày …)` tells whose an instrument is
    explicit = with_others or time is not None or units[-1].end < len(named.rstrip())
    if not explicit and bracket and (not begins_work(before) or _explains(before)):
        return None
    end = offset + len(inside.rstrip(" .;,/"))
    span = None if time is None else (offset + time.end(), end)
    return Closing(units, offset, span, explicit)


def _opens_list(before: str) -> bool:
    """Whether the words before a colon say no work, or open a list of those meant."""
    return not begins_work(before) or _OPENS_LIST.match(before) is not None


def _explains(before: str) -> bool:
    """Whether the words before a bracket end in a unit's name, or tell who gets a report: then it explains who that
    is."""
    end = len(before.rstrip())
    if any(unit.end >= end for unit in find_units(before)):
        return True
    reading = read_roles(before, targets_out=True, inherits=True)
    return any(part.role == "report_to" for part in reading.parts)


def slots_of(line: Line, closing: Closing) -> Slots:
    """What the bracket states, as slots."""
    slots = Slots()
    named = line.body[closing.offset : closing.time[0] if closing.time else None]
    slots.parts.extend(cell_roles(named, closing.units, "lead", line.start + closing.offset))
    if closing.time is not None:
        slots.times.append((line.start + closing.time[0], line.start + closing.time[1]))
    return slots
