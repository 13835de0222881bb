"""Which index a value belongs to.

A value belongs to the index named before it, as long as nothing else comes between that it could be about;
to all members of a list of names; or to the index named right after it (`trong nhóm 5 tỉnh dẫn đầu về …`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.common.organisations import match_organisation
from extractors.common.patterns import compiled
from extractors.indices.cues import Cues, Setting
from extractors.indices.names import Name
from extractors.indices.records import IndexValue, Status
from extractors.indices.statements import LEXICON, Statement
from extractors.indices.values import without_former
from extractors.indices.wording import any_of
from extractors.indices.years import coordinated

_LONGEST_GAP = 220
_LONGEST_TIE = 60
"""Between a value and the name after it, a run of blanks counting as one."""
_LIGHT = frozenset(LEXICON["light"])
_LINKING = frozenset(LEXICON["linking"])
_LISTED_UNITS = frozenset(LEXICON["listed_units"])
_TYING = frozenset(LEXICON["tying"])
_OTHER_SUBJECT = compiled(
    rf"\d\s*%|\b(?:tỷ|tỉ)\s+lệ\b(?!\s+(?:hài|này|đạt|điểm|chung|từ|trên|\d))|\b{any_of(LEXICON['other_subjects'])}",
    regex.IGNORECASE,
)
# what an index is of: `SIPAS đối với thủ tục đất đai`, `SIPAS trong giải quyết hồ sơ`
_SCOPE = regex.compile(
    rf"\s*+(?:đối\s+với|về|trong)\s(?:[^,.;:()|%\d]{{0,40}}\s)?{any_of(LEXICON['served'])}[^,.;:()|%\d]{{0,80}}+",
    regex.IGNORECASE,
)
_MEASURED = regex.compile(r"\b(?:tỷ|tỉ)\s+lệ\b(?!\s+(?:hài|điểm))|\bsố\s+lượng\b|\d\s*%", regex.IGNORECASE)
_BLANKS = regex.compile(r"\s+")
_BRACKETED = regex.compile(r"\([^()]*+\)")
_PIECES = regex.compile(r"[;:()|]|,(?!\d)|\s[-–—]\s|\.\s|\bvà\b|\bđồng\s+thời\b")
_CLAUSES = regex.compile(r"[;:(]|,(?!\d)|\.\s")
_PUBLISHED = regex.compile(r"\b(?:của|do)\s+(?=\p{Lu}\p{Ll})")
# what is compared with, with its value in brackets: `cao hơn trung bình cả nước (82,66%)`
_AVERAGE = regex.compile(
    r"\b(?:trung\s+bình|bình\s+quân)\s+(?:chung\s+)?(?:của\s+)?(?:cả\s+nước|toàn\s+quốc|khu\s+vực|vùng|các\s+tỉnh)[^()]{0,40}\(\s*$",
    regex.IGNORECASE,
)
_REFERRING = ("theo ", "do ", "được ", "so với ", "trong đó", "cụ thể")
# between the name of an index's part and the index: the values after both are the part's
_PART = regex.compile(r"(?:chỉ\s+số|trục)\s+(?:thành\s+phần|nội\s+dung)\b", regex.IGNORECASE)
_PART_OF = regex.compile(r"\s*(?:của|thuộc|trong)\s+(?:(?:bộ\s+)?chỉ\s+số\s+)?", regex.IGNORECASE)
_TOKEN = regex.compile(r"[^\s\"“”'‘’]+")
_YEARS = regex.compile(r"\d{4}(?:[-–]\d{4})?[.,:;()]*")
_LEADS_IN = regex.compile(r"(?:^|[:;,(=|\t–-]|\bđạt)\s*$")
_IN_TURN = regex.compile(r"\b(?:lần\s+lượt|tương\s+ứng)\b", regex.IGNORECASE)
_EACH = regex.compile(r"\b(?:đều|cùng)\b", regex.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """Neighbouring names of one list: `Chỉ số PAR INDEX và SIPAS`."""

    members: list[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """The names that a value belongs to, and how that was told."""

    members: tuple[int, ...]
    rule: str
    group: int


def attribute(
    line: str, names: Sequence[Name], statements: Sequence[Statement], setting: Setting
) -> list[list[IndexValue]]:
    """The values of each name, in the order of the names; statements that belong to none are left out."""
    groups = _groups(line, names, statements)
    claims = _Ownership(line, names, groups, statements).claims() | _in_turn(line, groups, statements)
    return _values(line, names, groups, statements, claims, setting)


def _groups(line: str, names: Sequence[Name], statements: Sequence[Statement]) -> list[_Group]:
    groups: list[_Group] = []
    starts = [statement.start for statement in statements]
    for index, name in enumerate(names):
        last = groups[-1] if groups else None
        stated_between = last is not None and bisect_right(starts, last.end) < bisect_right(
            starts, name.start
        )
        if (
            last is not None
            and _PART.match(line, last.start)
            and _PART_OF.fullmatch(line, last.end, name.start)
        ):
            last.end = name.end
        elif last is not None and not stated_between and coordinated(line, names[last.members[-1]], name):
            last.members.append(index)
            last.end = name.end
        else:
            groups.append(_Group([index], name.start, name.end))
    return groups


def _in_turn(line: str, groups: Sequence[_Group], statements: Sequence[Statement]) -> dict[int, _Claim]:
    """Values told off one to each name: `PCI, PAPI lần lượt đạt 66,2 điểm và 43,1 điểm`."""
    claims: dict[int, _Claim] = {}
    starts = [statement.start for statement in statements]
    for place, group in enumerate(groups):
        first = bisect_right(starts, group.end)
        size = len(group.members)
        if size < 2 or first >= len(statements):
            continue
        run = statements[first : first + size]
        if _IN_TURN.search(line, group.end, min(run[0].end, group.end + _LONGEST_GAP)):
            same = len(run) == size and len({statement.kind for statement in run}) == 1
            for offset in range(len(run)):
                members = (group.members[offset],) if same else ()
                claims[first + offset] = _Claim(members, "values_in_turn", place)
    return claims


class _Ownership:
    """Finds the owners of one line's values, from left to right."""

    def __init__(
        self, line: str, names: Sequence[Name], groups: Sequence[_Group], statements: Sequence[Statement]
    ) -> None:
        self._line, self._names, self._groups, self._statements = line, names, groups, statements
        self._ends = [group.end for group in groups]
        self._starts = [group.start for group in groups]

    def claims(self) -> dict[int, _Claim]:
        """The claim on each value that has an owner, by the value's index."""
        claims: dict[int, _Claim] = {}
        for index, statement in enumerate(self._statements):
            claim = self._claim(index, statement, claims)
            if claim is not None:
                claims[index] = claim
        # `tăng 2 bậc, thuộc nhóm 10 tỉnh dẫn đầu về …`: what the last belongs to the first does too
        for index in range(len(self._statements) - 2, -1, -1):
            following = claims.get(index + 1)
            if index in claims or following is None or following.rule != "value_before_name":
                continue
            gap = self._line[self._statements[index].end : self._statements[index + 1].start][:_LONGEST_GAP]
            if self._statements[index].introduced and ";" not in gap and is_light(gap):
                claims[index] = following
        return claims

    def _claim(self, index: int, statement: Statement, claims: dict[int, _Claim]) -> _Claim | None:
        before = bisect_right(self._ends, statement.start) - 1
        after = bisect_right(self._starts, statement.end - 1)
        tie = self._tie(statement, after) if after < len(self._groups) else None
        if (
            tie == "adjacent"
            and before >= 0
            and _PIECES.search(self._line, self._ends[before], statement.start)
        ):
            tie = "tied"
        preceded = before >= 0 and self._follows(before, index, statement, claims)
        if tie is not None and statement.introduced and (tie == "tied" or not preceded):
            return _Claim(tuple(self._groups[after].members), "value_before_name", after)
        if not preceded:
            return None
        members = self._groups[before].members
        exact = statement.comparator == "=" and statement.value is not None and statement.value % 1 != 0
        if exact and not _EACH.search(
            self._line, max(self._groups[before].end, statement.start - _LONGEST_GAP), statement.start
        ):
            members = members[-1:]
        return _Claim(tuple(members), "value_after_name", before)

    def _tie(self, statement: Statement, after: int) -> str | None:
        """How a value is linked to the name after it: `tied` by a word such as `về`, `adjacent`, or not (None)."""
        start = self._groups[after].start
        if start - statement.end > _LONGEST_GAP:
            return None
        between = _BLANKS.sub(" ", self._line[statement.end : start])
        words = between.casefold().split()
        if len(between) > _LONGEST_TIE or not all(
            word in _LINKING or word.rstrip(",") in _LISTED_UNITS or (word.isdigit() and len(word) == 4)
            for word in words
        ):
            return None
        return "tied" if _TYING.intersection(words) else "adjacent"

    def _follows(self, group: int, index: int, statement: Statement, claims: dict[int, _Claim]) -> bool:
        """Whether a value can be about the names before it."""
        start, after_name = self._groups[group].end, True
        latest = next((i for i in range(index - 1, max(-1, index - 4), -1) if i in claims), None)
        if latest is not None and claims[latest].group == group and self._statements[latest].end > start:
            start, after_name = self._statements[latest].end, False
        if statement.start - start > _LONGEST_GAP:
            return False
        gap = self._line[start : statement.start]
        if not _is_open_gap(gap, after_name=after_name):
            return False
        if after_name and statement.kind == "percent" and self._is_in_a_measure(self._groups[group].start):
            return False
        lead = self._line[max(0, statement.start - 12) : statement.start]
        if statement.introduced or not gap.strip() or _LEADS_IN.search(lead):
            return True
        # `đạt 85% năm 2025 và 90% năm 2030`
        return latest is not None and self._statements[latest].kind == statement.kind and is_light(gap)

    def _is_in_a_measure(self, start: int) -> bool:
        """Whether a name is only part of what is measured: `tỷ lệ người dân biết về PAPI đạt 90%`."""
        head = _BLANKS.sub(" ", self._line[max(0, start - 400) : start])[-120:]
        clause = _CLAUSES.split(head)[-1]
        return _MEASURED.search(clause) is not None and not clause.rstrip().endswith(" có")


def _is_open_gap(gap: str, *, after_name: bool) -> bool:
    """Whether the words between a name (or its last value) and a value leave the value to the name."""
    gap = _without_publisher(without_former(_BRACKETED.sub(" ", gap)))
    if after_name and (scope := _SCOPE.match(gap)) is not None:
        gap = gap[scope.end() :]
    if _OTHER_SUBJECT.search(gap) or _AVERAGE.search(gap):
        return False
    pieces = _PIECES.split(gap)
    first, rest = pieces[0], pieces[1:]
    if not rest:
        return len(first.split()) <= (18 if after_name else 12) or is_light(first)
    if len(first.split()) > 18:
        return False
    *inner, last = rest
    return is_light(last) and all(
        is_light(piece) or _BLANKS.sub(" ", piece).strip().casefold().startswith(_REFERRING)
        for piece in inner
    )


def _without_publisher(gap: str) -> str:
    """The words without the body that publishes an index: `của Phòng Thương mại và Công nghiệp Việt Nam`."""
    for lead in _PUBLISHED.finditer(gap):
        body = match_organisation(gap, lead.end())
        if body is not None:
            return gap[: lead.start()] + gap[body.end :]
    return gap


def is_light(words: str) -> bool:
    """Whether all words are such as lead to a value, names of places or years."""
    return all(
        token.casefold().strip(".,:;()") in _LIGHT
        or (token[0].isupper() and not token.isupper())
        or _YEARS.fullmatch(token)
        or not any(character.isalnum() for character in token)
        for token in _TOKEN.findall(words)
    )


def _values(
    line: str,
    names: Sequence[Name],
    groups: Sequence[_Group],
    statements: Sequence[Statement],
    claims: dict[int, _Claim],
    setting: Setting,
) -> list[list[IndexValue]]:
    """The statements with status and year, given to the names that claim them."""
    values: list[list[IndexValue]] = [[] for _ in names]
    if not claims:
        return values
    cues = Cues(line, setting)
    others = sorted([name.start for name in names] + [statement.start for statement in statements])
    previous: tuple[int, int, Status] | None = None
    # `PAR INDEX năm 2023 đạt 88%; SIPAS đạt 84%`: the year of one index holds for the values of the next
    listed: tuple[int, Status] | None = None
    listed_year: int | None = None
    for index, claim in sorted(claims.items()):
        statement, group = statements[index], groups[claim.group]
        sentence = cues.sentence_start(statement.start)
        inherited = previous[2] if previous is not None and previous[:2] == (claim.group, sentence) else None
        for member in claim.members:
            owner = names[member]
            year, stated = cues.year(statement, owner, group.start, others)
            status = cues.status(statement, year if stated else None, inherited)
            if not stated and setting.status != status:
                year = None
            if year is None and listed == (sentence, status):
                year = listed_year
            elif owner.year is not None and year == owner.year:
                listed, listed_year = (sentence, status), year
            values[member].append(_value(statement, status, year, stated, owner, claim, setting))
            previous = (claim.group, sentence, status)
    return [_with_shared_baselines(line, found) for found in values]


def _value(
    statement: Statement,
    status: Status,
    year: int | None,
    stated: bool,
    owner: Name,
    claim: _Claim,
    setting: Setting,
) -> IndexValue:
    baseline, confidence = statement.baseline_year, owner.confidence
    if statement.from_previous:
        against = year or (setting.plan_years[0] if setting.plan_years and status == "target" else None)
        baseline = None if against is None else against - 1
        confidence = min(confidence, 0.8)
    if len(claim.members) > 1 or claim.rule == "value_before_name" or (year is not None and not stated):
        confidence = min(confidence, 0.9)
    return IndexValue(
        start=statement.start,
        end=statement.end,
        rule=claim.rule,
        confidence=confidence,
        status=status,
        kind=statement.kind,
        comparator=statement.comparator,
        value=statement.value,
        value_max=statement.value_max,
        unit=statement.unit,
        scale=statement.scale,
        level=statement.level,
        year=year,
        baseline_year=baseline,
    )


def _with_shared_baselines(line: str, values: list[IndexValue]) -> list[IndexValue]:
    """A baseline stated once after two changes counts for both: `tăng 0,5 điểm và 3 bậc so với năm 2023`."""
    shared = list(values)
    for index in range(len(values) - 2, -1, -1):
        value, following = shared[index], shared[index + 1]
        if value.kind == following.kind == "change" and value.baseline_year is None:
            gap = line[value.end : following.start].strip(" ,")
            if gap in ("", "và") and following.baseline_year is not None:
                shared[index] = replace(value, baseline_year=following.baseline_year)
    return shared
