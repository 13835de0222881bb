"""Where the words that say what an instrument is about begin and end (trích yếu)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import regex

from extractors.citations.heads import TYPE
from extractors.citations.title_grammar import title_grammar
from extractors.citations.windows import AHEAD, body_at
from extractors.common.matching import compiled_later, matches_from
from extractors.common.spelling import RAISED, fold

Mention = tuple[int, int, str]
"""A mention's span and its instrument's type."""
LONGEST = 1500
"""No title is longer; the bound keeps the search linear where mentions nest without end."""
_LOOK_AHEAD = 30
"""No words that stand outside a title after its last phrase are longer."""
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "(": ")"}
_COORDINATOR = regex.compile(
    r"(?:\s*+[,;]\s*+(?:và\s++)?|\s++(?:và|hoặc|cùng|cùng\s+với)\s++)(?:(?:các|những|cả)\s++)?$",
    regex.IGNORECASE,
)
_AMENDING = regex.compile(
    r"(?:về\s+(?:việc\s+)?)?(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?!\p{L})", regex.IGNORECASE
)
_DETAILING = regex.compile(
    r"(?:về\s+(?:việc\s+)?)?(?:quy định\s+)?(?:chi tiết|hướng dẫn)(?!\p{L})", regex.IGNORECASE
)
_DETAILED = frozenset(["luật", "bộ luật", "pháp lệnh", "nghị định", "nghị quyết"])
"""Luật Ban hành văn bản quy phạm pháp luật: what decrees and circulars detail ranks above a decision."""
_CARRIES_OUT = compiled_later(
    rf"(?<!\p{{L}})(?:thực hiện|triển khai|thi hành)\s+(?:các\s+)?(?:{TYPE})(?!\p{{L}})"
)
_GOES_ON = regex.compile(
    r"\s++(?!(?:căn cứ|theo|thực hiện|triển khai|xét|và|các|những|đồng thời|trên cơ sở|để|nhằm|tiếp tục|trong đó)"
    r"(?!\p{L}))"
    r"\p{Ll}(?:[^.]|\.(?!\s|$))*+"
)
_OTHER_INSTRUMENT = compiled_later(
    rf"(?:{TYPE})\s+(?:số(?!\p{{L}})|\d|này)|(?:Bộ l|L)uật\s|Pháp lệnh\s|Hiến pháp"
)
_WORDS = re.compile(rf"[^\W_{RAISED}]+|;")


def begins_title(text: str, end: int, *, stated: bool) -> int | None:
    """Where the title begins that belongs to a mention which ends at `end`; None where the next words do not
    say what it is about. `stated` tells that the mention states a date or an issuer."""
    grammar = title_grammar()
    found = grammar.begin.match(text, end, end + 2 * AHEAD)
    if found is None:
        return None
    if found["open"] and found["open"] != "(" and not found["comma"]:
        return found.start("open")
    names = ("always", "object", "stated", "capital") if stated else ("always",)
    cue = next((name for name in names if found[name]), None)
    if cue is None or (found["comma"] and not grammar.after_comma.fullmatch(found[cue])):
        return None
    if cue == "capital" and not _describes(text, found.start(cue)):
        return None
    return found.start("open") if found["open"] else found.start(cue)


def _describes(text: str, start: int) -> bool:
    """Whether words that begin with a capital describe an instrument: they name no body and no other one."""
    return body_at(text, start) is None and _OTHER_INSTRUMENT().match(text, start, start + AHEAD) is None


class TitleEnds:
    """Finds the ends of the titles in one line.

    `mentions` are the line's mentions in order. A semicolon ends a title, unless `own_title`, the citing
    document's own title (see `fold_title`), has the same words around one, or in the document's `opening` the
    sentence names no further instrument.
    """

    def __init__(
        self, text: str, mentions: Sequence[Mention], *, own_title: str = "", opening: bool = False
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [start for start, _, _ in mentions]
        self._own_title = own_title
        self._opening = opening

    def end(self, start: int, limit: int) -> int:
        """Where the title that begins at `start` ends, at `limit` at the latest.

        Mentions inside the title are passed over; one that is coordinated with the mention that the title
        belongs to ends it.
        """
        text, limit = self._text, min(limit, start + LONGEST, len(self._text))
        opening = text[start]
        if opening in _QUOTES and (close := text.find(_QUOTES[opening], start + 1, limit)) > 0:
            return close + (opening != "(")
        amending = _AMENDING.match(text, start, start + 60) is not None
        detailing = _DETAILING.match(text, start, start + 60) is not None
        position, inside = start, ""
        for index in range(bisect_left(self._starts, start), len(self._mentions)):
            item_start, item_end, item_type = self._mentions[index]
            if item_start >= limit:
                break
            if item_start < position:
                continue
            if (stop := self._stop(start, position, item_start)) is not None:
                return stop
            joint = _COORDINATOR.search(text, max(position, item_start - 20), item_start)
            if joint is not None:
                # `thực hiện A và B`: B goes with A, unless the title is about amending or detailing A and B is of
                # a type that is not so amended or detailed together with it
                fits = inside == item_type or not (amending or (detailing and item_type not in _DETAILED))
                along = inside and joint.start() == position and fits
                if not along:
                    return joint.start()
            position, inside = item_end, item_type
        stop = self._stop(start, position, limit)
        return limit if stop is None else stop

    def _stop(self, begin: int, start: int, end: int) -> int | None:
        """Where a title that reaches from `begin` to `start` at least is ended before `end`; None if nowhere."""
        grammar = title_grammar()
        starts = (match.start() for match in grammar.token_start.finditer(self._text, start, end))
        tokens = matches_from(starts, grammar.token, self._text, end)
        stop = next((token.start() for token in tokens if self._ends(begin, token)), None)
        bound = end if stop is None else stop
        reach = min(bound + _LOOK_AHEAD, len(self._text))
        starts = (match.start() for match in grammar.last_start.finditer(self._text, start, reach))
        last = next(matches_from(starts, grammar.last, self._text, reach), None)
        return stop if last is None or last.start("stop") >= bound else last.start("stop")

    def _ends(self, begin: int, token: regex.Match[str]) -> bool:
        """Whether a token that may end a title which begins at `begin` does so where it stands."""
        if token["over"] is not None:
            return False
        if token["semicolon"]:
            return not (self._is_in_own_title(token.start()) or self._goes_on(token.end()))
        if token["clause"]:
            return self._is_clause(token.end())
        return not (token["other"] and _CARRIES_OUT().search(self._text, begin, token.start()))

    def _is_clause(self, start: int) -> bool:
        """Whether a body begins at `start` that does something: the sentence's subject, none of a list."""
        body = body_at(self._text, start)
        return (
            body is not None
            and title_grammar().predicate.match(self._text, body.end, body.end + AHEAD) is not None
        )

    def _is_in_own_title(self, semicolon: int) -> bool:
        if not self._own_title:
            return False
        before = _WORDS.findall(self._text, max(0, semicolon - 40), semicolon)[-3:]
        after = _WORDS.findall(self._text, semicolon + 1, semicolon + 40)[:3]
        return fold_title(" ".join([*before, ";", *after])) in self._own_title

    def _goes_on(self, start: int) -> bool:
        """Whether the words after a semicolon at `start` are no further member of a list of instruments: they
        begin small, with nothing that opens a clause, and the sentence names no further instrument."""
        if self._opening and title_grammar().goes_on.match(self._text, start, start + AHEAD):
            return True
        words = _GOES_ON.match(self._text, start, start + AHEAD) if self._opening else None
        if words is None:
            return False
        following = bisect_left(self._starts, start)
        return following == len(self._starts) or self._starts[following] >= words.end()


def fold_title(title: str) -> str:
    """The words of a title with its semicolons, for comparison: case, other marks and tone marks folded."""
    return " ".join(_WORDS.findall(fold(title)))
