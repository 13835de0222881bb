"""Points and percentages: `đạt 87,61 điểm`, `40,62/80 điểm`, `đạt từ 90% trở lên`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.common.matching import Anchored
from extractors.indices.statements import (
    AFTER,
    AMOUNT,
    BOUNDS,
    DECIMAL,
    LEXICON,
    OUT_OF,
    RANKED,
    TO,
    Statement,
    bound,
    led_up_from,
    number,
    optional_number,
)
from extractors.indices.wording import any_of, first_words, grammar

_NO_MORE = r"(?![\d/]|[.,]\d)"
_POINTS = rf"điểm\b(?!\s*{any_of(LEXICON['not_points'])})"
_SCORE = grammar(
    rf"(?P<low>{DECIMAL})(?:{OUT_OF})?(?:\s*(?:điểm)?{TO}{BOUNDS}(?P<high>{AMOUNT})(?:{OUT_OF})?)?"
    rf"\s*(?P<unit>{_POINTS})(?P<after>{AFTER})"
)
# `điểm số: 68,5`
_LABELLED = Anchored(
    rf"(?P<lead>\b{any_of(LEXICON['score_labels'])}(?:{any_of(LEXICON['score_links'])}){{0,3}}:?\s*+)(?P<bounds>{BOUNDS})"
    rf"(?P<low>{DECIMAL})(?:{OUT_OF})?(?:{TO}(?P<high>{AMOUNT}))?"
    rf"(?![\d%/]|[.,]\d|\s*(?:%|bậc|phần\s+trăm|{RANKED}))(?P<after>{AFTER})",
    first_words(LEXICON["score_labels"]),
)
# `đạt 68,5/100`
_OUT_OF_FULL = Anchored(
    rf"(?P<lead>\b(?:đạt|là|được)\s+)(?P<bounds>{BOUNDS})(?P<low>{DECIMAL})\s*/\s*(?P<scale>10|80|100|1000|1\.000)"
    rf"(?!%){_NO_MORE}(?!\s*{any_of(LEXICON['counted'])})(?P<high>(?!))?(?P<after>{AFTER})",
    {"đạt", "là", "được"},
)
# `đạt trên 0,75`
_BARE = Anchored(
    r"(?P<lead>\b(?:đạt(?:\s+(?:được|mức|giá\s+trị))?|bằng|duy\s+trì|giữ)\s+)"
    rf"(?P<bounds>{BOUNDS})(?P<low>{DECIMAL}){_NO_MORE}(?:{TO}(?P<high>{DECIMAL}){_NO_MORE})?(?P<after>{AFTER})"
    r"(?=\s*(?:$|[,.;)\t]|(?:và|so|năm|vào|trong|xếp|đứng|tăng|giảm)\b))(?P<scale>(?!))?",
    {"đạt", "bằng", "duy", "giữ"},
)
_SIGN = r"(?:%|phần\s+trăm\b)"
_PERCENT = grammar(
    rf"(?P<low>{DECIMAL})(?:\s*{_SIGN}?{TO}{BOUNDS}(?P<high>{AMOUNT}))?\s*{_SIGN}"
    rf"(?=\s*(?:$|[,.;:()\]\"”“'–|/\t-]|{any_of(LEXICON['after_percent'])}))(?:\s*tổng\s+(?:số\s+)?điểm)?(?P<after>{AFTER})"
)
_DIFFERENCE = grammar(r"\bhơn\b")
_AGAINST = grammar(r"\s*,?\s*so\s+(?:với|cùng)")


def find_scores(line: str) -> Iterator[Statement]:
    """Points, also those without the word `điểm` where a label, a full mark or the verb says so."""
    for match in _SCORE.finditer(line):
        start, bounds = led_up_from(line, match.start())
        if not _is_difference(line, bounds, match.end()):
            yield _statement(match, start, bounds, "điểm", optional_number(match["scale"]))
    for pattern in (_LABELLED, _OUT_OF_FULL, _BARE):
        for match in pattern.finditer(line):
            bare = pattern is _BARE
            if _is_difference(line, match["bounds"], match.end()) or (bare and _is_year(match["low"])):
                continue
            unit = None if bare else "điểm"
            yield _statement(match, match.start(), match["bounds"], unit, optional_number(match["scale"]))


def find_percentages(line: str) -> Iterator[Statement]:
    """Percentages that nothing counted follows."""
    for match in _PERCENT.finditer(line):
        start, bounds = led_up_from(line, match.start())
        if not _is_difference(line, bounds, match.end()):
            yield _statement(match, start, bounds, "%", None)


def _is_difference(line: str, bounds: str, end: int) -> bool:
    """Whether the number says by how much something is above or below another: `cao hơn 2 điểm so với …`."""
    return _DIFFERENCE.search(bounds) is not None and _AGAINST.match(line, end) is not None


def _is_year(text: str) -> bool:
    return 1900 <= number(text) <= 2100


def _statement(
    match: regex.Match[str], start: int, bounds: str, unit: str | None, scale: float | None
) -> Statement:
    high = optional_number(match["high"])
    return Statement(
        start=start,
        end=match.start() + len(match.group().rstrip()),
        kind="percent" if unit == "%" else "score",
        comparator=bound(bounds, match["after"]) if high is None else "between",
        value=number(match["low"]),
        value_max=high,
        unit=unit,
        scale=scale,
        introduced=start < match.start("low"),
    )
