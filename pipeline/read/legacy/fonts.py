"""Which encoding the texts set in a font are in, by the font's name."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.common.lexicon import load_lexicon
from pipeline.read.legacy.tables import ENCODINGS, Encoding

# PDF puts six letters before the name of a font that it holds in part, and the style behind a comma or hyphen
_SUBSET_TAG = regex.compile(r"^[A-Z]{6}\+")
_STYLE = regex.compile(r"[,\s-]*(?:bold|italic|oblique|regular|roman|mt|ps)*+$", regex.IGNORECASE)
_IGNORED = regex.compile(r"[\s_-]|(?<!^)\.")


@dataclass(frozen=True, slots=True)
class FontEncoding:
    """The encoding of a font's texts; `capitals` where it draws small letters as capitals."""

    encoding: Encoding
    capitals: bool


@functools.lru_cache(maxsize=4096)
def encoding_of_font(name: str | None) -> FontEncoding | None:
    """The encoding that a font's name stands for; None for other fonts, whose texts are in Unicode as a rule.

    `.VnTime` is TCVN3 and `.VnTimeH` its capitals, `VNI-Times` VNI; a name as PDF files write it
    (`ABCDEF+.VnTime,Bold`) is understood.
    """
    if not name:
        return None
    plain = _IGNORED.sub("", _STYLE.sub("", _SUBSET_TAG.sub("", name.strip()))).lower()
    fitting = [(len(begin), encoding) for begin, encoding in _beginnings() if plain.startswith(begin)]
    if not fitting:
        return None
    encoding = max(fitting)[1]
    ending = load_lexicon(__package__, "fonts")["capitals"].get(encoding)
    return FontEncoding(encoding, bool(ending) and plain.endswith(ending))


@functools.cache
def _beginnings() -> tuple[tuple[str, Encoding], ...]:
    lexicon = load_lexicon(__package__, "fonts")
    return tuple((begin, encoding) for encoding in ENCODINGS for begin in lexicon.get(encoding, ()))
