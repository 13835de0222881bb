"""Values in tables: the cells of one row belong together, and a column's name says what its numbers are.

| Chỉ số    | Đơn vị tính | Năm 2024 | Mục tiêu năm 2025 | Cơ quan chủ trì |
| PAR INDEX | %           | 85,2     | ≥ 90              | Sở Nội vụ       |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.indices.attribution import attribute, is_light
from extractors.indices.context import status_of, year_of
from extractors.indices.cues import Setting
from extractors.indices.names import Name, find_names
from extractors.indices.records import IndexValue, Status, ValueKind
from extractors.indices.statements import (
    AFTER,
    BOUNDS,
    LEXICON,
    TO,
    Statement,
    bound,
    number,
    optional_number,
    rank_bound,
)
from extractors.indices.values import find_statements
from extractors.indices.wording import any_of, grammar
from extractors.indices.years import with_years


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its text, where it starts in the document, and the name of its column."""

    text: str
    start: int
    column: int
    column_name: str


@dataclass(frozen=True, slots=True)
class RowSubject:
    """The indices that a row is about, and the column that names them."""

    names: tuple[Name, ...]
    column: int


_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_BARE = grammar(
    rf"\s*(?P<bounds>{BOUNDS})(?P<sign>[+-]?)\s*(?P<low>{_NUMBER})(?:\s*/\s*(?P<scale>\d{{1,4}}))?\s*(?P<unit>%|điểm|bậc|hạng)?"
    rf"(?:{TO}(?P<high>{_NUMBER}))?\s*(?P<unit>%|điểm|bậc|hạng)?(?P<after>{AFTER})\s*[.;]?\s*"
)
_OTHER_COLUMN = grammar(rf"\b{any_of(LEXICON['other_columns'])}")
_KINDS: tuple[tuple[ValueKind, regex.Pattern[str]], ...] = (
    ("change", regex.compile(any_of(LEXICON["change_columns"]), regex.IGNORECASE)),
    ("rank", regex.compile(any_of(LEXICON["rank_columns"]), regex.IGNORECASE)),
    ("percent", regex.compile(any_of(LEXICON["percent_columns"]), regex.IGNORECASE)),
    ("score", regex.compile(any_of(LEXICON["score_columns"]), regex.IGNORECASE)),
)
_LEVELS = frozenset(name for name in LEXICON["levels"] if name.islower())
_UNITS: dict[str, ValueKind] = {"%": "percent", "điểm": "score", "bậc": "change", "hạng": "rank"}
_UNIT_OF: dict[ValueKind, str | None] = {"percent": "%", "score": "điểm", "change": "bậc", "rank": None}


def subject_of(row: Sequence[Cell]) -> RowSubject | None:
    """The indices that a row is about: those of its first cell that does little more than name them."""
    for cell in row:
        names = find_names(cell.text)
        if names:
            dated = tuple(with_years(cell.text, names))
            return RowSubject(dated, cell.column) if is_label(cell.text, names) else None
    return None


def is_label(text: str, names: Sequence[Name]) -> bool:
    """Whether a text only names indices: what remains beside the names says nothing of its own."""
    rest, position = [], 0
    for name in names:
        rest.append(text[position : name.start])
        position = name.end
    rest.append(text[position:])
    return is_light(" ".join(rest)) and not regex.search(r"\d\s*%|\bđiểm\s*\d|\d\s*điểm", " ".join(rest))


def continues(row: Sequence[Cell], subject: RowSubject) -> bool:
    """Whether a row that names no index goes on about the one before: its naming cell is empty or only says
    which figure the row holds (`Thứ hạng`)."""
    by_column = {cell.column: cell.text.strip() for cell in row}
    naming = by_column.get(subject.column, "")
    return (not naming or _measure(naming) is not None) and any(
        _measure(text) is not None for text in by_column.values()
    )


def row_values(row: Sequence[Cell], subject: RowSubject, setting: Setting) -> list[list[IndexValue]]:
    """The values that a row's other cells state for each of the indices it is about, with offsets in the document."""
    values: list[list[IndexValue]] = [[] for _ in subject.names]
    measures = [kind for cell in row if (kind := _measure(cell.text.strip())) is not None]
    measure = measures[0] if len(measures) == 1 else None
    for cell in row:
        if cell.column == subject.column or _OTHER_COLUMN.search(cell.column_name) or find_names(cell.text):
            continue
        status, year = status_of(cell.column_name), year_of(cell.column_name)
        here = Setting(status or setting.status, year, setting.plan_years)
        for owner, found in enumerate(_cell_values(cell, subject, measure, here, announced=status or year)):
            values[owner] += [replace(value.shifted(cell.start), rule="value_in_row") for value in found]
    return values


def _cell_values(
    cell: Cell,
    subject: RowSubject,
    measure: ValueKind | None,
    setting: Setting,
    *,
    announced: Status | int | None,
) -> list[list[IndexValue]]:
    owners = [replace(name, start=0, end=0, year=setting.year or name.year) for name in subject.names]
    statement = _bare(cell, measure, announced=announced is not None) or _bare_level(cell)
    statements = [statement] if statement is not None else find_statements(cell.text)
    return attribute(cell.text, owners, statements, setting) if statements else [[] for _ in owners]


def _bare(cell: Cell, measure: ValueKind | None, *, announced: bool) -> Statement | None:
    """The value that a cell's bare number is, by its unit, its column and the figure that the row holds."""
    match = _BARE.fullmatch(cell.text)
    if match is None:
        return None
    kind = _UNITS.get((match["unit"] or "").casefold()) or _measure(cell.column_name, exact=False) or measure
    low, high = number(match["low"]), optional_number(match["high"])
    ranked = match["scale"] is not None and low % 1 == 0 and max(low, 10) <= number(match["scale"]) < 80
    if kind is None and ranked:
        kind = "rank"
    elif kind is None and announced:
        kind = "score"
    if kind is None or (kind == "rank" and low % 1 != 0) or 1900 <= low <= 2100:
        return None
    sign = rank_bound if kind == "rank" else bound
    return Statement(
        start=len(cell.text) - len(cell.text.lstrip()),
        end=len(cell.text.rstrip(" .;")),
        kind=kind,
        comparator="between" if high is not None else sign(match["bounds"], match["after"]),
        value=-low if match["sign"] == "-" and kind == "change" else low,
        value_max=high,
        unit=_UNIT_OF[kind] if match["unit"] is None else match["unit"],
        scale=optional_number(match["scale"]),
    )


def _bare_level(cell: Cell) -> Statement | None:
    """The level that a cell's only words name: `Trung bình cao`."""
    level = " ".join(cell.text.casefold().split()).strip('.;"“”')
    if level not in _LEVELS:
        return None
    return Statement(start=0, end=len(cell.text), kind="level", comparator="=", level=level)


def _measure(text: str, *, exact: bool = True) -> ValueKind | None:
    """Which figure a cell (`exact`: its whole text) or a column's name announces."""
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(text) if exact else pattern.search(text)
        if found is not None:
            return kind
    return None
