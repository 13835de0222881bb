"""From bytes to text: which encoding a Vietnamese text is in, found by trial and by the letters it gives."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace

import regex

from pipeline.read.errors import ReadError
from pipeline.read.legacy import NAMES, Encoding, convert, detect, restore_capitals

_SAMPLE = 1 << 16
# Of the control characters only these stand in texts: backspace to carriage return (tabs, line and page ends)
# and escape. U+0002 at line ends is what PDFium makes of hyphens; it is rare enough for the bound below.
_CONTROLS = bytes([*sorted(set(range(1, 32)) - {8, 9, 10, 11, 12, 13, 27}), 127])
_MAX_CONTROL_SHARE = 0.02
_MAX_NUL_SHARE = 0.05
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# windows-1258 writes a tone as a combining mark after its vowel, and few letters ready-made
_TONE = regex.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_TONE_ON_VOWEL = regex.compile(r"(?<=[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[\u0300\u0301\u0303\u0309\u0323]")
_VIETNAMESE_1258 = regex.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáèéíóùúÀÁÈÉÍÓÙÚ]")
_TYPOGRAPHY = regex.compile(r"[\s\u2010-\u203a\u00a0\u00a7\u00ab\u00b0\u00b1\u00b7\u00bb\u00d7]")
_LATIN_TEXT = regex.compile(r"[\p{Latin}\p{M}\p{P}\p{N}\p{S}\s\0]")
_NON_ASCII = regex.compile(r"[^\x00-\x7f]")
# `ế` (E1 BA BF) read as windows-1252 by an earlier program and saved again as UTF-8
_DOUBLY_ENCODED = regex.compile("á[º»][\u0080-\u00bf\u0152-\u2122]|Ä[\u0083\u0091\u2018]|Æ[°¡]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the name of its encoding (`utf-8`, `utf-16-le`, `windows-1258`, `tcvn3`, …) and what went
    wrong or was converted."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode a text file's bytes; the byte order mark is left out, nothing else is changed but NULs removed.

    Tries the byte order mark, UTF-16 without one, UTF-8, then the legacy encodings where one of them certainly
    gives Vietnamese, and last UTF-8 with U+FFFD in place of what is broken. A text in Unicode whose letters
    are the bytes of a legacy encoding, as copied out of a document in an old font, is converted too. Raises
    ReadError: `binary` where the bytes are no text, `encoding` where their encoding is not known.
    """
    decoded = _decode(data)
    legacy = detect(decoded.text) if decoded.encoding not in NAMES else None
    if legacy is None:
        return decoded
    note = f"the text is in Unicode, but in letters of {NAMES[legacy]}, and was converted"
    return replace(decoded, text=_converted(decoded.text, legacy), warnings=(*decoded.warnings, note))


def _converted(text: str, encoding: Encoding) -> str:
    converted = convert(text, encoding)
    return restore_capitals(converted) if encoding == "tcvn3" else converted


def _decode(data: bytes) -> Decoded:
    marked = _by_mark(data) or _utf16_without_mark(data)
    if marked is not None:
        return marked
    _refuse_binary(data)
    warnings: list[str] = []
    if nuls := data.count(0):
        data = data.replace(b"\0", b"")
        warnings.append(f"{nuls:,} NUL bytes removed; if text is missing, fetch or convert the file again")
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding, problem = _not_quite_utf8(data)
        warnings += problem
    if len(_DOUBLY_ENCODED.findall(text[:_SAMPLE])) >= 5:
        warnings.append(
            "the letters look encoded twice (`áº¿` for `ế`); convert the file again from its source"
        )
    return Decoded(text, encoding, tuple(warnings))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            encoding = _encoding_name(mark, codec)
            if encoding == "utf-8":
                _refuse_binary(data)
            elif not _plausible(data[len(mark) : _SAMPLE].decode(encoding, errors="replace")):
                raise _binary()
            return _tolerant(data[len(mark) :], encoding)
    return None


def _encoding_name(mark: bytes, codec: str) -> str:
    if codec == "utf-8-sig":
        return "utf-8"
    return f"{codec}-{'le' if mark[0] == 0xFF else 'be'}"


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 shows by its NULs: the high bytes of ASCII letters and blanks, all on one side."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.2 * half or min(even, odd) > 0.02 * half:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    trial = sample[: 2 * half].decode(encoding, errors="replace")
    return _tolerant(data, encoding) if _plausible(trial) else None


def _plausible(trial: str) -> bool:
    """Whether a text in UTF-16 or UTF-32 came out as one in Latin letters."""
    return len(_LATIN_TEXT.findall(trial)) - trial.count("\ufffd") >= 0.9 * len(trial)


def _refuse_binary(data: bytes) -> None:
    """Raise where NULs or control characters are more than a damaged text could hold."""
    nuls = data.count(0)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if nuls > _MAX_NUL_SHARE * len(data) or controls > _MAX_CONTROL_SHARE * len(data):
        raise _binary()


def _not_quite_utf8(data: bytes) -> tuple[str, str, list[str]]:
    forgiven = _tolerant(data, "utf-8")
    lost = forgiven.text.count("\ufffd")
    kept = len(_NON_ASCII.findall(forgiven.text)) - lost
    if kept <= lost:
        surface = data.decode("latin-1")
        legacy = detect(surface)
        if legacy is not None and legacy != "windows-1258":
            return (
                _converted(surface, legacy),
                legacy,
                [f"the text was converted from {NAMES[legacy]}, known by the letters"],
            )
        text = _as_windows_1258(data)
        if text is not None:
            return text, "windows-1258", []
    if kept <= lost and lost > max(3, 0.005 * len(forgiven.text)):
        raise ReadError(
            "encoding",
            "The text is certainly in none of the encodings that are read (UTF-8, UTF-16, and with enough "
            "Vietnamese words to tell them by, TCVN3, VNI, VISCII, VPS, windows-1258). Convert it to UTF-8.",
        )
    return forgiven.text, "utf-8", list(forgiven.warnings)


def _as_windows_1258(data: bytes) -> str | None:
    """The text if the bytes make sense as windows-1258, else None."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    tones = len(_TONE.findall(text))
    placed = len(_TONE_ON_VOWEL.findall(text))
    letters = len(_VIETNAMESE_1258.findall(text))
    foreign = len(_NON_ASCII.findall(text)) - tones - letters - len(_TYPOGRAPHY.findall(_ascii_free(text)))
    good = placed + letters
    return text if good >= 2 and placed >= 0.95 * tones and foreign <= 0.05 * good else None


def _ascii_free(text: str) -> str:
    return "".join(_NON_ASCII.findall(text))


def _tolerant(data: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for what is broken, and a warning that counts the places."""
    text = data.decode(encoding, errors="replace")
    warnings = []
    if "\0" in text:
        warnings.append(f"{text.count(chr(0)):,} NUL characters removed")
        text = text.replace("\0", "")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if lost > 0:
        places = "1 place holds" if lost == 1 else f"{lost:,} places hold"
        warnings.append(
            f"{places} bytes that are not valid {encoding.upper()}; the characters there are lost and "
            "stand as U+FFFD. Fetch or convert the file again if they matter"
        )
    return Decoded(text, encoding, tuple(warnings))


def _binary() -> ReadError:
    return ReadError(
        "binary",
        "The bytes are not text (too many control characters, or no letters that make sense). "
        "If it is a document, save it as UTF-8 text and try again; else leave it out.",
    )
