"""Finds the element of a page that holds the document, by what administrative documents say.

No site's names of classes are used: prose outside links and the fixed parts of a document (motto, type, legal bases,
recipients, signature; Nghị định 30/2020/NĐ-CP, Appendix I) are weighed, and the smallest element that holds nearly all
of that weight is taken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import regex

from pipeline.read.html.elements import BLOCKS, SILENT, is_navigation

_FIXED = regex.compile(
    r"CỘNG\s+HO[ÀA]\s+XÃ|CỘNG\s+HÒA\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do|Căn\s+cứ\s|Nơi\s+nhận|NƠI\s+NHẬN"
    r"|(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s?\.\s?\p{Lu}{2}|\(?[ĐđÐ]ã\s+ký|(?:KẾ\s+HOẠCH|QUYẾT\s+ĐỊNH|NGHỊ\s+(?:QUYẾT|ĐỊNH)|THÔNG\s+(?:TƯ|BÁO)"
    r"|CHỈ\s+THỊ|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|BÁO\s+CÁO|CÔNG\s+(?:VĂN|ĐIỆN)|HƯỚNG\s+DẪN|TỜ\s+TRÌNH)\s*$"
)
_FIXED_WEIGHT = 120
_PROSE = 60
_SHARE = 0.92
_ROW = regex.compile(r"\s+")


def find_container(root: Any) -> Any:
    """The smallest element with nearly all of the page's weight of document text; the root where none has any.

    `root` is the page's root element; runs in time linear in its size.
    """
    weights: dict[Any, float] = defaultdict(float)
    for block, text in own_texts(root):
        weights[block] += _weight(text)
    total = sum(weights.values())
    if not total:
        return root
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and element in weights:
            weights[parent] += weights[element]
    container = root
    while True:
        heaviest = max(
            (child for child in container if child in weights), key=lambda child: weights[child], default=None
        )
        if heaviest is None or weights[heaviest] < _SHARE * total or heaviest.tag in ("tr", "td", "p", "li"):
            return _whole_table(container)
        container = heaviest


def own_texts(root: Any, *, links: bool = False) -> list[tuple[Any, str]]:
    """Each block element with text of its own, and that text: without what stands in blocks inside it, in silent
    elements, in navigation, and in links unless `links`."""
    parts: dict[Any, list[str]] = {}
    pending: list[tuple[Any, Any, bool]] = [(root, root, False)]
    while pending:
        element, block, tail = pending.pop()
        if tail:
            if element.tail:
                parts.setdefault(block, []).append(element.tail)
            continue
        if (
            not isinstance(element.tag, str)
            or element.tag in SILENT
            or (not links and is_navigation(element))
        ):
            continue
        if element.tag == "a" and not links and not _is_mark(element):
            continue
        inside = element if element.tag in BLOCKS else block
        if element.text:
            parts.setdefault(inside, []).append(element.text)
        for child in reversed(element):
            pending.append((child, inside, True))
            pending.append((child, inside, False))
    return [(block, _ROW.sub(" ", "".join(texts)).strip()) for block, texts in parts.items()]


def _is_mark(link: Any) -> bool:
    """Whether a link is one inside the page without much text, as at a footnote's mark or an anchor."""
    return not link.get("href") or link.get("href", "").startswith("#")


def _weight(text: str) -> float:
    if _FIXED.match(text):
        return _FIXED_WEIGHT + (len(text) if len(text) > _PROSE else 0)
    return len(text) if len(text) > _PROSE else 0


def _whole_table(element: Any) -> Any:
    """The table around its parts: rows alone are no table."""
    while element.tag in ("tbody", "thead", "tfoot", "tr") and element.getparent() is not None:
        element = element.getparent()
    return element
