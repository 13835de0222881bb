"""The words of the report: what the codes of the tables are called in Vietnamese."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import regex

from extractors.common.lexicon import load_lexicon
from pipeline.report.tables import Row

_DATE_FORMS = {
    "day": "{0.day:02}/{0.month:02}/{0.year}",
    "month": "{0.month:02}/{0.year}",
    "year": "{0.year}",
}


def word(group: str, code: str | None) -> str:
    """What a code is called, the code itself where it has no name, nothing for None."""
    if code is None:
        return ""
    return str(_wording()[group].get(code, code))


@cache
def warning_in_vietnamese(warning: str) -> tuple[str, bool]:
    """A warning in Vietnamese, and whether it is: one that is not known stays as it is."""
    for pattern, phrase in _warnings():
        match = pattern.fullmatch(warning)
        if match:
            return phrase.format(warning, *match.groups()), True
    return warning, False


def day_in_words(day: date | None, precision: str | None = "day") -> str:
    """A date as far as it is stated: 15/07/2021, 07/2021 or 2021; empty for None."""
    return "" if day is None else _DATE_FORMS.get(precision or "day", _DATE_FORMS["day"]).format(day)


def span_in_words(first: date | None, last: date | None) -> str:
    """From when until when: `từ 01/01/2025 đến 31/12/2025`, `đến 31/12/2025`; empty where both are open."""
    if first is not None and first == last:
        return day_in_words(first)
    begins = f"từ {day_in_words(first)}" if first is not None else ""
    ends = f"đến {day_in_words(last)}" if last is not None else ""
    return " ".join(part for part in (begins, ends) if part)


def value_in_words(value: Row) -> str:
    """An index value in one phrase: `chỉ tiêu 2025: tỷ lệ từ 90 %`."""
    numbers = [
        f"{number:g}".replace(".", ",")
        for number in (value["value"], value["value_max"])
        if number is not None
    ]
    amount = value["level"] or f"{word('comparators', value['comparator'])} {' đến '.join(numbers)}"
    scale = f"/{value['scale']:g}" if value["scale"] else ""
    year = f" {value['year']}" if value["year"] else ""
    baseline = f" so với năm {value['baseline_year']}" if value["baseline_year"] else ""
    what = f"{word('value_statuses', value['status'])}{year}: {word('value_kinds', value['kind'])}"
    return " ".join(f"{what} {amount}{scale} {value['unit'] or ''}{baseline}".split())


def _wording() -> Any:
    return load_lexicon("pipeline.report", "wording")


@cache
def _warnings() -> tuple[tuple[regex.Pattern[str], str], ...]:
    return tuple((regex.compile(row["match"], regex.DOTALL), row["say"]) for row in _wording()["warnings"])
