"""Who is to do a piece of work, named in the bracket that closes it: `Rà soát văn bản (Phòng Tư pháp, quý III).`"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.tasks.lines import Line, Slots
from extractors.tasks.roles import begins_work, cell_roles, read_roles
from extractors.units import UnitMention, find_units, read_whole_list

_CLOSING = regex.compile(r"(?r)\((?P<inside>[^()]{3,200})\)[\s.;,/]*$")
_TIME = regex.compile(
    r"\s*[,;–-]\s*(?=(?:(?:hoàn\s+thành|thực\s+hiện|thời\s+gian|trong|trước|vào|chậm\s+nhất|đến|từ|cả)\s+){0,3}+"
    r"(?:quý|tháng|năm|tuần|ngày|h[àằ]ng|định\s+kỳ|thường\s+xuyên|\d))",
    regex.IGNORECASE,
)


class Closing(NamedTuple):
    """The bracket that closes a line: the units in it, where what it says begins, and where the time after them stands.

    `explicit` tells that it also says what they do or when; without that the bracket may explain who is meant by the
    words before it.
    """

    units: list[UnitMention]
    offset: int
    time: tuple[int, int] | None
    explicit: bool


def closing_of(line: Line, start: int) -> Closing | None:
    """The bracket that closes a line whose text begins at `start`, where it names units and says nothing of others."""
    body = line.body
    if not body.rstrip(" .;,/").endswith(")") or (found := _CLOSING.search(body, start)) is None:
        return None
    inside, offset = found["inside"], found.start("inside")
    time = _TIME.search(inside)
    named = inside if time is None else inside[: time.start()]
    units = read_whole_list(named) if named[:1].isupper() or named.startswith("các ") else None
    if not units or any(unit.level == "central" for unit in units):
        return None  # `(Bộ Chính trị, ngày …)` tells whose an instrument is
    explicit = time is not None or units[-1].end < len(named.rstrip())
    before = body[start : found.start()]
    if not explicit and (not begins_work(before) or _explains(before)):
        return None
    span = None if time is None else (offset + time.end(), found.end("inside"))
    return Closing(units, offset, span, explicit)


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
