"""The document type and the subject under it (tên loại, trích yếu)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.common.labels import DASHED, DASHED_ROMAN
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.sentences import is_listed_basis
from extractors.common.spelling import fold, standard_tones
from extractors.header.lines import (
    TextLine,
    in_capitals,
    leading_body,
    leading_officer,
    lexicon,
    starts_with,
)
from extractors.header.records import Stated

_TITLE_ZONE = 60
_MOST_SUBJECT_LINES = 8
_LONGEST_SUBJECT_LINE = 900
_LABEL = regex.compile(
    rf"(?:[IVX]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}})*|[A-H]|[a-đ])\s*[.)]\s*\p{{L}}|[IVX]{{1,5}}{DASHED_ROMAN}|\d{{1,2}}(?:\.\d{{1,2}})*{DASHED}"
    r"|[-+•]\s|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+[\dIVXA-Z]"
)
_ATTACHMENT = regex.compile(
    r"[(\[]?\s*(?:Ban\s+hành\s+)?kèm\s+theo\b|[(\[]?\s*Đính\s+kèm\b", regex.IGNORECASE
)
_SENTENCE_END = regex.compile(r"[;:,]$|/\.\s*/?$|\.\s*/\s*\.?$")
_GLUED_OPENING = regex.compile(
    r"(?<=\p{L}|\d)\s+(?=(?:Căn\s+cứ|(?:Triển\s+khai\s+)?Thực\s+hiện|Triển\s+khai)\s+\p{Lu})"
)
# how a portal tells of the plan below its name
_NEWS = regex.compile(r"Ngày\s+\d{1,2}(?:/|\s+tháng\s).{1,150}?\sban\s+hành\s")
_LONGEST_TYPE = 80
_OF = regex.compile(r"CỦA\s+", regex.IGNORECASE)
_ADDRESSED = regex.compile(r"Kính\s+gửi", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """Document type (lower case) and subject; `line` is the index of the type's line, `after` that of the first
    line below the subject."""

    type: Stated[str]
    subject: Stated[str] | None
    line: int
    after: int


@functools.cache
def document_types() -> dict[str, str | None]:
    """The abbreviation of each document type (None where it has none), by folded name."""
    rows = load_lexicon("extractors.common", "document_types")
    return {fold(row["name"]): row["code"] for row in rows}


@functools.cache
def types_by_code() -> dict[str, str]:
    """The document type that an abbreviation in a symbol stands for."""
    rows = load_lexicon("extractors.common", "document_types")
    return {row["code"]: row["name"] for row in reversed(rows) if row["code"]}


@functools.cache
def _type_names() -> dict[str, str]:
    rows = load_lexicon("extractors.common", "document_types")
    return {fold(form): row["name"] for row in rows for form in (row["name"], *row.get("aliases", ()))}


@functools.cache
def _type_before_subject() -> regex.Pattern[str]:
    return regex.compile(alternatives([name.upper() for name in _type_names().values()]) + r"(?=[\s:])")


def find_title(lines: Sequence[TextLine]) -> Title | None:
    """The document's type and subject; None for a letter, which has no type line, and where it is lost."""
    end = next((i for i, line in enumerate(lines[:_TITLE_ZONE]) if _ends_zone(line.text)), _TITLE_ZONE)
    zone = lines[:end]
    for index, line in enumerate(zone):
        name = _type_alone(line.text)
        if name is not None and (in_capitals(line.text) or line.text[0].isupper()):
            subject, after = _subject(lines, index + 1, [])
            return Title(Stated(name, line.start, line.end), subject, index, after)
    for index, line in enumerate(zone):
        match = _type_before_subject().match(standard_tones(line.text))
        if match is not None:
            rest = line.cut(match.end(), len(line.text))
            subject, after = _subject(lines, index + 1, [] if _names_issuer(rest.text) else [rest])
            type_ = Stated(_type_names()[fold(match.group())], line.start, line.start + match.end())
            return Title(type_, subject, index, after)
    return None


def is_type(text: str) -> bool:
    """Whether a line holds nothing but the name of a document type."""
    return _type_alone(text) is not None


def _type_alone(text: str) -> str | None:
    printed = text.strip(" :.*-_")
    return _type_names().get(fold(printed)) if len(printed) <= _LONGEST_TYPE else None


def _names_issuer(text: str) -> bool:
    """Whether what follows a document's type on its line says whose it is: `QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN`."""
    of = _OF.match(text)
    return of is not None and (
        leading_body(text[of.end() :]) is not None or leading_officer(text[of.end() :])
    )


def separate_opening(lines: Sequence[TextLine], title: Title) -> list[TextLine]:
    """The lines with the subject's last line cut where a converter has glued the first sentence to it."""
    separated = list(lines)
    for index in range(title.line + 1, min(title.line + 4, len(lines))):
        line = lines[index]
        glued = _GLUED_OPENING.search(line.text) if _SENTENCE_END.search(line.text) else None
        if glued is not None and not in_capitals(line.text):
            separated[index : index + 1] = [
                line.cut(0, glued.start()),
                line.cut(glued.end(), len(line.text))._replace(kind="paragraph"),
            ]
            break
    return separated


def _ends_zone(text: str) -> bool:
    opened = starts_with(text, ("Căn cứ", "Điều 1")) or is_listed_basis(text)
    return bool(_ADDRESSED.match(text)) or opened or text.startswith("I. ")


def _subject(lines: Sequence[TextLine], index: int, parts: list[TextLine]) -> tuple[Stated[str] | None, int]:
    """The subject from a line on, with what the type's own line already holds; and the index after it."""
    limit = index + _MOST_SUBJECT_LINES
    while index < min(limit, len(lines)):
        line = lines[index]
        if _ATTACHMENT.match(line.text):
            index += 1
            continue
        if not _belongs(line, parts):
            break
        parts.append(line)
        index += 1
    if not parts:
        return None, index
    printed = " ".join(part.text for part in parts)
    text = printed.rstrip(" ./*").strip()
    return Stated(text, parts[0].start, parts[-1].end - (len(printed) - len(text))), index


def _belongs(line: TextLine, before: Sequence[TextLine]) -> bool:
    text = line.text
    capitals = in_capitals(text)
    if len(text) > _LONGEST_SUBJECT_LINE or any(
        pattern.match(text) for pattern in (_LABEL, _ADDRESSED, _NEWS)
    ):
        return False
    if starts_with(text, lexicon("sure_openings")) and not capitals:
        return False
    if capitals:
        if (leading_body(text) or leading_officer(text)) and (before or line.kind != "title"):
            return False
        return not before or in_capitals(before[-1].text) or line.kind == "title"
    if opens_sentence(text):
        return False
    if not before or line.kind == "title":
        return True
    continues = text[0].islower() or starts_with(text, lexicon("title_continuations"))
    return continues or before[-1].text.endswith((",", "-", "–"))


def opens_sentence(text: str) -> bool:
    """Whether a line is the first sentence of the body rather than a title."""
    if _SENTENCE_END.search(text):
        return True
    opening = starts_with(text, lexicon("openings")) or leading_body(text) is not None
    return opening and (text.endswith(".") or len(text) > 400)
