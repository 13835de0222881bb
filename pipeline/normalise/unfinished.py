"""Ends of lines that a sentence cannot stop at, told by the last words and what the next line begins with.

Words such as `số`, `cấp`, `Sở` or `thuộc` end sentences, too (`chuyển đổi số`, `chính quyền địa phương 02 cấp`, `Văn
phòng Sở`, `các đơn vị trực thuộc`): what stands before or after them decides.
"""

from __future__ import annotations

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.organisation_lexicon import lexicon
from extractors.common.organisations import match_field
from extractors.common.patterns import compiled

_LINKS = (
    *("của", "và", "về", "theo", "tại", "từ", "đến", "cho", "với", "các", "những", "là", "do", "bởi"),
    *("để", "trong", "giữa", "hoặc", "nhằm", "được", "bằng", "như"),
)
_WORDS = regex.compile(
    rf"(?:[,(“–-]|\b(?:{'|'.join(_LINKS)}|(?<!\b(?:nêu|nói|kể)\s+)trên|(?<!\b(?:trực|phụ)\s+)thuộc))$"
)
_OPEN_ENDS = (*",(“–-", *_LINKS, "trên", "thuộc")
"""What a line ends with that `_WORDS` finds something in: told at once, as most lines end otherwise."""
_BELONGING = regex.compile(r"\btrực\s+thuộc$")
_TYPES = alternatives([entry["name"] for entry in load_lexicon("extractors.common", "document_types")])
_RHYTHMS = r"hằng|hàng|mỗi|từng"
_SPANS = rf"{_RHYTHMS}|trong|cả|cuối|đầu|giữa|các|những|nhiều|một|nửa|\d{{1,3}}"
_NUMBER = compiled(
    rf"\b(?:(?:{_TYPES}|các|một|tổng|trong)\s+số|(?<!\b(?:{_SPANS})\s+)(?:ngày|tháng|năm)|(?<!\b(?:{_RHYTHMS})\s+)quý"
    r"|(?<!\b(?:quan|thời|địa|đặc|trọng|ưu|nhược|cao|khuyết|thí|tiêu)\s+)điểm|(?<!\b(?:tài|điều|chuyển|thanh)\s+)khoản"
    r"|(?<!\b(?:danh|hạng|chuyên|tiết|đầu|phụ)\s+)mục|điều|mức\s+độ|(?<!\b(?:các|hai|ba|cung|phân|trợ|nâng|\d{1,2})\s+)cấp"
    r"|khóa|khoá|thứ|lần)$",
    regex.IGNORECASE,
)
_BEFORE_NUMBERS = (
    *("số", "ngày", "tháng", "năm", "quý", "điểm", "khoản", "mục"),
    *("điều", "độ", "cấp", "khóa", "khoá", "thứ", "lần"),
)
"""The same for `_NUMBER`, in small letters."""
_CUT_NAME = regex.compile(
    r"\b(?:Ủy|Uỷ|Nghị|Quyết|Nghị\s+(?:quyết|định)|Quyết\s+định|Thông\s+tư|Kế\s+hoạch|Chỉ\s+thị|Công\s+văn"
    r"|Thủ\s+tướng|Chính|Hội\s+đồng)$"
)
_HEAD = regex.compile(r"\b(?:Sở|Bộ|Ban|Phòng)$")
_LONGEST_NAME = 80


def awaits_words(first: str) -> bool:
    """Whether a line ends with a comma, a dash or a word such as `của`: something must follow."""
    return first.endswith(_OPEN_ENDS) and _WORDS.search(first) is not None


def awaits_number(first: str) -> bool:
    """Whether a line ends with a word that a number follows: `Nghị quyết số`, `ngày`, `khoản`."""
    return first[-8:].casefold().endswith(_BEFORE_NUMBERS) and _NUMBER.search(first) is not None


def is_unfinished(first: str, second: str) -> bool:
    """Whether a line that ends like `first` goes on with `second`, which begins with a capital."""
    return (
        awaits_words(first)
        or awaits_number(first)
        or _CUT_NAME.search(first) is not None
        or _cuts_body(first, second)
    )


def _cuts_body(first: str, second: str) -> bool:
    """Whether the lines' end cuts a body's name: `Sở` / `Giáo dục và Đào tạo`, `Ban` / `Quản lý các khu …`,
    `trực thuộc` / `Sở Y tế`."""
    if _BELONGING.search(first):
        return lexicon().head.match(second, 0) is not None
    head = _HEAD.search(first)
    if head is None:
        return False
    following = second[:_LONGEST_NAME]
    if match_field(following, 0, department=head.group() in ("Sở", "Bộ")) is not None:
        return True
    longer = lexicon().head.match(f"{head.group()} {following}", 0)
    return longer is not None and longer[0] > len(head.group()) + 1
