"""Pieces of regular expressions that the grammar's modules share; all bounded, so that matching stays linear."""

from __future__ import annotations

import regex

FLAGS = regex.IGNORECASE
GAP = r"\s{0,20}+"
BLANK = r"\s{1,20}+"
WORD_END = r"(?![\p{L}\d])"


def words(phrases: str) -> str:
    """A pattern for phrases divided by strokes, with any blanks inside them."""
    return "(?:" + "|".join(BLANK.join(phrase.split()) for phrase in phrases.split("|")) + ")"


QUARTER = r"(?:qu[ýí]|qú[yi])"
"""`quý` in both spellings and with the tone mark on either vowel."""
DAYTIME = rf"(?:(?:buổi{BLANK})?(?:sáng|trưa|chiều|tối){BLANK})"
DAY_OF_WEEK = rf"(?:(?:thứ{BLANK}(?:hai|ba|tư|năm|sáu|bả?ẩ?y|[2-7])|chủ{BLANK}nhật){WORD_END}{GAP},?{GAP})"
"""A day of the week with the comma after it."""
DAYTIME_OF = rf"(?:{DAYTIME}{DAY_OF_WEEK}?|{DAY_OF_WEEK})(?=ngày{GAP}\d|\d{{1,2}}{GAP}[/-]{GAP}\d)"
"""A part of a day or a day of the week, before the day: `sáng thứ Hai, ngày 05/01/2026`."""
_HOUR = rf"\d{{1,2}}+{GAP}(?:giờ|h|g|:){GAP}(?:\d{{1,2}}+)?{GAP}(?:phút|['’])?"
CLOCK = rf"(?:{_HOUR}(?P<hours>{GAP}(?:đến|tới|[–-]){GAP}{_HOUR})?{GAP},?{GAP}{DAYTIME}?{DAY_OF_WEEK}?(?=ngày|\d))"
"""A time of day, or the hours from one to another (group `hours`), before the day."""
EACH = r"(?:h[àằ]ng|mỗi|từng)"
_WEEK = r"(?:\d|một|hai|ba|tư|nhất|đầu|cuối)(?![\p{L}\d])"
WEEKS = (
    rf"(?:tuần{BLANK}(?:thứ{BLANK})?{_WEEK}(?:{GAP}(?:[,+&–-]|và{BLANK}){GAP}(?:tuần{BLANK}(?:thứ{BLANK})?)?{_WEEK}){{0,4}}+"
    rf"(?:{BLANK}(?:tiên|cùng))?|(?:thượng|trung|hạ){BLANK}tuần)"
)
"""Weeks and ten days (`tuần` as well) of a month: `tuần 2`, `tuần 1, 2`, `tuần cuối cùng`, `trung tuần`."""
WEEKS_OF = rf"(?:{WEEKS}(?:{BLANK}của{BLANK}|{GAP}[/,–-]{GAP}|{BLANK})(?=tháng|T\.?\d|{EACH}{BLANK}tháng))"
"""As `WEEKS`, up to the month, which may be each one. The month counts, no day is said."""
_NO_NAME = r"(?:ngày|đến|tới|hết|từ|trước|sau|ký|ban|phê|có|nhận|giao|và|vào)"
NAMED_DAY = rf"(?:ngày{BLANK}(?:(?!{_NO_NAME}{WORD_END})\p{{L}}++{BLANK}){{1,6}}?(?=\d{{1,2}}{GAP}/{GAP}\d))"
"""A day with its name, up to its date: `ngày Quốc khánh 02/9/2025`."""
FROM_ISSUE = (
    rf"(?:(?:kể{BLANK})?từ{BLANK}(?:ngày|khi){BLANK}(?:được{BLANK})?{words('ký|ban hành|phê duyệt|có hiệu lực')}{BLANK}"
    rf"(?:(?!(?:đến|tới|cho){WORD_END})\p{{L}}++{BLANK}){{0,6}}+(?={words('cho đến|đến|tới')}{WORD_END}))"
)
"""A beginning that is no day, before the end: `từ ngày ký ban hành đến hết ngày 31/12/2025`."""
TIMES = r"(?:lần|kỳ|buổi|cuộc|đợt)"
COUNTED = words(
    "tin, bài|tin bài|tin|bài viết|bài|phóng sự|chuyên mục|chuyên trang|chuyên đề|chương trình|hội nghị|lớp|phiên|"
    "video|số|hoạt động"
)
"""What is made or held so many times in a period: `02 tin, bài/tháng`."""
REGULAR = rf"(?:(?:theo{BLANK})?định{BLANK}k[ỳì])"


def period_name(printed: str) -> str:
    """A period's usual name: `quý` for every spelling of it, else the word in lower case."""
    name = printed.lower()
    return "quý" if name.startswith("q") else name
