"""The grammar of numbers and symbols (số, ký hiệu): number – year – type – bodies.

The forms, with `N` a number such as `76`, `30c` or `66.13`:

    N/TYPE-BODY, N/TYPE-BODY-BODY      76/NQ-CP, 1600/QĐ-UBND-HC   Nghị định 30/2020/NĐ-CP, Appendix III
    N/YEAR/TYPE-BODY                   61/2018/NĐ-CP               Luật Ban hành văn bản quy phạm pháp luật
    N/YEAR/BODY-WITH-TERM              31/2024/QH15                the National Assembly, its committee
    N-TYPE/BODY                        18-NQ/TW, 249-KH/UBKTTW     Hướng dẫn 36-HD/VPTW, documents of the Party
    N-YEAR/TYPE-BODY                   19-2018/NQ-CP               programmes of the Government
    N/BODY-UNIT, N-BODY                8322/UBND-VHXXH, 64-CP      công văn; forms of before 1993
    N TYPE/BODY, N TYPE-BODY           18 NQ/TW, 45 QĐ-UB          the stroke or hyphen left out

Blanks may stand around the strokes, any dash for the hyphen, look-alike letters of other alphabets for the
Latin ones (`137/2020/NĐ-СР`, `QÐ`), and in a type's abbreviation what optical recognition takes for its letters
(`ND-CP`, `QĐÐ-BNV`, `NO-CP`).
"""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import NamedTuple

import regex

from extractors.citations.tables import document_types

_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеорсухÐðΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTYXaeopcyxĐđABEZHIKMNOPTYX",
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))

_DASH = r"[-\u2010-\u2015\u2212]"
_BLANKS = r"\s{0,20}+"
# `1O5`, `l2`: letters that optical recognition reads for digits
_NUMBER = r"(?P<number>\d{1,5}(?:\.\d{1,3})?\p{L}?|(?=[OIl]{0,2}\d)[\dOIl]{2,5})"
# Small letters stand in `TTg`, `CTr`, `QyĐ`, `SNgV`; a word glued to the symbol (`06-NQ/TWcủa`) is none of it.
_LETTERS = r"\p{Lu}(?:[\p{Lu}\d]|[a-zđ]{1,2}(?!\p{Ll}))*+"
_CODE = (
    rf"{_LETTERS}(?:[&.]{_LETTERS})*+"
    r"(?:(?!\p{L})|(?=(?:của|ngày|về|và|do)(?!\p{L})))"
)
_TYPE_CODE = "(?i:" + "|".join(sorted(document_types().names, key=len, reverse=True)) + ")"
_CAPITALS = r"(?=\p{Lu}[\p{Lu}\dTtg&]++(?!\p{L}))"
_JOIN = (
    rf"(?:/|{_DASH}|\.)(?=\p{{Lu}})"  # tight
    rf"|(?:/\s{{1,3}}+|{_DASH}\s{{1,3}}+|\s{{1,3}}+{_DASH}){_CAPITALS}"  # a blank on one side
    rf"|(?<=[/\d]{_TYPE_CODE})\s{{1,3}}+{_DASH}\s{{1,3}}+{_CAPITALS}"  # `QĐ - UBND`
)
_CODES = rf"{_CODE}(?:(?:{_JOIN}){_CODE}){{0,6}}+(?:\.\d{{1,2}}(?=\s++ngày(?!\p{{L}})))?"  # `NQ.HĐNDT.6`

SYMBOL = (
    r"(?:(?<=[sS][ốỐ])|(?<![\p{L}\d./…_\u2010-\u2015-])(?<!/\s)(?<!\.\s?\.))"
    rf"{_NUMBER}"
    rf"(?:{_BLANKS}/{_BLANKS}(?:(?P<year>(?:19|20)\d\d){_BLANKS}/{_BLANKS})?(?P<symbol>{_CODES})"
    rf"|{_DASH}(?P<year>(?:19|20)\d\d)/(?P<symbol>{_CODES})"
    rf"|{_BLANKS}{_DASH}{_BLANKS}(?P<symbol>(?:{_CODE}{_BLANKS}/|{_TYPE_CODE}{_DASH}){_BLANKS}{_CODES})"
    rf"|{_DASH}(?P<symbol>(?:CP|TTg|HĐBT|CT|UB)(?![\p{{L}}\d/-]))"
    rf"|\s{{1,2}}+(?P<symbol>(?={_TYPE_CODE}(?:/|{_DASH})\p{{Lu}}){_CODES}))"
)
"""A number with its symbol, as a pattern of the package `regex` with the groups number, year and symbol."""


class Symbol(NamedTuple):
    """A number and symbol as read. `start` and `end` are offsets of both together.

    `identifier`, `number` and `symbol` have no blanks and Vietnamese letters. `type_code` is the abbreviation of
    the type in the symbol, in capitals, None where there is none. `bodies` holds the other parts of the symbol
    in capitals (`("CP",)`; `("UBND", "VHXXH")`). `forgiven` tells that look-alike letters were mapped, blanks
    left out, a stroke put in, an abbreviation mended or glued digits cut off; `misread` that the number holds
    letters that look like digits, which stand as printed.
    """

    start: int
    end: int
    identifier: str
    number: str
    symbol: str | None
    year: int | None = None
    type_code: str | None = None
    bodies: tuple[str, ...] = ()
    forgiven: bool = False
    misread: bool = False


# Bodies whose abbreviation never ends in a digit: a digit there is the mark of a footnote.
_FOOTNOTED = regex.compile(r"(?<=(?:-|/)(?:CP|TTg|UBND|HĐND|TW|TU|BNV|BTC|BYT))\d{1,2}$")


def read_symbol(found: regex.Match[str]) -> Symbol:
    """The symbol that a match of `SYMBOL` holds."""
    printed = found["symbol"]
    symbol = _with_known_type(_TERM.sub("1", "".join(printed.split()).translate(_LOOK_ALIKES)))
    end = found.end("symbol")
    if mark := _FOOTNOTED.search(symbol):
        symbol, end = symbol[: mark.start()], end - len(mark.group())
    number = found["number"]
    between = "".join(found.string[found.end("number") : found.start("symbol")].split())
    unparted = between == ""
    between = between or ("-" if "/" in symbol else "/")
    type_code, bodies = split_symbol(symbol)
    return Symbol(
        found.start("number"),
        end,
        number + between + symbol,
        number,
        symbol,
        int(found["year"]) if found["year"] else None,
        type_code,
        bodies,
        misread=number[:-1].strip("0123456789.") != "" or number[0] in "OIl",
        forgiven=symbol != printed.replace(" ", "") or mark is not None or unparted,
    )


# `QHI5`, as optical recognition reads the number of a term of the National Assembly
_TERM = regex.compile(r"(?<=QH)[Il]1?(?=\d$)")
_FIRST_PART = regex.compile(r"\p{Lu}[\p{L}\d]*+(?=[-/])")


def _with_known_type(symbol: str) -> str:
    """The symbol with the type's abbreviation that its first part must be, where that is printed without its
    stroke or looks like just one type's."""
    first = _FIRST_PART.match(symbol)
    if first is None:
        return symbol
    types, printed = document_types(), first.group().upper()
    if printed in types.names:
        alike = [types.codes.get(types.names[printed], printed)]
    else:
        alike = _types_by_look().get(_look(printed), [])
    mended = len(alike) == 1 and alike[0].upper() != printed and _look(alike[0]) == _look(printed)
    return alike[0] + symbol[first.end() :] if mended else symbol


@functools.cache
def _types_by_look() -> dict[str, list[str]]:
    """The types' own abbreviations of letters that others look like, by that look."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for code in sorted(set(document_types().codes.values())):
        if len(_look(code)) > 1 and _look(code) != code.upper():
            alike[_look(code)].append(code)
    return alike


_STROKED = regex.compile("[DĐ]++")


def _look(code: str) -> str:
    """The code in letters that stand for all that look like them."""
    return _STROKED.sub("D", code.upper()).translate(str.maketrans("Q01", "OOI"))


def split_symbol(symbol: str) -> tuple[str | None, tuple[str, ...]]:
    """The abbreviation of the type in a symbol, None where there is none, and its other parts, all in capitals.

    A type's abbreviation comes first; where the hyphen was lost (`QĐTTg`) the longest abbreviation that a known
    body follows is taken.
    """
    types = document_types()
    parts = [part for part in symbol.translate(_HYPHENS).upper().replace("/", "-").split("-") if part]
    if not parts:
        return None, ()
    head, rest = parts[0], tuple(parts[1:])
    if head in types.names and (rest or head not in types.ambiguous):
        return head, rest
    for length in (4, 3, 2):
        if head[length:] in ("TTG", "CP", "UBND", "HĐND", "UB", "CTUBND") and head[:length] in types.names:
            return head[:length], (head[length:], *rest)
    return None, tuple(parts)
