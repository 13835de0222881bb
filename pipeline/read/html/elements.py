"""What HTML elements are: which begin a paragraph, which hold no text of a document, which are not shown."""

from __future__ import annotations

from typing import Any

import regex

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot
    th thead tr ul
"""
_SILENT_NAMES = """
    area audio button canvas dialog embed head iframe input link map math meta noscript object option progress script
    select style svg template textarea title video
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
SILENT = frozenset(_SILENT_NAMES.split())
NAVIGATION = frozenset(("nav", "aside", "footer"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "tablist")
)
_HIDING = regex.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", regex.IGNORECASE)
_BOLD = regex.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)", regex.IGNORECASE)
_LIGHT = regex.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-5]00)", regex.IGNORECASE)
_CAPITALS = regex.compile(r"(?:^|;)\s*text-transform\s*:\s*uppercase", regex.IGNORECASE)
_FAMILY = regex.compile(r"(?:^|;)\s*font-family\s*:\s*[\"']?([^\"',;]+)", regex.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "th"))


def is_hidden(element: Any) -> bool:
    """Whether an element is not shown, by its own attributes."""
    return "hidden" in element.attrib or bool(_HIDING.search(element.get("style") or ""))


def is_navigation(element: Any) -> bool:
    """Whether an element says of itself that it is no part of the page's main text."""
    return element.tag in NAVIGATION or element.get("role") in _ROLES


def weight(element: Any) -> bool | None:
    """Whether an element sets its text in bold; None where it leaves that as it is."""
    style = element.get("style")
    if style:
        if _BOLD.search(style):
            return True
        if _LIGHT.search(style):
            return False
    return True if element.tag in _BOLD_TAGS or element.tag in HEADINGS else None


def family(element: Any) -> str | None:
    """The font that an element names first."""
    if element.tag == "font" and element.get("face"):
        return str(element.get("face").split(",")[0].strip(" \"'"))
    match = _FAMILY.search(element.get("style") or "")
    return match[1].strip() if match else None


def shows_capitals(element: Any) -> bool:
    """Whether an element shows small letters as capitals."""
    return bool(_CAPITALS.search(element.get("style") or ""))
