"""The words that tell a unit's part in a task, as patterns made from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from extractors.common.lexicon import alternatives, load_lexicon, whole_words
from extractors.common.patterns import compiled

FLAGS = regex.IGNORECASE
HONORIFIC = (
    r"(?:(?:các\s+)?(?:ông\s*\(\s*bà\s*\)|ông,?\s+bà|ông|bà|đồng\s+chí|đ/c)\s*:?\s*"
    r"(?:(?-i:\p{Lu})\p{L}*(?:\s+(?-i:\p{Lu})\p{L}*){1,4}\s*[-–,]\s*)?)?"
)
"""What may stand between `giao` and an office: a form of address, a person's name. May be read backwards."""

_TIME_FIRST = (
    r"(?:(?:dự\s+kiến|khoảng|sáng|chiều|tối|đầu|giữa|cuối)\s+){0,2}(?:ngày|tuần|tháng|quý)\s+"
    r"(?:\d{1,4}|[IV]{1,3})(?!\p{L})"
)
"""A time before the subject: `Ngày 20/7/2026, …`, `Dự kiến tháng 8, …`."""
_NO_NEWS = (
    r"(?![^.;]{0,250}?\s(?:ban\s+hành|ký|công\s+bố|thông\s+qua|phê\s+duyệt|có|chỉ\s+đạo|yêu\s+cầu|báo\s+cáo)"
    r"\s+(?:\p{L}+\s+){1,6}số\s)"
)
"""Nothing of an instrument that somebody issued then."""

ADDRESSED = regex.compile(r"\s*đối\s+với\s", FLAGS)
"""How a line begins that tells who is meant, which need not be who is to do something."""


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns of the lexicon `wording`, for the words before and after a unit.

    Those for the words before one are read backwards: their `match` is one with the end of a text, which takes no
    search through what stands before it.
    """

    assigning: regex.Pattern[str]
    """Backwards."""
    opening: regex.Pattern[str]
    untold_opening: regex.Pattern[str]
    """As `opening`, for a text in which `telling` finds nothing, so that no words before a unit assign work."""
    partner: regex.Pattern[str]
    """Backwards."""
    reported_to: regex.Pattern[str]
    """Backwards."""
    leads: regex.Pattern[str]
    state: regex.Pattern[str]
    action: regex.Pattern[str]
    adverbial: regex.Pattern[str]
    trigger: re.Pattern[str]
    """What tells the part of units that a text does not begin with, in lower case."""
    telling: re.Pattern[str]
    """What stands beside a unit whose part is told by the words around it, in lower case."""


@cache
def words() -> Words:
    """The patterns, compiled once."""
    lexicon = load_lexicon("extractors.tasks", "wording")
    verbs, directions = _backwards(lexicon["reporting_verbs"]), _backwards(lexicon["reporting_directions"])
    said = r"(?<!\p{L})(?<!(?:cảnh|dự)\s)"  # `cảnh báo cho` warns and reports nothing
    verbs_of_work = load_lexicon("extractors.common", "predicates")["verbs"]
    assigning = alternatives(lexicon["assigning"])
    addressing = alternatives(lexicon["assigning"] + lexicon["addressing"])
    return Words(
        assigning=compiled(rf"(?r)(?<!\p{{L}}){_backwards(lexicon['assigning'])}\s*:?\s*{HONORIFIC}", FLAGS),
        opening=compiled(
            rf"\s*(?:(?:{addressing}|[^.;:,]{{0,60}}?\s{assigning})(?!\p{{L}})\s*:?\s*)?{HONORIFIC}", FLAGS
        ),
        untold_opening=compiled(
            rf"\s*(?:{alternatives(lexicon['addressing'])}(?!\p{{L}})\s*:?\s*)?{HONORIFIC}", FLAGS
        ),
        partner=compiled(
            rf"(?r)(?<!\p{{L}})(?:{_backwards(lexicon['partner'])}|phối\s+hợp(?:,|\s+{_backwards(lexicon['manners'])})"
            r"[^.;:]{0,60}?\s(?:với|cùng))\s*:?\s*",
            FLAGS,
        ),
        reported_to=compiled(
            rf"(?r){said}{verbs}(?:\s+(?:kết\s+quả|đề\s+xuất))?\s+"
            rf"|{said}{verbs}(?!\p{{L}})[^.;]*?\s{directions}\s+",
            FLAGS,
        ),
        leads=compiled(rf"\s*(?:\([^)]*\)\s*)?{alternatives(lexicon['leading_verbs'])}(?!\p{{L}})", FLAGS),
        state=compiled(
            rf"\s*(?:\([^)]*\)\s*)?(?:(?!có\s+(?:trách\s+nhiệm|nhiệm\s+vụ)){alternatives(lexicon['states'])}(?!\p{{L}})"
            r"|(?:tăng|giảm)(?!\p{L}|\s+cường)[^.;,]{0,40}?(?:\d|trưởng))",
            FLAGS,
        ),
        action=compiled(rf"\s*(?:\([^)]{{0,120}}\)\s*)?{alternatives(verbs_of_work)}(?!\p{{L}})", FLAGS),
        adverbial=compiled(
            rf"\s*(?:{alternatives(lexicon['adverbial_openings'])}(?!\p{{L}})|{_TIME_FIRST}{_NO_NEWS})", FLAGS
        ),
        trigger=whole_words([*lexicon["assigning"], "chủ trì", "do", "đảm nhiệm", "thi hành"]),
        telling=re.compile(
            alternatives(
                [
                    *lexicon["assigning"],
                    *lexicon["partner"],
                    *lexicon["reporting_verbs"],
                    "phối hợp",
                    "chủ trì",
                    "trách nhiệm",
                    "thi hành",
                ]
            )
            + r"|do\s|(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận)\s*(?:[);,.]|$)"
        ),
    )


def _backwards(words: list[str]) -> str:
    return alternatives(words, backwards=True)
