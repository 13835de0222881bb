"""Slots: what a table's column or a labelled line (`Cơ quan chủ trì: …`) says of the piece of work beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.organisations import find_organisations
from extractors.common.patterns import compiled

SlotRole = Literal["ordinal", "note", "report_to", "coordinate", "time", "product", "lead", "content"]

_LONGEST_LABEL = 70
_LABEL = regex.compile(r"(?<![^\s(;.,+-])(?P<label>\p{L}[^:;.()\n\d]{1,69}+):[ \t]*")
_JOINTS = regex.compile(r"[\s,/;–-]+")
_COLUMN_NUMBER = regex.compile(r"^\W*(?:\(?\d{1,2}\)?|[IVX]{1,4}(?!\p{L}))?[.)\s]*|[\s(]*\(?\d{0,2}\)?\W*$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A label and what it introduces: `label_start` to `value_start` is the label with its colon, the value ends at
    `value_end`. Offsets count code points of the text that was read."""

    role: SlotRole
    label_start: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class _Role:
    role: SlotRole
    whole: regex.Pattern[str] | None
    words: regex.Pattern[str] | None
    weak: regex.Pattern[str] | None
    general: regex.Pattern[str] | None


@cache
def _roles() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            entry["role"],
            regex.compile(alternatives(entry["whole"]), regex.IGNORECASE) if "whole" in entry else None,
            _pattern(entry.get("words")),
            _pattern(entry.get("weak")),
            _pattern(entry.get("general"), then=r"\s+(?=\p{Lu})(?!(?i:và|hoặc)\s)"),
        )
        for entry in load_lexicon("extractors.common", "slots")
    )


def _pattern(words: list[str] | None, *, then: str = r"(?!\p{L})") -> regex.Pattern[str] | None:
    if words is None:
        return None
    return compiled(rf"(?<!\p{{L}})(?i:{alternatives(words)}){then}")


@lru_cache(maxsize=4096)
def slot_role(label: str) -> SlotRole | None:
    """What a column's header or a slot line's label announces; None where it announces nothing known.

    What it names first decides: `Nội dung thực hiện` is content, `Thời gian, địa điểm` a time.
    """
    text = _COLUMN_NUMBER.sub("", label).strip()
    for entry in _roles():
        if entry.general is not None and (group := entry.general.match(text)) is not None:
            below = slot_role(text[group.end() :])
            if below is not None:
                return below
    text = _JOINTS.sub(" ", text).strip()
    if not text or len(text) > _LONGEST_LABEL + 30:
        return None
    first: tuple[int, SlotRole] | None = None
    for entry in _roles():
        if entry.whole is not None and entry.whole.fullmatch(text):
            return entry.role
        found = entry.words.search(text) if entry.words is not None else None
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), entry.role)
    if first is not None:
        return first[1]
    return next(
        (entry.role for entry in _roles() if entry.weak is not None and entry.weak.search(text)), None
    )


def find_slots(text: str) -> list[Slot]:
    """The slots of a line: labels that announce a lead, a partner, a recipient, a time or a product, each with the
    text up to the next one, the closing bracket around it, or the end."""
    if ":" not in text:
        return []
    labels = []
    for match in _LABEL.finditer(text):
        # a label may stand after a comma in the sentence that it follows
        start = match.start("label")
        for at in (start, start + match["label"].rfind(",") + 1):
            label = text[at : match.end("label")]
            role = slot_line_role(label.strip())
            if role is not None:
                labels.append((at + len(label) - len(label.lstrip()), match.end(), role))
                break
    slots = []
    for index, (start, value, role) in enumerate(labels):
        end = labels[index + 1][0] if index + 1 < len(labels) else len(text)
        opened = text.rfind("(", 0, start)
        if opened >= 0 and ")" not in text[opened:start]:
            closed = text.find(")", value, end)
            end = closed if closed >= 0 else end
        while end > value and (text[end - 1].isspace() or text[end - 1] in ";,.-+("):
            end -= 1
        slots.append(Slot(role, start, value, end))
    return slots


@lru_cache(maxsize=4096)
def slot_line_role(label: str) -> SlotRole | None:
    """The role of a label inside a line; stricter than a column's: it must begin with what it announces, and names no
    body itself (`Giao Sở Y tế: …`, `Phòng Tư pháp chủ trì: …`)."""
    role = slot_role(label)
    if role in (None, "ordinal", "note", "content"):
        return None
    words = label.split()
    if len(words) > 9:
        return None
    if (duty := _DUTY.match(label)) is not None and not _OF_ANYTHING.fullmatch(label, duty.end()):
        return None  # `Phân công trực: …` is work
    opening = {"time": _TIME_OPENING, "product": _PRODUCT_OPENING}.get(role or "", _UNITS_OPENING)
    if not opening.match(label):
        return None
    if opening is _UNITS_OPENING and any(name.form != "group" for name in find_organisations(label)):
        return None
    return role


_UNITS_OPENING = compiled(
    r"(?:các\s+)?(?:cơ\s+quan|CQ|đơn\s+vị|ĐV|Đ/v|bộ\s+phận|phòng|khoa|ban|tổ|sở|cá\s+nhân|người|cán\s+bộ|lãnh\s+đạo|đồng\s+chí|giao"
    r"|chủ\s+trì|phối\s+hợp|đầu\s+mối|phụ\s+trách|phân\s+công|thực\s+hiện|trách\s+nhiệm|dự\s+kiến|nơi\s+nhận\s+báo|báo\s+cáo\s+về"
    r"|cấp\s+(?:trình|phê|ban)|trình\s+cấp|tổ\s+chức\s+thực)(?!\p{L})",
    regex.IGNORECASE,
)
_DUTY = regex.compile(r"(?:phân\s+công|giao|trách\s+nhiệm)(?!\p{L})", regex.IGNORECASE)
_OF_ANYTHING = regex.compile(
    r"(?:\s+(?:thực\s+hiện|nhiệm\s+vụ|cho|đơn\s+vị|cơ\s+quan|bộ\s+phận|cá\s+nhân|chủ\s+trì|phụ\s+trách|công\s+việc|cụ\s+thể|tổ\s+chức"
    r"|triển\s+khai|chính|của|phối\s+hợp|tham\s+mưu|theo\s+dõi))*\s*:?\s*",
    regex.IGNORECASE,
)
_TIME_OPENING = regex.compile(
    r"(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn|kỳ\s+hạn|hoàn\s+thành|ngày\s+hoàn|tần\s+suất|dự\s+kiến|lộ\s+trình|mốc|thực\s+hiện)"
    r"(?!\p{L})",
    regex.IGNORECASE,
)
_PRODUCT_OPENING = regex.compile(
    r"(?:dự\s+kiến\s+)?(?:các\s+)?(?:sản\s+phẩm|kết\s+quả|đầu\s+ra)(?!\p{L})", regex.IGNORECASE
)
