"""The grammar of an index's name: head, wording, tail, acronym in brackets.

    Chỉ số | cải cách hành chính | cấp tỉnh | (PAR INDEX)
    head     wording               tail       bracket

The head may be elided in a list (`các chỉ số PCI, PAPI và SIPAS`) and before an acronym.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.indices import name_patterns as patterns

_GENERIC_IN_PLURAL = {entry["code"] for entry in patterns.LEXICON["codes"] if entry.get("plural_is_generic")}
_STATISTICS = frozenset(patterns.LEXICON["statistics"])
_OPENING_MARKS = frozenset("\"“‘«'")
_WORDED = ("name", "headless")
_RULES = {"name": "name", "headless": "name_without_head"}


@dataclass(frozen=True, slots=True)
class Name:
    """An index named in a line: the span of its name, without the year, and how it was read.

    `year` is one that stands inside the name: `(PCI 2024)`, `Chỉ số CCHC năm 2024 (PAR INDEX)`.
    """

    start: int
    end: int
    code: str
    rule: str
    confidence: float = 1.0
    year: int | None = None


def find_names(line: str) -> list[Name]:
    """The indices named in one logical line, in order and without overlaps."""
    known = list(_known(line))
    unknown = [name for name in _unlisted(line) if all(name.start != other.start for other in known)]
    if not unknown:
        return known
    # what the lexicon reads inside a name that it does not know is part of that name
    apart = [name for name in known if not any(other.start <= name.start < other.end for other in unknown)]
    return sorted(apart + unknown, key=lambda name: name.start)


def _known(line: str) -> Iterator[Name]:
    """Names that the lexicon lists."""
    position, foreign = 0, _ForeignMeanings(line)
    for start in patterns.NAME.starts(line):
        match = patterns.NAME.match(line, start) if start >= position else None
        if match is None:
            continue
        name = _completed(line, match, foreign)
        position = match.end() if name is None else name.end
        if name is not None:
            yield name
            if match["head"] and _is_plural(line, match):
                for member in _members(line, position, worded=_kind_and_code(match)[0] == "name"):
                    yield member
                    position = member.end


def _unlisted(line: str) -> Iterator[Name]:
    """Names that the lexicon does not list, told by the acronym that follows: `Chỉ số … (XYI)`."""
    for match in patterns.UNLISTED.finditer(line) if "(" in line else ():
        code = _repeated_code(match["inner"], "OTHER")
        if code is not None and match["inner"].split()[0].strip('"“”') not in _STATISTICS:
            yield Name(match.start(), match.end(), code, "name_by_acronym", 0.9)


def _members(line: str, position: int, *, worded: bool) -> Iterator[Name]:
    """Further members of a list under one plural head: `các chỉ số PCI, CCHC và SIPAS`.

    After an acronym only acronyms are members: in `các chỉ số PCI, PAPI và chuyển đổi số` the last is a field.
    """
    while match := patterns.LISTED().match(line, position):
        kind, code = _kind_and_code(match)
        if kind == "name" and not worded:
            return
        start = match.end("separator")
        end = _trimmed(line, start, match.end())
        if kind == "name":
            end = _with_tail(line, start, end, code)
        name = _with_repetition(line, start, end, code, kind) or Name(start, end, code, "listed", 0.95)
        yield name
        position = name.end


def _kind_and_code(match: regex.Match[str]) -> tuple[str, str]:
    """What kind of group matched (`name`, `headless`, `acronym`, …) and for which code."""
    kind, _, code = (match.lastgroup or "").partition("_")
    return kind, code


def _is_plural(line: str, match: regex.Match[str]) -> bool:
    start = match.start("head")
    return patterns.PLURAL_BEFORE.search(line, max(0, start - 20), start) is not None


class _ForeignMeanings:
    """Which acronyms mean something else in a line, found out once a line."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._known: dict[str, bool] = {}

    def has(self, code: str) -> bool:
        """Whether words in the line give the index's acronym another meaning."""
        if code not in self._known:
            pattern = patterns.FOREIGN.get(code)
            self._known[code] = pattern is not None and pattern.search(self._line) is not None
        return self._known[code]


def _completed(line: str, match: regex.Match[str], foreign: _ForeignMeanings) -> Name | None:
    """The name with its tail and bracket; None where the words are not an index's name after all."""
    kind, code = _kind_and_code(match)
    start, end = match.start(), _trimmed(line, match.start(), match.end())
    if kind not in _WORDED and not match["head"] and foreign.has(code):
        return None
    if kind in _WORDED:
        end = _with_tail(line, start, end, code)
    repeated = _with_repetition(line, start, end, code, kind)
    if repeated is not None:
        return repeated
    if code == "SIPAS" and kind in _WORDED and not _is_of_administration(line, match, end):
        return None
    if kind == "name" and code in _GENERIC_IN_PLURAL and _is_plural(line, match):
        following = patterns.LISTED().match(line, end)
        if following is None or _kind_and_code(following)[1] == code:
            return None
    return Name(start, end, code, _RULES.get(kind, "acronym"), 0.9 if kind == "headless" else 1.0)


def _with_tail(line: str, start: int, end: int, code: str) -> int:
    """Where the name ends once what may follow its wording is read."""
    tail = patterns.TAILS[code].match(line, end) if code in patterns.TAILS else None
    return end if tail is None else _trimmed(line, start, tail.end())


def _trimmed(line: str, start: int, end: int) -> int:
    """The end without blanks, commas and words that lead on, and with the quotation mark that closes one inside."""
    while end > start and (dangling := patterns.DANGLING.search(line, max(start, end - 12), end)):
        end = dangling.start()
    opened = not _OPENING_MARKS.isdisjoint(line[start:end])
    return end + 1 if opened and end < len(line) and line[end] in "\"”’»'" else end


def _is_of_administration(line: str, match: regex.Match[str], end: int) -> bool:
    """Whether the satisfaction measured is that with the administration's service (SIPAS)."""
    around = line[match.start() : end + 60].split("(", 1)[0]
    if patterns.OTHER_SATISFACTION.search(around):
        return False
    if match["head"]:
        return True
    stated = line[match.end() : end].casefold()
    administration = ("hành chính", "cơ quan", "chính quyền", "hcnn")
    return "phục vụ" in stated and any(word in stated for word in administration)


def _with_repetition(line: str, start: int, end: int, code: str, kind: str) -> Name | None:
    """The name up to the acronym, the name in words or the bracket that repeats it, if one follows."""
    if kind == "name":
        dashed = patterns.BARE_ACRONYM.match(line, end)
        if dashed is not None and _kind_and_code(dashed)[1] == code:
            return Name(start, dashed.end(), code, "name_and_acronym")
    elif apposed := patterns.APPOSED_HEAD.match(line, end):
        again = patterns.NAME.match(line, apposed.end())
        if again is not None and _kind_and_code(again)[1] == code:
            stop = _with_tail(line, start, _trimmed(line, start, again.end()), code)
            return Name(start, stop, code, "name_and_acronym")
    return _with_bracket(line, start, end, code, kind)


def _with_bracket(line: str, start: int, end: int, code: str, kind: str) -> Name | None:
    bracket = patterns.BRACKET.match(line, end)
    if bracket is None:
        return None
    gap, inner = bracket["gap"], bracket["inner"]
    repeated = _repeated_code(inner, code)
    if repeated is None or (kind not in _WORDED and gap.strip()):
        return None
    undated = patterns.YEAR.sub("", gap)
    if patterns.NAME.search(gap) or regex.search(r"chỉ\s+số|\d", undated, regex.IGNORECASE):
        return None
    if repeated != code and ("," in gap or len(gap) > 80):
        return None
    year = patterns.YEAR.search(gap) or patterns.YEAR.search(inner)
    return Name(
        start, bracket.end(), repeated, "name_and_acronym", year=None if year is None else int(year[1])
    )


def _repeated_code(inner: str, code: str) -> str | None:
    """The code that a bracket names, where the bracket says nothing else; None otherwise.

    `(CCHC, PAR INDEX)` repeats a name, `(nhất là SIPAS)` speaks of another index.
    """
    acronyms = {_kind_and_code(match)[1] for match in patterns.HEADED_ACRONYM.finditer(inner)}
    if not acronyms and code == "OTHER" and patterns.INITIALS.search(inner):
        acronyms = {"OTHER"}
    if len(acronyms) == 1:
        named = acronyms.pop()
        rest = patterns.INITIALS.sub("", patterns.HEADED_ACRONYM.sub("", inner))
        return named if named == code or not patterns.DEFINERS.sub("", rest) else None
    in_words = {_kind_and_code(match)[1] for match in patterns.NAME.finditer("chỉ số " + inner)}
    return code if not acronyms and code in in_words else None
