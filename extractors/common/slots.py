"""Slots: what a table's column or a labelled line (`Cơ quan chủ trì: …`) says of the piece of work beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex

from extractors.common.lexicon import alternatives, load_lexicon

SlotRole = Literal["ordinal", "note", "report_to", "coordinate", "time", "product", "lead", "content"]

_LONGEST_LABEL = 70
_LABEL = regex.compile(r"(?<![^\s(;.,+-])(?P<label>\p{L}[^:;.()\n\d]{1,69}+):[ \t]*")
_JOINTS = regex.compile(r"[\s,/;–-]+")
_COLUMN_NUMBER = regex.compile(r"^\W*(?:\(?\d{1,2}\)?|[IVX]{1,4})?[.)\s]*|[\s(]*\(?\d{0,2}\)?\W*$")


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


@cache
def _roles() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            entry["role"],
            regex.compile(alternatives(entry["whole"]), regex.IGNORECASE) if "whole" in entry else None,
            _pattern(entry.get("words")),
            _pattern(entry.get("weak")),
        )
        for entry in load_lexicon("extractors.common", "slots")
    )


def _pattern(words: list[str] | None) -> regex.Pattern[str] | None:
    if words is None:
        return None
    return regex.compile(rf"(?<!\p{{L}}){alternatives(words)}(?!\p{{L}})", regex.IGNORECASE)


@lru_cache(maxsize=4096)
def slot_role(label: str) -> SlotRole | None:
    """What a column's header or a slot line's label announces; None where it announces nothing known.

    What it names first decides: `Nội dung thực hiện` is content, `Thời gian, địa điểm` a time.
    """
    text = _JOINTS.sub(" ", _COLUMN_NUMBER.sub("", label)).strip()
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


def slot_line_role(label: str) -> SlotRole | None:
    """The role of a label inside a line; stricter than a column's: it must begin with what it announces."""
    role = slot_role(label)
    if role in (None, "ordinal", "note", "content"):
        return None
    words = label.split()
    if len(words) > 9:
        return None
    return role if _SLOT_OPENING.match(label) else None


_SLOT_OPENING = regex.compile(
    r"(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|bộ\s+phận|phòng|cá\s+nhân|người|giao|chủ\s+trì|phối\s+hợp|đầu\s+mối|phân\s+công|thực\s+hiện"
    r"|trách\s+nhiệm|thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn|hoàn\s+thành|tần\s+suất|sản\s+phẩm|kết\s+quả|dự\s+kiến|lộ\s+trình"
    r"|nơi\s+nhận\s+báo|báo\s+cáo\s+về|mốc|tổ\s+chức\s+thực)",
    regex.IGNORECASE,
)
