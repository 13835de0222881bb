"""Automatic numbering restored as printed: `I.`, `1.2.`, `a)`, `-`.

ISO/IEC 29500-1, 17.9: a paragraph names a list (`num`) and a level; the list's abstract definition holds each
level's first number, format and text, in which `%1` stands for the number of level 1. Lists with the same
abstract definition share their counters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from pipeline.read.docx.names import number, switch, value, w
from pipeline.read.docx.styles import PLAIN, RunLook, Styles, run_look

_LEVELS = 9
_PLACE = regex.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_NUMBER = 100_000
_BULLETS = regex.compile(r"[-–—+•●▪◦*]$")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    legal: bool = False
    look: RunLook = PLAIN


@dataclass(frozen=True, slots=True)
class ListLabel:
    """A paragraph's label as printed, with the blank after it; what `look` leaves open the paragraph decides."""

    text: str
    bullet: bool
    look: RunLook


class Numbering:
    """The numbering part with the counters of all lists, to be asked in the document's order."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[element.get(w("abstractNumId"), "")] = element
            elif element.tag == w("num"):
                self._nums[element.get(w("numId"), "")] = element
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Any | None, style_id: str | None) -> ListLabel | None:
        """The label of the next paragraph, whose own `numPr` and style are given; None where it has none."""
        stated = self._styles.numbering(style_id)
        own = value(properties, "numId")
        num_id = own if own is not None else stated.num_id
        if num_id is None or num_id == "0" or num_id not in self._nums:
            return None
        level = number(value(properties, "ilvl"))
        if level is None:
            level = stated.level
        if level is None:
            level = (self._level_of_style(num_id, style_id) if own is None else None) or 0
        if not 0 <= level < _LEVELS:
            return None
        return self._next(num_id, level)

    def _next(self, num_id: str, level: int) -> ListLabel | None:
        levels = self._levels_of(num_id)
        settings = levels.get(level)
        if settings is None:
            return None
        counters = self._counters.setdefault(self._definition(num_id), [None] * _LEVELS)
        for above in range(level):
            if counters[above] is None:
                counters[above] = levels[above].start if above in levels else 1
        count = counters[level]
        if self._restarts(num_id, level):
            count = None
        counters[level] = settings.start if count is None else count + 1
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                counters[below] = None
        if settings.form == "bullet":
            return ListLabel(_bullet(settings.text, level) + " ", True, settings.look)
        text = _PLACE.sub(lambda match: _number(counters, levels, match, settings), settings.text)
        return ListLabel(text + settings.suffix, False, settings.look) if text.strip() else None

    def _restarts(self, num_id: str, level: int) -> bool:
        """Whether this paragraph is the first of a list that overrides its level's first number."""
        if (num_id, level) in self._begun:
            return False
        self._begun.add((num_id, level))
        return any(
            number(override.get(w("ilvl"))) == level and override.find(w("startOverride")) is not None
            for override in self._nums[num_id].iterfind(w("lvlOverride"))
        )

    def _definition(self, num_id: str) -> str:
        """The id of the abstract definition of a list, through the numbering style it may stand for."""
        abstract_id = value(self._nums[num_id], "abstractNumId") or ""
        link = value(self._abstract.get(abstract_id), "numStyleLink")
        linked = self._styles.list_of(link) if link else None
        if linked and linked in self._nums and linked != num_id:
            target = value(self._nums[linked], "abstractNumId") or ""
            return target if target in self._abstract else abstract_id
        return abstract_id

    def _levels_of(self, num_id: str) -> dict[int, _Level]:
        if num_id not in self._levels:
            levels: dict[int, _Level] = {}
            abstract = self._abstract.get(self._definition(num_id))
            for element in abstract.iterfind(w("lvl")) if abstract is not None else ():
                _read_level(element, levels)
            for override in self._nums[num_id].iterfind(w("lvlOverride")):
                element = override.find(w("lvl"))
                if element is not None:
                    _read_level(element, levels)
                first = number(value(override, "startOverride"))
                place = number(override.get(w("ilvl")))
                if first is not None and place is not None and place in levels:
                    levels[place].start = first
            self._levels[num_id] = levels
        return self._levels[num_id]

    def _level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        abstract = self._abstract.get(self._definition(num_id))
        for element in abstract.iterfind(w("lvl")) if abstract is not None else ():
            if style_id is not None and value(element, "pStyle") == style_id:
                return number(element.get(w("ilvl")))
        return None


def _read_level(element: Any, levels: dict[int, _Level]) -> None:
    place = number(element.get(w("ilvl")))
    if place is None:
        return
    levels[place] = _Level(
        start=number(value(element, "start")) or 0,
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        suffix="" if value(element, "suff") == "nothing" else " ",
        restart=number(value(element, "lvlRestart")),
        legal=bool(switch(element, "isLgl")),
        look=run_look(element.find(w("rPr"))),
    )
    if element.find(w("start")) is None:
        levels[place].start = 1


def _number(
    counters: list[int | None], levels: dict[int, _Level], match: regex.Match[str], at: _Level
) -> str:
    place = int(match[1]) - 1
    settings = levels.get(place)
    if settings is None:
        return ""
    count = counters[place]
    form = "decimal" if at.legal and settings.form != "decimalZero" else settings.form
    return format_number(settings.start if count is None else count, form)


def format_number(count: int, form: str) -> str:
    """A number in one of the formats of ISO/IEC 29500-1, 17.18.59; decimal where the format is another."""
    if form == "none" or abs(count) > _MAX_NUMBER:
        return ""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = _LETTERS[(count - 1) % 26] * min((count - 1) // 26 + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for weight, sign in (*_ROMAN, *_ROMAN_SMALL):
            times, count = divmod(count, weight)
            roman += sign * times
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _bullet(text: str, level: int) -> str:
    """A bullet as printed where it is one of the usual signs; else `-`, and `+` on the levels below.

    Bullets from symbol fonts are code points of the private use area, and `o` is a circle.
    """
    text = text.strip()
    if _BULLETS.match(text):
        return text
    return "-" if level == 0 else "+"
