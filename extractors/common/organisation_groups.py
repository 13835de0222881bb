"""The grammar of groups of units: `các sở, ban, ngành tỉnh`, `các phòng, đơn vị liên quan`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.matching import match_near
from extractors.common.organisation_bodies import read_body
from extractors.common.organisation_lexicon import within_line
from extractors.common.organisation_places import Part, Passage, read_territory, standard
from extractors.common.phrases import PhraseTree
from extractors.common.spelling import fold

_LINK = regex.compile(
    within_line(
        r"\s++(?:thuộc(?:,|\s++và)\s*+trực\s++thuộc|trực\s++thuộc|thuộc|của|trong|trên\s++địa\s++bàn|ở|tại)\s++"
    )
)
_JOINT = regex.compile(within_line(r"(?:\s*+,\s*+(?:và\s++)?|\s++(?:và|hoặc)\s++|\s*+/\s*+|\s++-\s++)"))
# idiomatic lists that are one unit even without `các`
_IDIOM = frozenset({"so", "ban", "bo", "phong", "khoa", "don_vi", "doan_the", "ubnd", "ca_nhan", "other"})
_PEOPLE = "ca_nhan"
_MOST_MEMBERS = 16
_CAPITALISED_IDIOM = frozenset({"so", "ban", "bo", "phong", "khoa"})


class Group(NamedTuple):
    """A group of units as read: where it ends, its standard form, kind and level, and whether it says too little to
    be a unit by itself (`các cấp`, `các xã, phường`, `tổ chức`)."""

    end: int
    name: str
    kind: str
    level: str | None
    weak: bool


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: str
    general: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class _Words:
    quantifier: PhraseTree[bool]
    noun: PhraseTree[_Noun | None]
    """None for phrases that only begin like a noun of a group (`trường hợp`)."""
    qualifier: PhraseTree[bool]
    """The value says whether the qualifier is shared by a whole list before it."""


@functools.cache
def _words() -> _Words:
    lexicon = load_lexicon("extractors.common", "groups")
    return _Words(
        PhraseTree((word, True) for word in lexicon["quantifiers"]),
        PhraseTree(
            [
                *(
                    (word, _Noun(kind, sort == "general", word in lexicon["weak"]))
                    for sort in ("general", "specific")
                    for kind, words in lexicon["nouns"][sort].items()
                    for word in words
                ),
                *((phrase, None) for phrase in lexicon["not_nouns"]),
            ]
        ),
        PhraseTree(
            (word, sort == "shared") for sort in ("own", "shared") for word in lexicon["qualifiers"][sort]
        ),
    )


def group_quantifiers() -> list[tuple[str, ...]]:
    """The words that make a noun after them a group (các, mỗi, tất cả các), as the keys of their syllables."""
    return [phrase for phrase, _ in _words().quantifier.entries()]


def group_nouns() -> list[tuple[str, ...]]:
    """The nouns of groups, as the keys of their syllables."""
    return [phrase for phrase, noun in _words().noun.entries() if noun is not None]


def read_quantifier(passage: Passage, start: int) -> int | None:
    """Where the noun after the plural word at `start` begins; None where there is no such word."""
    plural = _words().quantifier.match(passage.text, start)
    return None if plural is None else passage.after_blanks(plural[0])


def read_group(passage: Passage, start: int, plural: int | None) -> Group | None:
    """The group of units that begins at `start` and is one unit by the annotation guideline; None where there is none.
    `plural` is where the noun after a plural word at `start` begins (see `read_quantifier`), None without such a word.

    One plural word covers general nouns side by side (`các cơ quan, đơn vị, địa phương`), and so does one shared
    qualifier after them (`cấp ủy, chính quyền các cấp`). A noun with another plural word, a specific one (`trạm y tế`)
    and a proper name begin a unit of their own.
    """
    first = _member(passage, start if plural is None else plural)
    if first is None:
        return None
    members = [first]
    while len(members) < _MOST_MEMBERS:
        member = _next(passage, members[-1], plural=plural is not None)
        if member is None:
            break
        members.append(member)
    members = _of_one_owner(members) if plural is not None else _without_plural(passage, members)
    end = members[-1].end
    name = standard(passage.text[start:end])
    return Group(
        end,
        name if name[:2].isupper() else name[0].lower() + name[1:],
        _kind(members),
        next((member.level for member in reversed(members) if member.level), None) or _default_level(members),
        all(member.noun.weak for member in members) or (plural is None and _says_little(members)),
    )


class _Member(NamedTuple):
    start: int
    end: int
    noun: _Noun
    level: str | None
    qualified: bool
    shared: bool


def _member(passage: Passage, start: int) -> _Member | None:
    match = _words().noun.match(passage.text, start)
    if match is None or (noun := match[1]) is None:
        return None
    end = match[0]
    if passage.is_capital(start) and noun.kind != "don_vi":
        body = read_body(passage, start)
        if body is not None and body.end > end:
            return None
    level, qualified, shared = None, False, False
    for _ in range(6):
        part = _belonging(passage, start, end, noun) or _qualifier(passage, end, noun, shared=shared)
        if part is None and not shared and (qualified or " " in passage.text[start:end]):
            part = _further_qualifier(passage, end)
        if part is None:
            break
        end, level = part.end, part.level or level
        qualified, shared = qualified or part.name == _OWN, shared or part.name != _OWN
    return _Member(start, end, noun, level, qualified, shared)


_OWN, _SHARED = "own", "shared"


def _qualifier(passage: Passage, end: int, noun: _Noun, *, shared: bool) -> Part | None:
    """`chuyên môn`, `có liên quan`: a word of the lexicon that is not the verb of what the units do."""
    start = passage.after_blanks(end)
    match = None if start is None else _words().qualifier.match(passage.text, start)
    if start is None or match is None:
        return None
    verb = passage.words.stop.match(passage.text, start)
    if verb is not None and verb[1] and verb[0] >= match[0]:
        following = passage.after_blanks(match[0])
        if noun.kind in _PLACES:
            return None  # `các thôn, ấp kiểm tra`: no field is theirs
        if shared or (following is not None and not passage.is_verb(following)):
            return None
        joint = match_near(_JOINT, passage.text, match[0])
        if joint is not None and passage.is_verb(joint.end()):
            return None  # `các sở, ngành kiểm tra, đôn đốc`: verbs of what they do
    return Part(match[0], _SHARED if match[1] else _OWN)


def _further_qualifier(passage: Passage, end: int) -> Part | None:
    """`các trường mầm non, tiểu học và trung học cơ sở`: a list of what the noun is known by."""
    joint = match_near(_JOINT, passage.text, end)
    if (
        joint is None
        or _words().noun.match(passage.text, joint.end()) is not None
        or passage.is_verb(joint.end())
    ):
        return None
    match = _words().qualifier.match(passage.text, joint.end())
    return None if match is None or match[1] else Part(match[0], _OWN)


def _belonging(passage: Passage, first: int, end: int, noun: _Noun) -> Part | None:
    """`thuộc Sở`, `của Thành phố`, `trên địa bàn tỉnh`, `trong ngành`; without a preposition `cấp tỉnh`, `Sở Y tế`."""
    if passage.is_finished(end):
        return None
    link = match_near(_LINK, passage.text, end)
    start = link.end() if link is not None else passage.after_blanks(end)
    if start is None:
        return None
    if (place := read_territory(passage, start)) is not None:
        return Part(place.end, _SHARED, place.level)
    inside = noun.kind in _INSIDE
    level = "internal" if inside else None
    if link is not None and (zones := match_near(passage.patterns.zones, passage.text, start)) is not None:
        return Part(zones.end(), _SHARED)
    if link is None and noun.kind == "don_vi" and (body := read_body(passage, start)) is not None:
        # `các cơ quan tham mưu Tỉnh ủy`, `các thành viên Ban Chỉ đạo`, while `các đơn vị Sở Y tế` is a list that
        # lost its comma
        owned = body.kind == "dang" or fold(passage.text[first:end]) in _MEMBERS_OF
        return Part(body.end, _SHARED, body.level) if owned else None
    if link is not None or (inside and passage.is_capital(start)):
        if (body := read_body(passage, start, above=-1 if link is not None else 1)) is not None:
            return Part(body.end, _SHARED, level)
        bare = passage.words.bare_parent.match(passage.text, start)
        if bare is not None and not passage.begins_other(start, bare[0]):
            return Part(bare[0], _SHARED, level)
    return None


_MEMBERS_OF = frozenset({"thành viên", "ủy viên"})
_PLACES = frozenset({"other", "ubnd"})
_INSIDE = frozenset({"phong", "khoa"})


def _next(passage: Passage, last: _Member, *, plural: bool) -> _Member | None:
    joint = match_near(_JOINT, passage.text, last.end)
    if joint is None or _words().quantifier.match(passage.text, joint.end()) is not None:
        return None
    member = _member(passage, joint.end())
    if member is None or (member.noun.kind == _PEOPLE) != (last.noun.kind == _PEOPLE):
        return None
    general = member.noun.general and last.noun.general
    if last.shared and not member.shared and not (plural and general and not member.qualified):
        return None
    return member if general or (plural and member.noun.kind == last.noun.kind) else None


def _of_one_owner(members: list[_Member]) -> list[_Member]:
    """`các sở, ngành tỉnh và cơ quan, đơn vị liên quan`: two qualifiers of a list make two units."""
    qualified = [index for index, member in enumerate(members) if member.shared]
    return members[: qualified[0] + 1] if len(qualified) > 1 else members


def _without_plural(passage: Passage, members: list[_Member]) -> list[_Member]:
    """Without `các`, nouns side by side are one unit only as an idiom or under a qualifier that they share; a capital
    begins a unit of its own (`Doanh nghiệp, Sở, ban, ngành`)."""
    shared = members[-1].shared and not any(member.shared for member in members[:-1])
    kept = [members[0]]
    for member in members[1:]:
        last = kept[-1].noun.kind
        if passage.is_capital(member.start) and last not in _CAPITALISED_IDIOM:
            break
        if not shared and (kept[-1].qualified or last not in _IDIOM or member.noun.kind not in _IDIOM):
            break
        kept.append(member)
    return kept


def _says_little(members: list[_Member]) -> bool:
    """A single general noun without plural word or qualifier (`tổ chức`, `đơn vị`) may be any."""
    first = members[0]
    bare = not (first.qualified or first.shared)
    return (
        len(members) == 1 and bare and first.noun.general and first.noun.kind not in ("doanh_nghiep", _PEOPLE)
    )


def _kind(members: list[_Member]) -> str:
    kinds = {member.noun.kind for member in members}
    first = members[0].noun.kind
    return first if len(kinds) == 1 or first in ("so", "bo", "dang") else "don_vi"


def _default_level(members: list[_Member]) -> str | None:
    levels = {"so": "province", "phong": "internal", "khoa": "internal", "bo": "central", "tram": "commune"}
    return levels.get(members[0].noun.kind)
