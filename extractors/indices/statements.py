"""A value as the words state it, and the pieces that the grammars of all kinds of value share.

The pieces that end in words also take the blanks after them, so that they follow one another directly.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.matching import Anchored
from extractors.indices.records import Comparator, ValueKind
from extractors.indices.wording import any_of, first_words, grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A value before it is known which index it belongs to; the fields are those of IndexValue.

    `introduced` says that a verb, a bound or a label leads to the number, as in `đạt 90%`; a bare `90%` is a
    value only where its place says so (after a colon, in a cell). `from_previous` marks a change against the
    year before (`so với năm trước`).
    """

    start: int
    end: int
    kind: ValueKind
    comparator: Comparator
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    scale: float | None = None
    level: str | None = None
    baseline_year: int | None = None
    from_previous: bool = False
    introduced: bool = True


LEXICON = load_lexicon("extractors.indices", "values")

_AT_LEAST, _AT_MOST = any_of(LEXICON["at_least"]), any_of(LEXICON["at_most"])
_BETTER, _WORSE = any_of(LEXICON["or_better"]), any_of(LEXICON["or_worse"])
BOUND = rf"(?:{any_of(LEXICON['at_least'] + LEXICON['at_most'] + LEXICON['about'])}:?\s*+)"

BOUNDS = rf"{BOUND}{{0,4}}"
"""Words before a number that bound or round it: `từ`, `không dưới`, `tối thiểu`, `khoảng`."""

AFTER = rf"(?:\s*(?:{_BETTER}|{_WORSE}))?"
"""Words after a number that bound it: `trở lên`."""

TO = r"\s*(?:-|–|đến|tới|\bhoặc)\s*"
"""What stands between the ends of a range."""

AMOUNT = r"\d{1,4}(?:[.,]\d{1,4})?"
DECIMAL = rf"(?<![\d.,/]){AMOUNT}"
INTEGER = r"(?<![\d.,/])\d{1,3}(?!\d|[.,]\d)"
NUMERAL = r"(?:" + "|".join(LEXICON["numerals"]) + r")\b"
OUT_OF = r"\s*/\s*(?P<scale>\d{1,2}\.\d{3}|\d{1,4})(?![\d/]|[.,]\d)"
RANKED = any_of(LEXICON["ranked"])
WHO = rf"(?:\s*(?:,|và\b|/)?\s*{RANKED}){{1,6}}"
"""Those that are ranked: `tỉnh, thành phố`."""

WHERE = r"(?:\s*(?:\b(?:của|trong|trên)\s+)?\b(?:cả\s+nước|toàn\s+quốc|toàn\s+tỉnh|thế\s+giới)\b)?"
APPOSITION = r"(?P<apposition>\s*\((?:là\s+)?nhóm[^()]{1,60}+\))?"
"""What a bracket says of a group just named: `nhóm 4 (nhóm đạt điểm thấp nhất)`."""

_WINDOW = 60
_PLACING = Anchored(rf"(?:\b{any_of(LEXICON['placing'])}){{1,7}}$", first_words(LEXICON["placing"]))
_LEADING_UP = Anchored(
    rf"(?P<verbs>(?:\b{any_of(LEXICON['verbs'])}){{0,3}})(?P<bounds>{BOUND}{{0,4}})$",
    first_words([*LEXICON["verbs"], *LEXICON["at_least"], *LEXICON["at_most"], *LEXICON["about"]]),
)
_SIGN_BEFORE = grammar(rf"(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})")
_SIGN_AFTER = regex.compile(rf"(?P<better>{_BETTER})|(?P<worse>{_WORSE})", regex.IGNORECASE)
_CEILING = regex.compile(r"quá|tối\s+đa|nhiều\s+nhất", regex.IGNORECASE)
_THOUSANDS = regex.compile(r"\d\.\d{3}")


def placed_from(line: str, position: int) -> int:
    """Where the words of placing before a position begin: in `nằm trong nhóm 10 tỉnh`, those before `nhóm`."""
    match = _PLACING.search(line, max(0, position - _WINDOW), position)
    return position if match is None else match.start()


def led_up_from(line: str, position: int) -> tuple[int, str]:
    """Where the verbs and bounds before a number begin (`đạt từ` before 90), and the bounds."""
    match = _LEADING_UP.search(line, max(0, position - _WINDOW), position)
    return (position, "") if match is None else (match.start(), match["bounds"])


def number(text: str) -> float:
    """The number printed as `87,61`, `87.61` or `1.000`, or spelled (`ba`).

    A point is decimal like a comma, unless it can only part thousands: one digit before it, three after it.
    Indices have scores such as 42.295, but none of tens of thousands.
    """
    text = text.strip()
    spelled: int | None = LEXICON["numerals"].get(text.casefold())
    if spelled is not None:
        return float(spelled)
    return float(text.replace(".", "") if _THOUSANDS.fullmatch(text) else text.replace(",", "."))


def optional_number(text: str | None) -> float | None:
    """The number, or None where none was stated."""
    return None if text is None else number(text)


def bound(before: str, after: str) -> Comparator:
    """What the words before and after a number make of it: `từ … trở lên` is `>=`, no such word `=`."""
    following = _SIGN_AFTER.search(after)
    if following is not None:
        return ">=" if following["better"] else "<="
    # `không dưới` is read before `dưới`, as the lexicon lists it first
    signs = {match.lastgroup for match in _SIGN_BEFORE.finditer(before)}
    if "at_most" in signs:
        return "<="
    return ">=" if "at_least" in signs else "="


def rank_bound(before: str, after: str) -> Comparator:
    """The same for a rank, where better is smaller: `thứ 15 trở lên` and `không quá thứ 15` are both `<=`."""
    sign = bound(before, after)
    if sign == ">=" or (sign == "<=" and _CEILING.search(before)):
        return "<="
    return ">=" if sign == "<=" else "="
