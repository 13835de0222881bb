"""Names of administrative bodies and groups of them: where they begin and end, standard form, kind and level."""

from __future__ import annotations

import functools
from typing import Literal, NamedTuple

import regex

from extractors.common.matching import match_near
from extractors.common.organisation_bodies import is_whole, read_body
from extractors.common.organisation_groups import read_group, read_quantifier
from extractors.common.organisation_lexicon import lexicon, patterns, within_line
from extractors.common.organisation_places import Passage, place_run, read_territory, standard
from extractors.common.organisation_starts import begins_name, candidate_starts

OrganisationForm = Literal["body", "group", "officer"]


class OrganisationName(NamedTuple):
    """A name in a text.

    `start` and `end` (half open) are code points. `name` is the standard form: one spelling, abbreviations
    written out, nothing added that the text does not say. `kind` is one of the kinds of the table `units`;
    `level` is central, province, district, commune or internal, None where the name does not tell. `form` says
    what was read; `weak` marks a group that says too little to be a unit by itself (`các cấp`, `các xã, phường`).
    """

    start: int
    end: int
    name: str
    kind: str
    level: str | None
    form: OrganisationForm = "body"
    weak: bool = False


def match_organisation(
    text: str, start: int, *, capitals: bool = False, quantified: bool = True
) -> OrganisationName | None:
    """The longest name of a body, officer or group that begins exactly at `start`; None where there is none.

    With `capitals`, case says nothing (letterheads and headings in capitals). Without `quantified`, a group need
    not begin with a plural word (`doanh nghiệp viễn thông` beside `các doanh nghiệp viễn thông`).
    """
    if not quantified and not begins_name(text, start):
        return None
    return _match(_passage(text, capitals=capitals), start, quantified=quantified)


def has_plural_word(text: str, start: int) -> bool:
    """Whether a plural word (các, mỗi, tất cả các) stands there with a word after it."""
    return read_quantifier(_passage(text), start) is not None


def find_organisations(text: str, *, capitals: bool = False) -> list[OrganisationName]:
    """The names in a text, left to right, none overlapping another.

    Groups that name only places or people (`các xã, phường`, `các cấp`) are left out.
    """
    passage = _passage(text, capitals=capitals)
    names, position = [], 0
    for start in candidate_starts(text):
        found = _match(passage, start) if start >= position else None
        if found is None:
            continue
        position = found.end
        if not found.weak:
            names.append(found)
    return names


@functools.lru_cache(maxsize=16)  # a text's names are asked for one after the other
def _passage(text: str, *, capitals: bool = False) -> Passage:
    return Passage(text, lexicon(), patterns(capitals=capitals))


_OFFICER_JOINT = regex.compile(within_line(r"\s*+\(\s*+|\s*+[,/]\s*+|\s++(?:và|hoặc)\s++"))
_CONCERNED = regex.compile(within_line(r"\s++(?:có\s++)?liên\s++quan(?!\w)"))
_MEMBER_END = regex.compile(r"\s*+(?:$|[,;.]|và\s)")
_MOST_TITLES = 4
_SESSION_INITIALS = ("H", "h")
_OFFICER_END = regex.compile(within_line(r"\s*+\)\s*+|\s++"))


def _match(passage: Passage, start: int, *, quantified: bool = True) -> OrganisationName | None:
    session = None
    if passage.text[start : start + 1] in _SESSION_INITIALS:
        session = match_near(passage.patterns.session, passage.text, start)
    if session is not None and (body := read_body(passage, session.end())) is not None:
        return OrganisationName(
            start, body.end, f"{standard(session.group())} {body.name}", body.kind, body.level
        )
    if (body := read_body(passage, start)) is not None:
        return OrganisationName(start, body.end, body.name, body.kind, body.level)
    plural = read_quantifier(passage, start)
    officer = _officer(passage, start, plural)
    group = read_group(passage, start, plural) if plural is not None or not quantified else None
    # a title may begin with a group's noun: `Cục trưởng`; or the noun with the title: `Phó Trưởng ban Thường trực`
    if officer is not None:
        limit = officer.end if plural is None else officer.end - 1  # of the same words, a plural is a group
        if group is None or group.end <= limit:
            return officer
    if group is not None:
        return OrganisationName(start, group.end, group.name, group.kind, group.level, "group", group.weak)
    if plural is None or (body := read_body(passage, plural)) is None:
        return None
    quantifier = passage.text[start:plural].lower()
    shared = match_near(_CONCERNED, passage.text, body.end)
    end, name = body.end, f"{standard(quantifier)} {body.name}"
    if shared is not None:
        end, name = shared.end(), f"{name} {standard(shared.group())}"
    return OrganisationName(start, end, name, body.kind, body.level, "group")


def _officer(passage: Passage, start: int, plural: int | None) -> OrganisationName | None:
    """Who leads a body or each of a group: `Giám đốc Sở Y tế`, `Thủ trưởng các sở, ban, ngành`; `plural` is where the
    words after a plural word at `start` begin."""
    first = start if plural is None else plural
    best: OrganisationName | None = None
    # `Trưởng phòng Tổ chức`: a shorter title may leave more of a body's name
    for end, title in passage.words.officer.matches(passage.text, first):
        titles = passage.text[start:first] + title
        for _ in range(_MOST_TITLES):
            joint = match_near(_OFFICER_JOINT, passage.text, end)
            other = None if joint is None else passage.words.officer.match(passage.text, joint.end())
            if joint is None or other is None:
                break
            end, titles = other[0], titles + joint.group() + other[1]
        led = _led(passage, end)
        if led is not None and (best is None or led.end > best.end):
            titles += ")" if titles.count("(") > titles.count(")") else ""
            name = f"{standard(titles)} {led.name}"
            best = OrganisationName(start, led.end, name, "nguoi_dung_dau", led.level, "officer")
    return best


def _led(passage: Passage, end: int) -> OrganisationName | None:
    gap = match_near(_OFFICER_END, passage.text, end)
    if gap is None:
        return None
    start = gap.end()
    plural = read_quantifier(passage, start)
    led = read_body(passage, start)
    group = read_group(passage, start, plural) if led is None else None
    if led is None and group is None and plural is not None and (several := read_body(passage, plural)):
        # `Đội trưởng các Đội Thuế`
        led = several._replace(name=f"{standard(passage.text[start:plural])} {several.name}")
    bare = passage.words.bare_parent.match(passage.text, start)
    if bare is not None and passage.is_capital(start) and (led is None or led.end <= bare[0]):
        # `Thủ trưởng Sở, ban, ngành` leads many, `Chánh Văn phòng Sở tham mưu …` is of one department
        many = group is not None and "," in passage.text[bare[0] : group.end]
        if not many:
            level = "province" if bare[1] == "so" else "central" if bare[1] == "bo" else None
            return OrganisationName(start, bare[0], standard(passage.text[start : bare[0]]), bare[1], level)
    found = led or group
    if found is None:
        return None
    name = standard(passage.text[start : found.end]) if group and passage.is_capital(start) else found.name
    return OrganisationName(start, found.end, name, found.kind, found.level)


def match_territory(text: str, start: int) -> tuple[int, str] | None:
    """The territory that begins at `start` (`xã Tân Lập`, `cấp xã`): where it ends and its standard form."""
    place = read_territory(_passage(text), start)
    return None if place is None else (place.end, place.name)


def match_place(text: str, start: int) -> tuple[int, str] | None:
    """The bare name of a place below a province that begins at `start`, in a list that names its head once (`UBND các
    xã: Tân Lập, Hòa An`): where it ends and its standard form."""
    passage = _passage(text)
    end = place_run(passage, start) if passage.is_capital(start) else None
    return None if end is None or not is_whole(passage, start, end) else (end, standard(text[start:end]))


def is_province(name: str) -> bool:
    """Whether a name is that of a province, without a word such as `tỉnh`."""
    found = lexicon().province.match(name, 0)
    return found is not None and found[0] == len(name)


def match_field(text: str, start: int, *, department: bool) -> tuple[int, str] | None:
    """The field that begins at `start` in a list that names its head once (`các Sở: Tài chính, Nội vụ`).

    Where it ends and its standard name; with `department` only a field of ministries and provincial departments.
    None where a word in lower case, the head of another name or no known field stands there.
    """
    passage = _passage(text)
    if not passage.is_capital(start) or read_body(passage, start) is not None:
        return None
    if not department and passage.begins_name(start) and read_group(passage, start, None) is not None:
        return None  # `Phòng Tư pháp, Văn phòng`
    for end, field in passage.words.field.matches(text, start):
        whole = field.whole or (not department and match_near(_MEMBER_END, text, end) is not None)
        if whole and (field.department or not department):
            return end, field.name if field.whole else standard(text[start:end])
    return None
