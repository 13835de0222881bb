"""Whether an expression of time in running text is a deadline, judged by the words around it.

Running text is full of days and years that are none: dates of cited instruments, periods in titles, horizons
of targets, the plan's own year behind a noun. What is accepted must be said of an activity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon, whole_words
from extractors.common.patterns import compiled
from extractors.common.spelling import lowered
from extractors.deadlines.expressions import Expression
from extractors.deadlines.horizon import Horizon
from extractors.deadlines.moments import SCHOOL_YEAR
from extractors.deadlines.patterns import COUNTED, FLAGS, GAP, TIMES
from extractors.deadlines.records import Deadline

_WIDTH = 160
_CLAUSE_START = regex.compile(r"(?r)[;:\n]|\.\s|/\.")
_CLAUSE_END = regex.compile(r"[;:\n]|\.(?:\s|$)|/\.")
_MARK = regex.compile(r"[.;:()\n]")
# read backwards from the expression: a `match` is one with the end of the words before it
_AT_BOUNDARY = regex.compile(r"(?r)(?:^|[,(–-]|\bvà|\bhoặc)\s*", FLAGS)
# `…; thời gian quý III/2025`: a label without its colon
_LABELLED = regex.compile(r"(?r)(?:^|[,(–-])\s*thời\s+gian\s+", FLAGS)
_RETURNS = regex.compile(r"(?<!\p{L})(?:định\s+k[ỳì]|h[àằ]ng\s+năm|mỗi\s+năm)(?!\p{L})", FLAGS)
_MONTHLY = regex.compile(r"(?<!\p{L})(?:h[àằ]ng|mỗi)\s+tháng(?!\p{L})", FLAGS)
_RATE = regex.compile(rf"(?<!\p{{L}})(?:{TIMES}|{COUNTED}(?={GAP}/))(?!\p{{L}})", FLAGS)
_ENDS_CLAUSE = regex.compile(r"\s*(?:$|[,)]|(?:tại|ở|cho|để|nhằm|theo|và|hoặc)(?!\p{L}))", FLAGS)
_SUMMED_UP = regex.compile(r"(?:sơ|tổng)\s+kết\s*$", FLAGS)
_REPORT = regex.compile(r"(?<!\p{L})báo\s+cáo(?!\p{L})", FLAGS)
_ALREADY = regex.compile(r"(?<!\p{L})đã\s(?:\S+\s){0,6}$", FLAGS)
_GROWS_BEFORE = regex.compile(
    r"(?<!\p{L})(?:tăng|giảm(?!\s+nghèo)|đạt)(?:\s+\p{L}+){0,2}\s*(?:[\d.,%–-]++\s*){0,4}$", FLAGS
)
_GROWS_AFTER = regex.compile(
    r"\s*(?:là\s+)?(?:tăng|giảm|đạt|có|phấn\s+đấu|thu\s+hút)(?!\p{L})(?!\s+(?:cường|nghèo))", FLAGS
)
_FACT_REACH = 70
_SUBJECT_NEXT = regex.compile(r"\s*,\s+(?:các\s|\p{Lu})")
_CLOSES = regex.compile(r"\s*(?:[,;.)]|$)")
_SAYS_WHEN = regex.compile(r":\s*(?:từ\s|trước\s|bắt\s+đầu\s|ngày\s|\d)", FLAGS)
_BY_PLAN = regex.compile(
    r"(?<!\p{L})theo\s+(?:kế\s+hoạch|chương\s+trình|dự\s+toán|lịch)(?:\s+\p{L}+){0,3}\s*$", FLAGS
)
_AT_MOST = regex.compile(r"(?<!\p{L})quá\s*$", FLAGS)
_FIGURE = regex.compile(r"\d\s*%|(?<!\p{L})đạt\s+(?:\p{L}+\s+){0,2}\d", FLAGS)


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of the lexicon `contexts`: each finds one of its words as a whole word of a text in lower case."""

    budget: re.Pattern[str]
    growth: re.Pattern[str]
    standing: re.Pattern[str]
    activities: re.Pattern[str]
    targets: re.Pattern[str]
    facts: re.Pattern[str]
    forecasts: re.Pattern[str]
    of_figures: re.Pattern[str]
    instruments: re.Pattern[str]
    of_that_period: re.Pattern[str]
    finishing: re.Pattern[str]
    completion: re.Pattern[str]
    of_work: re.Pattern[str]
    of_aims: re.Pattern[str]
    tests: re.Pattern[str]
    qualifying: re.Pattern[str]


@cache
def _words() -> _Words:
    lexicon = load_lexicon("extractors.deadlines", "contexts")
    lexicon = {**lexicon, "facts": lexicon["facts"] + lexicon["of_figures"]}  # a label may lack its colon
    return _Words(**{name: whole_words(lexicon[name]) for name in _Words.__dataclass_fields__})


def _says(words: re.Pattern[str], text: str) -> bool:
    """Whether one of the words stands in a text of any case."""
    return words.search(lowered(text)) is not None


@cache
def _directly_before(name: str, syllables_between: int) -> regex.Pattern[str]:
    """One of the words right before something, read backwards from it."""
    words = alternatives(load_lexicon("extractors.deadlines", "contexts")[name], backwards=True)
    return compiled(
        rf"(?r)(?<!\p{{L}}){words}(?!\p{{L}})(?:\s+[\p{{L}}&]+){{0,{syllables_between}}}\s*[:(]?\s*", FLAGS
    )


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause's words before and after a span, up to a full stop, semicolon or colon (160 characters at most)."""
    low = max(0, start - _WIDTH)
    cut = _CLAUSE_START.search(text, low, start)
    stop = _CLAUSE_END.search(text, end, end + _WIDTH)
    return text[cut.end() if cut else low : start], text[end : stop.start() if stop else end + _WIDTH]


def speaks_of_return(text: str, start: int, end: int, horizon: Horizon) -> bool:
    """Whether the clause around a span says `định kỳ` or `hằng năm`, or asks for a report to a plan for years."""
    before, after = clause_around(text, start, end)
    if _RETURNS.search(before) or _RETURNS.search(after):
        return True
    return horizon.covers_several_years() and bool(_REPORT.search(before) or _REPORT.search(after))


def is_monthly(text: str, expression: Expression) -> bool:
    """Whether an expression is a day of every month, for its clause has said `hằng tháng` before it."""
    day = expression.series.moments[0]
    if expression.tail or day.unit != "day" or day.month is not None or day.problem:
        return False
    before, _ = clause_around(text, expression.start, expression.end)
    return _MONTHLY.search(before) is not None


def is_deadline(text: str, expression: Expression, deadline: Deadline, horizon: Horizon) -> bool:
    """Whether an expression in running text says when something of this plan is to be done."""
    words = _words()
    known = [day for day in (deadline.end_date, deadline.start_date) if day]
    first_year = horizon.first_possible_year()
    if known and first_year and max(known).year < first_year:
        return False
    before, after = clause_around(text, expression.start, expression.end)
    if _ALREADY.search(before):
        return False
    year = expression.series.moments[0].unit == "year"
    if deadline.kind == "recurrence" or expression.lead == "by":
        return True
    if expression.lead == "now":
        return not year or bool(_AT_BOUNDARY.match(before) or _directly_before("completion", 2).match(before))
    if expression.lead in ("in", "none") and (
        _says(words.forecasts, before) or not _is_timed(text, expression, before, after, horizon, deadline)
    ):
        return False
    if _states_a_fact(before) or _says(words.facts, after[:30]):
        return False
    if expression.lead == "before":
        return not (year and _states_a_target(before, after))
    if expression.lead == "from":
        return not year and _lies_ahead(deadline, horizon)
    if expression.lead == "to":
        done = _says(words.finishing, before[-60:]) or _says(words.finishing, after[:60])
        return done and not _states_a_target(before, after)
    return not _says(words.budget, _nearest_phrase(before)[-60:])


def _states_a_fact(before: str) -> bool:
    """Whether the words before an expression say since when something is so; `Thành lập Tổ …` says what to do."""
    phrase = lowered(_nearest_phrase(before)[-_FACT_REACH:])
    found = _words().facts.search(phrase, max(len(phrase) - 50, 0))
    return found is not None and _work_on_bodies().match(phrase, found.start()) is None


@cache
def _work_on_bodies() -> regex.Pattern[str]:
    """Words such as `thành lập` with what is set up, where no word before them makes it a past event."""
    lexicon = load_lexicon("extractors.deadlines", "contexts")
    return compiled(
        rf"(?<!(?:{'|'.join(lexicon['past'])})\s){alternatives(lexicon['reorganising'])}\s+(?:(?:các|một|mới|lại)\s+)*"
        rf"{alternatives(lexicon['set_up'])}(?!\p{{L}})"
    )


def _states_a_target(before: str, after: str) -> bool:
    """Whether the words around an expression say what is to be reached by then."""
    targets = _words().targets
    return _says(targets, before) or _says(targets, after[:60]) or _FIGURE.search(after[:60]) is not None


def _is_timed(
    text: str, expression: Expression, before: str, after: str, horizon: Horizon, deadline: Deadline
) -> bool:
    """For `trong …` and bare periods and days: whether they hang on an activity and not on a noun."""
    if text.startswith(":", expression.end) and not before.strip(" -+•"):
        # a road map's entry: `Năm 2026: …`
        school = expression.series.moments[0].problem == SCHOOL_YEAR
        if school and _SAYS_WHEN.match(text, expression.end):
            return False  # `Học kỳ I: từ 08/9/2025`
        return not _FIGURE.search(text, expression.end, expression.end + _WIDTH)
    words = _words()
    unit = expression.series.moments[0].unit
    if expression.lead == "none" and expression.part and _directly_before("tests", 1).match(before):
        return False
    led = expression.lead == "in" or expression.part is not None or expression.has_clock
    done = bool(_directly_before("completion", 2).match(before) or _LABELLED.match(before))
    if unit == "day" and text[expression.start].isdigit():
        return True  # only words such as `hoàn thành` lead to a day that begins with its number
    if unit == "day" and not before.strip() and text[: expression.start].rstrip().endswith(":"):
        # `Lễ phát động: ngày 15/4/2025, do …`
        label = text[max(0, expression.start - 60) : expression.start]
        return _CLOSES.match(after) is not None and not _says(words.instruments, label)
    if unit == "day" and not led and _directly_before("outcomes", 3).match(before):
        return False
    if unit == "day" and not before.strip() and _opens_sentence(text, expression):
        # `Ngày 20/7/2026, Thanh tra Sở kiểm tra …`
        return not _says(words.instruments, after) and _is_to_come(deadline, horizon)
    if unit == "day":
        return (led or done) and not _says(words.instruments, before[-60:])
    initial = bool(_AT_BOUNDARY.match(before))
    if unit == "year":
        if before.rstrip().endswith("(") and after.startswith(")"):
            return _says(words.completion, before[-80:]) and _year_ahead(expression, horizon)
        at_it = initial or done or expression.part is not None
        return led and at_it and not _states_a_target(before, after)
    if _directly_before("qualifying", 0).match(before):
        return False
    if _directly_before("of_that_period", 3).match(before) and not led:
        return False
    if unit == "half" and not led and _SUMMED_UP.search(before):
        return False  # `sơ kết 6 tháng đầu năm` says what is summed up
    return led or initial or done


def _opens_sentence(text: str, expression: Expression) -> bool:
    """Whether a comma and a name in capitals follow an expression with which a text or a sentence begins."""
    opens = text[expression.start].isupper() or not text[: expression.start].strip()
    return opens and _SUBJECT_NEXT.match(text, expression.end) is not None


def is_rhythm(text: str, deadline: Deadline) -> bool:
    """Whether a rhythm in running text says how often something of this plan is done."""
    words = _words()
    before, after = clause_around(text, deadline.start, deadline.end)
    printed = text[deadline.start : deadline.end].casefold()
    if "định k" in printed or deadline.rule != "rhythm" or ";BY" in deadline.rrules[0]:
        return True
    if _AT_MOST.search(before):
        return False  # `không thanh tra quá 01 lần/năm`
    if _BY_PLAN.search(before):
        return False  # `theo kế hoạch hằng năm`
    if _says(words.growth, before[-30:]) or _GROWS_BEFORE.search(before) or _GROWS_AFTER.match(after):
        return False
    if _AT_BOUNDARY.match(before) and not _says(words.budget, before[-60:]):
        return deadline.rrules != ("FREQ=DAILY",) or _says(words.activities, after)
    if _says(words.budget, before):
        return False
    if _RATE.search(printed):
        return True
    if _says(words.standing, before[-40:]) and not deadline.rrules[0].startswith("FREQ=MONTHLY"):
        return False
    if _says(words.activities, before) or _says(words.activities, after[:30]):
        return True
    return bool(_ENDS_CLAUSE.match(after)) and not _directly_before("of_that_period", 3).match(before)


def is_whole_year(text: str, deadline: Deadline) -> bool:
    """Whether `trong năm` in running text closes what is said of an activity (`kiểm tra 30% đơn vị trong năm`) and
    does not say of which year's work or result something is."""
    words = _words()
    before, after = clause_around(text, deadline.start, deadline.end)
    if not _ENDS_CLAUSE.match(after) or _ALREADY.search(before):
        return False
    of_the_year = _directly_before("of_that_period", 3).match(before) or _says(words.facts, before[-30:])
    return _says(words.activities, before) and not of_the_year


def _nearest_phrase(before: str) -> str:
    """The words from the last comma on: `thành lập đội hình, ra quân từ …` says when to set out."""
    phrase = before[before.rfind(",", 0, len(before.rstrip(" ,"))) + 1 :]
    return phrase if phrase.strip(" ,") else before


def _lies_ahead(deadline: Deadline, horizon: Horizon) -> bool:
    if horizon.issued is None or deadline.start_date is None:
        return True
    return deadline.end_date is not None or deadline.start_date >= horizon.issued


def _is_to_come(deadline: Deadline, horizon: Horizon) -> bool:
    day = deadline.end_date or deadline.start_date
    return horizon.issued is None or day is None or day >= horizon.issued


def _year_ahead(expression: Expression, horizon: Horizon) -> bool:
    year, first = expression.series.moments[0].year, horizon.first_possible_year()
    return year is not None and first is not None and year >= first


def names_instrument(text: str) -> bool:
    """Whether words name an instrument, of which a time beside them is the date."""
    return _says(_words().instruments, text)


def is_of_figures(text: str, start: int, colon: int) -> bool:
    """Whether a label between `start` and its colon says that the time after it is that of the figures reported."""
    label = _MARK.split(text[max(start, colon - _WIDTH) : colon])[-1]
    return _says(_words().of_figures, label)


def is_over_work(heading: str) -> bool:
    """Whether a heading over months or a year is one of work, and not of aims or money."""
    return _says(_words().of_work, heading) and not _says(_words().of_aims, heading)


def before_figures(text: str, start: int, end: int) -> int:
    """Where, between two offsets, what says of which time the figures are begins (`…; mốc kiểm tra từ …`); else the
    end."""
    found = _words().of_figures.search(lowered(text[start:end]))
    return end if found is None else start + found.start()


def is_awaited(text: str, deadline: Deadline) -> bool:
    """Whether a relative expression in running text is a deadline and not the entry into force of an instrument."""
    before, _ = clause_around(text, deadline.start, deadline.end)
    if _FIGURE.search(before) and deadline.event == text[deadline.start : deadline.end]:
        return False  # `100% hồ sơ được trả trong thời hạn 15 ngày`: how good, not by when
    return "hiệu lực" not in before[-40:]
