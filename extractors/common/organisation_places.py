"""The passage that a name is read from, and the territories that bodies belong to."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import regex

from extractors.common.matching import match_near
from extractors.common.organisation_lexicon import Lexicon, Patterns, within_line
from extractors.common.phrases import word_key
from extractors.common.places import place_words, province_kind
from extractors.common.spelling import RAISED, standard_tones

_BLANKS = re.compile(r"[^\S\n\t]++(?!\Z)")
_NEXT_WORD = re.compile(rf"[^\S\n\t]++([^\W\d_{RAISED}]++)")
_ENDS = ("", ".", ";", ":", ")")
_DASH = regex.compile(r"(?<!\p{L}(?=-\d))\s*+[-\u2010-\u2015]\s*+")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{N}'’]*+")
_COUNTRY = regex.compile(within_line(r"Việt\s++Nam(?!\w)"))
_WORD = regex.compile(r"[\p{L}\p{N}]++(?:(?<=\p{Lu})&\p{Lu}++)*+")  # also `R&D`
_NUMBER = regex.compile(within_line(r"\s++(?:số\s++)?\d{1,4}+(?![\w/])"))
_LEVELS = {word: place.level for word, place in place_words().items()} | {
    "cơ sở": "commune",
    "trung ương": "central",
}
_LONG_UNITS = {
    "tp": "thành phố",
    "tp.": "thành phố",
    "t.p": "thành phố",
    "t.p.": "thành phố",
    "tx": "thị xã",
    "tx.": "thị xã",
    "q.": "quận",
    "h.": "huyện",
    "p.": "phường",
    "x.": "xã",
}
_NUMBER_AFTER_POINT = regex.compile(within_line(r"\s*+\d{1,2}+(?![\w/.])"))
# `Q. Bình Thạnh`, `P.12`
_ONE_LETTER = regex.compile(within_line(r"(?P<one>[QHPX]\.)(?=\s*+(?:\p{Lu}\p{Ll}|\d))"))
# whole words, for `cấp` ends in a hamlet, `ấp`
_UNIT_WORD = regex.compile(
    rf"(?<!\p{{L}})(?:{'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?!\p{{L}})", regex.IGNORECASE
)


class Part(NamedTuple):
    """A piece of a name: where it ends, its standard form, and the level that it implies."""

    end: int
    name: str
    level: str | None = None


class Passage(NamedTuple):
    """A text with the words and patterns to read it by."""

    text: str
    words: Lexicon
    patterns: Patterns

    def after_blanks(self, position: int) -> int | None:
        """Where the next word begins; None where no blank or nothing follows."""
        gap = _BLANKS.match(self.text, position)
        return None if gap is None else gap.end()

    def is_finished(self, position: int) -> bool:
        """Whether a mark, the end or a word stands after a name that nothing which belongs to it begins with: a cheap
        test that leaves out most places."""
        if self.text[position : position + 1] in _ENDS:
            return True
        word = _NEXT_WORD.match(self.text, position)
        return (
            word is not None
            and word[1][0].islower()
            and not self.patterns.capitals
            and word_key(word[1]) not in self.words.belonging
        )

    def is_capital(self, position: int) -> bool:
        """Whether a capital letter stands there."""
        return position < len(self.text) and self.text[position].isupper()

    def word_end(self, position: int) -> int | None:
        """Where the word that begins there ends."""
        word = match_near(_WORD, self.text, position)
        return None if word is None else word.end()

    def begins_stop(self, position: int) -> bool:
        """Whether a word stands there that ends names: a verb or function word."""
        return self.words.stop.match(self.text, position) is not None

    def begins_clause(self, position: int, word_end: int) -> bool:
        """Whether a verb or function word of more than one syllable stands there: one syllable may be a name's."""
        stop = self.words.stop.match(self.text, position)
        return stop is not None and stop[0] > word_end

    def is_verb(self, position: int) -> bool:
        """Whether a verb stands there."""
        stop = self.words.stop.match(self.text, position)
        return stop is not None and stop[1]

    def begins_particle(self, position: int) -> bool:
        """Whether a function word stands there."""
        stop = self.words.stop.match(self.text, position)
        return stop is not None and not stop[1]

    def begins_predicate(self, position: int) -> bool:
        """Whether a verb stands there that is not as often a noun in names (`thi đua`, `kiểm tra`)."""
        return self.is_verb(position) and self.words.nominal.match(self.text, position) is None

    def begins_other(self, position: int, word_end: int) -> bool:
        """Whether a phrase stands there that only begins like the name which ends at `word_end` (`Hội nghị`)."""
        found = self.words.head.match(self.text, position)
        return found is not None and found[1] is None and found[0] > word_end

    def begins_name(self, position: int) -> bool:
        """Whether the head of a body's name or an officer's title stands there."""
        words = self.words
        return (
            words.head.match(self.text, position) is not None
            or words.officer.match(self.text, position) is not None
        )

    def country(self, position: int) -> Part | None:
        """`Việt Nam` at the end of a body's name."""
        match = match_near(_COUNTRY, self.text, position)
        return None if match is None else Part(match.end(), "Việt Nam", "central")

    def province(self, position: int) -> Part | None:
        """The province named there, each of its syllables with a capital."""
        match = self.words.province.match(self.text, position) if self.is_capital(position) else None
        if match is None or not all(
            word[0].isupper() for word in _WORD.findall(self.text, position, match[0])
        ):
            return None
        return Part(match[0], match[1], "province")


def read_territory(passage: Passage, start: int) -> Part | None:
    """Whose body it is, at `start`: `tỉnh Phú Yên`, `Thành phố`, `cấp xã`, `các huyện, thị xã, thành phố`."""
    match = match_near(passage.patterns.territory, passage.text, start)
    short = match is None and passage.text.startswith(".", start + 1)
    if short:
        match = match_near(_ONE_LETTER, passage.text, start)
    if match is None:
        return None
    if not short and match["one"] is None:
        territory = standard(match.group()).lower()
        word = _UNIT_WORD.search(territory)
        level = None if word is None else _LEVELS[word.group()]
        # `các huyện và thành phố Nam Định`
        following = passage.after_blanks(match.end()) if match["many"] is not None else None
        end = None if following is None else place_run(passage, following)
        if following is None or end is None:
            return Part(match.end(), territory, level)
        return Part(end, f"{territory} {standard(passage.text[following:end])}", level)
    unit = standard(match["one"]).lower()
    pointed = unit[-1] == "."
    unit = _LONG_UNITS.get(unit, unit)
    level = _LEVELS[unit]
    start = passage.after_blanks(match.end()) or match.end()
    if unit in ("tỉnh", "thành phố") and (province := passage.province(start)) is not None:
        if unit == "thành phố" and province_kind(province.name) != "municipality":
            level = "district"
        return Part(province.end, f"{unit} {province.name}", level)
    end = None if unit == "tỉnh" else place_run(passage, start)
    # after `TP. ` one word with a capital may as well begin the next sentence
    if end is not None and (not pointed or start == match.end() or " " in passage.text[start:end]):
        name = standard(passage.text[start:end])
        return Part(end, f"{unit} {name}", "district" if unit == "thành phố" else level)
    number = None
    if level in ("district", "commune"):
        number = match_near(_NUMBER_AFTER_POINT if pointed else _NUMBER, passage.text, match.end())
    if number is not None:
        return Part(number.end(), f"{unit} {number.group().strip()}", level)
    return None if short else Part(match.end(), unit, level)


def place_run(passage: Passage, start: int) -> int | None:
    """Where a name of up to four capitalised words ends (`Ea H'leo`, `Hồng Lĩnh`), with a number after it."""
    end, position = None, start
    for _ in range(4):
        word = match_near(_CAPITALISED, passage.text, position)
        if word is None or passage.begins_name(position) or passage.begins_clause(position, word.end()):
            break
        end = word.end()
        following = passage.after_blanks(end)
        if following is None:
            break
        position = following
    if end is None:
        return None
    number = match_near(_NUMBER, passage.text, end)
    return end if number is None else number.end()


@functools.lru_cache(maxsize=4096)  # documents name the same bodies again and again
def standard(text: str) -> str:
    """The text with single blanks, ` - ` for dashes (but for `COVID-19`) and standard tone marks."""
    return standard_tones(_DASH.sub(" - ", " ".join(text.split())))
