"""All values that a line states, read without regard to the index that they belong to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from extractors.common.matching import Anchored
from extractors.indices.changes import find_changes
from extractors.indices.levels import LEVEL_NAMES, find_levels
from extractors.indices.ranks import find_groups, find_ranks
from extractors.indices.scores import find_percentages, find_scores
from extractors.indices.statements import LEXICON, Statement
from extractors.indices.wording import any_of, grammar

# what a value is said to have been before: `từ vị trí thứ 40 lên …`, `so với 66,2 điểm năm 2023`
_FIGURE = (
    r"(?:(?:mức|vị\s+trí|thứ\s+hạng|hạng|thứ|số|nhóm|điểm|kết\s+quả|tỷ\s+lệ)\s+){0,3}\d{1,4}(?:[.,]\d{1,4})?"
    r"(?:\s*/\s*\d{1,4})?\s*(?:điểm|%)?(?:\s*\([^()]{0,40}+\)|\s*,?\s*(?:(?:của|vào|ở|trong)\s+)?năm\s+\d{4})?"
)
_GROUP = rf"(?:nhóm|tốp|mức|loại)\s+(?:{any_of(LEXICON['placing'])}){{0,2}}[\"“]?(?:{LEVEL_NAMES})[\"”]?"
_UPWARD = r"\s*,?\s*(?:(?:tăng|vươn|nâng|tụt|giảm)\s+)?(?:lên|xuống)\b"
_FORMER = Anchored(rf"\b(?:từ\s+(?:{_FIGURE}|{_GROUP})(?={_UPWARD})|so\s+với\s+{_FIGURE})", {"từ", "so"})
_FORMER_BEFORE = grammar(rf"\b(?:từ\s+(?:{_FIGURE}|{_GROUP})(?={_UPWARD}|\s*$)|so\s+với\s+{_FIGURE})")


def without_former(words: str) -> str:
    """The words that stand before a value, without what they say that it was before."""
    return _FORMER_BEFORE.sub(" ", words) if words.strip() else words


_FINDERS: tuple[tuple[Callable[[str], Iterable[Statement]], tuple[str, ...]], ...] = (
    (find_changes, ("bậc", "điểm", "%", "phần", "hạng", "vị")),
    (find_groups, ("nhóm", "top", "tốp", "tóp", "dẫn", "đầu", "nhất", "có", "về")),
    (find_ranks, ("xếp", "hạng", "vị", "đứng", "thứ", "đầu", "/")),
    (find_levels, ("nhóm", "top", "tốp", "mức", "loại", "hạng")),
    (find_scores, ("điểm", "đạt", "giá", "bằng", "là", "được", "giữ", "duy")),
    (find_percentages, ("%", "phần")),
)
"""The grammars in the order in which they claim the words of a line, each with words without one of which it
finds nothing."""


def find_statements(line: str) -> list[Statement]:
    """The values stated in a line, in order and without overlaps; where two readings overlap, the first of
    changes, groups, ranks, levels, scores and percentages stands."""
    folded = line.casefold()
    taken: list[tuple[int, int]] = []
    found: list[Statement] = []
    for match in _FORMER.finditer(line):
        _claim(taken, match.start(), match.end())
    for finder, words in _FINDERS:
        if not any(word in folded for word in words):
            continue
        for statement in finder(line):
            if _claim(taken, statement.start, statement.end):
                found.append(statement)  # noqa: PERF401 - claiming depends on what was claimed before
    return sorted(found, key=lambda statement: statement.start)


def _claim(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Take a span unless part of it is taken; `taken` stays sorted."""
    place = bisect_left(taken, (start, end))
    if (place > 0 and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
        return False
    taken.insert(place, (start, end))
    return True
