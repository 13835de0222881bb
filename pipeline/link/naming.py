"""Names for machines: slugs, identities of instruments, and Akoma Ntoso addresses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

_OTHERS = regex.compile(r"[^a-z0-9]+")
_DIGITS = regex.compile(r"\d+")
_MISREAD = regex.compile(r"^(?=[OIl]{0,2}\d)[\dOIl]+(?=[/-])")
_DIGITS_FOR_LETTERS = str.maketrans("OIl", "011")


@lru_cache(maxsize=4096)  # the same few types and bodies are named again and again
def slug(text: str) -> str:
    """The text in ASCII letters and digits, in lower case, with single hyphens: `Sở Y tế` → `so-y-te`."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _OTHERS.sub("-", letters).strip("-")


@lru_cache(maxsize=4096)
def number_slug(identifier: str) -> str:
    """A number with symbol as a slug, without zeros before the number and with digits for the letters that optical
    recognition reads for them: `05-NQ/TU` → `5-nq-tu`, `1O5/QĐ-UBND` → `105-qd-ubnd`."""
    digits = _MISREAD.sub(lambda found: found.group().translate(_DIGITS_FOR_LETTERS), identifier)
    return _DIGITS.sub(lambda found: found.group().lstrip("0") or "0", slug(digits), count=1)


def document_number(number: str | None, symbol: str | None) -> str:
    """Number and symbol as one cites them, as far as they are known: `12/KH-UBND`, and with a hyphen where the
    body stands behind a stroke, as the Party and its unions write: `19-KH/ĐU`."""
    return ("-" if "/" in (symbol or "") else "/").join(filter(None, (number, symbol)))


@dataclass(frozen=True, slots=True)
class InstrumentName:
    """The parts of an instrument's identity.

    `code` abbreviates the type, `number` is the slug of number and symbol, or of a law's proper name. `year` is
    that of issue, where the number alone does not tell it (`2025-02` for a law passed twice in a year). `place`
    is whose body it is (`long-an`), where bodies of several places use the same symbols. None for parts that
    are not needed or not known.
    """

    code: str
    number: str
    year: str | None = None
    place: str | None = None

    def __str__(self) -> str:
        parts = [self.code, self.number, self.year or "", self.place or ""]
        return ":".join(parts).rstrip(":")

    @classmethod
    def parse(cls, instrument_id: str) -> InstrumentName:
        """The parts of an identity as `str` gives it. Raises ValueError for anything else."""
        parts = instrument_id.split(":")
        if not 2 <= len(parts) <= 4 or not all(parts[:2]):
            raise ValueError(f"No instrument is called {instrument_id!r}.")
        code, number, year, place = [*parts, "", ""][:4]
        return cls(code, number, year or None, place or None)


def akn_uri(law_type: str, actor: str, stated_date: str, number: str) -> str:
    """An address of the work by the Akoma Ntoso Naming Convention, `/akn/vn/act/<type>/<actor>/<date>/<number>`.

    `law_type` and `actor` are in words, `stated_date` in ISO 8601 as far as it is known, `number` is a slug.
    """
    return f"/akn/vn/act/{slug(law_type)}/{slug(actor)}/{stated_date}/{number}"
