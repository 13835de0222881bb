"""Deadlines that wait for an event: `khi có yêu cầu`, `trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.deadlines.patterns import BLANK, FLAGS, GAP, WORD_END

_LENGTH = (
    rf"\d{{1,3}}+{GAP}(?:\([^()]{{1,20}}+\){GAP})?(?:ngày|tháng|tuần|năm|giờ|tiếng|quý)"
    rf"(?:{BLANK}làm{BLANK}việc)?{WORD_END}"
)
_WITHIN = (
    rf"(?:trong{BLANK}(?:thời{BLANK}hạn|vòng|thời{BLANK}gian){BLANK}|(?:chậm|muộn){BLANK}nhất{BLANK}(?:là{BLANK}|sau{BLANK})?"
    rf"|ngay{BLANK}sau{BLANK}|sau{BLANK}|trước{BLANK}|trong{BLANK}|thời{BLANK}hạn{BLANK})"
    rf"(?:(?:không{BLANK}quá|tối{BLANK}đa|chậm{BLANK}nhất|ít{BLANK}nhất|là){BLANK})*+"
)
_COUNTED_FROM = (
    rf"{GAP},?{GAP}(?:(?:kể|tính){BLANK}từ|từ|sau|trước|so{BLANK}với){BLANK}"
    rf"(?:(?:ngày|khi|thời{BLANK}điểm|lúc){BLANK})?(?:khi{BLANK})?(?!\d)"
)
_TERM = regex.compile(rf"(?:{_WITHIN})?{_LENGTH}(?P<from>{_COUNTED_FROM})?", FLAGS)
_STATED_TERM = regex.compile(_WITHIN + _LENGTH, FLAGS)

_SLOT_EVENT = regex.compile(
    rf"(?:(?P<theo>theo){BLANK}(?!định{BLANK}k[ỳì]|thời{BLANK}gian)"
    rf"|(?:ngay{BLANK})?(?:sau{BLANK}khi|khi|sau|trước{BLANK}khi|từ{BLANK}khi){BLANK}(?!\d)"
    rf"|(?:kể{BLANK})?từ{BLANK}ngày{BLANK}(?=\p{{L}})|(?P<sudden>đột{BLANK}xuất){WORD_END})",
    FLAGS,
)
_LONGEST_EVENT = 300
_SLOT_END = regex.compile(r"[;\n]|\.(?=\s|$)|$")


@dataclass(frozen=True, slots=True)
class Relative:
    """A stretch of text and the event that it names; `event` is None where only a length is stated."""

    start: int
    end: int
    event: str | None


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """What is asked for (whole), the beginnings of other events in running text, and where they end."""
    words = load_lexicon("extractors.deadlines", "events")
    asked = regex.compile(
        rf"(?:ngay{BLANK})?khi{BLANK}(?P<event>có{BLANK}{alternatives(words['asked_for'])}{WORD_END}"
        rf"(?:{BLANK}đột{BLANK}xuất{WORD_END})?)(?P<asker>{BLANK}(?:của|từ){BLANK})?",
        FLAGS,
    )
    begins = regex.compile(
        rf"(?:ngay{BLANK}(?:sau{BLANK})?khi{BLANK}|khi{BLANK}(?={alternatives(words['closing'])}{WORD_END})"
        rf"|sau{BLANK}khi{BLANK}(?={alternatives(words['happened'])}{WORD_END}))",
        FLAGS,
    )
    ends = regex.compile(
        rf"[,;:()\n]|\.(?=\s|$)|{BLANK}{alternatives(words['event_ends_before'])}{WORD_END}|(?<=\sn[àầ]y)(?=\s)",
        FLAGS,
    )
    return asked, begins, ends


def match_relative(text: str, start: int) -> Relative | None:
    """The relative deadline that begins exactly at `start` in running text, by what it waits for."""
    asked, begins, ends = _patterns()
    if found := asked.match(text, start):
        end = _event_end(ends, text, found.end()) if found["asker"] else found.end("event")
        return _named(text, start, found.start("event"), end)
    if found := begins.match(text, start):
        return _named(text, start, found.end(), _event_end(ends, text, found.end()))
    found = _TERM.match(text, start)
    if found and found["from"]:
        return _named(text, start, found.end(), _event_end(ends, text, found.end()))
    return None


def match_slot_relative(text: str, start: int) -> Relative | None:
    """As `match_relative`, for a text that fills a time slot: any event and any `theo …` count."""
    if found := _SLOT_EVENT.match(text, start):
        stop = _SLOT_END.search(text, found.end())
        end = stop.start() if stop else len(text)
        if found["sudden"] or found["theo"]:
            return _named(text, start, start, end)
        return _named(text, start, found.end(), end)
    if relative := match_relative(text, start):
        return relative
    found = _STATED_TERM.match(text, start)
    return Relative(start, found.end(), None) if found else None


def _event_end(ends: regex.Pattern[str], text: str, position: int) -> int:
    stop = ends.search(text, position, position + _LONGEST_EVENT)
    return stop.start() if stop else min(len(text), position + _LONGEST_EVENT)


def _named(text: str, start: int, event_start: int, end: int) -> Relative | None:
    event = text[event_start:end].rstrip()
    if not event.strip():
        return None
    return Relative(start, event_start + len(event), " ".join(event.split()))
