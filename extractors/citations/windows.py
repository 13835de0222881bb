"""Reading near a position only, so that the cost of a step does not grow with the length of the line.

The engine of `regex` looks through the rest of the text for letters that a pattern cannot do without before it
tries to match; bounded windows keep that constant.
"""

from __future__ import annotations

import regex

from extractors.common.dates import DateMention, match_date
from extractors.common.organisations import OrganisationName, match_organisation

_FOOTNOTE_MARK = regex.compile(r"(?<=\p{L})\d{1,2}(?=[\s,;.:)]|$)")
"""A mark that is glued to the name before it (`của Chính phủ3;`)."""
# `ngày l5/7/2O21`: letters that optical recognition reads for digits; the year's first digit is one
_MISREAD_DATE = regex.compile(
    r"ngày\s*+[\dlIO]{1,2}(?:\s?[/.-]\s?[\dlIO]{1,2}\s?[/.-]\s?|\s+tháng\s+[\dlIO]{1,2}\s+năm\s+)[12][\dlIO]{3}(?![\p{L}\d])",
    regex.IGNORECASE,
)
_DIGITS = str.maketrans("lIO", "110")
AHEAD = 400
"""No date, name of a body or beginning of a title is longer."""


def date_at(text: str, start: int) -> DateMention | None:
    """The date that begins with its `ngày`, `tháng` or `năm` at `start`."""
    found = match_date(text, start, start + 100, keyword_required=True)
    if found is None and (misread := _MISREAD_DATE.match(text, start, start + 30)):
        digits = misread.group().translate(_DIGITS)
        found = match_date("ngày" + digits[4:], 0)
        found = None if found is None else found._replace(start=start, end=start + found.end)
    return found


def body_at(text: str, start: int) -> OrganisationName | None:
    """The longest name of a body that begins at `start`, in capitals where the text is."""
    window = text[start : start + AHEAD]
    found = match_organisation(window, 0, capitals=window[:12].isupper())
    if found is None and _FOOTNOTE_MARK.search(window):
        window = _FOOTNOTE_MARK.sub(lambda mark: " " * len(mark.group()), window)
        found = match_organisation(window, 0, capitals=window[:12].isupper())
    return None if found is None else found._replace(start=start, end=start + found.end)
