"""Where the words that say what an instrument is about begin and end (trích yếu)."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.organisations import match_organisation
from extractors.common.spelling import fold

Span = tuple[int, int]
LONGEST = 1500
"""No title is longer; the bound keeps the search linear where mentions nest without end."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    begin: regex.Pattern[str]
    token: regex.Pattern[str]
    predicate: regex.Pattern[str]


@functools.cache
def _grammar() -> _Grammar:
    words = load_lexicon("extractors.citations", "titles")
    group = {key: alternatives(value) for key, value in words.items() if key != "last_phrases"}
    last = "|".join(words["last_phrases"])
    end = r"(?!\p{L})"
    begin = regex.compile(
        rf"\s*+(?P<comma>,)?\s*+(?P<open>[\"“‘'«]|\((?=v/v|về\s+việc))?\s*+"
        rf"(?:(?P<always>{group['begin']}){end}"
        rf"|(?P<stated>{group['begin_after_statement']}){end}"
        rf"|(?P<object>{group['begin_with_object']}){end}(?=\s+(?:(?:các|những)\s+)?(?:(?-i:\p{{Lu}}|[“\"])|{group['objects']}{end}))"
        rf"|(?P<none>))",
        regex.IGNORECASE,
    )
    token = regex.compile(
        # passed over: brackets and quotations with what they hold, abbreviations
        rf"(?P<over>\((?!\s*{group['bracket_outside']}{end})[^()]{{0,300}}+\)|“[^”]{{0,400}}+”|\"[^\"]{{0,400}}+\"|«[^»]{{0,400}}+»"
        rf"|(?<!\p{{L}})(?:TP|Tp|T\.P|v\.v|ThS|TS|PGS|GS|St|Q|H)\.(?=\s*\p{{L}})|\d\.\d)"
        rf"|(?P<semicolon>;)"
        rf"|(?P<stop>[:…)\]”»]|\.(?=\s|$|[.”\"/)])|\(|\.{{2,}}|$"
        rf"|,\s*+(?:{group['end_after_comma']}){end}"
        rf"|(?<!\p{{L}})(?:{group['end_anywhere']}){end}"
        rf"|(?<=(?:{last}))\s*+(?!(?:{group['goes_on']}){end})(?-i:{group['after_last_phrase']}){end})"
        rf"|(?P<clause>,\s*+(?=\p{{Lu}}|các\s+cơ quan|các\s+đơn vị))",
        regex.IGNORECASE,
    )
    predicate = regex.compile(
        rf"\s*+(?:\([^()]{{0,80}}+\)\s*+)?(?:{group['predicates']}){end}", regex.IGNORECASE
    )
    return _Grammar(begin, token, predicate)


_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "(": ")"}
_COORDINATOR = regex.compile(
    r"(?:\s*+[,;]\s*+(?:và\s++)?|\s++(?:và|hoặc|cùng|cùng\s+với)\s++)(?:(?:các|những|cả)\s++)?$",
    regex.IGNORECASE,
)
_WORDS = regex.compile(r"[\p{L}\d]+|;")


def begins_title(text: str, end: int, *, stated: bool) -> int | None:
    """Where the title begins that belongs to a mention which ends at `end`; None where the next words do not
    say what it is about. `stated` tells that the mention states a date or an issuer."""
    found = _grammar().begin.match(text, end)
    if found is None:
        return None
    if found["open"] in _QUOTES and found["open"] != "(" and not found["comma"]:
        return found.start("open")
    cue = found["always"] or found["object"] or (found["stated"] if stated else None)
    if cue is None:
        return None
    if found["comma"] and not _after_comma().fullmatch(cue):
        return None
    if found["object"] and not stated:
        return None
    return (
        found.start("open")
        if found["open"]
        else found.end("comma") + _blanks(text, found.end("comma"))
        if found["comma"]
        else _first(found)
    )


def _first(found: regex.Match[str]) -> int:
    return next(found.start(name) for name in ("always", "stated", "object") if found[name])


def _blanks(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isspace():
        end += 1
    return end - start


@functools.cache
def _after_comma() -> regex.Pattern[str]:
    return regex.compile(
        alternatives(load_lexicon("extractors.citations", "titles")["begin_after_comma"]), regex.IGNORECASE
    )


def ends_title(text: str, start: int, limit: int, mentions: Sequence[Span], own_title: str = "") -> int:
    """Where the title that begins at `start` ends, at `limit` at the latest.

    `mentions` are the spans of the line's mentions in order: those inside the title are passed over, one that is
    coordinated with the mention that the title belongs to ends it. A semicolon ends it, too, unless `own_title`,
    the citing document's own title (see `fold_title`), has the same words around one.
    """
    limit = min(limit, start + LONGEST, len(text))
    opening = text[start]
    if opening in _QUOTES and (close := text.find(_QUOTES[opening], start + 1, limit)) > 0:
        return close + (opening != "(")
    position, inside = start, False
    for index in range(bisect_left(mentions, (start, start)), len(mentions)):
        item_start, item_end = mentions[index]
        if item_start >= limit:
            break
        if item_start < position:
            continue
        stop = _stop(text, position, item_start, own_title)
        if stop is not None:
            return stop
        if joint := _COORDINATOR.search(text, max(position, item_start - 20), item_start):
            if not inside or joint.start() > position:
                return joint.start()
        position, inside = item_end, True
    stop = _stop(text, position, limit, own_title)
    return limit if stop is None else stop


def _stop(text: str, start: int, end: int, own_title: str) -> int | None:
    grammar = _grammar()
    for token in grammar.token.finditer(text, start, end):
        if token["over"] is not None or (not token.group() and token.end() < len(text)):
            continue
        if token["semicolon"]:
            if own_title and _same_words(text, token.start(), own_title):
                continue
            return token.start()
        if token["clause"]:
            if _clause(text, token.end()):
                return token.start()
            continue
        return token.start()
    return None


def _clause(text: str, start: int) -> bool:
    """Whether a body begins at `start` that does something: the sentence's subject, no part of a list of bodies."""
    body = match_organisation(text, start)
    return body is not None and _grammar().predicate.match(text, body.end) is not None


def fold_title(title: str) -> str:
    """The words of a title with its semicolons, for comparison: case, other marks and tone marks' places folded."""
    return " ".join(_WORDS.findall(fold(title)))


def _same_words(text: str, semicolon: int, own_title: str) -> bool:
    before = _WORDS.findall(text, max(0, semicolon - 40), semicolon)[-3:]
    after = _WORDS.findall(text, semicolon + 1, semicolon + 40)[:3]
    return fold_title(" ".join([*before, ";", *after])) in own_title
