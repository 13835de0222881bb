"""What a mention's instrument is to the document: legal basis, what it implements, what is amended.

The opening is what stands before the first heading. There `Căn cứ X` makes X a legal basis and `(Triển khai)
thực hiện X` makes X implemented, for all members of the list that the words open. An instrument named inside
another one's title, or where a short name is defined, is only mentioned, unless the words before it say that
another instrument amends it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import regex

from extractors.citations.heads import TYPE
from extractors.citations.records import Relation
from extractors.common.lexicon import alternatives, load_lexicon, whole_words
from extractors.common.matching import compiled_later, matches_from
from extractors.common.patterns import compiled
from extractors.common.spelling import LETTER, lowered

Span = tuple[int, int]

_LEXICON = load_lexicon("extractors.citations", "relations")
_WORDS = {key: alternatives(words) for key, words in _LEXICON.items()}
_END = r"(?!\p{L})"
_CUE = compiled(
    r"(?:(?:^|(?<=[.;:,]))\s*+(?:[-+–]\s*+|\d{1,2}[.)]\s*+|[a-zđ]\)\s*+)?"
    rf"(?:{_WORDS['adverbs']}\s+)*+"
    rf"(?:(?P<basis>căn cứ)|(?P<implements>{_WORDS['implementing']})|(?P<other>{_WORDS['other_clauses']}))"
    r"|(?P<sentence>\.\s+(?=(?-i:\p{Lu})))"
    rf"|(?P<own>(?<!\p{{L}}){_WORDS['own_making']}\s+{_WORDS['own_types']})"
    rf"){_END}",
    regex.IGNORECASE,
)


def _first_words(*entries: str) -> str:
    """A pattern of `re` for the first words of the lexicon's entries, as whole words of a text in lower case."""
    words = sorted({phrase.split()[0].rstrip(",") for entry in entries for phrase in _LEXICON[entry]})
    return whole_words(words).pattern


# a cue begins at or after one of these, in a text in lower case: at a mark or at the document's own making
_CUE_START = re.compile(
    r"[.;:,](?=\s*(?:[-+–]\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"
    rf"(?:căn\s|{_first_words('adverbs', 'implementing', 'other_clauses')}))"
    rf"|\.(?=\s+{LETTER})|{_first_words('own_making')}"
)
_DIRECTLY_IMPLEMENTS = regex.compile(
    rf"(?<!\p{{L}}){_WORDS['implementing']}\s+(?:{_WORDS['manners']}\s+){{0,3}}$", regex.IGNORECASE
)
_AND_IMPLEMENTS = regex.compile(
    rf"(?<!\p{{L}})và\s+{_WORDS['implementing']}\s+(?:{_WORDS['manners']}\s+){{0,3}}$", regex.IGNORECASE
)
_AMENDING_WORDS = compiled_later(
    rf"(?<!\p{{L}}){_WORDS['amending']}(?:(?:\s*,|\s+và|\s+hoặc|\s*/)?\s+{_WORDS['amending']}){{0,3}}+{_END}"
)
_AMENDING_HINT = re.compile("|".join(sorted({words.split()[0] for words in _LEXICON["amending"]})))
_NOT_AMENDED = compiled_later(rf"(?<!\p{{L}})(?<!kèm ){_WORDS['not_amended']}{_END}|[.;:()]")
_AGENT = compiled_later(
    rf"(?r)(?<!\p{{L}})(?:{TYPE}|văn bản)(?:\s+(?:mới|khác|số\s+\S+))?(?:\s+(?:về|về việc|này))?\s*+$"
)
_THIS_ONE = compiled_later(rf"(?<!\p{{L}})(?:{TYPE})\s+này{_END}[^.;:]*$")
_NOTHING = regex.compile(r"[\s,]*(?:đã|sẽ)?\s*", regex.IGNORECASE)
_CONJUNCTION = regex.compile(r"\s*+[,;]?\s*+(?:(?:và|đồng thời)\s++)?", regex.IGNORECASE)
_DEFINITION = regex.compile(
    r"\(\s*(?:sau đây|sau|dưới đây|viết tắt|gọi tắt|gọi|được gọi)[^()]{0,200}$", regex.IGNORECASE
)


class Context(NamedTuple):
    """Where a line stands. `opening`: before the first heading. `own_title`: in the document's title. `bases`: in
    a section of legal bases (`I. CĂN CỨ PHÁP LÝ`). `carried`: the relation that a line before it announced
    (`Căn cứ các văn bản sau:`)."""

    opening: bool = False
    own_title: bool = False
    bases: bool = False
    carried: Relation | None = None


class Cues(NamedTuple):
    """The words that govern a line's mentions: their offsets in order, and what each one makes of a mention."""

    offsets: tuple[int, ...]
    relations: tuple[Relation, ...]


NO_CUES = Cues((), ())


def find_cues(text: str, titles: Sequence[Span]) -> Cues:
    """The cues of a line of the opening that stand outside the titles of its mentions (disjoint spans in order)."""
    offsets: list[int] = []
    relations: list[Relation] = []
    starts = [start for start, _ in titles]
    for found in _cues(text):
        index = bisect_right(starts, found.end()) - 1
        if index >= 0 and found.start() < titles[index][1] and found["sentence"] is None:
            continue
        relation: Relation = (
            "legal_basis" if found["basis"] else "implements" if found["implements"] else "mention"
        )
        offsets.append(found.start())
        relations.append(relation)
    return Cues(tuple(offsets), tuple(relations))


def _cues(text: str) -> Iterator[regex.Match[str]]:
    """The matches of _CUE, in order."""
    starts = chain((0,), *(candidate.span() for candidate in _CUE_START.finditer(lowered(text))))
    return matches_from(starts, _CUE, text)


def is_definition(text: str, start: int, floor: int = 0) -> bool:
    """Whether a mention stands in a bracket that defines a short name (`(viết tắt là Kết luận số 226-KL/TW)`)."""
    return _DEFINITION.search(text, max(floor, start - 220), start) is not None


def is_amended(text: str, start: int, floor: int, *, in_title: bool, after_amended: bool = False) -> bool:
    """Whether the words from `floor` to a mention at `start` say that another instrument amends or replaces it.

    `in_title` tells that the words stand in the title of an instrument, which then is the one that amends; else
    that one stands right before the amending words or the bracket that they open, or it is the citing document
    (`Quyết định này thay thế …`), or the one that amends the mention before, too (`after_amended`: `… thay thế A
    và bãi bỏ B`).
    """
    low = max(floor, start - 240)
    if _AMENDING_HINT.search(text[low:start].lower()) is None:
        return False
    words = max(_AMENDING_WORDS().finditer(text, low, start), key=lambda match: match.start(), default=None)
    if words is None or _NOT_AMENDED().search(text, words.end(), start):
        return False
    if (
        in_title
        or text[words.start() - 1 : words.start()] == "("
        or _AGENT().search(text, low, words.start())
        or _THIS_ONE().search(text, low, words.start())
    ):
        return True
    between = _CONJUNCTION if after_amended else _NOTHING
    return floor > 0 and between.fullmatch(text, floor, words.start()) is not None


def governing_relation(text: str, start: int, context: Context, cues: Cues) -> Relation:
    """The relation of a mention at `start` that stands in nobody's title."""
    if context.own_title:
        return "implements" if _DIRECTLY_IMPLEMENTS.search(text, max(0, start - 60), start) else "mention"
    if context.bases:
        return "legal_basis"
    if not context.opening:
        return "mention"
    index = bisect_right(cues.offsets, start) - 1
    relation = cues.relations[index] if index >= 0 else context.carried or "mention"
    cue = _DIRECTLY_IMPLEMENTS if relation == "mention" else _AND_IMPLEMENTS
    if cue.search(text, max(0, start - 60), start):
        return "implements"
    return relation
