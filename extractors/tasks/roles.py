"""Which part each unit named in a sentence has: leads, works along, or receives a report.

The words before a unit decide (`phối hợp với X`, `báo cáo … về X`, `giao X`), then its place: the unit with which
an item begins, or that stands after an adverbial clause, is the one that is to do the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from extractors.common.lexicon import load_lexicon
from extractors.tasks.records import Role, UnitPart
from extractors.tasks.wording import ADDRESSED, FLAGS, HONORIFIC
from extractors.tasks.wording import words as wording
from extractors.units import UnitMention, find_units, first_unit

_JOINT = regex.compile(r"\s*(?:\([^()]{0,120}\)\s*)?(?:[,;&/]|\bvà\b|\bcùng\b|\bhoặc\b|[,;]\s*và\b)\s*")
_UNREAD_MEMBER = regex.compile(
    r"\s*[,;]\s*\p{Lu}[\p{L}\p{N}&.-]*+(?:\s+[\p{L}\p{N}&.-]++){0,7}?\s*(?:[,;]|\bvà\b|[,;]\s*và\b)\s*"
)
_BREAK = regex.compile(r"[.;:]\s|[.;:]$")
_CONTEXT = 160
_OPENING_LENGTH = 240
# patterns that begin with (?r) are for what stands before a unit: they are matched backwards from it

# not `Phòng A phối hợp Phòng B`, nor the first of `Phòng A chủ trì, Phòng B phối hợp`
_WORKS_ALONG = regex.compile(
    r"(?:(?!\b(?:chủ\s+trì|phụ\s+trách|đảm\s+nhiệm|tham\s+mưu|thực\s+hiện\s*,))[^.;:])*"
    r"\bphối\s+hợp\b(?!\s+(?:với|cùng|các)\b|\s+\p{Lu})"
)
_AFTER_PARTNER = regex.compile(r"(?r)\bphối\s+hợp\b[^;.]*", FLAGS)
# `Phối hợp: Phòng A; Phòng B`, or each on a line of its own: the label counts up to the next one
_UNDER_PARTNERS = regex.compile(
    r"(?:^|[\n;.])[\s\-–+•]*(?:(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)\s+)?phối\s+hợp(?:\s+thực\s+hiện)?\s*:[^:]*$",
    FLAGS,
)
_MORE = regex.compile(r"\s*(?:\([^)]{0,120}\)\s*)?(?:[:,–-]\s*)?\p{L}")
_STILL_LISTING = regex.compile(r"\s*(?:[,;]|và\b|hoặc\b)", FLAGS)
_PRESIDES = regex.compile(r"\s+chủ\s+trì\b", FLAGS)
_DONE_BY = regex.compile(r"(?r)(?<!\p{L})do\s+", FLAGS)
_DOES = regex.compile(r"\s+(?:chủ\s+trì|thực\s+hiện|đảm\s+nhiệm|phụ\s+trách)", FLAGS)
# `do Công an xã phối hợp với Trường A thực hiện`
_DOES_WITH = regex.compile(
    r"\s+phối\s+hợp\s[^.;:]{3,120}?\s(?:thực\s+hiện|tổ\s+chức|triển\s+khai|tiến\s+hành)(?!\p{L})", FLAGS
)
_HOLDS = regex.compile(r"\s+tổ\s+chức(?!\p{L})", FLAGS)
_SUGGESTED = regex.compile(r"(?r)(?<!\p{L})(?:tham\s+mưu|đề\s+xuất|kiến\s+nghị|trình)(?!\p{L})[^.,;]*", FLAGS)
# what a unit is given is money or a figure, and no work: `nguồn ngân sách nhà nước giao cho Sở`
_ALLOTTED = regex.compile(
    r"(?r)(?<!\p{L})(?:ngân\s+sách|dự\s+toán|kinh\s+phí|vốn|chỉ\s+tiêu|biên\s+chế)(?:\s+\p{L}+){0,4}\s+giao(?:\s+cho)?\s*",
    FLAGS,
)
# `(Phòng A thực hiện)`, `…; Phòng A phụ trách; …`: a clause that says no more than who does it
_IS_THE_DOER = regex.compile(
    r"\s+(?:(?:tổ\s+chức|triển\s+khai)\s+)?(?:thực\s+hiện|phụ\s+trách|đảm\s+nhiệm|đảm\s+nhận)\s*(?:[);,.]|$)",
    FLAGS,
)
# `hiệp thương phân công các tổ chức.`: among whom work is divided, not what is to be done
_DIVIDED = regex.compile(r"(?r)\p{L}\s+phân\s+công\s+", FLAGS)
_ENDS = regex.compile(r"\s*(?:[.;]|$)")
_BEGS = regex.compile(r"(?r)[^\s.;:]\s*,?\s+(?:kính\s+|trân\s+trọng\s+)?đề\s+nghị\s+", FLAGS)
_GRANTS = regex.compile(
    r"\s+(?:xem\s+xét|công\s+nhận|phê\s+duyệt|thẩm\s+(?:định|tra)|quyết\s+định|cho\s+(?:ý\s+kiến|phép|chủ\s+trương)|chấp\s+thuận"
    r"|thống\s+nhất|khen\s+thưởng|tặng|xếp\s+hạng)(?!\p{L})",
    FLAGS,
)
_ANY_UNIT = frozenset({"cơ quan", "đơn vị", "bộ phận", "cá nhân", "tổ chức", "địa phương"})
_LABELLED = regex.compile(r"\s+(?:\p{L}+\s+){0,4}?\p{L}+\s*(?::|$)")
_NEXT_CLAUSE = regex.compile(r"(?r)[;.]\s*(?:đồng\s+thời,?\s+|riêng\s+)?", FLAGS)
# who carries out a decision, in a sentence of its own after that on its entry into force
_CARRIES_OUT = regex.compile(
    r"\s+(?:(?:chịu|có)\s+trách\s+nhiệm|căn\s+cứ\s+[^.;:]{0,60}?)\s*(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thi\s+hành|thực\s+hiện)(?!\p{L})",
    FLAGS,
)
_BEGINS_SENTENCE = regex.compile(rf"(?r)[.;:]\s+{HONORIFIC}", FLAGS)
# `mỗi khoa` after `các khoa` says what each of them does
_OF_THE_SAME = regex.compile(r"(?:mỗi|từng|mọi)\s", FLAGS)
# `Định kỳ hằng quý các phòng báo cáo`: no comma need stand after how often
_REGULARLY = regex.compile(
    r"\s*(?:định\s+k[ỳì]|h[àằ]ng\s+(?:năm|quý|tháng|tuần))(?:[\s,]+(?:h[àằ]ng|năm|quý|tháng|tuần|\d{1,2})){0,8}",
    FLAGS,
)
_CLOSES_ADDRESS = regex.compile(r"\s*(?:\([^)]{0,120}\)\s*)?[:,]")
_MARKED_LEAD = regex.compile(r"\s*\(\s*chủ\s+trì\s*\)", FLAGS)
_ALONG = regex.compile(
    r"\s+(?:(?:cùng\s+)?phối\s+hợp(?!\s+(?:với|cùng)(?!\p{L}))|là\s+(?:cơ\s+quan|đơn\s+vị)\s+phối\s+hợp)(?!\p{L})",
    FLAGS,
)
_SAID_ALONG = regex.compile(r"\s+là\s+(?:các\s+)?(?:cơ\s+quan|đơn\s+vị)\s+phối\s+hợp(?!\p{L})", FLAGS)
# `Công an xã (Ban Chỉ huy Quân sự xã phối hợp)`
_ONLY_ALONG = regex.compile(r"\s+(?:cùng\s+)?phối\s+hợp(?:\s+thực\s+hiện)?\s*\)", FLAGS)
_AFTER_LEAD = regex.compile(
    r"(?r)(?:chủ\s+trì[^.;]{0,80}|phụ\s+trách|đảm\s+nhiệm|thực\s+hiện)\s*[,;]\s*", FLAGS
)
_CHAIN = regex.compile(r"(?:để|tổng\s+hợp|trình)\b", FLAGS)


class Run(NamedTuple):
    """Units named one after the other, joined by commas, semicolons or `và`: they share their part."""

    units: tuple[UnitMention, ...]

    @property
    def start(self) -> int:
        """Where the first unit's name begins, or the head of the list that it opens."""
        return self.units[0].opens_at

    @property
    def end(self) -> int:
        """Where the last unit's name ends."""
        return self.units[-1].end


class Reading(NamedTuple):
    """The parts that units have in a text. `own_lead` tells that the text itself names who is to do the work."""

    parts: tuple[UnitPart, ...]
    own_lead: bool
    opening: Run | None


def runs_of(text: str) -> list[Run]:
    """The units named in a text, those joined by nothing but commas and `và` in one run."""
    runs: list[list[UnitMention]] = []
    for unit in find_units(text):
        if runs and _joined(text, runs[-1][-1].end, unit.opens_at):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return [Run(tuple(run)) for run in runs if not _is_verb_like(text[run[0].start : run[0].end])]


def _joined(text: str, end: int, start: int) -> bool:
    """Whether a unit follows the one before in its list; a name in it that no rule knows breaks the list not."""
    return bool(_JOINT.fullmatch(text, end, start) or _UNREAD_MEMBER.fullmatch(text, end, start))


def read_roles(text: str, offset: int = 0, *, targets_out: bool, inherits: bool) -> Reading:
    """The parts that the units named in a text have in the work it speaks of; spans count code points of the text in
    which this one begins at `offset`.

    With `targets_out`, a text that only states what its subject is or has (`… được …`, `… đạt 90%`) names no lead.
    `inherits` tells that the text has its lead from a heading; where it has none and names none, it is no task, and
    the parts of others in it are not read.
    """
    words = wording()
    lowered = text.lower()
    # where work is given out, the doer may open a later sentence; elsewhere that need not be work
    further = not (targets_out or inherits) and ". " in text
    if not further and not words.telling.search(lowered) and not _may_open(text, words.untold_opening):
        return Reading((), False, None)
    long = not (inherits or further) and len(text) > _OPENING_LENGTH
    if long and not words.adverbial.match(text) and not words.trigger.search(lowered):
        # nothing tells a part, so that only units with which the text begins can have one
        beginning = text[:_OPENING_LENGTH]
        if not _may_open(beginning, words.opening) or _opening(beginning, runs_of(beginning)) is None:
            return Reading((), False, None)
    runs = runs_of(text)
    opening = _opening(text, runs)
    if opening is not None and targets_out:  # noqa: SIM102
        # an unread list of others, or a state: who is meant, or that work is meant, is not certain
        if words.state.match(text, opening.end) or _STILL_LISTING.match(text, opening.end):
            opening = None
    parts: list[tuple[UnitMention, Role]] = []
    told: set[tuple[str, Role]] = set()
    for run in runs:
        role = "lead" if run is opening else _role(text, run)
        may_lead = opening is not None or (further and text[run.start].isupper())
        if role is None and may_lead and _begins_clause(text, run):
            role = "lead"
        if role is None or (role == "report_to" and _in_chain(text, run, parts)):
            continue
        for unit in run.units:
            key = (unit.name.casefold(), role)
            if key not in told:
                told.add(key)
                parts.append((unit, role))
    own = any(role == "lead" for _, role in parts)
    return Reading(tuple(_part(unit, role, offset) for unit, role in parts), own, opening)


def cell_roles(text: str, units: list[UnitMention], default: Role, offset: int = 0) -> Iterator[UnitPart]:
    """The parts of the units in a table's cell or slot: the column's own, where the cell's words tell no other
    (`Sở A chủ trì hướng dẫn; các sở, ngành phối hợp`). Their spans are those in the text in which this one begins at
    `offset`."""
    words = wording()
    marked = default == "lead" and any(_MARKED_LEAD.match(text, unit.end) for unit in units)
    for unit in units:
        before = text[max(0, unit.start - _CONTEXT) : unit.start]
        clause = before[max(before.rfind(";"), before.rfind("."), before.rfind("\n")) + 1 :]
        after = text[unit.end : unit.end + _CONTEXT]
        role = default
        if words.partner.match(clause) or _WORKS_ALONG.match(after):
            role = "coordinate"
        elif words.reported_to.match(clause):
            role = "report_to"
        elif _AFTER_PARTNER.match(clause) or (":" in before and _UNDER_PARTNERS.search(before) is not None):
            role = "coordinate"
        elif marked and not _MARKED_LEAD.match(text, unit.end):
            role = "coordinate"  # `Sở A (chủ trì), Sở B`: one of them is said to lead
        elif default == "coordinate" and words.leads.match(after) and "chủ trì" in after[:40].casefold():
            role = "lead"
        yield _part(unit, role, offset)


def begins_work(text: str) -> bool:
    """Whether a text begins with a verb of what is done."""
    return bool(wording().action.match(text))


def _part(unit: UnitMention, role: Role, offset: int) -> UnitPart:
    return UnitPart(
        start=unit.start + offset,
        end=unit.end + offset,
        rule=f"{unit.rule}:{role}",
        confidence=unit.confidence,
        name=unit.name,
        kind=unit.kind,
        level=unit.level,
        role=role,
    )


def _may_open(text: str, opening: regex.Pattern[str]) -> bool:
    """Whether a unit may stand where the one does that is to do the work (see `_opening`), at the text's beginning
    after what `opening` matches."""
    if wording().adverbial.match(text):
        return True
    opened = opening.match(text)
    first = first_unit(text, until=opened.end() if opened is not None else 0)
    if first is None:
        return False
    return not _is_verb_like(text[first.start : first.end]) or _JOINT.match(text, first.end) is not None


def _is_verb_like(name: str) -> bool:
    return name.casefold() in load_lexicon("extractors.tasks", "wording")["verb_like"]


def _opening(text: str, runs: list[Run]) -> Run | None:
    """The units that are to do the work: those the text begins with, or those after its adverbial clause."""
    if not runs:
        return None
    words = wording()
    first = runs[0]
    opened = words.opening.match(text)
    begins = not text[: first.start].strip()
    if begins and len(runs) > 1 and words.assigning.fullmatch(text[first.end : runs[1].start].strip()):
        return runs[1]
    opens = opened is not None and first.start == opened.end()
    if begins or (opens and not _ALLOTTED.match(text, 0, first.start)):
        if ADDRESSED.match(text) and not _CLOSES_ADDRESS.match(text, first.end):
            return None
        return first if _goes_on(text, first) else None
    if words.adverbial.match(text):
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            before = text[max(0, run.start - _CONTEXT) : run.start].rstrip()
            if words.assigning.match(before) and not _ALLOTTED.match(before):
                return run
            if following and words.assigning.fullmatch(text[run.end : following.start].strip()):
                continue  # who asks: `…, Ban Thường vụ đề nghị các cơ sở …`
            marked = before.endswith((",", ";", ")")) or (
                _REGULARLY.fullmatch(before) and words.action.match(text, run.end)
            )
            if marked and _role(text, run) is None and _goes_on(text, run):
                return run
            if "." in before:
                break
    return None


def _goes_on(text: str, run: Run) -> bool:
    """Whether a verb, not another noun or the end, follows the units."""
    rest = text[run.end : run.end + _CONTEXT]
    if len(run.units) == 1 and run.units[0].name in _ANY_UNIT and _LABELLED.match(rest):
        return False  # `Cơ quan thường trực: …`, `Đơn vị tính` labels something
    return bool(_MORE.match(rest))


def _role(text: str, run: Run) -> Role | None:
    words = wording()
    before = text[max(0, run.start - _CONTEXT) : run.start]
    if words.partner.match(before):
        return "coordinate"
    if words.assigning.match(before):
        unasked = (
            _SUGGESTED.match(before)
            or _ALLOTTED.match(before)
            or _is_begged(text, run, before)
            or (_DIVIDED.match(before) and _ENDS.match(text, run.end))
        )
        return None if unasked else "lead"
    sentence = before
    for stop in _BREAK.finditer(before):
        sentence = before[stop.end() :]
    if words.reported_to.match(sentence):
        return "report_to"
    if _ALONG.match(text, run.end, run.end + _CONTEXT) and _AFTER_LEAD.match(before):
        return "coordinate"
    if _SAID_ALONG.match(text, run.end) or (before.endswith("(") and _ONLY_ALONG.match(text, run.end)):
        return "coordinate"
    after = text[run.end : run.end + 40]
    if _PRESIDES.match(after) or _DONE_BY.match(before):
        held = _DONE_BY.match(before) and _HOLDS.match(after) and not words.action.match(text)
        with_others = _DONE_BY.match(before) and _DOES_WITH.match(text, run.end, run.end + _CONTEXT)
        return "lead" if held or with_others or _DOES.match(after) else None
    if _CARRIES_OUT.match(text, run.end) and _BEGINS_SENTENCE.match(before):
        return "lead"
    if before.rstrip().endswith(("(", ";")) and _IS_THE_DOER.match(text, run.end):
        return "lead"
    return None


def _is_begged(text: str, run: Run, before: str) -> bool:
    """Whether units are asked at the end of a piece of work for what it needs (`…, đề nghị UBND tỉnh phê duyệt`)."""
    return _BEGS.match(before) is not None and _GRANTS.match(text, run.end) is not None


def _begins_clause(text: str, run: Run) -> bool:
    """Whether units after a semicolon are those that are to do what follows (`…; các sở thực hiện …`)."""
    words = wording()
    before = text[max(0, run.start - _CONTEXT) : run.start]
    return (
        bool(_NEXT_CLAUSE.match(before))
        and not _OF_THE_SAME.match(text, run.start)
        and bool(words.action.match(text, run.end) or words.leads.match(text, run.end))
        and not words.state.match(text, run.end)
    )


def _in_chain(text: str, run: Run, parts: list[tuple[UnitMention, Role]]) -> bool:
    """Whether the report goes on to these units only through a first recipient named before them."""
    earlier = [unit for unit, role in parts if role == "report_to" and unit.end <= run.start]
    return bool(earlier) and bool(_CHAIN.search(text, earlier[-1].end, run.start))
