"""Where sentences begin and end in a text of logical lines."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import regex

from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.toolkit import underthesea_function

Span = tuple[int, int]

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|\p{L})"
_LIST_NUMBER_AT_END = regex.compile(rf"[.?!…][\"”)]?\s+({_NUMBER}\.)$")
_AND_SO_ON = regex.compile(r"v\.\s?v\.+(?=\s+(?:\p{Lu}|\d))|…(?=\s+\p{Lu})")
_CLOSING = regex.compile(r"[\"”’)\]]++[.,;:]?(?=\s|$)")
# what cannot begin a sentence: a small letter, or what continues the one before
_CONTINUATION = regex.compile(r"[\p{Ll}”’)\],;:%]")
_ENDLESS_WORD = regex.compile(r"[\p{L}\p{N}.]{200,}+")
_LONGEST_LABEL = 40
_FIRST_LABEL = regex.compile(r"\p{Ll}{1,2}\)")


_LISTED_BASIS = regex.compile(r"[-–•*+]\s*+Căn\s+cứ\s+(?:các\s+)?\p{Lu}(?!.{0,40}\snày\s)")


def is_listed_basis(text: str) -> bool:
    """Whether a line is a legal basis in a list of them (`- Căn cứ Luật …`), not work that rests on the document
    itself (`- Căn cứ Kế hoạch này …`)."""
    return _LISTED_BASIS.match(text) is not None


def sentence_spans(text: str) -> list[Span]:
    """Spans (start, end) of the sentences of a text, in order, without the blanks around them.

    A sentence never reaches over a line feed. underthesea's splitter proposes the ends; list numbers (`1. Sở
    Y tế …`, `Điều 3. …`), abbreviations (`TM.`, `ThS.`) and small letters after a full stop do not end one.
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans += _spans_of_line(line, start)
        start += len(line) + 1
    return spans


def sentence_at(text: str, start: int, end: int) -> Span:
    """The span of the sentence, or of the sentences, that a stretch of the text stands in."""
    around = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    if not around:
        return start, end
    return min(start, around[0][0]), max(end, around[-1][1])


def _spans_of_line(line: str, offset: int) -> list[Span]:
    joined: list[Span] = []
    for start, end in _pieces(line):
        if joined and _continues(line, joined[-1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(offset + start, offset + end) for start, end in joined]


def _pieces(line: str) -> Iterator[Span]:
    """The splitter's sentences as spans, with those cut off that it leaves together."""
    position = 0
    # the splitter looks back over the whole word at each of its full stops: quadratic in endless words
    masked = _ENDLESS_WORD.sub(lambda word: word[0].replace(".", "_"), line)
    for sentence in underthesea_function("sent_tokenize")(masked):
        # the splitter strips its sentences but changes nothing inside them
        start = masked.index(sentence, position)
        position = start + len(sentence)
        for cut in _cuts(sentence):
            end = start + len(line[start : position - len(sentence) + cut].rstrip())
            if start < end:  # two cuts may have but blanks between them
                yield start, end
                start = end + len(line[end:position]) - len(line[end:position].lstrip())
        if start < position:
            yield start, position


def _cuts(sentence: str) -> Iterator[int]:
    """Offsets inside one of the splitter's sentences at which another begins."""
    closing = _CLOSING.match(sentence)
    if closing is not None:
        yield closing.end()
    for match in _AND_SO_ON.finditer(sentence):
        yield match.end()
    number = _LIST_NUMBER_AT_END.search(sentence)
    if number is not None:
        yield number.start(1)


def _continues(line: str, before: Span, start: int) -> bool:
    previous = line[max(before[0], before[1] - _LONGEST_LABEL) : before[1]]
    if _rules()["unfinished"].search(previous) is not None or _CLOSING.match(line, start) is not None:
        return True
    return _CONTINUATION.match(line, start) is not None and _FIRST_LABEL.match(line, start) is None


@functools.cache
def _rules() -> dict[str, Any]:
    words = load_lexicon("extractors.common", "sentences")
    only_label = rf"^(?:{alternatives(words['parts'])}\s+)?{_NUMBER}\.$"
    abbreviation = rf"(?<![\p{{L}}\p{{N}}]){alternatives(words['abbreviations'])}\.$"
    return {"unfinished": regex.compile(f"{only_label}|{abbreviation}")}
