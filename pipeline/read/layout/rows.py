"""Words to printed rows: what stands on one baseline, superscripts with the word that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from pipeline.read.layout.records import Word

_MARK = regex.compile(r"[\d*]{1,3}[.,;:)]?$")
_STOPS = frozenset(",.;:)]”’")
_SMALL = 0.8
"""Type below this share of its neighbours' size is that of a footnote mark."""
_NEAR = 0.5
"""How far, in sizes, a mark stands from its word at most."""
_GLUED = 0.25
_TOUCHING = 0.05
"""Words that stand closer than this share of their size were parted by a change of type only."""
_BEFORE_STOP = 0.15
_SAME_ROW = 0.3
_DOUBLED = 1.5
"""A word is printed over itself at most so many points beside it."""
_LEVEL = 0.15


@dataclass(slots=True)
class _Glued:
    """Words glued to one another; the largest sets baseline and size."""

    words: list[Word]
    baseline: float
    size: float
    x0: float

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return "".join([word.text for word in self.words])


_Unit = Word | _Glued


def rows_of(words: list[Word]) -> list[list[Word]]:
    """The rows from top to bottom, each from left to right. Words printed twice on one place count once.

    Words of other directions than from left to right come last, a row for each run of them.
    """
    rows: list[list[_Unit]] = []
    marks: list[Word] = []
    units = _units([word for word in words if not word.turned])
    small = _SMALL * _common_size(units)
    units.sort(key=attrgetter("baseline"))
    first: _Unit | None = None
    for unit in units:
        if unit.size < small and isinstance(unit, Word) and _MARK.match(unit.text):
            marks.append(unit)
        elif first is not None and (unit.baseline == first.baseline or _on_row(unit, first)):
            rows[-1].append(unit)
        else:
            first = unit
            rows.append([unit])
    for row in rows:
        row.sort(key=attrgetter("x0"))
    for mark in marks:
        if not (_join(mark, rows) or _attach(mark, rows) or _join(mark, rows, smaller=True)):
            rows.append([mark])
    rows.sort(key=lambda row: row[0].baseline)
    flat = [_without_doubles([word for unit in row for word in _words(unit)]) for row in rows]
    return flat + _turned_rows([word for word in words if word.turned])


def _units(words: list[Word]) -> list[_Unit]:
    units: list[_Unit] = []
    for word in words:
        if word.glued and units:
            last = units[-1]
            if isinstance(last, Word):
                last = units[-1] = _Glued([last], last.baseline, last.size, last.x0)
            last.words.append(word)
            if word.size > last.size:
                last.baseline, last.size = word.baseline, word.size
        else:
            units.append(word)
    return units


def _words(unit: _Unit) -> Sequence[Word]:
    return (unit,) if isinstance(unit, Word) else unit.words


def _on_row(unit: _Unit, first: _Unit) -> bool:
    """Whether a unit that stands no higher than a row's first one stands on its baseline."""
    return unit.baseline - first.baseline <= _SAME_ROW * max(min(unit.size, first.size), 4)


def _common_size(units: list[_Unit]) -> float:
    """The size that half of the text is not above, in characters."""
    lengths: defaultdict[float, int] = defaultdict(int)
    for unit in units:
        lengths[unit.size] += len(unit.text)
    half = sum(lengths.values()) / 2
    for size in sorted(lengths):
        half -= lengths[size]
        if half <= 0:
            return size
    return 0.0


def _join(figure: Word, rows: list[list[_Unit]], *, smaller: bool = False) -> bool:
    """Puts a small figure into the row of small type on whose baseline it stands; with `smaller`, into one of larger
    type, as automatic numbers may be set smaller than their paragraphs."""
    for row in rows:
        level = abs(row[0].baseline - figure.baseline) <= _LEVEL * figure.size
        if level and (smaller or figure.size >= _SMALL * min(unit.size for unit in row)):
            row.append(figure)
            row.sort(key=attrgetter("x0"))
            return True
    return False


def _attach(mark: Word, rows: list[list[_Unit]]) -> bool:
    """Puts a mark into the row that it is raised from, beside the word before or after it."""
    for row in rows:
        base, size = row[0].baseline, row[0].size
        if not (base - 0.9 * size < mark.baseline < base + 0.1 * size) or mark.size >= _SMALL * size:
            continue
        for at, unit in enumerate(row):
            if abs(mark.x0 - unit.x1) <= _NEAR * unit.size:
                mark.raised, mark.glued = True, mark.x0 - unit.x1 <= _GLUED * unit.size
                row.insert(at + 1, mark)
                return True
            if 0 <= unit.x0 - mark.x1 + 0.1 * unit.size <= _NEAR * unit.size + 2 and at == 0:
                mark.raised = True
                row.insert(0, mark)
                return True
    return False


def _without_doubles(row: list[Word]) -> list[Word]:
    """The row without words that are printed over themselves to look bold, and with touching ones glued."""
    last = row[0]
    kept = [last]
    for word in row[1:]:
        if word.glued:
            kept.append(word)
            last = word
            continue
        if last.text == word.text and abs(last.x0 - word.x0) < _DOUBLED:
            last.bold = True
            continue
        if word.confidence is None:
            gap, size = word.x0 - last.x1, max(word.size, last.size)
            if gap < _BEFORE_STOP * size:
                word.glued = word.text[:1] in _STOPS or (gap < _TOUCHING * size and not last.raised)
        kept.append(word)
        last = word
    return kept


def _turned_rows(words: list[Word]) -> list[list[Word]]:
    """Runs of words one after the other in the file that share a direction and, up or down, a column."""
    rows: list[list[Word]] = []
    for word in words:
        last = rows[-1][-1] if rows else None
        if last and last.turned == word.turned and _overlap(last, word) and word.order == last.order + 1:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _overlap(a: Word, b: Word) -> bool:
    if a.turned == 2:
        return a.top < b.bottom and b.top < a.bottom
    return a.x0 < b.x1 and b.x0 < a.x1
