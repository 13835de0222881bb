"""Mends the symbols of instruments that OCR misread, where one that is known looks like what was read.

Capitals in a row with strokes among them are what tesseract reads worst: `C171W` for `CT/TW`, `UBTVQHI5` for
`UBTVQH15`, `QĐ-TTE` for `QĐ-TTg`, `76NQ-CP` for `76/NQ-CP`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from extractors.common.lexicon import load_lexicon

_WORD = re.compile(
    r"(?P<before>\W{0,2})(?P<number>\d{0,5}[a-zđ]?)(?P<stroke>[/–-]?)(?P<year>(?:(?<=/)(?:19|20)\d\d/?)?)"
    r"(?P<symbol>(?:[^\W\d_]|(?<=[/–-])[17(])[\w/–'’‘;.(%$|!\[-]{1,24}?)(?P<after>\W*)"
)
_STROKE = re.compile(r"[/–-]")
_STROKE_LIKE = ("1", "7")
"""A number that ends so may have lost nothing: its last figure may be the stroke."""
_SPECKS = str.maketrans("–", "-", "'’‘;.")
_SAME = str.maketrans("ĐÐ|Il7TFQ0VSEegq(", "DD111111OOW5GGGGC")
_SAME_AS_STROKE = str.maketrans("/L", "11")
_REPEATED = re.compile(r"(.)\1+")
_UNIT = re.compile(r"[A-ZĐ]{2,6}[2-9]?")
# the section of an office, which counts from 1: `UBND-VX1`
_SECTION = re.compile(r"(?<=^UBND-)(?:(?P<unit>NC|VX|TH|NN|NL|XD|CN|KT|GT)T[1I]|(?P<any>[A-ZĐ]{2,4}?)I1?)$")
# the italic U of `UBND`, which has a stroke before it like the D of the end
_ITALIC_U = re.compile(r"DUB|UDB|DB(?=ND)")


# what an L and a T side by side run into
_LEANING_L = re.compile(r"LU(?=[1D])|(?<=1)U(?=1)")
_FOUR_T = re.compile(r"(?:(?P<ministry>[BHR8])|[S5%$]%?)(?!TTT$)[TILil1!|\[/]{3,8}")
"""The last of the Ministry and the Departments of Information and Communications, which are mostly strokes."""
_TORN_OFF = re.compile(r"[\[(|!1ITLilg]{1,4}[;,.]?")
_FEWEST_LETTERS = 4
"""Of a body that is told by its look; shorter ones are too easily others."""


def mend_symbol(text: str) -> str:
    """The word with the symbol that it must hold; the word itself where that is none, or more than one."""
    found = _WORD.fullmatch(text)
    if found is None:
        return text
    printed, stroke = found["symbol"], found["stroke"]
    symbol = _symbol_of(printed.translate(_SPECKS))
    year = found["year"]
    if year and not year.endswith("/"):
        year += "/"
    if symbol is None or (stroke and symbol == printed and year == found["year"]):
        return text
    if not stroke:
        if not found["number"].isdigit() or found["number"].endswith(_STROKE_LIKE):
            return text
        stroke = "/" if "/" not in symbol else "-"
    return "".join((found["before"], found["number"], stroke, year, symbol, found["after"]))


def mend_wrapped_symbol(first: str, second: str) -> tuple[str, str]:
    """As `mend_symbol` for two words of which the first ends in a stroke at which a line may have wrapped."""
    mended = mend_symbol(first + second)
    cut = [stroke.end() for stroke in _STROKE.finditer(mended)][: len(_STROKE.findall(first))]
    if mended == first + second or len(cut) < len(_STROKE.findall(first)):
        return first, second
    return mended[: cut[-1]], mended[cut[-1] :]


def mend_torn_symbol(first: str, second: str) -> tuple[str, str]:
    """As `mend_symbol` for two words that are one where the second holds but some strokes; it is left empty then."""
    if "-" not in first or not _TORN_OFF.fullmatch(second) or mend_symbol(first) != first:
        return first, second
    found = _WORD.fullmatch(first)
    if found is None or _symbol_of(found["symbol"]) is not None:
        return first, second
    mended = mend_symbol(first + second)
    return (first, second) if mended == first + second else (mended, "")


def _symbol_of(printed: str) -> str | None:
    """The one symbol that may be printed so; None where that is none or several."""
    if symbol := _symbols().like(printed):
        return symbol
    if printed.startswith(_STROKE_LIKE) and _symbols().knows(printed[1:]):
        return printed[1:]
    kind, hyphen, bodies = printed.partition("-")
    if hyphen and (known := _types().like(kind)) and (mended := _bodies_of(bodies)):
        return f"{known}-{mended}"
    if section := _SECTION.search(printed):
        return f"UBND-{section['unit'] or section['any']}1"
    # a letter's, of one of the body's units
    return printed if _bodies().knows(kind) and _UNIT.fullmatch(bodies) else None


def _bodies_of(printed: str) -> str | None:
    """The bodies behind a type, the last of which may be a unit of the first; None where one of them is unknown."""
    if four := _FOUR_T.fullmatch(printed):
        return "BTTTT" if four["ministry"] else "STTTT"
    first, *others = printed.split("-")
    bodies = [_bodies().like(body) if len(body) >= _FEWEST_LETTERS else body for body in (first, *others)]
    if not bodies[0] or not _bodies().knows(bodies[0]):
        return None
    mended = []
    for body, read in zip(bodies, (first, *others), strict=True):
        if body and _bodies().knows(body):
            mended.append(body)
        elif _UNIT.fullmatch(read):
            mended.append(read)
        else:
            return None
    return "-".join(mended)


class _Known:
    """What is known, by its look."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._by_look: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
        for symbol in sorted(self._known):
            for strokes in (True, False):
                self._by_look[strokes, _look(symbol, strokes=strokes)].append(symbol)
            if "L/" in symbol:  # which run together in italics: `KUTW`
                self._by_look[False, _look(symbol.replace("L/", "U"), strokes=False)].append(symbol)
                self._by_look[True, _look(symbol.replace("L/", "U/"), strokes=True)].append(symbol)

    def knows(self, printed: str) -> bool:
        """Whether it is known as it is printed."""
        return printed in self._known

    def like(self, printed: str) -> str | None:
        """The one that is printed, or that looks like what is; None where that is none or several."""
        if printed in self._known:
            return printed
        for strokes in (True, False):
            alike = self._by_look.get((strokes, _look(printed, strokes=strokes)), [])
            near = [
                [symbol for symbol in alike if abs(len(symbol) - len(printed)) == more] for more in (0, 1)
            ]
            if alike := near[0] or near[1]:
                alike = [symbol for symbol in alike if symbol[:2] == printed[:2]] or alike
                return alike[0] if len(alike) == 1 else None
        return None


def _look(symbol: str, *, strokes: bool) -> str:
    """The symbol in letters that stand for all that look like them, none of them twice in a row; `strokes` tells that
    strokes are kept apart from letters."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", symbol) if not unicodedata.combining(letter)
    )
    folded = _LEANING_L.sub("L", _ITALIC_U.sub("UB", bare.translate(_SAME)))
    return _REPEATED.sub(r"\1", (folded if strokes else folded.translate(_SAME_AS_STROKE)).upper())


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = load_lexicon("pipeline.read.scan", "misreadings")["symbols"]
    return words


@functools.cache
def _types() -> _Known:
    return _Known(_words()["types"])


@functools.cache
def _bodies() -> _Known:
    return _Known(_words()["bodies"])


@functools.cache
def _symbols() -> _Known:
    words = _words()
    state = (f"{kind}-{body}" for kind, body in product(words["types"], words["bodies"]))
    party = (f"{kind}/{body}" for kind, body in product(words["types"], words["party"]))
    offices = (f"UBND-{section}" for section in words["sections"])
    return _Known([*state, *party, *offices, *words["terms"]])
