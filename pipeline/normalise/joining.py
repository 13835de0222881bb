"""Which printed line goes on in the next: logical paragraphs from wrapped, blank-ridden and page-cut lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Literal

import regex

from extractors.common.labels import DASHED, DASHED_ROMAN
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled
from extractors.common.spelling import standard_tones
from pipeline.normalise.physical import PhysicalLine
from pipeline.normalise.unfinished import awaits_number, awaits_words, is_unfinished
from pipeline.read.source import LayoutKind

Gap = Literal["none", "blank", "note"]


class Zone(Enum):
    """Where in the document a line stands: lines of a letterhead or a signature are not sentences."""

    LETTERHEAD = "letterhead"
    BODY = "body"
    CLOSING = "closing"


_LABEL = regex.compile(
    r"[-–—+•●▪◦*]\s+\S|(?:\d{1,2}\.){1,4}$|[IVXLC]{1,6}\.$|\p{Ll}\)$|(?:\d{1,2}\.)+\d{0,2}\s+\S|\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}|\d{1,2}\.(?=\p{Lu})|\d{1,2}\)\s?[^\s;,]"
    r"|\p{Ll}[.)]\s+\S|\p{Ll}\)\p{Lu}|[IVXLC]{1,6}[.)]\s*\S|\p{Lu}[.)]\s+\p{Lu}"
    rf"|(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}|\p{{Ll}}){DASHED}|[IVXLC]{{1,6}}{DASHED_ROMAN}"
)
_ROMAN_HEADING = regex.compile(rf"[IVX]{{1,5}}(?:\.\s+|{DASHED_ROMAN})\p{{Lu}}{{2}}")
_NUMBER_LABEL = regex.compile(r"[\dIVXLC]")
_NUMBERED = regex.compile(r"(?P<above>(?:\d{1,2}\.){0,3})(?P<last>\d{1,2})(?:[.)]|[-–])\s+\p{Lu}")
_TIGHT_DASH = regex.compile(r"[-–+]\p{Lu}\p{Ll}")
# of several words, as the rest of a name (`Văn hóa` / `-Xã hội`) is not
_TIGHT_ITEM = regex.compile(r"[-–+]\p{Lu}\p{Ll}*+(?:\s+[\p{L}\d/,.-]++){4}")
_DASH_SMALL = regex.compile(r"[-–—+]\s+\p{Ll}")
_YEAR_END, _DASH_YEAR = regex.compile(r"\b(?:19|20)\d\d$"), regex.compile(r"[-–—]\s+(?:19|20)\d\d\b")
_DASH_NUMBER = regex.compile(r"[-–—]\s+\d")
_BARE_ROMAN = regex.compile(r"[IVX]{1,5}\s+\p{Lu}")
_KEYWORD = compiled(
    r"Nơi\s+nhận|NƠI\s+NHẬN|Kính\s+gửi|Kính\s+trình|Điều\s+\d{1,3}\s*[.:]|Chương\s+[IVX\d]|CHƯƠNG\s|Mục\s+\d+\s*[.:]"
    r"|Phần\s+(?:thứ|[IVX])|PHẦN\s|PHỤ\s+LỤC|Phụ\s+lục\s*(?:\d|[IVX]+|$)|Số\s?:|CỘNG\s+HO|CỘNG\s+HÒ|Độc\s+lập\s+-|ĐẢNG\s+CỘNG\s"
    r"|(?:(?:TM|KT|TL|TUQ|Q)\s?\.|[TK]/[MTL](?:\s?\.|\s))|\((?:Ban\s+hành\s+)?[Kk]èm\s+theo|\*\s*Ghi\s+chú|Ghi\s+chú\s*:|Lưu\s?:"
)
_BASIS = regex.compile(r"(?:Căn\s+cứ|Xét|Theo\s+đề\s+nghị|Trên\s+đây\s+là)\b")
# words with which a plan's closing paragraphs begin, though the line above may be full
_CLOSING_WORDS = regex.compile(
    r"(?:Yêu\s+cầu|Đề\s+nghị)\s+(?:các|Thủ\s+trưởng|Giám\s+đốc|Chủ\s+tịch|Chánh|Trưởng)\b"
    r"|Trong\s+quá\s+trình\s+(?:tổ\s+chức\s+|triển\s+khai\s+)?(?:thực\s+hiện|triển\s+khai)\b"
)
_POSITION = regex.compile(
    r"(?:PHÓ|GIÁM\s+ĐỐC|CHỦ\s+(?:TỊCH|NHIỆM)|CHÁNH|TRƯỞNG|BÍ\s+THƯ|HIỆU\s+TRƯỞNG|(?:BỘ|THỨ|CỤC|VIỆN|CHI\s+CỤC)\s+TRƯỞNG"
    r"|TỔNG|PHÓ\.|[KT][MTL]\.|TUQ|QUYỀN)\b|(?:KT|TM|TL|TUQ|Q)\s?\."
)
_BODY_NAME = regex.compile(
    r"(?:TỈNH|THÀNH\s+PHỐ|HUYỆN|QUẬN|THỊ\s+XÃ|XÃ|PHƯỜNG|SỞ|BỘ|BAN|PHÒNG|TRUNG\s+TÂM|BỆNH\s+VIỆN|TRƯỜNG|ĐẢNG\s+[ỦU][YỶ])\b"
)
# a letterhead below a page's own text: a body, and one that is part of it
_BODY_ABOVE = regex.compile(r"(?:[ỦU][ỶY]\s+BAN\s+NHÂN\s+DÂN|UBND|SỞ|BỘ)\s")
_BODY_UNDER = regex.compile(
    r"(?:SỞ|PHÒNG|TRUNG\s+TÂM|BỆNH\s+VIỆN|TRƯỜNG|CHI\s+CỤC|CỤC|VĂN\s+PHÒNG|THANH\s+TRA"
    r"|BAN\s+(?:QUẢN\s+LÝ|CHỈ\s+(?:ĐẠO|HUY)|THƯỜNG\s+(?:TRỰC|VỤ)|CHẤP\s+HÀNH)|ĐẢNG\s+[ỦU][YỶ])(?!\p{L})"
)
# a letter's subject under its number; Nghị định 30/2020/NĐ-CP, Appendix I, II.5
_ABOUT = regex.compile(r"V/v\b")
_DATELINE = regex.compile(r"\p{Lu}[\p{L}\s.-]{1,40}+,\s*ngày\s")
_STOPS = (".", ":", ";", "!", "?", "…")
_AFTER_STOP = '”"’)]/'
_SYMBOL_ENDS = ("-", "/")
_LETTER_ENDS = (".", ")", "- ", "– ")
_SYMBOL_CUT = regex.compile(r"(?:[\p{Lu}\d]-|/)$")
# `18-` / `NQ/TW`, the form of the Party's numbers
_PARTY_NUMBER = regex.compile(r"\s\d{1,4}-$")
_PARTY_TYPE = regex.compile(r"\p{Lu}[\p{L}]{0,4}/\p{Lu}")
_SYMBOL_REST = regex.compile(r"[-/]\p{Lu}")
_YEAR_CUT = regex.compile(r"\b\d{1,2}[/-]\d{1,2}[/-](\d{1,3})$")
_YEAR_REST = regex.compile(r"\d{1,3}(?!\d)")
_SYMBOL_HEAD = regex.compile(r"\d\S*\p{Lu}$|\d/?$")
_OPEN_QUOTE = regex.compile(r"“[^”]*+$")
_LONG = 0.75
"""Share of a full line's length from which a line that ends amid a sentence is taken to go on: printed lines of
proportional type differ that much in their number of characters."""
_FULL = 0.85
"""Share from which a numbered line is no heading, where lines are as long as printed ones are."""
_PRINTED = (60, 160)
"""Characters that a full printed line has at least and at most."""
_SHORT = 0.4
"""Share of a full line's length below which a numbered line that ends without a stop is a heading."""
_NATION = regex.compile(r"CỘNG\s+HO[ÀA]\s|CỘNG\s+HÒA\s|ĐẢNG\s+CỘNG\s+SẢN|Kính\s+gửi")
_LETTERHEAD_LINES = 40
_IMPLEMENTING = regex.compile(
    r"(?:Thực\s+hiện|Triển\s+khai(?:\s+thực\s+hiện)?)\s+(?:(?:Kế|Nghị|Quyết|Chỉ|Công|Chương|Thông|Hướng|Kết)\s+\p{L}+\s+)+(?:hành\s+động\s+)?số\b"
)
_ISSUER = regex.compile(
    r"[ỦU][ỶY]\s+BAN\s+NHÂN\s+DÂN\s+(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG|ĐẶC)|HỘI\s+ĐỒNG\s+NHÂN"
    r"|(?:(?:THỦ\s+TƯỚNG\s+)?CHÍNH\s+PHỦ|(?:[ỦU][ỶY]\s+BAN\s+THƯỜNG\s+VỤ\s+)?QUỐC\s+HỘI|BAN\s+(?:THƯỜNG\s+VỤ|CHẤP\s+HÀNH)(?:\s+\p{Lu}+){0,4})$"
)
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_DANGLING_CAPITALS = regex.compile(r"(?:[,–-]|\b(?:CỦA|VÀ|THUỘC|CHO|VỚI|DO|TẠI))$")
_ADDRESSEE = regex.compile(r"Kính\s+(?:gửi|trình)\b")
RECIPIENTS = regex.compile(r"\W*N(?:ơi\s+nhận|ƠI\s+NHẬN)")
APPENDIX = regex.compile(r"PHỤ\s+LỤC|Phụ\s+lục\s*(?:\d|[IVX])")
_BARE_APPENDIX = regex.compile(r"(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:số\s+)?[\dIVX]+)?\s*[.:]?")
_BODY_OPENING = regex.compile(
    rf"[IVX]+(?:\.\s|{DASHED_ROMAN})|Kính gửi|(?:Thực\s+hiện|Triển\s+khai|Nhằm|Để|Theo)\s"
)
_RULE = regex.compile(r"[-_=*–—\s]+")
_AND = regex.compile(r"VÀ\s")
_LETTERHEAD_GOES_ON = regex.compile(r"(?:\sVÀ|,|\s-|(?P<territory>\b(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG)))$")
_NUMBER_WORD = regex.compile(r"Số\s?:")
_SHORT_NUMBER = regex.compile(r"\d{1,4}\b(?![.)])")
_DASHES = ("-", "–", "+", "•")
_FIRST_WORD = regex.compile(r"\S++")
_LAST_WORD = regex.compile(r"\S+[.;,]")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the document's lines are set: how long a full line is, and whether a blank line ends a paragraph.

    `certain` says that the reader saw where paragraphs end: at blank lines, and nowhere else.
    """

    width: int
    wrapped: bool
    blanks_tell: bool
    blanks: bool = True
    paragraphs: bool = False
    certain: bool = False


def measure(lines: list[PhysicalLine], kind: LayoutKind) -> Layout:
    """The layout of the lines that are not in tables."""
    if kind == "paragraphs":
        return Layout(0, wrapped=False, blanks_tell=True, paragraphs=True)
    carried: list[int] = []
    after_blank = [0, 0]
    gaps = [0, 0]
    previous: PhysicalLine | None = None
    blank = False
    filled = 0
    for line in lines:
        if line.blank:
            blank = blank or not line.furniture
            continue
        filled += 1
        if previous is not None:
            small = line.text[:1].islower()
            gaps[blank] += 1
            if blank:
                after_blank[small] += 1
            if small and not is_type_line(previous.text):
                carried.append(len(previous.text))
        previous, blank = line, False
    carried.sort()
    width = carried[int(len(carried) * 0.9)] if carried else 0
    if kind == "spaced":
        return Layout(width, wrapped=True, blanks_tell=True, certain=True)
    wrapped = len(carried) > 0.2 * filled and width <= _PRINTED[1]
    small_share = after_blank[1] / max(sum(after_blank), 1)
    return Layout(width, wrapped, blanks_tell=gaps[1] > 0 and small_share < 0.1, blanks=gaps[1] > 0)


@cache
def _type_line() -> regex.Pattern[str]:
    names = [entry["name"].upper() for entry in load_lexicon("extractors.common", "document_types")]
    return compiled(rf"{alternatives(names)}\s*:?(?:\s*\(.*\))?$")


def is_type_line(text: str) -> bool:
    """Whether a line holds nothing but the name of a document type in capitals (`KẾ HOẠCH`)."""
    return len(text) < 60 and text[:2].isupper() and bool(_type_line().match(text))


def is_closed(text: str) -> bool:
    """Whether a line ends as a sentence, a clause or an introduction does."""
    return text.rstrip(_AFTER_STOP).endswith(_STOPS)


def first_zone(lines: list[PhysicalLine]) -> Zone:
    """The zone in which a document begins: a letterhead where its type, in capitals, follows soon."""
    opens = any(is_type_line(line.text) or _NATION.match(line.text) for line in lines[:_LETTERHEAD_LINES])
    return Zone.LETTERHEAD if opens else Zone.BODY


def next_zone(zone: Zone, text: str) -> Zone:
    """The zone after a paragraph, given its text so far."""
    if RECIPIENTS.match(text):
        return Zone.CLOSING
    if zone is Zone.BODY or is_type_line(text) or APPENDIX.match(text):
        return Zone.BODY
    if zone is Zone.LETTERHEAD and (len(text) > 120 or _BASIS.match(text) or _BODY_OPENING.match(text)):
        return Zone.BODY
    return zone


def joiner(a: PhysicalLine, b: PhysicalLine, gap: Gap, zone: Zone, layout: Layout, before: str) -> str | None:
    """What goes between two lines of one paragraph: a blank, or nothing inside a symbol; None where `b` begins
    a paragraph of its own. `before` is the paragraph's text so far, `a` its last line."""
    if is_type_line(before) or (layout.paragraphs and not b.after_break):
        return None
    if layout.paragraphs:
        return cell_glue(a.text, b.text)
    glue = cell_glue(a.text, b.text)
    if glue == "":
        return glue
    if zone is Zone.BODY:
        joins = _continues(a, b, gap, layout, before)
    elif zone is Zone.CLOSING:
        joins = _continues_closing(a, b, gap)
    else:
        about = gap == "none" and bool(_ABOUT.match(before))
        ended = about and bool(_KEYWORD.match(b.text) or _DATELINE.match(b.text))
        joins = not ended and (_continues_letterhead(a, b, gap) or about)
    return glue if joins else None


def cell_glue(a: str, b: str) -> str:
    """What goes between two lines of one text: a blank, or nothing where the line's end cut a symbol."""
    if a.endswith(_SYMBOL_ENDS) and _SYMBOL_CUT.search(a) and (b[:1].isupper() or b[:1].isdigit()):
        symbol = a.rsplit(None, 1)[-1]
        if "/" in symbol and any(char.isdigit() for char in symbol):
            return ""
    if a.endswith("-") and _PARTY_NUMBER.search(a) and _PARTY_TYPE.match(b):
        return ""
    if b.startswith(_SYMBOL_ENDS) and _SYMBOL_REST.match(b) and _SYMBOL_HEAD.search(a):
        return ""
    # a year cut by the edge of a narrow cell
    if (
        a[-1:].isdigit()
        and b[:1].isdigit()
        and (date := _YEAR_CUT.search(a))
        and (rest := _YEAR_REST.match(b))
    ):
        return "" if len(date.group(1)) + len(rest.group()) == 4 else " "
    return " "


def _continues(a: PhysicalLine, b: PhysicalLine, gap: Gap, layout: Layout, before: str) -> bool:
    first, second = a.text, b.text
    closed = is_closed(first)
    runs_on = a.open_end and gap == "none" and bool(b.emphasis) and b.emphasis[0][0] == b.pieces[0][0]
    if runs_on and _LABEL.match(first) and not _LABEL.match(second):
        return True
    # `I. CĂN CỨ XÂY DỰNG` / `KẾ HOẠCH`
    heading = gap == "none" and not closed and _ROMAN_HEADING.match(first) and _is_capitals(first)
    if is_type_line(second) and heading and not second.endswith(":"):
        return True
    if is_type_line(first) or is_type_line(second) or _KEYWORD.match(second):
        return False
    if _BARE_APPENDIX.fullmatch(first):
        return False
    dash_inside = layout.certain and gap == "none" and not closed and second[:1] in "-–—"
    if not dash_inside and _begins_item(first, second, closed, gap, before):
        return False
    if runs_on:
        return True
    if not second[:1].islower() and a.emphasised and not a.open_end and not b.emphasised:
        return False
    if second[:1].isupper() or second[:1] in '“"(':
        return _continues_capital(a, b, gap, layout, closed, before)
    if not closed:
        return True
    long = layout.wrapped and len(first) >= _LONG * layout.width
    return gap == "none" or (long and not layout.blanks_tell and not first.endswith(":"))


def _begins_item(first: str, second: str, closed: bool, gap: Gap, before: str) -> bool:
    """Whether a line opens with a list's or a heading's label that is not part of the sentence before."""
    if second[:1].islower() and not second.startswith(_LETTER_ENDS, 1):
        return False
    if closed and (_TIGHT_DASH.match(second) or _CLOSING_WORDS.match(second)):
        return True
    if _TIGHT_ITEM.match(second) and (gap == "blank" or (_NUMBER_LABEL.match(first) and _LABEL.match(first))):
        return not awaits_words(first)
    if _ROMAN_HEADING.match(second) and _is_capitals(second):
        return not _OPEN_QUOTE.search(before[-400:])
    if _LABEL.match(second):
        if closed:
            return True
        if _OPEN_QUOTE.search(before[-400:]):
            return False
        if _NUMBER_LABEL.match(second):
            return _is_next(first, second) or not (awaits_words(first) or awaits_number(first))
        if _DASH_NUMBER.match(second):
            years = _YEAR_END.search(first) and _DASH_YEAR.match(second)
            return not (years or (first[-1:].isdigit() and gap == "none"))
        return not (_DASH_SMALL.match(second) and gap != "blank")
    if (_BASIS.match(second) or _IMPLEMENTING.match(second)) and not awaits_words(first):
        return True
    roman = _BARE_ROMAN.match(second)
    return bool(roman) and closed and len(second) < 100


def _is_next(first: str, second: str) -> bool:
    """Whether a line begins with the number that follows the one with which the line before begins (`1.2.`, `1.3.`)."""
    labels = _NUMBERED.match(first), _NUMBERED.match(second)
    if labels[0] is None or labels[1] is None or labels[0]["above"] != labels[1]["above"]:
        return False
    return int(labels[1]["last"]) == int(labels[0]["last"]) + 1


def _continues_capital(
    a: PhysicalLine, b: PhysicalLine, gap: Gap, layout: Layout, closed: bool, before: str
) -> bool:
    """Whether a line that begins with a capital goes on the sentence or paragraph of the line before."""
    first, second = a.text, b.text
    if gap == "none" and not closed and _LAST_WORD.fullmatch(second):
        return True  # an abbreviation that ends the sentence (`COVID-19;`) is no heading
    if _is_capitals(first) != _is_capitals(second) and not (
        layout.certain and len(first) > _LONG * layout.width
    ):
        return not closed and is_unfinished(first, second) and not _is_capitals(first)
    if _is_capitals(first):
        apart = _POSITION.match(second) or _ISSUER.match(second)
        apart = apart or (_BODY_ABOVE.match(before) and _BODY_UNDER.match(second))
        signs = apart and not _DANGLING_CAPITALS.search(first)
        full = not layout.blanks_tell and len(first) >= _LONG * layout.width > 0
        return (gap == "none" or (gap == "blank" and full)) and not closed and not signs
    if _ADDRESSEE.match(before) and not is_unfinished(first, second):
        return False
    if layout.certain and gap != "blank":
        return True
    if closed:
        word = _FIRST_WORD.match(second)
        room = layout.width - len(first) - 1
        full = layout.wrapped and word is not None and room < len(word.group())
        near = gap == "none" if layout.blanks_tell else layout.blanks
        return full and near and not first.endswith(":")
    if is_unfinished(first, second):
        return True
    if _NUMBER_LABEL.match(first) and _LABEL.match(first) and len(first) < _SHORT * layout.width:
        return False
    if layout.blanks_tell and gap == "none":
        return not _LABEL.match(first) or layout.wrapped or _is_full(first, layout)
    return (layout.wrapped and gap != "blank") or (
        not layout.blanks_tell and len(first) >= _LONG * layout.width > 0
    )


def _is_full(text: str, layout: Layout) -> bool:
    """Whether a line is as long as the printed lines that others are seen to be."""
    return _PRINTED[0] <= layout.width <= _PRINTED[1] and len(text) >= _FULL * layout.width


def _continues_letterhead(a: PhysicalLine, b: PhysicalLine, gap: Gap) -> bool:
    first, second = a.text, b.text
    if gap != "none" or _RULE.fullmatch(second) or is_type_line(second):
        return False
    together = " ".join(f"{first} {second}".split())
    if is_type_line(together) or standard_tones(together) == _MOTTO:
        return True
    if _BASIS.match(second):
        return False
    going_on = _LETTERHEAD_GOES_ON.search(first)
    if going_on and going_on["territory"] and _BODY_UNDER.match(second) and len(second.split()) > 2:
        return False  # below `ỦY BAN NHÂN DÂN PHƯỜNG` stands its place (`TRƯỜNG THI`), or a body under it
    if going_on or _AND.match(second):
        return not _NUMBER_WORD.match(second)
    if second[:1].islower() or _SHORT_NUMBER.match(second):
        return not first.startswith(("--", "Số"))
    return a.open_end and not _BODY_NAME.match(second) and not _KEYWORD.match(second)


def _continues_closing(a: PhysicalLine, b: PhysicalLine, gap: Gap) -> bool:
    first, second = a.text, b.text
    if (
        _POSITION.match(second)
        or _KEYWORD.match(second)
        or second.startswith(_DASHES)
        or is_type_line(second)
    ):
        return False
    if gap == "blank" or first.rstrip().endswith((";", ":")):
        return False
    if second[:1].islower() or second[:1] == "(":
        return True
    return a.open_end and bool(b.emphasis) and b.emphasis[0][0] == b.pieces[0][0] and _is_capitals(second)


def _is_capitals(text: str) -> bool:
    letters = list(filter(str.isalpha, text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)
