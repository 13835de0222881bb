"""The usual printed form of a deadline, such that reading it as a time slot gives the same deadline."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from extractors.common.dates import format_date
from extractors.deadlines.events import stands_alone
from extractors.deadlines.records import Deadline

_UNITS = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}
_WEEKDAYS = {
    "MO": "thứ Hai",
    "TU": "thứ Ba",
    "WE": "thứ Tư",
    "TH": "thứ Năm",
    "FR": "thứ Sáu",
    "SA": "thứ Bảy",
}
_QUARTERS = {"1,2,3": "quý I", "4,5,6": "quý II", "7,8,9": "quý III", "10,11,12": "quý IV"}
_HALVES = {"1,2,3,4,5,6": "6 tháng đầu năm", "7,8,9,10,11,12": "6 tháng cuối năm"}
_MONTHS_OF_QUARTERS = {"3,6,9,12": "tháng cuối quý", "1,4,7,10": "tháng đầu quý"}


def format_deadline(deadline: Deadline) -> str:
    """The deadline in words: `trước ngày 30/11/2025`, `ngày 01/6 và 15/11 hằng năm`, `thường xuyên`.

    Read as a time slot it gives the same kind, days, rules and event. Of a relative deadline only the event is
    said, as the record holds no more. Raises ValueError for a rule that no expression of this grammar gives.
    """
    if deadline.kind == "relative":
        event = deadline.event or ""
        return event if stands_alone(event) else f"sau khi {event}"
    if deadline.kind == "recurrence":
        return _rules_in_words(deadline.rrules) + _span(deadline.start_date, deadline.end_date)
    if deadline.kind == "ongoing":
        return "thường xuyên" + _span(deadline.start_date, deadline.end_date)
    if deadline.start_date is None and deadline.end_date is None:
        return "ngày … tháng … năm …" if deadline.kind == "date" else "quý …"
    if deadline.kind == "date" and deadline.end_date:
        return f"{'trước ' if deadline.start_date is None else ''}{_day(deadline.end_date)}"
    return _span(deadline.start_date, deadline.end_date).strip()


def _day(value: date) -> str:
    return format_date(value, "day")


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return f" từ {_day(first)} đến {_day(last)}"
    if first:
        return f" từ {_day(first)}"
    return f" từ nay đến {_day(last)}" if last else ""


def _rules_in_words(rules: tuple[str, ...]) -> str:
    parts = [dict(part.split("=") for part in rule.split(";")) for rule in rules]
    plain = [part for part in parts if not {"BYMONTH", "BYMONTHDAY"} & part.keys()]
    if plain and (len(plain) < len(parts) or len(plain) > 1):
        return ", ".join(_beat(part) for part in parts)
    if plain:
        return _beat(plain[0])
    moments = [_moment(part) for part in parts]
    return " và ".join(name for name, _ in moments) + moments[0][1]


def _beat(part: dict[str, str]) -> str:
    """A rule without its day: `hằng quý`, `thứ Sáu hằng tuần`, `hằng 9 tháng` for the report on nine months."""
    interval = part.get("INTERVAL", "1")
    if "BYDAY" in part:
        days = [_WEEKDAYS.get(day, "chủ nhật") for day in part["BYDAY"].split(",")]
        return f"{', '.join(days)} hằng tuần"
    if "BYMONTH" in part:
        return f"hằng {part['BYMONTH']} tháng"
    if part["FREQ"] == "MONTHLY" and interval == "3":
        return "hằng quý"
    unit = _UNITS[part["FREQ"]]
    return f"hằng {unit}" if interval == "1" else f"hằng {interval} {unit}"


def _moment(part: dict[str, str]) -> tuple[str, str]:
    """The day or month of a rule, and the words that make it return."""
    months, days = part.get("BYMONTH"), part.get("BYMONTHDAY", "")
    if months is None:
        returns = {"1": " hằng tháng", "3": " hằng quý", "6": " hằng 6 tháng"}[part.get("INTERVAL", "1")]
        return _day_or_days(days, ""), returns
    if months in _MONTHS_OF_QUARTERS and days:
        numbers = ", ".join(day.zfill(2) for day in days.split(","))
        return f"ngày {numbers} {_MONTHS_OF_QUARTERS[months]}", ""
    if days:
        return _day_or_days(days, f"/{months}"), " hằng năm"
    name = _QUARTERS.get(months) or _HALVES.get(months) or _month_or_months(months)
    return name, " hằng năm"


def _day_or_days(days: str, month: str) -> str:
    numbers = days.split(",")
    if len(numbers) == 1:
        return f"ngày {days.zfill(2)}{month}"
    return f"từ ngày {numbers[0].zfill(2)}{month} đến ngày {numbers[-1].zfill(2)}{month}"


def _month_or_months(months: str) -> str:
    numbers = [int(number) for number in months.split(",")]
    if len(numbers) == 1:
        return f"tháng {numbers[0]}"
    gap = next((i for i, (a, b) in enumerate(pairwise(numbers)) if b != a + 1), None)
    first, last = (numbers[0], numbers[-1]) if gap is None else (numbers[gap + 1], numbers[gap])
    return f"từ tháng {first} đến tháng {last}"
