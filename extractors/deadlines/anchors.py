"""Where an expression of time may begin: places worth trying the grammar at."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractors.common.lexicon import alternatives
from extractors.common.patterns import compiled
from extractors.common.spelling import lowered
from extractors.deadlines.patterns import (
    BLANK,
    COUNTED,
    DAY_OF_WEEK,
    DAYTIME,
    DAYTIME_OF,
    EACH,
    FLAGS,
    FROM_ISSUE,
    GAP,
    NAMED_DAY,
    QUARTER,
    TIMES,
    WEEKS_OF,
    WORD_END,
    words,
)

_HALF = rf"(?:(?:0?6|sáu){GAP}tháng|nửa){BLANK}(?:đầu|cuối)"
_SCHOOL = rf"(?:năm{BLANK}học{BLANK}(?=\d)|học{BLANK}k[ỳì]{BLANK}(?:i|\d))"
_CORE = (
    rf"(?:(?:các{BLANK})?(?:ngày|tháng|năm){GAP}[\d…]|các{BLANK}ngày{GAP}:{GAP}\d"
    rf"|{QUARTER}{BLANK}(?:i|\d|…|\.\.)|{_HALF}|{_SCHOOL})"
)
_NEAR_CORE = (
    rf"(?:(?:hết{BLANK}|cuối{BLANK}|đầu{BLANK}|giữa{BLANK}|{DAYTIME})?(?:{_CORE}|\d)"
    rf"|{WEEKS_OF}|{NAMED_DAY}|{DAYTIME_OF})"
)
# `hoàn thành 15/7/2025`; without its year a day closes what is said (not `hoàn thành 9/11 chỉ tiêu`)
_FINISHED = (
    rf"{words('hoàn thành|kết thúc|xong|hạn|nghiệm thu|bàn giao|khởi công|khai giảng|khai mạc|bế mạc')}{BLANK}"
    rf"(?=\d{{1,2}}+{GAP}(?:[/.-]{GAP}\d{{1,2}}+{GAP}[/.-]{GAP}\d{{4}}(?!\d)"
    rf"|/{GAP}\d{{1,2}}+{GAP}(?:$|[.,;)\n]|h[àằ]ng{BLANK})))"
)
_IN_PROSE = compiled(
    rf"""(?<![\p{{L}}\d/])(?:
        (?:theo{BLANK})?định{BLANK}k[ỳì]
      | {EACH}{BLANK}(?:ngày|tuần|tháng|{QUARTER}|năm|nửa|học{BLANK}k[ỳì]|\d)
      | (?:chậm|muộn|trễ){BLANK}nhất | không{BLANK}(?:quá|muộn|chậm){BLANK} | tối{BLANK}đa{BLANK}
      | (?:xong{BLANK})?trước(?:{BLANK}|{GAP}:{GAP})(?:thời{BLANK})?(?={_NEAR_CORE})
      | trước{BLANK}(?=tết|mùa|năm{BLANK}học|ngày|khi|cuộc|buổi|phiên|hội|đại{BLANK}hội|kỳ{BLANK}họp)
      | (?:(?:kể|tính|bắt{BLANK}đầu){BLANK})?từ{BLANK}(?=nay{BLANK}|{_NEAR_CORE})
      | {FROM_ISSUE}
      | (?:đến|tới|hết|trong|vào|khoảng|(?:vào{BLANK})?lúc){BLANK}(?={_NEAR_CORE})
      | trong{BLANK}(?:thời|vòng){BLANK} | trong{BLANK}năm{WORD_END}
      | (?<!tháng\s)(?:đầu|giữa|cuối){BLANK}(?={_CORE})
      | {_CORE}
      | {DAYTIME_OF}
      | (?:(?:vào|trước){BLANK}(?:{DAYTIME})?|{DAYTIME}){DAY_OF_WEEK}
            (?:(?:và{BLANK})?{DAY_OF_WEEK}){{0,5}}{EACH}{BLANK}tuần
      | (?P<finished>{_FINISHED})
      | (?:ít{BLANK}nhất|tối{BLANK}thiểu){BLANK}(?=\d)
      | \d{{1,2}}+{GAP}(?:{TIMES}{GAP}[/tm]|(?:{COUNTED}|ngày){GAP}/)
      | \d{{1,2}}+{GAP}(?:tháng|năm|tuần|{QUARTER}){GAP}(?:/|một|0?\d){GAP}lần
      | (?:một|hai){BLANK}(?:tháng|năm|{QUARTER}|{TIMES}){GAP}
      | (?:tháng|{QUARTER}|năm|tuần){GAP}/{GAP}lần
      | (?:(?:trong|vào|khoảng){BLANK})?{WEEKS_OF}
      | (?<=đột\sxuất\s)theo{BLANK}yêu{BLANK}cầu
      | (?:các{BLANK}ngày{BLANK})?thứ{BLANK}(?:\d|hai|ba|tư|năm|sáu|bảy) | chủ{BLANK}nhật
      | \d{{1,2}}+{GAP}(?:giờ|h|g){GAP}\d{{0,2}}+{GAP}(?:phút)?{GAP},?{GAP}
            (?=ngày|h[àằ]ng|mỗi|thứ|chủ{BLANK}nhật|{DAYTIME}|(?:đến|tới|[–-]){GAP}\d{{1,2}}{GAP}(?:giờ|h|g))
      | (?:ngay{BLANK})?(?:sau{BLANK})?khi{BLANK} | sau{BLANK}(?=\d)
      | \d{{1,3}}+{GAP}(?:ngày|tháng|tuần|giờ){BLANK}(?:làm{BLANK}việc{BLANK})?(?=kể|tính|từ|sau)
      | {words("báo cáo|sơ kết|đánh giá|kiểm tra|giao ban")}{GAP}[(:]?{GAP}
            (?:{words("định kỳ|kết quả")}{GAP}[(:]?{GAP})?(?=tuần|tháng|{QUARTER}|\d)
    )""",
    FLAGS | regex.VERBOSE,
)
# what else begins an expression in a time slot
_IN_SLOT = compiled(
    rf"""(?<![\p{{L}}\d/])(?:
        20\d\d | (?<!tuần\s)\d{{1,2}}+{GAP}[/–-]{GAP}\d | \d{{1,3}}+{GAP}(?:ngày|tháng|tuần|giờ|h|tiếng|năm|{QUARTER})
      | (?:tuần|tháng|{QUARTER}){GAP}(?:,|và{BLANK}){GAP}(?:tháng|{QUARTER}|\d{GAP}tháng|năm){WORD_END}(?!{GAP}\d)
      | thường{BLANK}xuyên | liên{BLANK}tục | quanh{BLANK}năm | (?:trong{BLANK})?suốt{BLANK}
      | (?:trong|cả|suốt){BLANK}(?:cả{BLANK})?(?:các{BLANK})?năm | giai{BLANK}đoạn
      | [TQ]\.?{GAP}(?:\d|i{{1,3}}|iv){GAP} | (?:(?:vào|nhân|trong){BLANK})?dịp{BLANK}
      | trong{BLANK}thời{BLANK}gian{BLANK}
      | (?:đầu|giữa|cuối){BLANK}(?:năm|học{BLANK}k[ỳì]){WORD_END}
      | theo{BLANK} | (?:ngay{BLANK})?sau{BLANK} | trước{BLANK}(?=\p{{L}}) | (?:kể{BLANK})?từ{BLANK}
      | (?:trước|đến|vào){BLANK}ngày{BLANK}(?!thứ|chủ)(?=\p{{L}}) | đột{BLANK}xuất
    )""",
    FLAGS | regex.VERBOSE,
)

_FIRST_WORDS = "bắt|chậm|khi|muộn|ngay|ngày|nửa|năm|quí|quý|qú|sáu|thứ|trước|trễ|tháng|tuần|tối|xong|ít"
# words that begin an expression in running text only before what these patterns match, in lower case
_NEAR = (
    r"hết|cuối|đầu|giữa|buổi|sáng|trưa|chiều|tối|thứ|chủ|các|"
    r"ngày|tháng|năm|qu|qú|sáu|nửa|học|tuần|thượng|trung|hạ|\d"
)
_WITH_NEXT = {
    "đến|tới|hết|khoảng|lúc": _NEAR,
    "trong": rf"{_NEAR}|thời|vòng",
    "vào": rf"{_NEAR}|lúc",
    "từ": rf"{_NEAR}|nay",
    "hàng|hằng|mỗi|từng": r"[nhtq\d]",
    "cuối|giữa|đầu": r"[chqs\d]|n[găử]|th",
    "hai|một": "[bcklnqtđ]",
    "báo|sơ|đánh|kiểm|giao": "[cgkbt]",
    "kể|tính": "từ",
    "buổi": "sáng|trưa|chiều|tối",
    "sáng|trưa|chiều": r"ngày|thứ|chủ|\d",
    "các": "ngày|tháng|năm",
    "chủ": "nh",
    "hoàn": r"thành\s+\d",
    "hạn": r"\d",
    "nghiệm": r"thu\s+\d",
    "bàn": r"giao\s+\d",
    "bế": r"mạc\s+\d",
    "khai": r"(?:giảng|mạc)\s+\d",
    "khởi": r"công\s+\d",
    "học": "k",
    "kết": r"thúc\s+\d",
    "không": "quá|muộn|chậm",
    "sau": r"kh|\d",
    "theo": "[đy]",
    "định": "k",
    "thượng|trung|hạ": "tuần",
}
_INITIALS_AFTER_NUMBER = "lkbcđntqghvsp"
_MORE_FIRST_WORDS = "thường|liên|quanh|suốt|cả|giai|t|q|nhân|dịp|đột"


def _by_first_letter() -> str:
    """A pattern for the first words, divided by their first letter so that few of them are tried at a place."""
    words: dict[str, list[str]] = {}
    for word in _FIRST_WORDS.split("|"):
        words.setdefault(word[0], []).append(word[1:])
    for group, following in _WITH_NEXT.items():
        for word in group.split("|"):
            words.setdefault(word[0], []).append(rf"{word[1:]}(?=\s+(?:{following}))")
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in words.items())


# the standard library finds literal words several times as fast as the full patterns are tried at every place; both
# for texts in lower case
_CANDIDATE = re.compile(rf"\b(?:{_by_first_letter()}|\d{{1,3}}(?=\s*[{_INITIALS_AFTER_NUMBER}]))")
_CANDIDATE_IN_SLOT = re.compile(
    alternatives("|".join([_FIRST_WORDS, *_WITH_NEXT, _MORE_FIRST_WORDS]).split("|")) + r"|\d{1,3}"
)


def anchors(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets in running text, ascending, at which an expression of time may begin."""
    for candidate in _CANDIDATE.finditer(lowered(text), start, end):
        if found := _IN_PROSE.match(text, candidate.start(), end):
            yield found.start() if found["finished"] is None else found.end()


def slot_anchors(text: str, start: int, end: int) -> Iterator[int]:
    """As `anchors`, for a text that fills a time slot, where more is an expression of time."""
    position = start
    for candidate in _CANDIDATE_IN_SLOT.finditer(lowered(text), start, end):
        at = candidate.start()
        if at < position:
            continue
        found = _IN_PROSE.match(text, at, end) or _IN_SLOT.match(text, at, end)
        if found:
            position = found.end()
            yield at
