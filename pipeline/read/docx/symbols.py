"""Characters set from symbol fonts, which have code points in the private use area."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
# Wingdings and Symbol: what plans use as bullets, boxes and arrows
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xE0: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0x2D: "-"}


def symbol(code: str | None, font: str | None) -> str:
    """The character that a symbol is printed as; empty where it is unknown."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if point in _PRIVATE:
        point -= _PRIVATE.start
    elif point > 0xFF:
        return chr(point) if point < 0xD800 else ""
    signs = _SYMBOL if (font or "").casefold() == "symbol" else _WINGDINGS
    return signs.get(point, "")
