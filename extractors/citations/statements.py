"""What is stated right after a number: the date and the body that issued the instrument."""

from __future__ import annotations

import functools
from typing import NamedTuple

import regex

from extractors.citations.windows import AHEAD, body_at, date_at
from extractors.common.dates import DateMention, match_date, match_dates
from extractors.common.lexicon import alternatives, load_lexicon

Span = tuple[int, int]


class Statement(NamedTuple):
    """Date and issuer after a number. `end` is where the later of them ends, the number's end where nothing is
    stated. `guessed` tells that the issuer is no known kind of body and was read as far as its words go.
    `dates_before` are those that belong to the numbers before in a list (`A và B ngày x và y`: x)."""

    end: int
    date: DateMention | None = None
    issuer: Span | None = None
    guessed: bool = False
    dates_before: tuple[DateMention, ...] = ()


_TO_DATE = regex.compile(
    r"\s*+,?\s*+(?:(?:ban hành|ký|đề|cùng|lần lượt)\s++)?(?:các\s++(?=ngày))?(?=ngày|tháng\s*\d|năm\s*\d)",
    regex.IGNORECASE,
)
# `Nghị quyết số 76/NQ-CP (15/7/2021)`, `QĐ 411/QĐ-TTg, 31/3/2022`
_BARE_DATE = regex.compile(
    r"\s*+,?\s*+(?P<open>\(\s*+)?(?=\d{1,2}\s?+[/.-]\s?+\d{1,2}\s?+[/.-]\s?+(?:19|20)\d\d(?!\d)(?(open)\s*+\)))"
)
_FURTHER_DATE = regex.compile(r"\s*+[,;]\s*+(?:và\s++)?(?=ngày|\d)|\s++và\s++(?=ngày|\d)", regex.IGNORECASE)
_CLOSE = regex.compile(r"\s*+\)")
# a day whose year is not stated in full, which is no date to report but may stand before the issuer
_DAY_ONLY = regex.compile(r"ngày\s*+\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d\d)?(?=\s)", regex.IGNORECASE)
_OF = regex.compile(
    r"\s*+,?\s*+(?:của|giữa)(?:\s++liên\s+(?:bộ|ngành|tịch)\s*+:?(?=\s+(?:Bộ|Sở|Ban)\s))?(?:\s++|(?=\p{Lu}))",
    regex.IGNORECASE,
)
_BY = regex.compile(r"\s++do\s++", regex.IGNORECASE)
_ISSUED = regex.compile(r"\s++(?:ban hành|ký|phê duyệt|cấp)(?!\p{L})", regex.IGNORECASE)
_PLAIN = regex.compile(r"\s++(?=\p{Lu})")
_AFTER_PLAIN_ISSUER = regex.compile(
    r"\s*+(?:$|[;.)])|\s*+,?\s*+(?:(?:về|quy định|ban hành|phê duyệt|một số|sửa đổi|hướng dẫn|v/v)(?!\p{L})"
    r"|ngày\s*+\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngày\s*+\d{1,2}\s+tháng\s)",
    regex.IGNORECASE,
)
_JOINTLY_ABOUT = regex.compile(r"\s*+,?\s*+(?:(?:về|v/v)(?!\p{L})|ngày\s*+\d)", regex.IGNORECASE)
_ASIDE = regex.compile(r"\s*+\((?P<words>[^()]{2,150})\)")
_FURTHER_BODY = regex.compile(r"\s*+,\s*+|\s++(?:và|với)\s++|\s*+[-–]\s*+")
_ABOUT = regex.compile(r"\s+về(?:\s+việc)?$", regex.IGNORECASE)
_CENTRAL = regex.compile(r"(?<=\bTrung)\s+ương(?!\p{L})")
_PLACE = regex.compile(
    r"(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|Trung ương|Đảng|ngành|Sở|Bộ|cơ quan|đơn vị)(?!\p{L})"
)


def read_statement(text: str, start: int, limit: int, *, joint: bool = False, members: int = 1) -> Statement:
    """The date and issuer that follow a number which ends at `start`, in either order, read up to `limit`.

    `joint` allows several issuers (`của Bộ Nội vụ và Bộ Tài chính`). `members` tells how many numbers stand in the
    list that ends with this one: as many dates are one for each.
    """
    limit = min(limit, start + AHEAD)
    stated = _read_directly(text, start, limit, joint=joint, members=members)
    if (stated.issuer is None or stated.date is None) and (aside := _ASIDE.match(text, stated.end, limit)):
        return _read_past(text, aside, stated, limit, joint=joint)
    return stated


def _read_directly(text: str, start: int, limit: int, *, joint: bool, members: int = 1) -> Statement:
    """The date and issuer that nothing else stands before."""
    date, end = _bare_date(text, start, limit)
    issuer, guessed = None, False
    before: tuple[DateMention, ...] = ()
    for _ in range(2):
        if date is None and (gap := _TO_DATE.match(text, end, limit)):
            date = date_at(text, gap.end())
            if date is not None:
                if members > 1 and (dates := _parallel_dates(text, gap.end(), limit, members)):
                    *earlier, date = dates
                    before = tuple(earlier)
                end = date.end
                continue
            if day := _DAY_ONLY.match(text, gap.end(), limit):
                issuer, guessed = _issuer(text, day.end(), limit, joint=joint)
                end = issuer[1] if issuer is not None else end
                break
        if issuer is None:
            issuer, guessed = _issuer(text, end, limit, joint=joint)
            if issuer is not None:
                end = issuer[1]
                continue
        break
    return Statement(end, date, issuer, guessed, before)


def _parallel_dates(text: str, start: int, limit: int, members: int) -> list[DateMention]:
    """The list of dates at `start` where it holds one for each of so many members, else nothing."""
    dates = match_dates(text, start, limit)
    while dates and len(dates) < members and (gap := _FURTHER_DATE.match(text, dates[-1].end, limit)):
        further = match_dates(text, gap.end(), limit)
        if not further:
            break
        dates += further
    return dates if len(dates) == members else []


def _bare_date(text: str, start: int, limit: int) -> tuple[DateMention | None, int]:
    """A date without `ngày` right at `start`, and where it ends with its bracket; None and `start` without one."""
    gap = _BARE_DATE.match(text, start, limit)
    date = match_date(text, gap.end(), min(limit, gap.end() + 20)) if gap else None
    if gap is None or date is None:
        return None, start
    close = _CLOSE.match(text, date.end, limit) if gap["open"] else None
    return date, close.end() if close else date.end


def _read_past(
    text: str, aside: regex.Match[str], before: Statement, limit: int, *, joint: bool
) -> Statement:
    """`before` with what a bracket parts from it: `ngày 22/12/2024 (gọi tắt là …) của Bộ Chính trị`, `của Bộ Giáo dục
    và Đào tạo (GDĐT) ngày 05 tháng 02 năm 2026`, or with the date that is all that the bracket holds: `(ngày
    11/3/2025) của UBND tỉnh`."""
    date, end = before.date, before.end
    inside = date_at(text, aside.start("words")) if date is None else None
    if inside is not None and inside.end == aside.end("words"):
        date, end = inside, aside.end()
    if before.issuer is not None:
        # after a comma it is the sentence that goes on with a date
        if date is None and (gap := _TO_DATE.match(text, aside.end(), limit)) and "," not in gap.group():
            date = date_at(text, gap.end())
            end = end if date is None else date.end
        return before._replace(end=end, date=date)
    after = _read_directly(text, aside.end(), limit, joint=joint)
    if after.guessed or (date is not None and after.date is not None) or after.end == aside.end():
        return Statement(end, date)
    return Statement(after.end, date or after.date, after.issuer)


def _issuer(text: str, start: int, limit: int, *, joint: bool) -> tuple[Span | None, bool]:
    if gap := _OF.match(text, start, limit):
        if body := match_body(text, gap.end(), joint=joint or "giữa" in gap.group().lower()):
            return body, False
        return _unknown_body(text, gap.end(), limit), True
    if (gap := _BY.match(text, start, limit)) and (body := match_body(text, gap.end())):
        return (body, False) if _ISSUED.match(text, body[1], body[1] + 40) else (None, False)
    if (gap := _PLAIN.match(text, start, limit)) and (body := match_body(text, gap.end())):
        return (body, False) if _AFTER_PLAIN_ISSUER.match(text, body[1], body[1] + 40) else (None, False)
    return None, False


def match_body(text: str, start: int, *, joint: bool = False) -> Span | None:
    """The span of the body that begins at `start`, with those beside it where the instrument is `joint` or where
    the words that follow say what they issued (`của Bộ Chính trị, Ban Bí thư về …`)."""
    body = body_at(text, start)
    if body is None:
        return None
    end = body.end
    if about := _ABOUT.search(text, start, end):
        end = about.start()
    if central := _CENTRAL.match(text, end, end + 8):
        end = central.end()
    while gap := _FURTHER_BODY.match(text, end, end + AHEAD):
        further = body_at(text, gap.end())
        if further is None or not (joint or _JOINTLY_ABOUT.match(text, further.end, further.end + 20)):
            break
        end = further.end
    return start, end


@functools.cache
def _unknown() -> regex.Pattern[str]:
    words = load_lexicon("extractors.citations", "titles")
    cues = alternatives(
        [
            *words["begin"],
            *words["begin_after_statement"],
            *words["begin_with_object"],
            "và",
            "để",
            "nhằm",
            "thì",
            "trong",
            "tại",
            "đã",
            "được",
            "ngày",
            "theo",
            "cho",
        ]
    )
    return regex.compile(
        rf"\p{{Lu}}[\p{{L}}&]*(?:\s[-–]\s|\s)?(?:[\p{{L}}&]+(?:\s[-–]\s|\s)?){{0,11}}?"
        rf"(?=\s*(?:[;,.:()\[\]\"“”]|$)|(?<=\s)(?i:{cues})(?!\p{{L}}))"
    )


def _unknown_body(text: str, start: int, limit: int) -> Span | None:
    if found := _unknown().match(text, start, min(limit, start + 120)):
        return start, start + len(found.group().rstrip())
    if found := _PLACE.match(text, start, limit):
        return found.span()
    return None
