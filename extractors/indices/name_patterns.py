"""The patterns of an index's name, made from the lexicon."""

from __future__ import annotations

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.matching import Anchored, compiled_later
from extractors.indices.wording import any_of, first_words, grammar

LEXICON = load_lexicon("extractors.indices", "indices")
_CODES = LEXICON["codes"]
_OPENING_QUOTE = r"[\"“”‘'«]?+"


def _acronyms(names: list[str]) -> str:
    return "|".join(r"[\s_–-]*+".join(regex.escape(part) for part in name.split()) for name in names)


def _groups(prefix: str, key: str) -> str:
    """One named group a code, `<prefix>_<code>`, for what it has under `key`."""
    make = _acronyms if key in ("acronyms", "headed") else any_of
    return "|".join(f"(?P<{prefix}_{entry['code']}>{make(entry[key])})" for entry in _CODES if key in entry)


# an acronym is neither part of a symbol (`12/KH-PCI`) nor of an address (`papi.org.vn`)
_BEFORE = r"(?<![\p{L}\d_]|\p{L}-|\d/|@)"
_AFTER = r"(?![\p{L}\d_]|\.\p{L})(?:\s+Index\b)?"
_BARE = (
    rf"{_BEFORE}(?:(?-i:{_groups('bare', 'acronyms')})"
    r"|(?P<spelled_PAR_INDEX>PAR[\s_–-]*+INDEX)|(?P<spelled_ICT_INDEX>ICT[\s_–-]*+INDEX)"
    rf"|(?-i:(?P<titled_SIPAS>Sipas)|(?P<titled_PAPI>Papi))){_AFTER}"
)
_HEADED = rf"(?:{_groups('acronym', 'acronyms')}|{_groups('headed', 'headed')}){_AFTER}"
_HEAD = rf"(?P<head>\b(?:bộ\s+)?chỉ\s+số\b)(?:\s+{any_of(LEXICON['qualifiers'])}){{0,3}}\s*+:?+\s*+{_OPENING_QUOTE}\s*+"

NAME = Anchored(
    rf"{_HEAD}(?:{_HEADED}|\(\s*+{_HEADED}\s*+\)|{_groups('name', 'names')})|{_groups('headless', 'headless')}|{_BARE}",
    {"chỉ", "bộ", "par", "ict", "sipas", "papi"}
    | first_words(
        name for entry in _CODES for key in ("headless", "acronyms") for name in entry.get(key, ())
    ),
)
"""A name with its head, or an acronym or wording that needs none. The last group that matched is called
`<kind>_<code>`; kinds are name, headless, acronym, headed, bare, spelled and titled."""

LISTED = compiled_later(
    rf"(?P<separator>\s*+(?:[,;/&]|,?+\s*+(?:và|hoặc)\b)\s*+){_OPENING_QUOTE}"
    rf"(?:{_BEFORE}{_HEADED}|{_groups('name', 'names')})"
)
"""A further member of a list of names, without a head of its own."""

HEADED_ACRONYM = grammar(rf"{_BEFORE}{_HEADED}")
BARE_ACRONYM = grammar(rf"\s*+[-–]?\s*+{_BARE}")
APPOSED_HEAD = grammar(r"\s*+[-–]\s*+(?=(?:bộ\s+)?chỉ\s+số\b)")
PLURAL_BEFORE = grammar(r"\b(?:các|những|nhóm|\d{1,2}|hai|ba|bốn|năm|sáu)\s+(?:bộ\s+)?$")


def _tail(kind: dict[str, list[str]]) -> regex.Pattern[str]:
    if "once" in kind:
        return grammar(rf"\s+{any_of(kind['once'])}")
    listed = rf"|(?:,|\bvà\b)\s*+{any_of(kind['listed'])}" if "listed" in kind else ""
    return grammar(rf"(?:\s*+(?:(?:[,&/]|-\s|và\b)?+\s*+{any_of(kind['words'])}{listed}))++")


TAILS = {entry["code"]: _tail(LEXICON["tails"][entry["tail"]]) for entry in _CODES if "tail" in entry}
"""By code, what may follow its wording."""

DANGLING = grammar(rf"(?:[\s,]|\s(?:{'|'.join(LEXICON['dangling'])}))$")
BRACKET = grammar(r"(?P<gap>[^.;:()\[\]]{0,160}+)[(\[](?P<inner>[^()\[\]]{1,120}+)[)\]]")
UNLISTED = grammar(
    r"\b(?:bộ\s+)?chỉ\s+số\s+(?:(?!chỉ\s+số\b)[\p{L}-]+[\s,]+){1,16}?\((?P<inner>[^()]{2,60}+)\)"
)
"""A head, up to sixteen words and a bracket."""

INITIALS = regex.compile(r"\b[A-Z]{2,5}I\b|\b[A-Z]{2,6}[ -]?(?i:INDEX)\b")
DEFINERS = grammar(rf"\b(?:{any_of(LEXICON['definers'])}|{any_of(LEXICON['english'])})|[\W\d_]")
YEAR = grammar(r"\b(?:năm\s+)?(20\d\d|19\d\d)\b")
OTHER_SATISFACTION = grammar(any_of(LEXICON["other_satisfaction"]))
FOREIGN = {
    code: grammar("|".join(regex.escape(word) for word in words))
    for code, words in LEXICON["foreign_meanings"].items()
}
