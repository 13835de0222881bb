"""Page furniture by its place: page numbers, running heads and feet, and the marks of signing software."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import regex

from pipeline.read.layout.records import Word

_MARGIN = 0.11
"""Share of the page's height, above and below, in which furniture stands."""
_ROWS = 3
_PAGE_NUMBER = regex.compile(r"(?:[Tt]rang\s*)?[-–—]?\s*(\d{1,4})\s*(?:[/|]\s*\d{1,4})?\s*[-–—]?$")
_DIGITS = regex.compile(r"\d+")
_SAME_PLACE = 6.0
_SIGNED = regex.compile(
    r"(?:Người|Cơ quan|Thời gian|Ngày|Đơn vị)\s+ký|Ký\s+(?:bởi|ngày|số)|[Ss]igned\s+(?:by|on)|Signature"
    r"|\d{1,2}:\d{2}:\d{2}|[+-]\d{2}:00|@\w+[\w.]*\.\w+"
)

Row = list[Word]


def furniture_rows(pages: list[tuple[int, float, list[Row]]]) -> dict[int, set[int]]:
    """By page number, the indexes of rows that are furniture.

    Takes each page's number, height and rows from top to bottom. A number alone in a margin is the page's
    where it counts up with the pages or stands in the middle or on the right; other rows are furniture where
    the same words stand in the same place on several pages.
    """
    heads: defaultdict[tuple[str, bool], list[tuple[int, int, float]]] = defaultdict(list)
    numbers: list[tuple[int, int, int, bool]] = []
    for number, height, rows in pages:
        for index in _outer(height, rows):
            row = rows[index]
            text = " ".join(word.text for word in row)
            above = row[0].baseline < height / 2
            match = _PAGE_NUMBER.match(text)
            if match:
                numbers.append((number, index, int(match.group(1)), _apart(rows, index)))
            heads[_DIGITS.sub("#", text), above].append((number, index, row[0].baseline))
    found: defaultdict[int, set[int]] = defaultdict(set)
    offsets = Counter(value - number for number, _, value, _ in numbers)
    for number, index, value, apart in numbers:
        if offsets[value - number] > 1 or (apart and value <= number + 1):
            found[number].add(index)
    for places in heads.values():
        if len({number for number, _, _ in places}) < max(2, min(3, len(pages))):
            continue
        places.sort(key=lambda place: place[2])
        for run in _runs(places):
            if len({number for number, _, _ in run}) >= min(3, len(pages)):
                for number, index, _ in run:
                    found[number].add(index)
    return found


def is_signing_mark(rows: list[Row]) -> bool:
    """Whether stamped rows tell of a digital signature (who, when), and are no part of the document."""
    return any(_SIGNED.search(" ".join(word.text for word in row)) for row in rows)


def _outer(height: float, rows: list[Row]) -> list[int]:
    """The first and the last rows, so far as they stand in a margin."""
    level = [index for index, row in enumerate(rows) if not row[0].turned]
    first = [index for index in level[:_ROWS] if rows[index][0].baseline < _MARGIN * height]
    last = [index for index in level[-_ROWS:] if rows[index][0].baseline > (1 - _MARGIN) * height]
    return sorted({*first, *last})


def _apart(rows: list[Row], index: int) -> bool:
    """Whether a row stands clear of the rows around it and not at their left edge."""
    row = rows[index]
    others = [other for other in rows if other is not row and not other[0].turned]
    if not others:
        return True
    gap = min(abs(other[0].baseline - row[0].baseline) for other in others)
    return gap > 1.3 * row[0].size and row[0].x0 > min(other[0].x0 for other in others) + 20


def _runs(places: list[tuple[int, int, float]]) -> list[list[tuple[int, int, float]]]:
    runs = [[places[0]]]
    for before, place in pairwise(places):
        if place[2] - before[2] <= _SAME_PLACE:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
