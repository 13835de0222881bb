"""Laws by name: the Constitution, codes, laws and ordinances cited by their proper names.

The longest name of the lexicon wins (`Luật Cán bộ, công chức`); commas, dashes, case and tone marks are
forgiven. A name that is not in the lexicon is read as far as its words go. `Luật sửa đổi, bổ sung một số điều
của Luật X` is a law of its own whose name holds the names of the laws that it amends.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.spelling import standard_tones

LAW_TYPES = ("hiến pháp", "bộ luật", "luật", "pháp lệnh")
_PACKAGE = "extractors.citations"
_WINDOW = 320
"""No name with the names inside it is longer."""


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's type and name in a text.

    The name runs from `name_start` to `end`; `start` is that of the type word. `known` tells that the lexicon
    has the name. `amended` holds the laws named inside the name of an amending law. `elided` tells that the
    type was stated once for several names (`các Luật: Đất đai, Nhà ở`).
    """

    start: int
    name_start: int
    end: int
    type: str
    known: bool
    amended: tuple[LawName, ...] = ()
    elided: bool = False


_TYPE_WORD = regex.compile(
    r"(?<!\p{L})(?:(?P<plural>[Cc]ác|CÁC)\s+)?"
    r"(?P<type>(?:[Bb]ộ|BỘ)\s+(?:[Ll]uật|LUẬT)|[Ll]uật|LUẬT|[Pp]háp\s+lệnh|PHÁP\s+LỆNH|[Hh]iến\s+pháp|HIẾN\s+PHÁP)"
    r"(?!\p{L})(?P<colon>\s*:)?",
)
_GAP = r"(?:\s*+[,–-]\s*+|\s++)"


def _tree(names: list[list[str]]) -> str:
    """A pattern for the longest of the names, given as words, ended by a word's end."""
    node: dict[str, dict] = {}  # type: ignore[type-arg]
    for words in names:
        here = node
        for word in words:
            here = here.setdefault(word, {})
        here[""] = {}

    def pattern(here: dict[str, dict]) -> str:  # type: ignore[type-arg]
        options = []
        for word in sorted(filter(None, here)):
            below = here[word]
            rest = rf"(?:{_GAP}{pattern(below)})" if any(below) else ""
            options.append(regex.escape(word) + rest + ("?" if rest and "" in below else "" if rest else ""))
        return "(?:" + "|".join(options) + ")"

    return pattern(node) + r"(?![\p{L}\d])"


@functools.cache
def _names() -> dict[str, regex.Pattern[str]]:
    """For each type a pattern of its names in lower case with standard tone marks."""
    short = load_lexicon(_PACKAGE, "law_context")["abbreviations"]
    patterns = {}
    for law_type, table in load_lexicon(_PACKAGE, "laws").items():
        names: set[str] = set()
        for name, versions in table.items():
            names |= {standard_tones(form).lower() for form in (name, *versions.get("aliases", ())) if form}
        for name in tuple(names):
            for words, abbreviation in short.items():
                name = name.replace(words, abbreviation)
            names.add(name)
        if names:
            patterns[law_type] = regex.compile(
                _tree([regex.findall(r"[^\s,–-]+", name) for name in sorted(names)])
            )
    return patterns


@functools.cache
def _context() -> tuple[regex.Pattern[str], frozenset[str], regex.Pattern[str]]:
    words = load_lexicon(_PACKAGE, "law_context")
    before = regex.compile(rf"(?i)(?<!\p{{L}}){alternatives(words['before'])}\s+$")
    stop = rf"(?=\s*(?:[;.:()\[\]\"“”?!/…,]|$)|\s+(?:{alternatives(words['stops'])})(?!\p{{L}}))"
    unknown = regex.compile(rf"(?:\p{{Lu}}\p{{L}}+|\p{{Lu}}{{2,}})(?:[\s-]+[\p{{L}}\d&-]+){{0,11}}?{stop}")
    return before, frozenset(words["never"]), unknown


_AMENDING = regex.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?:(?:,| và| hoặc)? (?:sửa đổi|bổ sung|thay thế|bãi bỏ)){0,3}"
    r"(?: (?:một số|các) (?:điều|quy định|nội dung))?(?: (?:điều|khoản|điểm) [\w, ]{1,30}?)?(?: của| tại)? "
    r"(?=(?:các )?(?:\d{1,2} |bộ )?(?:luật|pháp lệnh) )"
)
_SEVERAL = regex.compile(
    r"(?:các |\d{1,2} )luật (?:có )?liên quan(?: (?:đến|tới|trong|về)(?: (?!năm |ngày |số |và |có |được )[\w]+){1,8})?"
)
_AND = regex.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")


def find_laws(text: str) -> Iterator[LawName]:
    """The laws named in a text, in order; a law inside another one's name is given with that one only."""
    position = 0
    for found in _TYPE_WORD.finditer(text):
        if found.start("type") < position:
            continue
        for law in _laws_at(text, found):
            position = law.end
            yield law


def _laws_at(text: str, found: regex.Match[str]) -> list[LawName]:
    before, never, unknown = _context()
    start = found.start("type")
    if before.search(text, max(0, start - 20), start):
        return []
    law_type = " ".join(found["type"].lower().split())
    if law_type == "hiến pháp":
        return _constitution(text, start, found.end("type"))
    name_start = _after_blanks(text, found.end())
    if name_start == found.end() or name_start >= len(text):
        return []
    if found["plural"]:
        members = _elided_members(text, name_start, law_type)
        if len(members) > 1 or (members and found["colon"]):
            return members
    if found["colon"]:
        return []
    lowered = _lowered(text, name_start)
    if (amending := _AMENDING.match(lowered)) and not found["plural"]:
        if law := _amending_law(text, start, name_start, amending.end(), law_type):
            return [law]
    name = _names()[law_type].match(lowered)
    if name and (text[name_start].isupper() or (found["type"][0].isupper() and name.end() > 6)):
        return [LawName(start, name_start, name_start + name.end(), law_type, known=True)]
    if not found["type"][0].isupper() or found["type"].isupper():
        return []
    guess = unknown.match(text, name_start, min(len(text), name_start + 120))
    if guess is None or guess.group() in never:
        return []
    return [LawName(start, name_start, guess.end(), law_type, known=False)]


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _lowered(text: str, start: int) -> str:
    """The text from `start` on in lower case and with standard tone marks, offsets kept."""
    window = text[start : start + _WINDOW]
    lowered = standard_tones(window).lower()
    lowered = lowered if len(lowered) == len(window) else window
    return regex.sub(r"\s", " ", lowered)


def _elided_members(text: str, start: int, law_type: str) -> list[LawName]:
    """The names of a list under one `các Luật`; commas inside names and between them are told apart by the lexicon."""
    members: list[LawName] = []
    position = start
    while len(members) < 20 and position < len(text) and text[position].isupper():
        name = _names()[law_type].match(_lowered(text, position))
        if name is None:
            break
        members.append(LawName(position, position, position + name.end(), law_type, known=True, elided=True))
        following = regex.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+").match(text, members[-1].end)
        if following is None:
            break
        position = following.end()
    return members


def _amending_law(text: str, start: int, name_start: int, prefix: int, law_type: str) -> LawName | None:
    """An amending law whose name goes on at `prefix` characters after `name_start` with the laws it amends."""
    position = name_start + prefix
    if several := _SEVERAL.match(_lowered(text, position)):
        return LawName(start, name_start, position + several.end(), law_type, known=True)
    amended: list[LawName] = []
    while len(amended) < 15:
        found = _TYPE_WORD.match(text, position)
        inner = _laws_at(text, found) if found and not found["plural"] else []
        if len(inner) != 1:
            break
        amended.append(inner[0])
        following = _AND.match(text, inner[0].end)
        if following is None:
            break
        position = following.end()
    if not amended:
        return None
    return LawName(start, name_start, amended[-1].end, law_type, known=True, amended=tuple(amended))


_REPUBLIC = regex.compile(r"(?i)\s+nước\s+Cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam(?!\p{L})")
_NAMED_BY_CONTEXT = regex.compile(
    r"\s*\(?\s*(?:năm\s+)?(?:1946|1959|1980|1992|2013)(?!\d)|\s*(?:,|và)\s*(?:các\s+)?(?:Luật|Bộ luật)\s+\p{Lu}"
)


def _constitution(text: str, start: int, end: int) -> list[LawName]:
    """`Hiến pháp` with the state's name, a year, or laws named beside it; alone it is a word like `pháp luật`."""
    if republic := _REPUBLIC.match(text, end):
        return [LawName(start, _after_blanks(text, end), republic.end(), "hiến pháp", known=True)]
    if text[start].isupper() and _NAMED_BY_CONTEXT.match(text, end):
        return [LawName(start, end, end, "hiến pháp", known=True)]
    return []
