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

from extractors.citations.law_names import law_names
from extractors.citations.windows import AHEAD
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.spelling import standard_tones

_PACKAGE = "extractors.citations"


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


@dataclass(frozen=True, slots=True)
class _Context:
    """Words that speak against a law before the type word, words that are no names, and the fallback grammar."""

    before: regex.Pattern[str]
    never: frozenset[str]
    unknown: regex.Pattern[str]


@functools.cache
def _context() -> _Context:
    words = load_lexicon(_PACKAGE, "law_context")
    stop = rf"(?=\s*(?:[;.:()\[\]\"“”?!/…,]|$)|\s+(?:{alternatives(words['stops'])})(?!\p{{L}}))"
    return _Context(
        regex.compile(rf"(?ir)(?<!\p{{L}}){alternatives(words['before'])}\s+$"),
        frozenset(words["never"]),
        regex.compile(rf"(?:\p{{Lu}}\p{{L}}+|\p{{Lu}}{{2,}})(?:[\s-]+[\p{{L}}\d&-]+){{0,11}}?{stop}"),
    )


def _spaced(pattern: str) -> regex.Pattern[str]:
    """The pattern with any run of blanks for each blank."""
    return regex.compile(pattern.replace(" ", r"\s+"))


_AMENDING = _spaced(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?:(?:,| và| hoặc)? (?:sửa đổi|bổ sung|thay thế|bãi bỏ)){0,3}"
    r"(?: (?:một số|các) (?:điều|quy định|nội dung))?(?: (?:điều|khoản|điểm) [\w,]{1,10}(?: [\w,]{1,10}){0,4}?)?"
    r"(?: của| tại)? (?=(?:các )?(?:\d{1,2} |bộ )?(?:luật|pháp lệnh) )"
)
_SEVERAL = _spaced(
    r"(?:các |\d{1,2} )luật (?:có )?liên quan(?: (?:đến|tới|trong|về)(?: (?!(?:năm|ngày|số|và|có|được) )\w+){1,8})?"
)
_NEXT_MEMBER = regex.compile(
    r"(?:\s*\(?(?:ngày|năm|số)\s+[\d/.]+(?:\s+tháng\s+\d+\s+năm\s+\d+)?\)?)?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)"
)
_AND = regex.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")


def find_laws(text: str) -> Iterator[LawName]:
    """The laws named in a text, in order; a law inside another one's name is given with that one only."""
    reader = _Reader(text)
    position = 0
    for found in _TYPE_WORD.finditer(text):
        if found.start("type") < position:
            continue
        for law in reader.laws_at(found):
            position = law.end
            yield law


class _Reader:
    """Reads the names that follow a type word in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = standard_tones(text).lower()
        self.folded = folded if len(folded) == len(text) else text

    def laws_at(self, found: regex.Match[str], *, nested: bool = False) -> list[LawName]:
        """The law whose type word was found, or the laws of the list that it opens; none where it names none.

        `nested` tells that the words stand inside an amending law's name.
        """
        text, start = self.text, found.start("type")
        if _context().before.search(text, max(0, start - 20), start):
            return []
        law_type = " ".join(found["type"].lower().split())
        if law_type == "hiến pháp":
            return _constitution(text, start, found.end("type"))
        name_start = _after_blanks(text, found.end())
        if name_start == found.end() or name_start == len(text):
            return []
        if found["plural"]:
            members = self._members(name_start, law_type)
            if len(members) > 1 or (members and found["colon"]):
                return members
        if found["colon"]:
            return []
        law = None if nested or found["plural"] else self._amending(start, name_start, law_type)
        law = law or self._listed(start, name_start, law_type) or self._unlisted(start, name_start, law_type)
        return [] if law is None else [law]

    def _listed(self, start: int, name_start: int, law_type: str) -> LawName | None:
        end = law_names()[law_type].end(self.folded, name_start, name_start + AHEAD)
        if end is None or not (
            self.text[name_start].isupper() or (self.text[start].isupper() and end - name_start > 6)
        ):
            return None
        return LawName(start, name_start, end, law_type, known=True)

    def _unlisted(self, start: int, name_start: int, law_type: str) -> LawName | None:
        if not self.text[start].isupper() or self.text[start + 1].isupper():
            return None
        guess = _context().unknown.match(self.text, name_start, min(len(self.text), name_start + 120))
        if guess is None or guess.group() in _context().never:
            return None
        return LawName(start, name_start, guess.end(), law_type, known=False)

    def _members(self, position: int, law_type: str) -> list[LawName]:
        """The names of a list under one `các Luật`; commas in names and between them are told apart by the lexicon."""
        members: list[LawName] = []
        while len(members) < 20 and position < len(self.text) and self.text[position].isupper():
            end = law_names()[law_type].end(self.folded, position, position + AHEAD)
            if end is None:
                break
            members.append(LawName(position, position, end, law_type, known=True, elided=True))
            following = _NEXT_MEMBER.match(self.text, end, end + AHEAD)
            if following is None:
                break
            position = following.end()
        return members

    def _amending(self, start: int, name_start: int, law_type: str) -> LawName | None:
        """An amending law: its name goes on with the laws that it amends."""
        amending = _AMENDING.match(self.folded, name_start, name_start + AHEAD)
        if amending is None:
            return None
        if several := _SEVERAL.match(self.folded, amending.end(), amending.end() + AHEAD):
            return LawName(start, name_start, several.end(), law_type, known=True)
        amended: list[LawName] = []
        position = amending.end()
        while len(amended) < 15:
            found = _TYPE_WORD.match(self.text, position, position + AHEAD)
            inner = self.laws_at(found, nested=True) if found and not found["plural"] else []
            if len(inner) != 1:
                break
            amended += inner
            following = _AND.match(self.text, inner[0].end, inner[0].end + AHEAD)
            if following is None:
                break
            position = following.end()
        if not amended:
            return None
        return LawName(start, name_start, amended[-1].end, law_type, known=True, amended=tuple(amended))


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


_REPUBLIC = regex.compile(
    r"(?i)\s+nước\s+(?:Cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa|CHXHCN)\s+Việt\s+Nam(?!\p{L})"
)
_NAMED_BY_CONTEXT = regex.compile(
    r"\s*\(?\s*(?:năm\s+)?(?:1946|1959|1980|1992|2013)(?!\d)|\s*(?:,|và)\s*(?:các\s+)?(?:Luật|Bộ luật)\s+\p{Lu}"
)


def _constitution(text: str, start: int, end: int) -> list[LawName]:
    """`Hiến pháp` with the state's name, a year, or laws named beside it; alone it is a word like `pháp luật`."""
    if republic := _REPUBLIC.match(text, end, end + AHEAD):
        return [LawName(start, _after_blanks(text, end), republic.end(), "hiến pháp", known=True)]
    if text[start].isupper() and _NAMED_BY_CONTEXT.match(text, end, end + AHEAD):
        return [LawName(start, end, end, "hiến pháp", known=True)]
    return []
