"""Where the words that say what an instrument is about begin and end (trích yếu)."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.citations.heads import TYPE
from extractors.citations.windows import AHEAD, body_at
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.spelling import fold

Mention = tuple[int, int, str]
"""A mention's span and its instrument's type."""
LONGEST = 1500
"""No title is longer; the bound keeps the search linear where mentions nest without end."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    begin: regex.Pattern[str]
    token: regex.Pattern[str]
    last: regex.Pattern[str]
    predicate: regex.Pattern[str]


@functools.cache
def _grammar() -> _Grammar:
    words = load_lexicon("extractors.citations", "titles")
    group = {key: alternatives(value) for key, value in words.items() if key != "last_phrases"}
    last = "|".join(words["last_phrases"])
    end = r"(?!\p{L})"
    begin = regex.compile(
        # a bracket about amendments, or the session that passed it, may stand before the title
        rf"(?:\s*+\((?!v/v|về\s+việc)[^()]{{0,400}}+\)(?=\s*+(?:{group['begin']}){end})"
        rf"|\s*+,?\s*+(?:tại\s++)?kỳ\s++họp(?:\s++(?!về)[\p{{L}}\d]++){{1,5}}?(?=\s*+,?\s*+(?:{group['begin']}){end}))?"
        rf"\s*+(?P<comma>,)?\s*+(?P<open>[\"“‘'«]|\((?=v/v|về\s+việc))?\s*+"
        rf"(?:(?P<always>{group['begin']}){end}"
        rf"|(?P<object>{group['begin_with_object']}){end}(?=\s+(?:(?:các|những)\s+)?(?:(?-i:\p{{Lu}}|[“\"])|{group['objects']}{end}))"
        rf"|(?P<stated>{group['begin_after_statement']}){end}(?!\s+(?:số\s|\d|triển khai thực hiện|tổ chức thực hiện))"
        rf"|(?P<capital>(?-i:\p{{Lu}}\p{{Ll}}))"
        rf"|(?P<none>))",
        regex.IGNORECASE,
    )
    words_after = rf"(?:{group['end_anywhere']}){end}|do\s++[^,;.()]{{2,60}}?\s++ban hành{end}"
    token = regex.compile(
        # passed over: brackets and quotations with what they hold, abbreviations
        rf"(?P<over>\((?!\s*{group['bracket_outside']}{end})[^()]{{0,300}}+\)|“[^”]{{0,400}}+”|\"[^\"]{{0,400}}+\"|«[^»]{{0,400}}+»"
        rf"|(?<=\b(?:TP|T\.P|v\.v|ThS|TS|PGS|GS|St|Q|H))\.(?=\s*\p{{L}}))"
        rf"|(?P<semicolon>;)"
        rf"|(?P<stop>[:…)\]”»(]|\.(?=\s|$|[.”\"/)])"
        rf"|,\s*+(?:{group['end_after_comma']}){end}"
        rf"|,\s*+(?:tiếp tục\s+)?(?:triển khai\s+)?thực hiện\s+(?:{TYPE})\s+(?:số{end}|\d))"
        rf"|(?P<other>(?:,|\s++và)\s++(?=(?-i:\p{{Lu}}))(?:{TYPE})\s++(?:của|hội nghị|đại hội){end})"
        rf"|(?P<clause>,\s*+(?=(?-i:\p{{Lu}})|các\s+cơ quan|các\s+đơn vị))"
        rf"|\s++(?P<stop>{words_after})",
        regex.IGNORECASE,
    )
    last_phrase = regex.compile(
        rf"(?:{last})\s++(?!(?:{group['goes_on']}){end})(?P<stop>(?-i:{group['after_last_phrase']}){end})",
        regex.IGNORECASE,
    )
    predicate = regex.compile(
        rf"\s*+(?:\([^()]{{0,80}}+\)\s*+)?(?:{group['predicates']}){end}", regex.IGNORECASE
    )
    return _Grammar(begin, token, last_phrase, predicate)


_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "(": ")"}
_COORDINATOR = regex.compile(
    r"(?:\s*+[,;]\s*+(?:và\s++)?|\s++(?:và|hoặc|cùng|cùng\s+với)\s++)(?:(?:các|những|cả)\s++)?$",
    regex.IGNORECASE,
)
_AMENDING = regex.compile(
    r"(?:về\s+(?:việc\s+)?)?(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?!\p{L})", regex.IGNORECASE
)
_CARRIES_OUT = regex.compile(
    rf"(?<!\p{{L}})(?:thực hiện|triển khai|thi hành)\s+(?:các\s+)?(?:{TYPE})(?!\p{{L}})", regex.IGNORECASE
)
_OTHER_INSTRUMENT = regex.compile(
    rf"(?:{TYPE})\s+(?:số(?!\p{{L}})|\d|này)|(?:Bộ l|L)uật\s|Pháp lệnh\s|Hiến pháp", regex.IGNORECASE
)
_WORDS = regex.compile(r"[\p{L}\d]+|;")


def begins_title(text: str, end: int, *, stated: bool) -> int | None:
    """Where the title begins that belongs to a mention which ends at `end`; None where the next words do not
    say what it is about. `stated` tells that the mention states a date or an issuer."""
    found = _grammar().begin.match(text, end, end + 2 * AHEAD)
    if found is None:
        return None
    if found["open"] and found["open"] != "(" and not found["comma"]:
        return found.start("open")
    names = ("always", "object", "stated", "capital") if stated else ("always",)
    cue = next((name for name in names if found[name]), None)
    if cue is None or (found["comma"] and not _after_comma().fullmatch(found[cue])):
        return None
    if cue == "capital" and not _describes(text, found.start(cue)):
        return None
    return found.start("open") if found["open"] else found.start(cue)


def _describes(text: str, start: int) -> bool:
    """Whether words that begin with a capital describe an instrument: they name no body and no other instrument."""
    return body_at(text, start) is None and _OTHER_INSTRUMENT.match(text, start, start + AHEAD) is None


@functools.cache
def _after_comma() -> regex.Pattern[str]:
    return regex.compile(
        alternatives(load_lexicon("extractors.citations", "titles")["begin_after_comma"]), regex.IGNORECASE
    )


def ends_title(text: str, start: int, limit: int, mentions: Sequence[Mention], own_title: str = "") -> int:
    """Where the title that begins at `start` ends, at `limit` at the latest.

    `mentions` are the line's mentions in order, each with its span and type: those inside the title are passed
    over, one that is coordinated with the mention that the title belongs to ends it. A semicolon ends it, too,
    unless `own_title`, the citing document's own title (see `fold_title`), has the same words around one.
    """
    limit = min(limit, start + LONGEST, len(text))
    opening = text[start]
    if opening in _QUOTES and (close := text.find(_QUOTES[opening], start + 1, limit)) > 0:
        return close + (opening != "(")
    amending = _AMENDING.match(text, start, start + 60) is not None
    position, inside = start, ""
    for index in range(bisect_left(mentions, (start, start, "")), len(mentions)):
        item_start, item_end, item_type = mentions[index]
        if item_start >= limit:
            break
        if item_start < position:
            continue
        stop = _stop(text, start, position, item_start, own_title)
        if stop is not None:
            return stop
        joint = _COORDINATOR.search(text, max(position, item_start - 20), item_start)
        if joint is not None:
            # `thực hiện A và B`: B goes with A, unless the title is about amending A, of another type
            with_it = inside and joint.start() == position and (inside == item_type or not amending)
            if not with_it:
                return joint.start()
        position, inside = item_end, item_type
    stop = _stop(text, start, position, limit, own_title)
    return limit if stop is None else stop


def _stop(text: str, begin: int, start: int, end: int, own_title: str) -> int | None:
    """Where a title that reaches from `begin` to `start` at least is ended before `end`; None where nothing does."""
    tokens = _grammar().token.finditer(text, start, end)
    stop = next((token.start() for token in tokens if _is_stop(text, begin, token, own_title)), None)
    last = _grammar().last.search(text, start, end if stop is None else stop)
    return stop if last is None else last.start("stop")


def _is_stop(text: str, begin: int, token: regex.Match[str], own_title: str) -> bool:
    """Whether a token that may end a title which begins at `begin` does so where it stands."""
    if token["over"] is not None:
        return False
    if token["semicolon"]:
        return not (own_title and _same_words(text, token.start(), own_title))
    if token["clause"]:
        return _clause(text, token.end())
    return not (token["other"] and _CARRIES_OUT.search(text, begin, token.start()))


def _clause(text: str, start: int) -> bool:
    """Whether a body begins at `start` that does something: the sentence's subject, no part of a list of bodies."""
    body = body_at(text, start)
    return body is not None and _grammar().predicate.match(text, body.end, body.end + AHEAD) is not None


def fold_title(title: str) -> str:
    """The words of a title with its semicolons, for comparison: case, other marks and tone marks' places folded."""
    return " ".join(_WORDS.findall(fold(title)))


def _same_words(text: str, semicolon: int, own_title: str) -> bool:
    before = _WORDS.findall(text, max(0, semicolon - 40), semicolon)[-3:]
    after = _WORDS.findall(text, semicolon + 1, semicolon + 40)[:3]
    return fold_title(" ".join([*before, ";", *after])) in own_title
