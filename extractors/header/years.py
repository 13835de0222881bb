"""The years that a plan covers, from its subject or from the sentence that issues it."""

from __future__ import annotations

import regex

from extractors.common.dates import find_dates
from extractors.header.records import Stated

PlanYears = tuple[int, int | None]
_YEAR = r"(?<![\d/])(?:19|20)\d\d(?!\d|\s*/\s*[\p{Lu}\d])"
_SPAN = regex.compile(
    rf"(?:từ\s+)?(?:năm\s+)?(?P<first>{_YEAR})\s*+(?:[-–—]|đến(?:\s+hết)?|tới|và|,)\s*+(?:năm\s+)?(?P<last>{_YEAR})",
    regex.IGNORECASE,
)
_ONE = regex.compile(
    rf"(?:năm(?:\s+học)?\s*+(?P<first>{_YEAR})|(?:quý\s+[\dIV]+|tháng\s+\d+)\s*[/-]\s*(?P<first>(?:19|20)\d\d)(?!\d))"
    r"(?P<open>\s+và\s+(?:(?:các|những)\s+)?năm\s+(?:tiếp\s+theo|sau|kế\s+tiếp))?",
    regex.IGNORECASE,
)
_JOINT = regex.compile(r"\s*+(?:,|và|,\s*+và)\s+(?:giai\s+đoạn\s+)?", regex.IGNORECASE)
_BARE = regex.compile(rf"(?P<first>{_YEAR})\W*$")
# years that say until when something shall last, or compare: the plan's own beginning stays open
_HORIZON = regex.compile(
    r"(?:đến|tới|hết|tầm\s+nhìn|định\s+hướng|so\s+với|trước|sau|từ)\s+(?:đến\s+|cuối\s+|hết\s+)*(?:năm\s+)?$",
    regex.IGNORECASE,
)
_LONGEST_TEXT = 4000
_HORIZON_WINDOW = 40
# the year in a law's name, with nothing but the name between them
_LAW = regex.compile(
    r"(?<!(?:pháp|kỷ)\s)(?:(?:Bộ\s+)?Luật|Pháp\s+lệnh|Hiến\s+pháp)\s+(?!sư\s)"
    r"(?:(?!trên\s|trong\s|của\s|tại\s|cho\s)[^\s.;:]+\s+){0,14}+$",
    regex.IGNORECASE,
)
_LAW_WINDOW = 90


def plan_years(text: str, *, issued_year: int | None = None) -> Stated[PlanYears] | None:
    """First and last year of a plan, from a title such as `… năm 2025`, `… giai đoạn 2026 - 2030`.

    The last year is None for an open end (`năm 2025 và những năm tiếp theo`). Of several expressions the last
    one counts, as a plan names the programme that it serves before its own year, with those that `và` joins to
    it. Horizons (`đến năm 2030`), days, years inside numbers of instruments and in names of laws, and years
    before `issued_year` are none.
    Offsets count in `text`. None where the text leaves the years open.
    """
    masked = _without_days(text[:_LONGEST_TEXT])
    found: list[Stated[PlanYears]] = []
    for match in _SPAN.finditer(masked):
        first, last = int(match["first"]), int(match["last"])
        if first <= last <= first + 50:
            found.append(Stated((first, last), match.start(), match.end()))
    spans = [(stated.start, stated.end) for stated in found]
    for match in _ONE.finditer(masked):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        if _is_horizon(masked, match.start()) or _in_law_name(masked, match.start()):
            continue
        year = int(match["first"])
        found.append(Stated((year, None if match["open"] else year), match.start(), match.end()))
    found = [
        stated
        for stated in found
        if issued_year is None or stated.value[1] is None or stated.value[1] >= issued_year
    ]
    if not found and (bare := _BARE.search(masked, max(0, len(masked) - 12))):
        year = int(bare["first"])
        apart = _is_horizon(masked, bare.start()) or _in_law_name(masked, bare.start())
        if not apart and (issued_year is None or year >= issued_year):
            found.append(Stated((year, year), bare.start(), bare.end("first")))
    found.sort(key=lambda stated: stated.start)
    return _together(masked, found)


def _together(text: str, found: list[Stated[PlanYears]]) -> Stated[PlanYears] | None:
    """The last of the expressions, with those that are coordinated with it: `giai đoạn 2025 - 2030 và năm 2025`."""
    if not found:
        return None
    years = found[-1]
    for before in reversed(found[:-1]):
        if _JOINT.fullmatch(text, before.end, years.start) is None:
            break
        ends = before.value[1], years.value[1]
        last = None if ends[0] is None or ends[1] is None else max(ends[0], ends[1])
        years = Stated((min(before.value[0], years.value[0]), last), before.start, years.end)
    return years


def _without_days(text: str) -> str:
    """The text with days blanked out, so that `ngày 04 tháng 9 năm 2025` gives no year."""
    for date in find_dates(text):
        if date.precision == "day":
            text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


def _is_horizon(text: str, start: int) -> bool:
    return _HORIZON.search(text, max(0, start - _HORIZON_WINDOW), start) is not None


def _in_law_name(text: str, start: int) -> bool:
    return _LAW.search(text, max(0, start - _LAW_WINDOW), start) is not None
