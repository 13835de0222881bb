"""The part of an instrument that a mention names: `điểm a khoản 2 Điều 5`."""

from __future__ import annotations

import re

from extractors.common.matching import compiled_later

_REACH = 200
_UNIT = r"(?:tiết|tiểu mục|điểm|khoản|điều|mục|chương|phần|phụ lục|biểu|mẫu số)"
_LABEL = r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-zđ]?|[ivxlcdm]{1,6}|[a-zđ]{1,2})(?![\p{L}\d])"
_LABELS = rf"{_LABEL}(?:(?:\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|đến)\s+|\s*[-–]\s*){_LABEL}){{0,12}}+"
_PART = rf"{_UNIT}\s+{_LABELS}"
_PARTS = rf"{_PART}(?:(?:\s*[,;]\s*|\s+)(?:(?:và|của|thuộc|tại)\s+)?(?:các\s+)?{_PART}){{0,12}}+"

_BEFORE = compiled_later(
    rf"(?<!\p{{L}})(?P<parts>{_PARTS})\s*,?\s*"
    r"(?:(?:của|tại|thuộc|trong)\s+)?(?:(?:ban hành\s+)?(?:kèm\s+)?theo\s+)?(?:các\s+)?$"
)
_AFTER = compiled_later(rf"\s*\(\s*(?:tại\s+)?(?P<parts>{_PARTS})\s*\)|\s*,?\s+tại\s+(?P<parts>{_PARTS})")
_AFTER_HINT = re.compile(r"\s*+(?:\(|,?\s*+tại\s)", re.IGNORECASE)
_HINT = re.compile(r"(?:điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|mẫu số)\s+[^\W_]")


def read_provision(text: str, start: int, end: int, floor: int = 0) -> str | None:
    """The provision that a mention from `start` to `end` names before or after itself, blanks folded.

    Words before `floor` belong to another mention.
    """
    low = max(floor, start - _REACH)
    if _HINT.search(text[low:start].lower()) and (found := _BEFORE().search(text, low, start)):
        return " ".join(found["parts"].split())
    if _AFTER_HINT.match(text, end, end + _REACH) and (found := _AFTER().match(text, end, end + _REACH)):
        return " ".join(found["parts"].split())
    return None
