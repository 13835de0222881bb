"""The sentence that issues the document: `Sở Y tế ban hành Kế hoạch … như sau`."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.common.lexicon import alternatives
from extractors.common.spelling import LETTER
from extractors.header.lines import TextLine, leading_body, leading_officer, lexicon
from extractors.header.records import Stated

_LONGEST_NAME = 160
_CLAUSE = regex.compile(r"(?:^|[.;,:]\s+)(?=\p{Lu})")
_BRACKET = regex.compile(r"\s*\([^()]*\)")
_SENTENCE = regex.compile(r"[.;](?=\s+\p{Lu}|$)|:$")
_OBJECT = regex.compile(
    r"\b(?:kế hoạch|chương trình|đề án|phương án|hướng dẫn|báo cáo|chỉ thị|quy chế|quyết định|thông báo"
    r"|đợt|phong trào|như sau)\b",
    regex.IGNORECASE,
)
_OBJECT_WINDOW = 80
_NO_NAME = regex.compile(
    r"\bsố\s*+:?\s*+\d|\d/|[.;:]\s|\bliên\s+quan\b|\b(?:các|những|đã)\s", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class IssuingClause:
    """The body that issues, and the rest of its sentence, which names what is issued."""

    issuer: Stated[str]
    rest: Stated[str]


@functools.cache
def _verb() -> re.Pattern[str]:
    adverbs = alternatives(lexicon("before_verbs"))
    return re.compile(rf"\s+(?:{adverbs}\s+){{0,3}}{alternatives(lexicon('issuing_verbs'))}(?!{LETTER})")


def find_issuing_clause(lines: Sequence[TextLine], document_type: str | None) -> IssuingClause | None:
    """The first clause of the lines whose subject is a body and whose verb issues a document, one that names
    the document's own type (lower case) before all others."""
    first: IssuingClause | None = None
    for line in lines:
        for verb in _verb().finditer(line.text):
            end = verb.end() + _OBJECT_WINDOW
            own = document_type is not None and document_type in line.text[verb.start() : end].lower()
            if own or (first is None and _OBJECT.search(line.text, verb.start(), end)):
                clause = _clause(line, verb)
                if own and clause is not None:
                    return clause
                first = first or clause
    return first


def _clause(line: TextLine, verb: re.Match[str]) -> IssuingClause | None:
    """The clause around a verb; None where its subject is no body."""
    start = _name_start(line.text, verb.start())
    if start is None:
        return None
    name = _BRACKET.sub("", line.text[start : verb.start()]).strip()
    end = _SENTENCE.search(line.text, verb.end())
    rest = line.cut(verb.start(), end.start() if end else len(line.text))
    return IssuingClause(
        Stated(name, line.start + start, line.start + verb.start()),
        Stated(rest.text, rest.start, rest.end),
    )


def _name_start(text: str, end: int) -> int | None:
    """Where the body's name before a verb begins: at the start of its clause, or where that clause's name
    itself holds commas, at the start of an earlier one."""
    low = max(0, end - _LONGEST_NAME)
    starts = [match.end() for match in _CLAUSE.finditer(text, low, end) if match.end() < end]
    for start in reversed(starts):
        name = text[start:end]
        if (leading_body(name) or leading_officer(name)) and not _NO_NAME.search(name):
            return start
    return None
