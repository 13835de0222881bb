"""The lines that the header is read from, and what can be told of a line by its letters alone."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

import regex

from extractors.common.document import BlockKind, Document
from extractors.common.lexicon import load_lexicon
from extractors.common.organisation_lexicon import Head
from extractors.common.organisation_lexicon import lexicon as organisations
from extractors.common.spelling import fold

_WORD = regex.compile(r"\p{L}+")
_SEPARATOR = regex.compile(r"[\W_o]*+")


class TextLine(NamedTuple):
    """One line of a document, stripped of outer blanks, and where it begins in the document's text."""

    text: str
    start: int
    kind: BlockKind = "paragraph"

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> TextLine:
        """The part between two offsets of the line, stripped."""
        part = self.text[start:end]
        return TextLine(part.strip(), self.start + start + len(part) - len(part.lstrip()), self.kind)


def read_lines(document: Document) -> list[TextLine]:
    """The document's lines in reading order, without footnotes, page furniture and mere separators."""
    lines: list[TextLine] = []
    for block in document.leaves():
        if block.kind in ("page_furniture", "footnote"):
            continue
        printed = document.text_of(block).rstrip()
        text = printed.lstrip()
        if not _SEPARATOR.fullmatch(text):
            lines.append(TextLine(text, block.char_start + len(printed) - len(text), block.kind))
    return lines


def in_capitals(text: str) -> bool:
    """Whether a text's words are in capitals, but for one in eight letters (`IoT`, a lost capital)."""
    letters = "".join(_WORD.findall(text))
    capitals = sum(map(str.isupper, letters))
    return len(letters) > 1 and capitals >= 0.88 * len(letters)


def without_marks(text: str) -> str:
    """The text in lower case without tone and letter marks, of the same length: `CỘNG HÕA` → `cong hoa`."""
    return "".join(map(_plain_letter, text))


@functools.lru_cache(maxsize=2048)
def _plain_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower().replace("đ", "d")
    return plain if len(plain) == 1 else letter


def leading_body(text: str) -> Head | None:
    """The head of a body's name (Sở, ỦY BAN NHÂN DÂN) that a text begins with, in any case."""
    found = organisations().head.match(text, 0)
    return None if found is None else found[1]


def leading_officer(text: str) -> bool:
    """Whether a text begins with the title of an office (Giám đốc, CHỦ TỊCH)."""
    return organisations().officer.match(text, 0) is not None


def starts_with(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text begins with one of the phrases as whole words."""
    return any(
        text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalpha() for phrase in phrases
    )


@functools.cache
def folded(entry: str) -> frozenset[str]:
    """The words of an entry of lexicon/header.yaml, folded for comparison."""
    return frozenset(map(fold, lexicon(entry)))


def lexicon(entry: str) -> Any:
    """An entry of lexicon/header.yaml."""
    return load_lexicon("extractors.header", "header")[entry]
