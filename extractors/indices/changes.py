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
    grammar,
    number,
    optional_number,
)
from extractors.indices.wording import any_of, first_words

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
        before, high = match["fillers"] + match["bounds"], optional_number(match["high"])
        low, sign = number(match["low"]), bound(before, match["after"])
        if match["fall"]:
            sign = _TURNED.get(sign, sign)
            low, high = (-low, None) if high is None else (-max(low, high), -min(low, high))
        baseline: regex.Match[str] | None = match
        if match["baseline"] is None:
            baseline = _BASELINE_BEFORE.search(line, max(0, match.start() - 80), match.start())
        year = None if baseline is None else baseline["year"]
        change = Statement(
            start=match.start(),
            end=match.start() + len(match.group().rstrip()),
            kind="change",
            comparator="between" if high is not None else sign,
            value=low,
            value_max=high,
            unit=" ".join(match["unit"].split()),
            baseline_year=None if year is None else int(year),
            from_previous=baseline is not None and baseline["previous"] is not None,
        )
        yield change
        more = _MORE.match(line, match.end()) if high is None else None
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


def _is_difference(line: str, match: regex.Match[str]) -> bool:
    """Whether the amount is a difference: `tăng 2%` and `cao hơn 2% so với năm 2023` are, `tăng lên 90%`,
    `vượt 90%` and `cao hơn 2 điểm so với trung bình cả nước` are not."""
    if _DENIED.search(line, max(0, match.start() - 8), match.start()) or _WITH_OTHERS.match(
        line, match.end("after")
    ):
        return False
    if not match["unit"].casefold().startswith(("điểm", "%", "phần")):
        return True
    verb = match["rise"] or match["fall"]
    if match["baseline"] is None and _COMPARING.search(verb):
        return False
    return not _ARRIVING.search(verb + match["fillers"]) or "thêm" in match["fillers"].casefold()
