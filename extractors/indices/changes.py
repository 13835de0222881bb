"""Changes against another year: `tăng ít nhất 01 bậc so với năm 2024`, `giảm 7 bậc`, `tăng 3,55 điểm`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractors.common.matching import Anchored
from extractors.indices.records import Comparator
from extractors.indices.statements import (
    AFTER,
    BOUNDS,
    DECIMAL,
    LEXICON,
    NUMERAL,
    TO,
    Statement,
    bound,
    led_up_from,
    number,
    optional_number,
)
from extractors.indices.wording import any_of, first_words, grammar

_RISE, _FALL = any_of(LEXICON["rise"]), any_of(LEXICON["fall"])
_UNIT = any_of(LEXICON["change_units"])
_FILLERS = rf"(?P<fillers>(?:{BOUNDS}{any_of(LEXICON['change_fillers'])}){{0,5}})"
_AMOUNT = rf"{DECIMAL}(?!\d|[.,/]\d)\s*|{NUMERAL}\s*"
_BASELINE = (
    r"(?P<baseline>\s*,?\s*(?:trong\s+bảng\s+xếp\s+hạng\s*|/\s*năm\s*)?\bso(?:\s+với)?\s[^,.;:()]{0,60}?"
    r"(?:\bnăm\s+(?P<year>\d{4})|\b(?P<year>20\d\d)(?!\d)|(?P<previous>\bnăm\s+(?:trước|ngoái)|\bcùng\s+kỳ)))?"
)
_CHANGE = Anchored(
    rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})){_FILLERS}\(?+(?P<bounds>{BOUNDS})(?P<low>{_AMOUNT})"
    rf"(?:(?:{_UNIT})?{TO}(?:{BOUNDS})(?P<high>{_AMOUNT}))?(?P<unit>{_UNIT})(?P<after>{AFTER}){_BASELINE}",
    first_words([*LEXICON["rise"], *LEXICON["fall"]]),
)
# the amount in `Nâng hạng Chỉ số PCI ít nhất 3 bậc`, and the verb and name before it
_AMOUNT_ALONE = Anchored(
    rf"(?P<low>{_AMOUNT})(?:(?:{_UNIT})?{TO}(?:{BOUNDS})(?P<high>{_AMOUNT}))?(?P<unit>{_UNIT})(?P<after>{AFTER}){_BASELINE}",
    {"một", "hai", "ba"},
    number=r"(?:[.,][0-9]{1,2})?\s*(?:-|–|đến|tới|bậc|hạng|thứ|vị|điểm|%)",
)
_ACRONYM = r"(?-i:\b[A-Z]{3,5}\b)"
_NAMED_RISE = grammar(
    rf".*\b{any_of(LEXICON['rise_of_named'])}[^,.;:()]*?(?:\bchỉ\s+số\b|{_ACRONYM})(?:[^,.;:()]|,\s+{_ACRONYM})*+$"
)
_NAMED_RISE_WINDOW = 120
_ADDED = grammar(r"\bthêm\s+$")
# `tăng lần lượt 5 bậc và 3 bậc`
_MORE = grammar(rf"\s*(?:,|;|và\b)\s*(?P<low>{_AMOUNT})(?P<unit>bậc|hạng)\b(?:{_BASELINE})")
_WITH_OTHERS = grammar(
    r"\s*,?\s*so\s+với\s+(?:mức\s+)?(?:trung\s+bình|bình\s+quân|cả\s+nước|toàn\s+quốc|mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|các\s+tỉnh)"
)
_ARRIVING = grammar(r"\b(?:lên|xuống|tới|đến)\b")
_COMPARING = grammar(r"\b(?:cao|thấp)\s+hơn\b|\bvượt\b")
_BASELINE_BEFORE = grammar(
    r"\bso\s+với\s[^,.;:()]{0,40}?\bnăm\s+(?:(?P<year>\d{4})|(?P<previous>trước|ngoái))\s*,?\s*(?:phấn\s+đấu\s+)?$"
)
_DENIED = grammar(r"\bkhông\s+$")
_TURNED: dict[Comparator, Comparator] = {">=": "<=", "<=": ">="}


def find_changes(line: str) -> Iterator[Statement]:
    """Changes of place (`bậc`), of points and of percentages; a fall is negative."""
    for match in _CHANGE.finditer(line):
        if not _is_difference(line, match):
            continue
        before = match["fillers"] + match["bounds"]
        change = _change(line, match, match.start(), before, falling=match["fall"] is not None)
        yield change
        more = _MORE.match(line, match.end()) if change.value_max is None else None
        while more is not None:
            low = -number(more["low"]) if match["fall"] else number(more["low"])
            stated = more["year"]
            yield replace(
                change,
                start=more.start("low"),
                end=more.end(),
                value=low,
                unit=more["unit"],
                baseline_year=change.baseline_year if stated is None else int(stated),
            )
            more = _MORE.match(line, more.end())
    for match in _AMOUNT_ALONE.finditer(line):
        start, bounds = led_up_from(line, match.start())
        added = _ADDED.search(line, max(0, start - 8), start)
        if not added and "bậc" not in match["unit"].casefold():
            continue
        if _NAMED_RISE.match(line, max(0, start - _NAMED_RISE_WINDOW), start):
            yield _change(line, match, added.start() if added else start, bounds, falling=False)


def _change(line: str, match: regex.Match[str], start: int, before: str, *, falling: bool) -> Statement:
    """The change that begins at `start`; `before` holds the words before its amount, `match` the rest."""
    high = optional_number(match["high"])
    low, sign = number(match["low"]), bound(before, match["after"])
    if falling:
        sign = _TURNED.get(sign, sign)
        low, high = (-low, None) if high is None else (-max(low, high), -min(low, high))
    baseline: regex.Match[str] | None = match
    if match["baseline"] is None:
        baseline = _BASELINE_BEFORE.search(line, max(0, match.start() - 80), match.start())
    year = None if baseline is None else baseline["year"]
    return Statement(
        start=start,
        end=match.start() + len(match.group().rstrip()),
        kind="change",
        comparator="between" if high is not None else sign,
        value=low,
        value_max=high,
        unit=" ".join(match["unit"].split()),
        baseline_year=None if year is None else int(year),
        from_previous=baseline is not None and baseline["previous"] is not None,
    )


def _is_measured(unit: str) -> bool:
    """Whether a unit is one of a score or percentage, not of a place."""
    return unit.casefold().startswith(("điểm", "%", "phần"))


def _is_difference(line: str, match: regex.Match[str]) -> bool:
    """Whether the amount is a difference: `tăng 2%` and `cao hơn 2% so với năm 2023` are, `tăng lên 90%`,
    `vượt 90%` and `cao hơn 2 điểm so với trung bình cả nước` are not."""
    if _DENIED.search(line, max(0, match.start() - 8), match.start()) or _WITH_OTHERS.match(
        line, match.end("after")
    ):
        return False
    if not _is_measured(match["unit"]):
        return True
    verb = match["rise"] or match["fall"]
    if match["baseline"] is None and _COMPARING.search(verb):
        return False
    return not _ARRIVING.search(verb + match["fillers"]) or "thêm" in match["fillers"].casefold()
