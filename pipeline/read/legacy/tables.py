"""The tables of the legacy encodings, and the conversion of a text by them."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

import regex

from extractors.common.lexicon import load_lexicon

Encoding = Literal["tcvn3", "vni", "viscii", "vps", "windows-1258"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)

# Word puts the bytes of fonts that it takes for symbols here
_PRIVATE_USE = 0xF000
# The letter ư of TCVN3, and with Word's own optional hyphen beside it; no word has two of the letter
_SOFT_HYPHEN = "\u00ad"
_DOUBLED_SOFT_HYPHEN = regex.compile(_SOFT_HYPHEN + "{2,}")


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """A text of legacy letters in Unicode, in NFC; with `capitals`, as a font draws it that has only capitals.

    In `text` each byte stands as the character of the same number, as that of windows-1252, or as U+F000 and
    the byte. What the encoding does not change stays as it is. Ask `detect` or the font first: a text that is
    in Unicode already comes out spoilt.
    """
    converted = _vni(text) if encoding == "vni" else _by_bytes(text, encoding)
    return unicodedata.normalize("NFC", converted.upper() if capitals else converted)


def _by_bytes(text: str, encoding: Encoding) -> str:
    glyphs = _glyphs(encoding)
    if glyphs is not None:
        pattern, substitutes = glyphs
        text = pattern.sub(lambda found: substitutes[found[0]], text)
    if encoding == "tcvn3":
        text = _DOUBLED_SOFT_HYPHEN.sub(_SOFT_HYPHEN, text)
    return text.translate(_byte_table(encoding))


def _vni(text: str) -> str:
    pattern, letters = _vni_table()
    return pattern.sub(
        # a letter before a mark that it does not take stands for itself
        lambda found: letters.get(found[0]) or letters.get(found[0][0], found[0][0]) + found[0][1:],
        text.translate(_byte_table("vni")),
    )


@functools.cache
def _byte_table(encoding: Encoding) -> dict[int, str]:
    """For `str.translate`: every character that may stand for a byte, with what the byte means."""
    assigned = dict(_assigned(encoding))
    table = {_PRIVATE_USE + byte: assigned.get(byte, _windows_1252(byte)) for byte in range(0x20, 0x100)}
    table |= {byte: _windows_1252(byte) for byte in range(0x80, 0xA0)}
    for byte, letter in assigned.items():
        table[ord(_windows_1252(byte))] = table[byte] = letter
    return table


def _assigned(encoding: Encoding) -> Iterator[tuple[int, str]]:
    if encoding == "vni":
        return
    if encoding == "windows-1258":
        for byte in range(0x80, 0x100):
            letter = bytes([byte]).decode("cp1258", errors="ignore")
            if letter:
                yield byte, letter
        return
    for first, letters in load_lexicon(__package__, encoding)["bytes"].items():
        yield from enumerate(letters, first)


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)


@functools.cache
def _glyphs(encoding: Encoding) -> tuple[regex.Pattern[str], dict[str, str]] | None:
    """What stands for a byte by its glyph's name, found only beside a Latin letter: a minus may be a minus."""
    if encoding in ("vni", "windows-1258"):
        return None
    glyphs = load_lexicon(__package__, encoding).get("glyphs")
    if not glyphs:
        return None
    any_glyph = f"[{''.join(glyphs)}]"
    return regex.compile(rf"(?<=\p{{Latin}}){any_glyph}|{any_glyph}(?=\p{{Latin}})"), {
        glyph: chr(byte) for glyph, byte in glyphs.items()
    }


@functools.cache
def _vni_table() -> tuple[regex.Pattern[str], dict[str, str]]:
    """A pattern for a vowel with its mark or a letter of its own, and what each of them means."""
    lexicon = load_lexicon(__package__, "vni")
    letters: dict[str, str] = {}
    for small, letter in lexicon["letters"].items():
        letters |= {small: letter, small.upper(): letter.upper()}
    for vowel, marks in lexicon["marked"].items():
        for mark, letter in marks.items():
            for written in (mark, mark.upper()):
                letters |= {vowel + written: letter, vowel.upper() + written: letter.upper()}
    vowels = "".join(sorted({key[0] for key in letters if len(key) == 2}))
    marks = "".join(sorted({key[1] for key in letters if len(key) == 2}))
    singles = "".join(sorted(key for key in letters if len(key) == 1))
    return regex.compile(f"[{vowels}][{marks}]|[{singles}]"), letters
