"""Mends figures, dates and strokes that OCR misread: `l5/7/2O21`, `ngùy 15⁄7/2021`, `ngày 1507/2021`."""

from __future__ import annotations

import regex

_FIGURES = str.maketrans("OoIl|!ASZB", "0011114528")
_FIGURE = r"[\dOoIl|!]"
# between the strokes of a date letters that look less like figures are figures, too
_DATE_FIGURE = r"[\dOoIl|!ASZB]"
_DATE = regex.compile(
    rf"(?=(?:\P{{Nd}}*+\d){{5}})\P{{L}}*?{_DATE_FIGURE}{{1,2}}[/.]{_DATE_FIGURE}{{1,2}}[/.]{_FIGURE}{{4}}(?=\P{{L}}*$)"
)
_NUMBER = regex.compile(rf"(?=[OIl]*\d){_FIGURE}{{2,5}}(?=/(?:{_FIGURE}{{4}}/)?\p{{Lu}}{{2}})")
# italics have strokes like those of fractions, and two where one is broken
_STROKES = regex.compile(r"(?<![/⁄∕])(?=/*+[⁄∕])[/⁄∕]++|(?<=\d)//(?=[\d\p{Lu}])")
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
# `111/2020` may be the 11th of January and the 1st of November
_LOST_STROKE = regex.compile(
    rf"(?P<day>{_DAY})(?P<month>{_MONTH})/(?P<year>{_YEAR})(?!\d)"
    rf"|(?![1-9]{_MONTH}/)(?P<day>{_DAY})(?P<month>[1-9])/(?P<year>{_YEAR})(?!\d)"
    rf"|(?P<day>{_DAY}|[1-9])/(?P<month>{_MONTH}|[1-9])(?P<year>{_YEAR})(?!\d)"
)
_DAY_WORD = regex.compile(r"ng\p{Ll}y$")
_DAY_AND_MONTH = regex.compile(r"\d{1,2}[/.-]\d")
_MONTH_WORD = regex.compile(r"th\p{Ll}ng$")
_SHORT_NUMBER = regex.compile(r"\d{1,2}$")
_YEAR_WORD = regex.compile(r"n[ắẳẵặăaàáảã]m$")
_YEAR_AFTER = regex.compile(rf"{_YEAR}(?!\d)")


def mend_figures(text: str) -> str:
    """The word with single plain strokes, and with the figures of the date or of the number that it must be."""
    text = _STROKES.sub("/", text)
    for pattern in (_DATE, _NUMBER):
        if found := pattern.match(text):
            return found.group().translate(_FIGURES) + text[found.end() :]
    return text


def mend_date(texts: list[str], at: int) -> None:
    """Mends one word of a date, in the list of all words: what stands before its day, month and year, and the stroke
    that is lost among its figures."""
    text, after, then = texts[at], *[*texts[at + 1 : at + 3], "", ""][:2]
    if _YEAR_WORD.match(text) and _YEAR_AFTER.match(after):
        texts[at] = "năm"
    elif _DAY_WORD.match(text) and (
        _DAY_AND_MONTH.match(after) or (_SHORT_NUMBER.match(after) and _MONTH_WORD.match(then))
    ):
        texts[at] = "ngày"
    elif at and _MONTH_WORD.match(text) and _SHORT_NUMBER.match(texts[at - 1]) and _SHORT_NUMBER.match(after):
        texts[at] = "tháng"
    elif at and texts[at - 1] == "ngày" and (found := _LOST_STROKE.match(text)):
        texts[at] = f"{found['day']}/{found['month']}/{found['year']}{text[found.end() :]}"
