"""One unit at a position, and the further members of the list that it opens."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.matching import match_near
from extractors.common.organisations import (
    OrganisationName,
    has_plural_word,
    match_field,
    match_organisation,
)
from extractors.common.patterns import compiled
from extractors.common.phrases import PhraseTree
from extractors.units.places import NUMBER, first_of_places, next_place, with_place_above
from extractors.units.records import UnitMention

_ELIDED_HEADS = {"so": "Sở", "bo": "Bộ", "phong": "Phòng", "khoa": "Khoa"}
_JOINT = regex.compile(
    r"(?:\s*+\([^()]{0,120}+\))?(?:\s*+[,;]\s*+(?:(?:và|cùng|cùng\s++với)\s++)?|\s++(?:và|cùng|cùng\s++với|hoặc|&)\s++|\s*+/\s*+)"
)
_HEAD_ONCE = regex.compile(r"\s*+:\s*+|\s++(?=\p{Lu})")
_NUMBERED = regex.compile(r"(?P<head>.*\D)(?P<number>\d{1,3})")
_BLANKS = regex.compile(r"\s++")
_ENDS_MEMBER = regex.compile(r"\s*+(?:$|[,;:.)+]|(?:và|hoặc)\s)")
_PEOPLE = regex.compile(r"\s*+(?:,|và)\s*+cá\s++nhân(?!\w)")
_LED_BODIES = regex.compile(
    r"(?P<titles>[^\s,][^,]*?)\s(?P<plural>các\s)?(?P<head>sở|bộ|phòng)(?=\s|$)", regex.IGNORECASE
)
BODY = 1.0
_UNMARKED = 0.8
"""Confidence of a noun that names a unit without `các` and without a proper name."""


@functools.cache
def _nouns() -> PhraseTree[str]:
    nouns = load_lexicon("extractors.units", "wording")["nouns"]
    return PhraseTree((word, kind) for kind, words in nouns.items() for word in words)


@functools.cache
def verbs() -> PhraseTree[bool]:
    """The verbs of what units do."""
    return PhraseTree((word, True) for word in load_lexicon("extractors.common", "predicates")["verbs"])


@functools.cache
def words_before(entry: str) -> regex.Pattern[str]:
    """A pattern for one of the lexicon's lists of words (`leading`, `introducing`), with the blanks after them; for
    `leading` also the labels that end in a colon (`Cơ quan chủ trì:`)."""
    wording = load_lexicon("extractors.units", "wording")
    words = rf"{alternatives(wording[entry])}(?!\w)[\s:]*+"
    if entry == "leading":
        words += rf"|{alternatives(wording['labels'])}\s*+:\s*+"
    return compiled(rf"(?<!\w)(?:{words})", regex.IGNORECASE)


def units_at(text: str, start: int, *, quantified: bool, capitals: bool = False) -> list[UnitMention]:
    """The units that the name at `start` stands for; none where no unit's name begins there.

    One, but for a head that a list states once (`các Sở: Tài chính, Nội vụ`): then each member that follows.
    With `quantified`, a group needs a plural word.
    """
    if not quantified and (noun := _nouns().match(text, start)) is not None:
        name = " ".join(text[start : noun[0]].split())
        return [_unit(start, noun[0], name[0].lower() + name[1:], noun[1], None, "noun", _UNMARKED)]
    found = match_organisation(text, start, capitals=capitals, quantified=quantified)
    if found is None:
        return []
    listed = _listed_under(text, found)
    if listed:
        return listed
    marked = quantified or found.form != "group" or has_plural_word(text, start)
    confidence = BODY if marked else _UNMARKED
    unit = _unit(found.start, found.end, found.name, found.kind, found.level, found.form, confidence)
    return [with_place_above(text, unit)]


def next_units(text: str, last: UnitMention, *, prose: bool, capitals: bool = False) -> list[UnitMention]:
    """The units joined to the one before by a comma, semicolon, slash or `và`; none where the list has ended.

    In `prose` a noun without a plural word goes on with the list only where it cannot be a verb.
    """
    joint = match_near(_JOINT, text, last.end)
    if joint is None or joint.end() >= len(text):
        return []
    start = joint.end()
    if ";" not in joint.group() and (elided := _elided(text, start, last)) is not None:
        return [elided]
    units = units_at(text, start, quantified=False, capitals=capitals)
    if not units or not prose or units[0].confidence >= BODY:
        return units
    return units if _continues(text, last, units[0]) else []


def _listed_under(text: str, found: OrganisationName) -> list[UnitMention]:
    """The members of a list whose head stands once before it: `các Sở: Tài chính, Nội vụ`, `Giám đốc các Sở: …`."""
    if (place := first_of_places(text, found)) is not None:
        return [place]
    head = _head_of_list(found)
    joint = None if head is None else match_near(_HEAD_ONCE, text, found.end)
    if head is None or joint is None:
        return []
    field = match_field(text, joint.end(), department=_has_departments(head))
    if field is None:
        return []
    first = _unit(joint.end(), field[0], f"{head} {field[1]}", found.kind, found.level, "elided_head", BODY)
    return [replace(first, head_start=found.start)]


def _has_departments(head: str) -> bool:
    """Whether what follows the head of a list are fields of departments, not of a body's own divisions."""
    return not head.endswith(("Phòng", "Khoa"))


def _head_of_list(found: OrganisationName) -> str | None:
    """What every member of a list after the name begins with: `Sở` after `các Sở`, `Giám đốc Sở` after `Giám đốc các
    Sở`; None where the name is none of the kind."""
    if found.form == "group":
        return None if " " in found.name.removeprefix("các ") else _ELIDED_HEADS.get(found.kind)
    led = _LED_BODIES.fullmatch(found.name) if found.form == "officer" else None
    if led is None or led["plural"] is None:
        return None
    return f"{led['titles']} {led['head'].capitalize()}"


def _elided(text: str, start: int, last: UnitMention) -> UnitMention | None:
    """A member that leaves out what the one before it said: `Sở Tài chính, Nội vụ`, `UBND xã A, xã B`."""
    if text[start].isdigit() or text.startswith("số", start):
        return numbered_unit(text, start, last)
    head = _ELIDED_HEADS.get(last.kind) or _head_of_member(last)
    if head is not None and last.name.startswith(f"{head} "):
        field = match_field(text, start, department=_has_departments(head))
        if field is None:
            return None
        return _unit(start, field[0], f"{head} {field[1]}", last.kind, last.level, "elided_head", BODY)
    return next_place(text, start, last)


def numbered_unit(text: str, start: int, last: UnitMention) -> UnitMention | None:
    """A member of which only the number is said: `khu phố 1, 2 và 3`."""
    number = match_near(NUMBER, text, start)
    before = None if number is None else _NUMBERED.fullmatch(last.name)
    if number is None or before is None:
        return None
    end = number.end()
    following = match_near(_BLANKS, text, end)
    if match_near(_ENDS_MEMBER, text, end) is None and (
        following is None or verbs().match(text, following.end()) is None
    ):
        return None
    name = f"{before['head']}{number['number']}"
    return _unit(start, end, name, last.kind, last.level, "elided_head", BODY)


def _head_of_member(last: UnitMention) -> str | None:
    """What a member of a list of officers begins with (`Giám đốc Sở` in `Giám đốc Sở Tài chính`)."""
    led = _LED_BODIES.match(last.name) if last.kind == "nguoi_dung_dau" else None
    return None if led is None else led.group()


def _continues(text: str, last: UnitMention, unit: UnitMention) -> bool:
    """`Doanh nghiệp, tổ chức bảo đảm …` goes on with a unit, `Sở Y tế, tổ chức tuyên truyền …` with a verb."""
    if unit.name != "tổ chức":
        return True
    return last.kind in ("doanh_nghiep", "don_vi") or match_near(_PEOPLE, text, unit.end) is not None


def _unit(
    start: int, end: int, name: str, kind: str, level: str | None, rule: str, confidence: float
) -> UnitMention:
    return UnitMention(
        start=start, end=end, rule=rule, confidence=confidence, name=name, kind=kind, level=level
    )
