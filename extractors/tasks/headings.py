"""The units that a line names as a heading does (`1. Văn phòng Sở:`)."""

from __future__ import annotations

import regex

from extractors.common.organisations import match_field, match_place
from extractors.tasks.lines import Line
from extractors.tasks.roles import begins_work
from extractors.tasks.sections import names_a_subject
from extractors.tasks.wording import ADDRESSED
from extractors.units import UnitMention, read_unit_list, read_whole_list

_OF_SEVERAL = regex.compile(r"(?<!\p{L})(?:các|những)\s[^:.;]{1,60}$", regex.IGNORECASE)
_GOES_ON_LISTING = regex.compile(r"\s*(?:[,;]|và(?=\s))\s*(?:và\s+)?\p{Lu}")
# where work is given out, a person before a colon is its doer (`Đ/c Hà - Phó Chủ tịch: …`, `Nhân viên kế toán: …`)
_PERSON = regex.compile(
    r"(?:(?:đ/c|đồng\s+chí|ông|bà|cô|thầy|(?:PGS|GS|BS\w{0,5}|ThS|TS|DS|KS|YS|ĐD|NHS|CN|KTV)\.?)\s+(?-i:\p{Lu})|(?:giáo\s+viên|nhân\s+viên|cán\s+bộ|viên\s+chức|công\s+chức)\s)"
    r"[^:.;]{1,80}:\s*\S",
    regex.IGNORECASE,
)
_LONGEST_HEADING = 400
_LONGEST_LIKELY = 90


def heading_units(line: Line, *, assigning: bool) -> tuple[list[UnitMention], int] | None:
    """The units that a line names as a heading does, alone or before a colon, and where its text begins."""
    if line.text_start < 0:
        line.units, line.text_start = _named(line)
    if line.units is None or (ADDRESSED.match(line.body) and not assigning):
        return None
    return line.units, line.text_start


def _named(line: Line) -> tuple[list[UnitMention] | None, int]:
    head, text_start = _head(line)
    if text_start:
        units = read_whole_list(head) if len(head) < _LONGEST_HEADING else None
        if units is not None:
            return units, text_start
    if (line.block.kind == "heading" or line.has_children) and len(line.body) < _LONGEST_HEADING:
        return read_whole_list(line.body), len(line.body)
    return None, 0


def likely_units(line: Line) -> tuple[list[UnitMention], int] | None:
    """As `heading_units`, for a heading among those of units that no rule knows as one (`Cha mẹ học sinh`)."""
    head, end = _head(line)
    if not end:
        if not line.has_children:
            return None
        head, end = line.body, len(line.body)
    if len(head) > _LONGEST_LIKELY or begins_work(head) or names_a_subject(head):
        return None
    units = read_unit_list(head, cell=True)
    return (units, end) if units else None


def names_a_person(body: str) -> bool:
    """Whether a text names a person before a colon, who in a section that gives out work is the doer."""
    return bool(_PERSON.match(body))


def _head(line: Line) -> tuple[str, int]:
    """What stands before the first colon that may close a heading's units, not one after which a list names its
    members (`Giám đốc các Sở: Tài chính, Nội vụ`), and where the text after it begins; 0 where there is none."""
    body = line.body
    colon = body.find(":")
    while colon >= 0:
        end = colon + 1
        while end < len(body) and body[end].isspace():
            end += 1
        if end == len(body):
            break
        if not _lists_members(body, colon, end):
            return body[:colon], end
        colon = body.find(":", end)
    return "", 0


def _lists_members(body: str, colon: int, end: int) -> bool:
    if _OF_SEVERAL.search(body, max(0, colon - _LONGEST_LIKELY), colon) is None:
        return False
    field = match_field(body, end, department=False)
    listed = field is not None and _GOES_ON_LISTING.match(body, field[0])
    return bool(listed) or _lists_places(body, end)


def _lists_places(body: str, start: int) -> bool:
    """Whether two names of places stand there (`Tân Lập, Hòa An`)."""
    first = match_place(body, start)
    joint = None if first is None else _GOES_ON_LISTING.match(body, first[0])
    return joint is not None and match_place(body, joint.end() - 1) is not None
