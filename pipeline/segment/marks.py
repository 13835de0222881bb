"""Lines that open a part of the document: type line, legal bases, recipients, signature, appendices."""

from __future__ import annotations

import regex

from extractors.common.patterns import compiled
from extractors.common.sentences import is_listed_basis

_BASIS = regex.compile(r"(?:Căn\s+cứ|Xét|Theo\s+đề\s+nghị)\b")
_OPENING = regex.compile(
    r"(?:Căn\s+cứ|Xét|Theo|Thực\s+hiện|Triển\s+khai|Để|Nhằm|Tiếp\s+tục|Trên\s+cơ\s+sở|Kính\s+gửi|Năm\s+\d{4})\b"
)
_RECIPIENTS = regex.compile(r"N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]")
_AUTHORITY = regex.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?[./]|[TK]/[MTL][\s./])\s?\p{Lu}{2}")
_POSITION = compiled(
    r"(?:(?:QUYỀN\s+)?(?:PHÓ\s+)?(?:TỔNG\s+)?(?:GIÁM\s+ĐỐC|CHỦ\s+(?:TỊCH|NHIỆM)|CHÁNH\s+VĂN\s+PHÒNG|CHÁNH\s+THANH\s+TRA"
    r"|CHI\s+CỤC\s+TRƯỞNG|CỤC\s+TRƯỞNG|TRƯỞNG\s+(?:PHÒNG|BAN|KHOA|TRẠM|PHÂN)|BÍ\s+THƯ|HIỆU\s+TRƯỞNG|BỘ\s+TRƯỞNG|VIỆN\s+TRƯỞNG"
    r"|VỤ\s+TRƯỞNG|TRẠM\s+TRƯỞNG|ĐỘI\s+TRƯỞNG|CHỈ\s+HUY\s+TRƯỞNG|TRƯỞNG\s+CÔNG\s+AN)|THỨ\s+TRƯỞNG|TRƯỞNG\s+BAN)\b"
)
_APPENDIX = regex.compile(
    r"(?P<label>(?:PHỤ\s+LỤC|Phụ\s+lục|BIỂU\s+MẪU|DANH\s+MỤC\s+KÈM\s+THEO)(?:\s+(?:số\s+|SỐ\s+)?(?:\d{1,2}|[IVX]{1,5})\b)?)"
    r"\s*[.:]?\s*(?P<rest>.*)$"
)
_ATTACHED = regex.compile(r"\W*(?:Ban\s+hành\s+)?[Kk]èm\s+theo\b")
_SCOPE = regex.compile(r"\((?:Giai\s+đoạn|Năm|Từ|Trên)[:\s][^()]{3,80}\)", regex.IGNORECASE)
_BODY_NAME = regex.compile(
    r"(?:[ỦU][ỶY]\s+BAN\s|HỘI\s+ĐỒNG\s|(?:TỔNG\s+)?(?:GIÁM\s+ĐỐC|CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|CỤC\s+TRƯỞNG|HIỆU\s+TRƯỞNG|TRƯỞNG\s)"
    r"|BAN\s+(?:CHẤP|THƯỜNG))"
)
_STOPS = (".", ";", "…")
_AFTER_STOP = '”")/'


def is_basis(text: str) -> bool:
    """Whether a line is one of the legal bases at the opening (`Căn cứ …`)."""
    return bool(_BASIS.match(text))


def begins_bases(text: str) -> bool:
    """Whether a line is one of the legal bases or an item of a list that is made of them (`- Căn cứ …`)."""
    return is_basis(text) or is_listed_basis(text)


def is_opening(text: str) -> bool:
    """Whether a line opens the body of the document with a sentence."""
    return bool(_OPENING.match(text)) or len(text) > 600


def is_recipients(text: str) -> bool:
    """Whether a line is the head of the list of recipients (Nơi nhận)."""
    return bool(_RECIPIENTS.match(text))


def is_signature(text: str) -> bool:
    """Whether a line opens the signature: the authority or the position of the person who signs, in capitals."""
    if len(text) > 120:
        return False
    return bool(_AUTHORITY.match(text)) or (bool(_POSITION.match(text)) and is_capitals(text))


def appendix(text: str) -> tuple[str, str] | None:
    """The label of an appendix and what stands after it on the line; None where the line opens none."""
    match = _APPENDIX.match(text)
    if match is None or len(text) > 300:
        return None
    label, rest = match["label"], match["rest"]
    if label[0] == "P" and label[1].islower() and rest and not is_capitals(rest):
        return None
    if rest and rest[0].islower():
        return None
    return label, rest


def is_attachment_note(text: str) -> bool:
    """Whether a line says what the appendix or plan is attached to (`(Kèm theo Kế hoạch số …)`)."""
    return bool(_ATTACHED.match(text)) and len(text) < 400


def is_scope(text: str) -> bool:
    """Whether a line is the bracket that closes a title: `(Giai đoạn: 2021 - 2025)`."""
    return bool(_SCOPE.fullmatch(text))


def names_issuer(text: str) -> bool:
    """Whether a line in capitals under the title names who decides (`ỦY BAN NHÂN DÂN TỈNH …`)."""
    return is_capitals(text) and bool(_BODY_NAME.match(text)) and len(text) < 120


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a clause does."""
    return text.rstrip(_AFTER_STOP).endswith(_STOPS)


def is_capitals(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    letters = list(filter(str.isalpha, text))
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= 0.85 * len(letters)
