"""Undoing of a wrong code page: bytes of a legacy font that a program took for Greek, Cyrillic, Vietnamese, …"""

from __future__ import annotations

import functools

import regex

from pipeline.read.legacy.syllables import count_syllables
from pipeline.read.legacy.tables import Encoding, convert

# What the character set of a font in a Word or RTF file makes programs decode by
_CODE_PAGES = ("cp1258", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874")
# Letters that no byte of windows-1252 stands for; dashes, quotes and the like may stand in any text
_OTHER_LETTER = regex.compile(
    r"[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u0180-\u0191\u0193-\u02c5\u02c7-\u02db\u02dd-\u1fff]"
)
_VIETNAMESE_LETTER = regex.compile(r"[\u1ea0-\u1ef9]")
_SAMPLE = 1 << 14
_SURE_SHARE = 0.85
_STANDS_SHARE = 0.5


def may_be_misread(text: str) -> bool:
    """Whether there are letters beyond ASCII, and none that no code page has."""
    return not text.isascii() and _VIETNAMESE_LETTER.search(text) is None


def misread_as(text: str, encoding: Encoding) -> str | None:
    """The code page that a text in a legacy encoding was wrongly decoded by, if another than windows-1252.

    None where the text shows no letters of another code page, is Vietnamese as it stands, or does not become
    so by any code page.
    """
    first = _OTHER_LETTER.search(text)
    if first is None:
        return None
    sample = text[max(0, first.start() - _SAMPLE) : first.start() + _SAMPLE]
    if count_syllables(sample).marked_share > _STANDS_SHARE:
        return None
    shares = [
        (count_syllables(convert(reread(sample, page), encoding)).marked_share, page) for page in _CODE_PAGES
    ]
    share, page = max(shares, key=lambda found: found[0])
    return page if share >= _SURE_SHARE else None


def reread(text: str, page: str) -> str:
    """The text with each letter of the code page as the character of its byte's number."""
    return text.translate(_bytes_of(page))


@functools.cache
def _bytes_of(page: str) -> dict[int, int]:
    letters = ((byte, bytes([byte]).decode(page, errors="ignore")) for byte in range(0xA0, 0x100))
    return {ord(letter): byte for byte, letter in letters if letter}
