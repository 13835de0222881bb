"""Deadlines that wait for an event: `khi có yêu cầu`, `trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled
from extractors.deadlines.patterns import BLANK, FLAGS, GAP, QUARTER, WORD_END, words

_LENGTH = (
    rf"\d{{1,3}}+{GAP}(?:\([^()]{{1,20}}+\){GAP})?(?:ngày|tháng|tuần|năm|giờ(?!{GAP}\d)|tiếng|quý)"
    rf"(?:{BLANK}làm{BLANK}việc)?{WORD_END}"
)
_AT_MOST = rf"{words('không quá|tối đa|chậm nhất|ít nhất|là')}{BLANK}"
_IN = words("trong thời hạn|trong vòng|trong thời gian|ngay sau|sau|trước|trong|thời hạn|không quá|tối đa")
_WITHIN = (
    rf"(?:{_IN}{BLANK}"
    rf"|{words('chậm nhất|muộn nhất')}{BLANK}(?:là{BLANK})?(?:(?:sau|trước|trong){BLANK})?)(?:{_AT_MOST}){{0,3}}+"
)
_COUNTED_FROM = (
    rf"{GAP},?{GAP}(?:(?:kể|tính){BLANK}từ|từ|sau|trước|so{BLANK}với){BLANK}"
    rf"(?:(?:ngày|khi|thời{BLANK}điểm|lúc){BLANK})?+(?:khi{BLANK})?+(?!\d)"
    rf"|{BLANK}(?={words('kết thúc|hoàn thành|nhận được')})"
)
_TERM = compiled(rf"(?P<term>(?:{_WITHIN})?{_LENGTH})(?P<from>{_COUNTED_FROM})?", FLAGS)

# `trước ngày kiểm tra ít nhất 05 ngày làm việc`, `trước cuộc họp 03 ngày`
_AHEAD_OF = compiled(
    rf"trước{BLANK}(?:(?:ngày|khi|thời{BLANK}điểm){BLANK})?+"
    rf"(?P<event>(?!(?:ngày|tháng|năm|{QUARTER}|tuần|hết){WORD_END})\p{{L}}++(?:{BLANK}\p{{L}}++){{0,9}}?)(?<!\strong|\ssau|\stừ)"
    rf"{BLANK}(?:{words('ít nhất|tối thiểu|chậm nhất|muộn nhất|tối đa')}{BLANK}(?:là{BLANK})?)?{_LENGTH}(?!{GAP}\d)"
    rf"|{words('ít nhất|tối thiểu')}{BLANK}{_LENGTH}{BLANK}trước{BLANK}(?:(?:ngày|khi){BLANK})?+(?!\d)",
    FLAGS,
)
_BEFORE_WHAT = words("mùa|tết|lễ|kỳ|dịp|đại hội|hội nghị|hội thi|khai giảng|khai mạc|bầu cử|năm học")
_SLOT_EVENT = compiled(
    rf"(?P<whole>theo{BLANK}(?!định{BLANK}k[ỳì]|thời{BLANK}gian(?!{BLANK}(?:quy{BLANK}định|yêu{BLANK}cầu|tại|của|ghi)))|đột{BLANK}xuất{WORD_END}"
    rf"|(?:(?:(?:vào|nhân|trong){BLANK})?dịp|trong{BLANK}thời{BLANK}gian){BLANK}(?=\p{{L}}))"
    rf"|(?:ngay{BLANK})?(?:sau{BLANK}khi|khi|sau|trước{BLANK}khi|trước(?={BLANK}{_BEFORE_WHAT})|từ{BLANK}khi){BLANK}(?!\d)"
    rf"|(?:(?:kể{BLANK})?từ|trước|sau|đến|vào){BLANK}ngày{BLANK}(?!thứ|chủ)(?=\p{{L}})",
    FLAGS,
)
_LONGEST_EVENT = 300
_LONGEST_ANSWER = 120
_LONGEST_ARISING = 60
_SLOT_END = regex.compile(r"[;\n]|\.(?=\s|$)|$")


class Relative(NamedTuple):
    """A stretch of text and the event that it waits for: `có yêu cầu`, `theo lộ trình của Bộ`, `15 ngày`."""

    start: int
    end: int
    event: str


_BARE_TERM = regex.compile(
    rf"(?:{words('trong thời hạn|trong vòng|trong thời gian')}{BLANK}"
    rf"\d{{1,3}}+{GAP}(?:\([^()]{{1,20}}+\){GAP})?(?:ngày|giờ|tiếng|tuần|tháng)(?:{BLANK}làm{BLANK}việc)?{GAP}(?=$|[.,;)\n])"
    rf"|(?:ngay{BLANK})?trong{BLANK}\d{{1,3}}+{GAP}(?:giờ|ngày{BLANK}làm{BLANK}việc)(?={GAP}(?:$|[.,;)\n]|(?:về|cho|đến|tới){BLANK})))",
    FLAGS,
)


@cache
def _arising() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """`khi` before something that may arise, and the words of an answer to it."""
    lexicon = load_lexicon("extractors.deadlines", "events")
    begins = rf"(?:ngay{BLANK})?khi{BLANK}(?={alternatives(lexicon['arising'])}{WORD_END})"
    answers = rf"(?<!\p{{L}}){alternatives(lexicon['answering'])}{WORD_END}"
    return compiled(begins, FLAGS), compiled(answers, FLAGS)


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """What is asked for (whole), the beginnings of other events in running text, and where they end."""
    lexicon = load_lexicon("extractors.deadlines", "events")
    asked = compiled(
        rf"(?:(?<=đột\sxuất\s)theo{BLANK}(?P<event>yêu{BLANK}cầu)"
        rf"|(?:ngay{BLANK})?khi{BLANK}(?P<event>có{BLANK}{alternatives(lexicon['asked_for'])}{WORD_END}"
        rf"(?:{BLANK}đột{BLANK}xuất{WORD_END})?))(?P<asker>{BLANK}(?:của|từ){BLANK})?",
        FLAGS,
    )
    begins = compiled(
        rf"(?:ngay{BLANK}(?:sau{BLANK})?khi{BLANK}|khi{BLANK}(?={alternatives(lexicon['closing'])}{WORD_END})"
        rf"|sau{BLANK}khi{BLANK}(?={alternatives(lexicon['happened'])}{WORD_END})"
        rf"|trước{BLANK}(?={alternatives(lexicon['coming'])}{WORD_END}))",
        FLAGS,
    )
    ends = regex.compile(
        rf"[,;:()\n]|\.(?=\s|$)|{BLANK}{alternatives(lexicon['event_ends_before'])}{WORD_END}|(?<=\sn[àầ]y)(?=\s)",
        FLAGS,
    )
    return asked, begins, ends


# how what `match_relative` reads begins, which most expressions of time do not
_FIRST_WORDS = regex.compile(r"\d|theo|ngay|khi|sau|trong|trước|thời\s+hạn|không|ít|tối|chậm|muộn", FLAGS)


def match_relative(text: str, start: int) -> Relative | None:
    """The relative deadline that begins exactly at `start` in running text, by what it waits for."""
    if _FIRST_WORDS.match(text, start) is None:
        return None
    asked, begins, ends = _patterns()
    if found := asked.match(text, start):
        end = _event_end(ends, text, found.end()) if found["asker"] else found.end("event")
        return _named(text, start, found.start("event"), end)
    if found := begins.match(text, start):
        return _named(text, start, found.end(), _event_end(ends, text, found.end()))
    if found := _AHEAD_OF.match(text, start):
        if found["event"] is None:
            return _named(text, start, found.end(), _event_end(ends, text, found.end()))
        return _named(text, start, found.start("event"), found.end())
    found = _TERM.match(text, start)
    if found and found["from"]:
        return _named(text, start, found.end(), _event_end(ends, text, found.end()))
    if found := _BARE_TERM.match(text, start):
        return _named(text, start, start, found.end())
    if (found := _arising()[0].match(text, start)) and _is_answered(text, start):
        end = _event_end(ends, text, found.end())
        # a long clause tells the circumstances of the work, not the moment of its answer
        return _named(text, start, found.end(), end) if end - start <= _LONGEST_ARISING else None
    return None


def _is_answered(text: str, start: int) -> bool:
    """Whether the clause before `start` asks for an answer to what follows (`báo cáo khi …`)."""
    before = text[max(0, start - _LONGEST_ANSWER) : start]
    stop = max(before.rfind(";"), before.rfind(". "), before.rfind(":"))
    return bool(before.strip(" ,")) and _arising()[1].search(before, stop + 1) is not None


def match_slot_relative(text: str, start: int) -> Relative | None:
    """As `match_relative`, for a text that fills a time slot: any event, any `theo …` and a bare length count."""
    if relative := match_relative(text, start):
        return relative
    if found := _SLOT_EVENT.match(text, start):
        if found["whole"]:
            stop = _SLOT_END.search(text, found.end())
            return _named(text, start, start, stop.start() if stop else len(text))
        return _named(text, start, found.end(), _event_end(_patterns()[2], text, found.end()))
    found = _TERM.match(text, start)
    return _named(text, start, start, found.end("term")) if found else None


def stands_alone(event: str) -> bool:
    """Whether an event is a phrase of its own (`theo kế hoạch`, `15 ngày`), not what follows `khi`."""
    found = _SLOT_EVENT.match(event)
    return bool(found and found["whole"]) or bool(_TERM.fullmatch(event))


def _event_end(ends: regex.Pattern[str], text: str, position: int) -> int:
    stop = ends.search(text, position, position + _LONGEST_EVENT)
    return stop.start() if stop else min(len(text), position + _LONGEST_EVENT)


def _named(text: str, start: int, event_start: int, end: int) -> Relative | None:
    event = text[event_start:end].rstrip()
    if not event.strip():
        return None
    return Relative(start, event_start + len(event), " ".join(event.split()))
