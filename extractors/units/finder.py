"""Units in running text."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.matching import match_near, matches_from
from extractors.common.organisation_starts import StartScanner
from extractors.units.members import next_units, units_at, words_before
from extractors.units.records import UnitMention

_PEOPLE = "ca_nhan"
_OPENING = regex.compile(r"[\s\-–+•*]*+(?:(?:\d{1,2}(?:\.\d{1,2})*+|[a-zđ]|[IVX]{1,5})[.)]\s*+)?")


def find_units(text: str) -> list[UnitMention]:
    """The units named in a text, in order, none overlapping another; spans count code points of `text`.

    A list is split into its units as the annotation guideline wants them: a noun with its own plural word, its
    own qualifier or a proper name is a unit, general nouns under one plural word or one shared qualifier are one.
    A name ends before the clause about it; people (`cán bộ, công chức`) are no unit. A noun without a plural word
    counts only where units are expected: at the beginning of the text, after words such as `phối hợp với`, and as
    a further member of a list.
    """
    return list(_units(text, len(text)))


def first_unit(text: str, *, until: int) -> UnitMention | None:
    """The first of the units that `find_units` gives, where it begins at `until` or before; None where it does not."""
    return next(_units(text, until), None)


def _units(text: str, until: int) -> Iterator[UnitMention]:
    """The units of a text, of the lists that begin at `until` or before."""
    position = 0
    for start, quantified in _candidates(text, until):
        if start < position:
            continue
        found = units_at(text, start, quantified=quantified)
        while found and (found[0].kind != _PEOPLE or found[0].name.startswith("toàn thể")):
            yield from found
            position = found[-1].end
            found = next_units(text, found[-1], prose=True)


def _candidates(text: str, until: int) -> list[tuple[int, bool]]:
    """Where a unit's name may begin, up to `until`, and whether a group needs a plural word there."""
    opening = _OPENING.match(text)
    if until == 0:
        return [(0, opening is not None and opening.end() > 0)]
    names, introducing = _scanner().starts(text, until)
    starts = dict.fromkeys(names, True)
    unmarked = [
        match.end() for match in matches_from(introducing, words_before("introducing"), text, until + 1)
    ]
    if opening is not None:
        unmarked.append(opening.end())
        if (leading := match_near(words_before("leading"), text, opening.end())) is not None:
            unmarked.append(leading.end())
    starts.update((start, False) for start in unmarked if start <= until)
    return sorted(starts.items())


@functools.cache
def _scanner() -> StartScanner:
    """Finds where names may begin and where words that introduce a unit may stand."""
    return StartScanner(
        phrase.split()[0] for phrase in load_lexicon("extractors.units", "wording")["introducing"]
    )
