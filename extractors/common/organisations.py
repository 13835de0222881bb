"""Names of administrative bodies and groups of them: where they begin and end, standard form, kind and level."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.common.organisation_bodies import read_body
from extractors.common.organisation_groups import quantifiers, read_group, read_quantifier
from extractors.common.organisation_lexicon import lexicon, patterns, within_line
from extractors.common.organisation_places import Passage, standard
from extractors.common.spelling import spellings


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name in a text.

    `start` and `end` (half open) are code points. `name` is the standard form: one spelling, abbreviations
    written out, nothing added that the text does not say. `kind` is one of the kinds of the table `units`;
    `level` is central, province, district, commune or internal, None where the name does not tell.
    """

    start: int
    end: int
    name: str
    kind: str
    level: str | None


def match_organisation(
    text: str, start: int, *, capitals: bool = False, quantified: bool = True
) -> OrganisationName | None:
    """The longest name of a body, officer or group that begins exactly at `start`; None where there is none.

    With `capitals`, case says nothing (letterheads and headings in capitals). Without `quantified`, a group need
    not begin with a plural word (`doanh nghiệp viễn thông` beside `các doanh nghiệp viễn thông`).
    """
    found = _match(Passage(text, lexicon(), patterns(capitals=capitals)), start, quantified=quantified)
    return None if found is None else found[0]


def find_organisations(text: str, *, capitals: bool = False) -> list[OrganisationName]:
    """The names in a text, left to right, none overlapping another.

    Groups that name only places or people (`các xã, phường`, `các cấp`) are left out.
    """
    passage = Passage(text, lexicon(), patterns(capitals=capitals))
    names, position = [], 0
    while (match := _starts().search(text, position)) is not None:
        found = _match(passage, match.start())
        if found is not None and not found[1]:
            names.append(found[0])
        position = found[0].end if found is not None else match.end()
    return names


_OFFICER_JOINT = regex.compile(within_line(r"\s*+\(\s*+|\s*+[,/]\s*+|\s++(?:và|hoặc)\s++"))
_OFFICER_END = regex.compile(within_line(r"\s*+\)\s*+|\s++"))
# the tail of an instrument's symbol (`QĐ-UBND`, `KH/UBKTTW`) names no body
_NOT_IN_SYMBOL = r"(?<![\w-])(?<![\p{Lu}\d]/)(?<!\p{Lu}\p{Ll}/)"


@functools.cache
def _starts() -> regex.Pattern[str]:
    """Where a name may begin: one of the words that heads, titles, groups and sessions begin with."""
    words = {word.split()[0] for word in quantifiers()} | {"hội"}
    words |= {*lexicon().head.first_words(), *lexicon().officer.first_words()}
    forms = set()
    for word in words:
        for form in spellings(word):
            forms |= {form} if word.isupper() else {form, form[0].upper() + form[1:], form.upper()}
    return regex.compile(rf"{_NOT_IN_SYMBOL}(?:{'|'.join(sorted(map(regex.escape, forms)))})(?!\w)")


def _match(passage: Passage, start: int, *, quantified: bool = True) -> tuple[OrganisationName, bool] | None:
    """The longest name at a position, with whether it is a weak group."""
    session = passage.patterns.session.match(passage.text, start)
    if session is not None and (body := read_body(passage, session.end())) is not None:
        name = f"{standard(session.group())} {body.name}"
        return OrganisationName(start, body.end, name, body.kind, body.level), False
    if (body := read_body(passage, start)) is not None:
        return OrganisationName(start, body.end, body.name, body.kind, body.level), False
    if (group := read_group(passage, start, quantified=quantified)) is not None:
        return OrganisationName(start, group.end, group.name, group.kind, group.level), group.weak
    officer = _officer(passage, start)
    return None if officer is None else (officer, False)


def _officer(passage: Passage, start: int) -> OrganisationName | None:
    """Who leads a body or each of a group: `Giám đốc Sở Y tế`, `Thủ trưởng các sở, ban, ngành`."""
    first = start
    if (plural := read_quantifier(passage, start)) is not None:
        first = plural
    for end, title in passage.words.officer.matches(passage.text, first):
        titles = passage.text[start:first] + title
        while (joint := _OFFICER_JOINT.match(passage.text, end)) is not None:
            other = passage.words.officer.match(passage.text, joint.end())
            if other is None:
                break
            end, titles = other[0], titles + joint.group() + other[1]
        led = _led(passage, end)
        if led is not None:
            titles += ")" if titles.count("(") > titles.count(")") else ""
            return OrganisationName(
                start, led.end, f"{standard(titles)} {led.name}", "nguoi_dung_dau", led.level
            )
    return None


def _led(passage: Passage, end: int) -> OrganisationName | None:
    gap = _OFFICER_END.match(passage.text, end)
    if gap is None:
        return None
    start = gap.end()
    led = read_body(passage, start) or read_group(passage, start, quantified=False)
    bare = passage.words.bare_parent.match(passage.text, start)
    if bare is not None and passage.is_capital(start) and (led is None or led.end <= bare[0]):
        level = "province" if bare[1] == "so" else "central" if bare[1] == "bo" else None
        return OrganisationName(start, bare[0], standard(passage.text[start : bare[0]]), bare[1], level)
    return None if led is None else OrganisationName(start, led.end, led.name, led.kind, led.level)
