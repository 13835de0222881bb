"""Finding of deadlines in running text, and reading of texts that fill a time slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import regex

from extractors.common.slots import find_slots
from extractors.deadlines.anchors import anchors, slot_anchors
from extractors.deadlines.contexts import (
    before_figures,
    is_awaited,
    is_deadline,
    is_monthly,
    is_of_figures,
    is_rhythm,
    is_whole_year,
    names_instrument,
    speaks_of_return,
)
from extractors.deadlines.events import Relative, match_relative, match_slot_relative
from extractors.deadlines.expressions import match_expression
from extractors.deadlines.horizon import Horizon
from extractors.deadlines.lasting import match_ongoing, match_part_of_year, match_rhythm, match_whole_year
from extractors.deadlines.meaning import deadlines_of
from extractors.deadlines.patterns import FLAGS
from extractors.deadlines.records import Deadline

_COLON = regex.compile(r"(?<=[\p{L})\s]):[ \t]*+(?=\S)|(?<=\d):[ \t]++(?=\S)")
_SENTENCE_END = regex.compile(r"\.\s+(?=\p{Lu})|\n", regex.VERSION1)
_ONLY_JOINTS = regex.compile(r"(?:[\s,;.()/*–-]|và|hoặc|hoàn\s+thành|thực\s+hiện)*+$", FLAGS)
_BARE_LENGTH = regex.compile(r"\d{1,3}\s+\p{L}+(?:\s+làm\s+việc)?", FLAGS)
_ASIDE = regex.compile(r"\([^()\d]{1,60}\)")
_CLOSING = regex.compile(
    r"(?r)\((?P<before>(?:\p{Lu}|các\s)[^()\d;]{1,150}?)\s*[,;–-]\s*(?P<time>[^(),;]{2,60})\)[\s.;,/]*$"
)
_LONGEST_SLOT = 80


def find_deadlines(
    text: str,
    *,
    plan_years: tuple[int, int] | None,
    issued: date | None,
    stated: tuple[int, int] | None = None,
) -> list[Deadline]:
    """The deadlines of running text: one block, a paragraph or an item.

    `plan_years` are the first and last year that the plan covers, `issued` is its day of issue, and `stated` are the
    years that a heading above the text says it is about; they give the years that are not printed, with a lower
    confidence. Words after a label such as `Thời gian thực hiện:` are read as a time slot. Spans count code points of
    `text`; they do not overlap and stand in order.
    """
    horizon = Horizon(plan_years, issued, stated)
    deadlines: list[Deadline] = []
    position = 0
    for start, end, tells in _slots(text, horizon):
        deadlines.extend(_in_prose(text, position, start, horizon))
        if not tells:
            position = end
            continue
        # `chậm nhất: ngày 20/11` reaches over its colon
        reached = deadlines[-1].end if deadlines else 0
        deadlines.extend(_in_slot(text, max(start, reached), end, horizon))
        position = max(end, reached)
    deadlines.extend(_in_prose(text, position, len(text), horizon))
    return deadlines


def read_time_slot(
    text: str,
    *,
    plan_years: tuple[int, int] | None,
    issued: date | None,
    stated: tuple[int, int] | None = None,
) -> list[Deadline]:
    """The deadlines of a text that fills a time slot: a cell under "Thời gian", the words after such a label.

    Nothing is excluded, and a bare year, `Thường xuyên`, `Theo kế hoạch riêng` and any event count too.
    Parameters and spans are as for `find_deadlines`.
    """
    return list(_in_slot(text, 0, len(text), Horizon(plan_years, issued, stated)))


def _in_prose(text: str, start: int, end: int, horizon: Horizon) -> Iterator[Deadline]:
    position = start
    for at in anchors(text, start, end):
        if at < position:
            continue
        if rhythm := match_rhythm(text, at, horizon):
            if is_rhythm(text, rhythm[0]):
                yield from rhythm
            position = rhythm[-1].end
        elif relative := match_relative(text, at):
            awaited = _relative(relative)
            if is_awaited(text, awaited):
                yield awaited
            position = relative.end
        elif lasting := match_whole_year(text, at, horizon):
            if is_whole_year(text, lasting):
                yield lasting
            position = lasting.end
        elif expression := match_expression(text, at, bare=text[at].isdigit()):
            if is_monthly(text, expression):
                expression = expression._replace(tail="each", unit="tháng")
            returns = expression.may_return and speaks_of_return(text, at, expression.end, horizon)
            found = deadlines_of(expression, horizon, returns=returns)
            if found and is_deadline(text, expression, found[-1], horizon):
                yield from found
            position = expression.end


def _in_slot(text: str, start: int, end: int, horizon: Horizon) -> Iterator[Deadline]:
    position, deadlines = start, []
    for at in slot_anchors(text, start, end):
        if at >= position:
            found, position = _read_in_slot(text, at, horizon)
            deadlines.extend(found)
    # `01 tuần, từ ngày 20/01 đến ngày 27/01`: beside a day a bare length says how long it takes
    dated = any(deadline.start_date or deadline.end_date for deadline in deadlines)
    for deadline in deadlines:
        if not (dated and deadline.kind == "relative" and _BARE_LENGTH.fullmatch(deadline.event or "")):
            yield deadline


def _read_in_slot(text: str, at: int, horizon: Horizon) -> tuple[list[Deadline], int]:
    """What begins at an anchor of a slot, and where to go on."""
    if found := match_rhythm(text, at, horizon, slot=True):
        return found, found[-1].end
    if lasting := match_ongoing(text, at, horizon) or match_whole_year(text, at, horizon):
        return [lasting], lasting.end
    relative = match_relative(text, at)
    expression = None if relative else match_expression(text, at, bare=True)
    if expression:
        returns = expression.may_return and speaks_of_return(text, at, expression.end, horizon)
        return deadlines_of(expression, horizon, returns=returns), expression.end
    if part := match_part_of_year(text, at, horizon):
        return [part], part.end
    relative = relative or match_slot_relative(text, at)
    return ([_relative(relative)], relative.end) if relative else ([], at)


def _relative(relative: Relative) -> Deadline:
    return Deadline(
        start=relative.start, end=relative.end, rule="relative", kind="relative", event=relative.event
    )


def _slots(text: str, horizon: Horizon) -> Iterator[tuple[int, int, bool]]:
    """The parts of a block that fill a time slot: after a label that says so, or wholly an expression of time; and of
    each whether its time is one at which something is done."""
    closing = _closing_time(text, horizon)
    if ":" not in text:
        if closing is not None:
            yield *closing, True
        return
    times = {slot.value_start: slot.value_end for slot in find_slots(text) if slot.role == "time"}
    position = 0
    for colon in _COLON.finditer(text):
        start = colon.end()
        if start < position:
            continue
        limit = times.get(start, min(len(text), start + _LONGEST_SLOT + 1))
        limit = before_figures(text, start, limit) if start in times else limit
        stop = _SENTENCE_END.search(text, start, limit)
        end = stop.start() if stop else limit
        of_figures = is_of_figures(text, position, colon.start())
        if of_figures and (part_end := text.find(";", start, end)) >= 0:
            end = part_end
        if closing is not None and end > closing[0]:
            break
        if of_figures or start in times or _is_wholly_time(text, start, end, horizon):
            yield start, end, not of_figures
            position = end
    if closing is not None and closing[0] >= position:
        yield *closing, True


def _closing_time(text: str, horizon: Horizon) -> tuple[int, int] | None:
    """The time that ends the bracket which closes a text, after who does it: `(Phòng Tư pháp, thường xuyên)`."""
    if not text.rstrip(" .;,/").endswith(")") or (found := _CLOSING.search(text)) is None:
        return None
    start, end = found.span("time")
    if names_instrument(found["before"]) or not _is_wholly_time(text, start, end, horizon):
        return None
    first = horizon.first_possible_year()
    days = [deadline.end_date or deadline.start_date for deadline in _in_slot(text, start, end, horizon)]
    gone = first is not None and any(day is not None and day.year < first for day in days)
    return None if gone else (start, end)


def _is_wholly_time(text: str, start: int, end: int, horizon: Horizon) -> bool:
    if end - start > _LONGEST_SLOT:
        return False
    rest = text[start:end]
    first = next(slot_anchors(rest, 0, len(rest)), None)
    if first is None or _ONLY_JOINTS.match(rest, 0, first) is None:
        return False
    for deadline in reversed(list(_in_slot(rest, 0, len(rest), horizon))):
        if deadline.kind == "relative":
            return False
        rest = rest[: deadline.start] + rest[deadline.end :]
    return len(rest) < end - start and bool(_ONLY_JOINTS.match(_ASIDE.sub("", rest)))


def shifted(deadline: Deadline, offset: int) -> Deadline:
    """The deadline with its span moved by so many code points."""
    return replace(deadline, start=deadline.start + offset, end=deadline.end + offset)
