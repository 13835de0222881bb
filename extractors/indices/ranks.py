"""Places in an order: `xếp thứ 38/63`, `xếp thứ 15 trở lên`, `thuộc nhóm 10 tỉnh dẫn đầu`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.common.matching import Anchored
from extractors.indices.statements import (
    AFTER,
    APPOSITION,
    BOUND,
    BOUNDS,
    INTEGER,
    LEXICON,
    NUMERAL,
    OUT_OF,
    TO,
    WHERE,
    WHO,
    Statement,
    number,
    optional_number,
    placed_from,
    rank_bound,
)
from extractors.indices.wording import any_of, first_words, grammar

# `nhóm 10 tỉnh, thành phố dẫn đầu cả nước`, `Top 20`
_LEADING = rf"(?:(?:đạt|có)\s+{any_of(LEXICON['measures'])})?\b{any_of(LEXICON['leading'])}"
_TOP = Anchored(
    rf"\b(?P<group>{any_of(LEXICON['group_words'])})(?:(?:nhóm|tốp|top|các|những|đầu)\s+){{0,2}}{BOUNDS}"
    rf"(?P<low>{INTEGER}|{NUMERAL})(?:{OUT_OF})?(?:{TO}(?P<high>{INTEGER})(?:{OUT_OF})?)?"
    rf"(?P<who>{WHO})?(?P<leading>\s*{_LEADING})?(?P<where>{WHERE})(?P<after>{AFTER}){APPOSITION}",
    first_words(LEXICON["group_words"]),
)
# `một trong 10 địa phương dẫn đầu`, `trong 15 tỉnh có Chỉ số … cao nhất`
_AMONG = Anchored(
    rf"\b(?P<low>{INTEGER}|{NUMERAL}\s)(?P<who>{WHO})\s*(?:{_LEADING}{WHERE}|(?P<with>(?=(?:có|về)\b)))",
    set(LEXICON["numerals"]),
    number=rf"\s*(?:,|/|và)?\s*(?:{'|'.join(sorted(first_words(LEXICON['ranked'])))})",
)

# `xếp vị trí thứ 9`, `thứ hạng: 20/63`, `từ thứ 20 trở lên`
_WORD = any_of(LEXICON["rank_words"])
_LINKS = rf"(?::?\s*+(?:\b{any_of(LEXICON['rank_links'])}|{BOUND}|năm\s+\d{{4}}\s*+)){{0,5}}"
_PLACE = r"\d{1,3}(?!\d|[.,]\d)"
_RANK = Anchored(
    rf"(?P<lead>(?:\b{any_of(LEXICON['rank_leads'])}){{0,3}})"
    rf"(?P<word>\b{_WORD}|(?<=[(:,;]\s{{0,2}})thứ\s|\b{any_of(LEXICON['rank_floors'])}thứ\s)\s*+"
    rf"(?P<bounds>{_LINKS}):?\s*+(?P<low>{_PLACE}|(?<=\b(?:thứ|hạng)\s+){NUMERAL})(?:{OUT_OF})?"
    rf"(?:{TO}(?:(?:vị\s+trí|thứ|hạng)\s+){{0,2}}(?P<high>{_PLACE})(?:{OUT_OF})?)?"
    rf"(?!\s*{any_of(LEXICON['not_a_place'])})"
    rf"(?:\s*(?:trên|trong)\s+(?:tổng\s+)?(?:số\s+)?(?P<scale>\d{{1,3}})(?={WHO}))?(?P<who>{WHO})?{WHERE}(?P<after>{AFTER}){WHERE}",
    {"thứ"} | first_words([*LEXICON["rank_leads"], *LEXICON["rank_words"], *LEXICON["rank_floors"]]),
)
# `5/14 tỉnh`, after a place has been told of
_FRACTION = Anchored(
    rf"(?P<lead>(?:\b(?:đạt|ở)\s+)?)(?P<word>)(?P<bounds>)(?<![\d/.,-])(?P<low>\d{{1,3}}){OUT_OF}(?P<high>(?!))?"
    rf"(?P<who>{WHO})(?!\s+(?:đạt|có|được|hoàn\s+thành|triển|thực)\b)(?P<after>{AFTER})",
    {"đạt", "ở"},
    number=r"\s*/",
)
# `…, 57/63 về Chỉ số SIPAS`
_ABOUT = Anchored(
    rf"(?P<lead>)(?P<word>)(?P<bounds>)(?<![\d/.,-])(?P<low>\d{{1,3}}){OUT_OF}(?P<high>(?!))?(?P<who>(?!))?"
    r"(?P<after>)(?=\s+về\s+(?:bộ\s+)?chỉ\s+số\b)",
    (),
    number=r"\s*/",
)
_FIRST = Anchored(
    r"\b(?:đứng|dẫn|xếp)\s+đầu\s+(?:cả\s+nước|toàn\s+quốc|toàn\s+tỉnh|khu\s+vực|vùng)\b"
    r"|\bgiữ\s+vị\s+trí\s+(?:dẫn\s+đầu|quán\s+quân)\b",
    {"đứng", "dẫn", "xếp", "giữ"},
)
_THEIR_INDEX = grammar(r"\bcó\s+(?:điểm\s+|kết\s+quả\s+)?(?:bộ\s+)?chỉ\s+số\s[^,.;:]*$")
_IN_GROUP = grammar(rf"\b{any_of(LEXICON['group_words'])}(?:\p{{L}}+,?\s+){{0,5}}$")
_NAME_WINDOW = 120
_COUNTING = grammar(r"\blần\s*$")


def find_groups(line: str) -> Iterator[Statement]:
    """Places among the first so many: `top` (`nhóm từ 10 đến 15 tỉnh dẫn đầu` is a range)."""
    for match in _TOP.finditer(line):
        told = any(match[name] for name in ("who", "leading", "scale", "where", "high"))
        # named groups are few: `nhóm 4` is one, `nhóm 10` can only be the first ten
        loose = match["group"].strip().casefold() != "nhóm" or number(match["low"]) > 6
        part = match["scale"] is not None and number(match["scale"]) < 5  # `nhóm 1/3 tỉnh dẫn đầu`
        if match["apposition"] is None and (told or loose) and not part:
            yield _group(match, placed_from(line, match.start()), match["high"], match["scale"])
    for match in _AMONG.finditer(line):
        start = placed_from(line, match.start())
        if match["with"] is None or start < match.start():
            yield _group(match, start, None, None)


def _group(match: regex.Match[str], start: int, high: str | None, scale: str | None) -> Statement:
    return Statement(
        start=start,
        end=match.start() + len(match.group().rstrip()),
        kind="rank",
        comparator="top" if high is None else "between",
        value=number(match["low"]),
        value_max=optional_number(high),
        unit=None if match["who"] is None else match["who"].strip(" ,"),
        scale=optional_number(scale),
    )


def find_ranks(line: str) -> Iterator[Statement]:
    """Places by their number; `scale` is how many are ranked."""
    for match in _RANK.finditer(line):
        if not _COUNTING.search(line, max(0, match.start() - 6), match.start("word")):
            yield _rank(match)
    if "/" in line:
        for match in _FRACTION.finditer(line):
            yield _rank(match)
        for match in _ABOUT.finditer(line):
            yield _rank(match, introduced=True)
    for match in _FIRST.finditer(line):
        # `nhóm 20 tỉnh có Chỉ số … dẫn đầu cả nước` are the first twenty
        low = max(0, match.start() - _NAME_WINDOW)
        # nor is `nhóm (các tỉnh) dẫn đầu cả nước` the first place
        if _THEIR_INDEX.search(line, low, match.start()) or _IN_GROUP.search(line, low, match.start()):
            continue
        yield Statement(start=match.start(), end=match.end(), kind="rank", comparator="=", value=1.0)


def _rank(match: regex.Match[str], *, introduced: bool = False) -> Statement:
    high = optional_number(match["high"])
    sign = rank_bound(match["lead"] + match["word"] + match["bounds"], match["after"])
    return Statement(
        start=match.start(),
        end=match.start() + len(match.group().rstrip()),
        kind="rank",
        comparator=sign if high is None else "between",
        value=number(match["low"]),
        value_max=high,
        unit=None if match["who"] is None else match["who"].strip(" ,"),
        scale=optional_number(match["scale"]),
        introduced=introduced or bool(match["word"] or match["lead"]),
    )
