"""Whether a value is a target or a result, and which year it holds for, told by the words around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.common.matching import Anchored
from extractors.indices.names import Name
from extractors.indices.records import Status
from extractors.indices.statements import LEXICON, Statement
from extractors.indices.wording import any_of, first_words
from extractors.indices.years import StatedYear, find_years


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known about a line from outside it.

    `status` and `year` are those that headings above it state; `plan_years` the first and last year that the
    document covers.
    """

    status: Status | None = None
    year: int | None = None
    plan_years: tuple[int, int] | None = None


_ALONE = r"(?<!\b(?:thực|thể|phát|biểu|xuất|tái)\s{1,3})"
# `hiện` is no cue in `thực hiện`, `thể hiện`
_KINDS = ("goal", "reported", "done", "weak_goal")
_CUE = Anchored(
    "|".join(rf"(?P<{kind}>\b{'' if kind == 'goal' else _ALONE}{any_of(LEXICON[kind])})" for kind in _KINDS),
    first_words(wording for kind in _KINDS for wording in LEXICON[kind]),
)
_CLAUSE_END = regex.compile(r"[.;](?=\s|$)")
_SENTENCE_END = regex.compile(r"(?<!\b(?:TP|Tp|tp|TX|Q|P|v))[.!?](?=\s+[\p{Lu}\"“-])")
# `giai đoạn 2026-2030: thuộc nhóm tốt`: what is to be reached by its end
_SPAN_BEFORE = regex.compile(
    r"(?r)\b(?:giai\s{1,3}đoạn|năm)\s{1,3}(?:19|20)\d\d\s{0,3}[-–]\s{0,3}(?P<year>(?:19|20)\d\d)(?!\d)\s{0,3}[:,]?\s{0,3}",
    regex.IGNORECASE,
)
_TRAILING = regex.compile(
    r"(?:\s++(?!(?:so|tăng|giảm|đạt|xếp|và|còn|đồng|nâng|phấn|thuộc|nằm|giai)\b)[\p{L}]++){0,6}?"
    r"(?:\s++(?:(?:vào|trong|đến|tới|cho|của|ở)\s++)?+(?:(?:cuối|hết|trước|đầu)\s++)?+năm\s++(?P<year>(?:19|20)\d\d)(?!\d|\s?[-–/]\s?\d)"
    r"|\s*+\(\s*+năm\s++(?P<year>(?:19|20)\d\d)\s*+\))",
    regex.IGNORECASE,
)
# `đạt 83,5% (kế hoạch 85%)`: what was to be reached
_PLANNED = regex.compile(
    r"\(\s*(?:so\s+với\s+)?(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|KH)\b[^(),;]*$", regex.IGNORECASE
)
_LONGEST_KEEPING = len("cải thiện ")
_SPAN_REACH = 40
_REACH = 12
"""How many cues or years back are looked at."""


class Cues:
    """The cues and years of one line, looked up by position."""

    def __init__(self, line: str, setting: Setting) -> None:
        self._line = line
        self._setting = setting
        self._cues = [(match.start(), match.lastgroup or "") for match in _CUE.finditer(line)]
        self._clause_ends = [match.start() for match in _CLAUSE_END.finditer(line)]
        self._sentence_ends = [match.start() for match in _SENTENCE_END.finditer(line)]
        self._years = find_years(line)
        self._year_ends = [year.end for year in self._years]

    def sentence_start(self, position: int) -> int:
        """Where the sentence that holds a position begins (just after the stop before it)."""
        index = bisect_right(self._sentence_ends, position)
        return self._sentence_ends[index - 1] + 1 if index else 0

    def year(
        self, statement: Statement, owner: Name, owner_start: int, others: Sequence[int]
    ) -> tuple[int | None, bool]:
        """The year that a value holds for, and whether it is stated in the line.

        The year right after the value counts first, then the last one of a span right before it, the nearest one
        before it in its clause, the one the index is of, the one that opens the clause or sentence, and that of the
        headings. `others` are the starts of all names and values of the line, sorted.
        """
        following = _TRAILING.match(self._line, statement.end)
        if following and bisect_right(others, following.end()) == bisect_right(others, statement.start):
            return int(following["year"]), True
        span = _SPAN_BEFORE.match(self._line, max(0, statement.start - _SPAN_REACH), statement.start)
        if span is not None and span.start() >= owner_start:
            return int(span["year"]), True
        passed = bisect_right(self._year_ends, statement.start)
        before = [
            year
            for year in self._years[max(0, passed - _REACH) : passed]
            if not year.baseline and self._is_open(year, statement.start)
        ]
        if before and before[-1].start >= owner_start:
            return before[-1].year, True
        if owner.year is not None:
            return owner.year, True
        first = min(owner_start, statement.start)
        for year in reversed(before):
            between = bisect_right(others, first - 1) - bisect_right(others, year.end)
            if between <= 0 or self._opens_sentence(year, first, others):
                return year.year, True
        return self._setting.year, False

    def _is_open(self, year: StatedYear, position: int) -> bool:
        """Whether no bracket that holds the year is closed before the position."""
        between = self._line[year.end : position] if position - year.end < 400 else ""
        return between.find(")") == -1 or 0 <= between.find("(") < between.find(")")

    def _opens_sentence(self, year: StatedYear, position: int, others: Sequence[int]) -> bool:
        start = self.sentence_start(position)
        return year.start >= start and bisect_right(others, year.start) == bisect_right(others, start - 1)

    def status(self, statement: Statement, year: int | None, previous: Status | None) -> Status:
        """Target or result. `previous` is the status of the value before it in the same chain."""
        bracket = self._bracket_start(statement.start)
        if bracket is not None and _PLANNED.match(self._line, bracket, statement.end):
            return "target"
        near = self._nearest(statement)
        if near in ("done", "reported"):
            return "result"
        first = self._setting.plan_years[0] if self._setting.plan_years else None
        if near == "goal":
            past = year is not None and first is not None and year < first
            return "result" if past and statement.comparator == "=" else "target"
        if statement.kind == "change" and (statement.value or 0) < 0:
            return "result"
        if year is not None and first is not None:
            return "result" if year < first else "target"
        if previous is not None:
            return previous
        if self._setting.status is not None:
            return self._setting.status
        exact = statement.comparator == "=" and (statement.kind != "level" or year is not None)
        return "result" if exact and near != "weak_goal" else "target"

    def _nearest(self, statement: Statement) -> str | None:
        """The kind of the cue that decides: the nearest before the value's end that is not overruled."""
        bracket = self._bracket_start(statement.start)
        index = bisect_right(self._cues, (statement.end, ""))
        weak: str | None = None
        for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
            position, kind = self._cues[place]
            if bracket is not None and position < bracket and self._is_aside(statement, bracket):
                return "done"
            if kind == "weak_goal":
                weak = weak or kind
            elif kind == "reported" and self._goal_before(place):
                return "goal"
            elif kind == "reported" and self._is_kept(place):
                continue
            else:
                return kind
        if bracket is not None and self._is_aside(statement, bracket):
            return "done"
        return weak

    def _goal_before(self, place: int) -> bool:
        """Whether a goal word stands before a cue in the same clause: `phấn đấu kết quả Chỉ số …`."""
        position = self._cues[place][0]
        index = bisect_right(self._clause_ends, position)
        start = self._clause_ends[index - 1] if index else 0
        return any(kind == "goal" for at, kind in self._cues[max(0, place - 4) : place] if at >= start)

    def _is_kept(self, place: int) -> bool:
        """Whether the words before a cue say what is to become of it: `duy trì kết quả`, `nâng cao kết quả`."""
        if place == 0:
            return False
        position, kind = self._cues[place - 1]
        return kind == "weak_goal" and self._cues[place][0] - position <= _LONGEST_KEEPING

    def _bracket_start(self, position: int) -> int | None:
        opened = self._line.rfind("(", max(0, position - 200), position)
        return None if opened == -1 or self._line.find(")", opened, position) != -1 else opened

    def _is_aside(self, statement: Statement, bracket: int) -> bool:
        """Whether a bracket tells what was reached before: `(năm 2024 xếp thứ 38/63)`."""
        if statement.comparator != "=" or statement.kind == "change":
            return False
        passed = bisect_right(self._year_ends, statement.start)
        return passed > 0 and self._years[passed - 1].start > bracket
