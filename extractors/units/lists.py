"""Texts that consist of units: headings, slots and table cells."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.matching import match_near
from extractors.common.organisations import match_organisation
from extractors.common.patterns import compiled
from extractors.common.phrases import PhraseTree
from extractors.common.toolkit import underthesea_function
from extractors.units.members import BODY, next_units, numbered_unit, units_at, verbs, words_before
from extractors.units.records import UnitMention

_LABEL = regex.compile(
    r"[\s\-–+•*]*+(?:Điều\s++\d++[.:]\s*+)?(?:(?:\d{1,2}(?:\.\d{1,2})*+|[a-zđ]|[IVX]{1,5})[.)](?:\s++|(?=\p{Lu})))?"
)
# after these a full stop shortens a word and ends nothing
_SHORTENED = (
    r"(?<!(?<!\p{L})(?:P|K|TP|TX|Đ/c|đ/c|BS|Bs|ThS|Ths|TS|DS|KS|CN|ĐD|YS|NHS|KTV|GS|PGS"
    r"|BSCK|CKI|CKII|BSCKI|BSCKII))"
)
_SEPARATORS = regex.compile(
    rf"(?:\n\s*+(?:\d{{1,2}}|[a-zđ])[.)](?:\s++|(?=\p{{Lu}}))|[\s,;:/•+–-]|{_SHORTENED}\.(?!\w)|(?:và|cùng(?:\s++với)?|hoặc)(?=\s))++"
)
_BRACKET = regex.compile(r"\s*+\([^()]{0,200}+\)")
_PIECE_END = regex.compile(rf"[,;\n\t]|{_SHORTENED}\.(?!\w)|\s(?:và|cùng|hoặc)\s|\s[-–+]\s|$")
# a person's name and office are one: `Đ/c Lan - Phó Hiệu trưởng`
_PERSON = regex.compile(
    r"(?i:đ/c|đồng\s+chí|ông|bà|cô|thầy|(?:PGS|GS|BS\w*|ThS|TS|DS|KS|YS|ĐD|NHS|KTV|CN)\.)\s*\p{Lu}"
)
_ADDRESSED = regex.compile(r"(?r)(?:^|[^\p{L}])(?:Đồng|đồng)\s+chí\s*")
# `Đ/c Lê Văn An, Chánh Văn phòng`: the office after a comma is the person's
_OTHER_THAN_OFFICE = (
    r",(?!\s*(?:Phó\s+)?(?:Chủ\s+tịch|Chánh|Trưởng|Giám\s+đốc|Bí\s+thư|Hiệu\s+trưởng|Chủ\s+nhiệm)(?!\p{L}))"
)
_PERSON_END = regex.compile(rf"{_OTHER_THAN_OFFICE}|[;\n\t]|{_SHORTENED}\.(?!\w)|\s(?:và|cùng|hoặc)\s|$")
_SENTENCE_END = regex.compile(rf"[;\n\t]|{_SHORTENED}\.(?!\w)|$")
_WORD = regex.compile(r"[\p{L}\p{N}]++")
_ORGANISING = regex.compile(r"tổ\s++chức\s++", regex.IGNORECASE)
# `Phòng A phối hợp Phòng B`; `Phòng A chủ trì, Phòng B phối hợp`
_ALONGSIDE = regex.compile(
    r"(?<!\p{L})phối\s++hợp\s++(?=\p{Lu}|các\s)"
    r"|,\s++(?=(?:\p{Lu}|các\s)[^;.\n]{1,120}?\sphối\s++hợp\s*+(?:$|[.;,\n]|thực\s))"
)
_LONGEST = 600
_LONGEST_EXTENSION = 90
_LONGEST_PIECE = 300
_LONGEST_PERSON = 60
_PLAIN = 0.6
"""Confidence of a cell's piece that no rule knows as a unit."""
_EXTENDED = 0.8
"""Confidence of a name that goes on to the end of its piece in words no rule knows."""


@dataclass(frozen=True, slots=True)
class _Reading:
    units: list[UnitMention]
    complete: bool


def read_unit_list(text: str, *, cell: bool) -> list[UnitMention]:
    """The units of a heading, slot or table cell that should consist of units, in order; spans count code points of
    `text`.

    Labels, bullets and words such as `Giao` or `Đề nghị` before the units are left out, and so is what a clause
    after a name says. In a `cell` whatever stands between two separators is a unit, unless it begins with a verb; a
    line feed separates, too, where the line after it is no rest of a name.
    """
    return list(_read(text if "\n" not in text else _with_names_whole(text), cell=cell, whole=False).units)


def read_whole_list(text: str) -> list[UnitMention] | None:
    """The units of a text that names the units that are to do something and says nothing else; None for another text.

    Labels, brackets, words such as `Giao` before the units and `chủ trì:` after them are allowed; a text that names
    partners (`Phối hợp với …`) does not name the doers.
    """
    if len(text) > _LONGEST or match_near(words_before("partners"), text, _label_end(text)):
        return None
    reading = _read(text, cell=False, whole=True)
    if not reading.complete or not any(_stands_alone(text, unit) for unit in reading.units):
        return None
    return list(reading.units)


def _with_names_whole(text: str) -> str:
    """The text with a blank for each line feed inside a name: `Văn phòng` / `HĐND và UBND xã`, `Sở Khoa học` / `và
    Công nghệ`."""
    lines = text.split("\n")
    parts = lines[:1]
    for before, line in pairwise(lines):
        wrapped = line[:1].islower() and not _begins_unit(line)
        parts += [" " if wrapped or _goes_on(before, line) else "\n", line]
    return "".join(parts)


def _begins_unit(line: str) -> bool:
    """Whether a line in small letters begins with a unit: one of several syllables, for `hội` may end `xã` / `hội`."""
    units = units_at(line, 0, quantified=False)
    return bool(units) and " " in line[units[0].start : units[0].end]


def _goes_on(before: str, line: str) -> bool:
    """Whether a line ends with a body or an office that belongs to those that the next one begins with."""
    return any(
        match_near(following, line, 0) is not None and owned.search(before) is not None
        for owned, following in _owners()
    )


@functools.cache
def _owners() -> list[tuple[regex.Pattern[str], regex.Pattern[str]]]:
    """For each kind of owner: what may be its at the end of a line, and how it begins the next."""
    return [
        (
            compiled(rf"(?<!\w){alternatives(entry['owned'])}$"),
            compiled(rf"(?:{alternatives(entry['by'])})(?!\w)", regex.IGNORECASE),
        )
        for entry in load_lexicon("extractors.units", "wording")["owners"]
    ]


def _stands_alone(text: str, unit: UnitMention) -> bool:
    """Whether a name says by itself that a unit is meant: `tổ chức`, `các cấp`, `cấp trên` may be other words."""
    if unit.rule != "group":
        return unit.rule not in ("noun", "plain")
    organising = match_near(_ORGANISING, text, unit.start)
    if organising is not None and verbs().match(text, organising.end()) is not None:
        return False  # without a plural word `Tổ chức kiểm tra` is what is done
    found = match_organisation(text, unit.start, quantified=False)
    return found is None or not found.weak or (found.kind == "ubnd" and unit.confidence >= BODY)


@functools.lru_cache(maxsize=2048)  # the cells of a table repeat each other
def _read(text: str, *, cell: bool, whole: bool) -> _Reading:
    """The units of a text, and whether it says nothing else; where it does, a reading of the `whole` stops there."""
    units: list[UnitMention] = []
    capitals, sentence = text.isupper(), text.rstrip().endswith(".")
    position, complete = _label_end(text), True
    while (complete or not whole) and (position := _content_start(text, position)) < len(text):
        known = _units_from(text, position, capitals=capitals)
        units.extend(known)
        end = known[-1].end if known else position
        if (bracket := match_near(_BRACKET, text, end)) is not None:
            end = bracket.end()
        person = not whole and not known and _is_person(text, end)
        piece_end = (_PERSON_END if person else _PIECE_END).search(text, end, end + _LONGEST_PIECE)
        rest = text[end : piece_end.start()] if piece_end is not None else ""
        if "(" in rest and ")" not in rest and (closing := text.find(")", end, end + _LONGEST_PIECE)) >= 0:
            rest = text[end : closing + 1]  # what stands between brackets are no units of the list
        if len(rest) >= _LONGEST_PIECE:
            return _Reading(units, complete=False)
        if _WORD.search(rest) is None:
            position = max(end + len(rest), position + 1)
        elif _adjoins(text, end, known):
            position = end
        elif not (person and len(rest) <= _LONGEST_PERSON) and _is_predicate(
            rest, of=known[-1] if known else None, described=cell or not sentence
        ):
            sentence_end = _SENTENCE_END.search(text, end)
            stop = sentence_end.start() if sentence_end is not None else len(text)
            complete = complete and bool(units) and _says_no_more(text[end:stop])
            partners = words_before("partner_links").search(text, end, stop)
            partners = partners or _ALONGSIDE.search(text, end, stop)
            position = max(stop if partners is None else partners.end(), position + 1)
        elif units and (extension := _extension(text, end, rest, units[-1], cell=cell, known=bool(known))):
            units[-1] = _extended(text, units[-1], extension)
            position = extension
        else:
            complete = False
            blanks = len(rest) - len(rest.lstrip())
            if units and not known and (numbered := numbered_unit(text, end + blanks, units[-1])) is not None:
                units.append(numbered)
            elif (cell or person) and not known and any(map(str.isalpha, rest)):
                name = rest.split("(")[0] if rest.lstrip()[:1] != "(" else rest
                units.append(_plain(text, end + blanks, end + len(name.rstrip())))
            position = end + len(rest)
    return _Reading(units, complete)


def _is_person(text: str, start: int) -> bool:
    """Whether a person is named there: after a form of address, which may be left out as one before a list."""
    return _PERSON.match(text, start) is not None or (
        text[start : start + 1].isupper() and _ADDRESSED.match(text, max(0, start - 12), start) is not None
    )


def _units_from(text: str, start: int, *, capitals: bool) -> list[UnitMention]:
    """The units of the list that begins at `start`."""
    units: list[UnitMention] = []
    found = units_at(text, start, quantified=False, capitals=capitals)
    while found:
        units.extend(found)
        found = next_units(text, found[-1], prose=False, capitals=capitals)
    return units


def _label_end(text: str) -> int:
    label = _LABEL.match(text)
    return label.end() if label is not None else 0


def _content_start(text: str, position: int) -> int:
    """Where the next words begin, after separators and words such as `Giao`."""
    while True:
        match = match_near(_SEPARATORS, text, position) or match_near(words_before("leading"), text, position)
        if match is None:
            return position
        position = match.end()


def _adjoins(text: str, end: int, known: list[UnitMention]) -> bool:
    """Whether another name follows without a mark, as where a line break of the cell was lost."""
    word = _WORD.search(text, end)
    return (
        bool(known)
        and word is not None
        and text[word.start()].isupper()
        and bool(units_at(text, word.start(), quantified=True))
    )


def _is_predicate(rest: str, *, of: UnitMention | None, described: bool) -> bool:
    """Whether words after a name, or a piece of its own, say what somebody does rather than who it is.

    With `described`, a group may be known by a verb (`các tổ chức cung cấp dịch vụ`).
    """
    words = [match.start() for match in _WORD.finditer(rest)]
    if not words:
        return False
    group = of is not None and of.rule == "group"
    if not (group and described and _attributes().match(rest, words[0])) and verbs().match(rest, words[0]):
        return True
    return any(_predicates().match(rest, start) for start in words)


def _says_no_more(rest: str) -> bool:
    """Whether the words after the last unit say only that it is the doer (`chủ trì:`)."""
    return words_after().fullmatch(rest) is not None


def _extension(text: str, end: int, rest: str, last: UnitMention, *, cell: bool, known: bool) -> int | None:
    """Where a name ends that goes on in words no rule knows (`Các doanh nghiệp sản xuất, chế biến nông sản`)."""
    if last.rule == "plain":
        return None
    if known:
        return end + len(rest.rstrip()) if cell or last.rule == "group" else None
    if (
        last.rule != "group"
        or not rest[:1].islower()
        or len(rest) > _LONGEST_EXTENSION
        or not _is_action(rest)
    ):
        return None
    sentence_end = _SENTENCE_END.search(text, end)
    whole = text[end : sentence_end.start()] if sentence_end is not None else rest
    if not cell and len(whole) <= _LONGEST_EXTENSION and not _is_predicate(whole, of=None, described=False):
        return end + len(whole.rstrip(" :.,"))
    return end + len(rest.rstrip())


def _is_action(rest: str) -> bool:
    """Whether a piece begins with a verb: then it goes on with what the group before it is known by."""
    tags: list[tuple[str, str]] = underthesea_function("pos_tag")(rest[:_LONGEST_EXTENSION])
    return bool(tags) and tags[0][1].startswith("V")


def _plain(text: str, start: int, end: int) -> UnitMention:
    name = " ".join(text[start:end].split())
    return UnitMention(
        start=start, end=end, rule="plain", confidence=_PLAIN, name=name, kind="other", level=None
    )


def _extended(text: str, unit: UnitMention, end: int) -> UnitMention:
    name = " ".join(text[unit.start : end].split())
    if unit.rule == "group" and not name[:2].isupper():
        name = name[0].lower() + name[1:]
    return replace(unit, end=end, confidence=min(unit.confidence, _EXTENDED), name=name)


@functools.cache
def words_after() -> regex.Pattern[str]:
    """A pattern for what may follow the last unit of a heading: `chủ trì`, `có trách nhiệm`, a colon."""
    words = alternatives(load_lexicon("extractors.units", "wording")["trailing"])
    return compiled(rf"\s*+(?:{words})?\s*+[:.,;]*+\s*+", regex.IGNORECASE)


@functools.cache
def _predicates() -> PhraseTree[bool]:
    return PhraseTree((word, True) for word in load_lexicon("extractors.units", "wording")["predicates"])


@functools.cache
def _attributes() -> PhraseTree[bool]:
    return PhraseTree((word, True) for word in load_lexicon("extractors.units", "wording")["attributes"])
