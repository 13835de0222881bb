"""To whom a document goes: Kính gửi and Nơi nhận."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.header.lines import TextLine
from extractors.header.signature import opens_signature, split_columns

_HEAD = regex.compile(r"N(?:ơi|ƠI)\s+[nN](?:hận|HẬN)\s*+:?\s*+")
_ADDRESS = regex.compile(r"(?:Kính|KÍNH)\s+(?:gửi|GỬI)\s*+:?\s*+")
_DASH = regex.compile(r"[-–—+*•]\s*+")
_LAST = regex.compile(r"Lưu\b|Lưu:", regex.IGNORECASE)
_MOST_LINES = 60
_MOST_BETWEEN = 8
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Recipients:
    """Names in order, and from which to which of the lines (half open) they stand."""

    names: tuple[str, ...]
    first_line: int
    after: int
    span: tuple[int, int]


def find_recipients(lines: Sequence[TextLine]) -> Recipients | None:
    """The first list of recipients (Nơi nhận): its lines without dash, end mark and what stands beside them."""
    for index, line in enumerate(lines):
        head = _HEAD.match(line.text)
        if head is None:
            continue
        columns = [line.cut(head.end(), len(line.text)), *lines[index + 1 : index + _MOST_LINES]]
        names, count = _list(columns)
        end = columns[count - 1].end if count else line.end
        return Recipients(tuple(names), index, index + max(count, 1), (line.start, end))
    return None


def find_addressees(lines: Sequence[TextLine]) -> Recipients | None:
    """Those whom a letter addresses (Kính gửi), on its line or in the items below it."""
    for index, line in enumerate(lines):
        head = _ADDRESS.match(line.text)
        if head is None:
            continue
        rest = line.cut(head.end(), len(line.text))
        following = [rest]
        for other in lines[index + 1 : index + _MOST_LINES]:
            if not _DASH.match(other.text):
                break
            following.append(other)
        names = [
            name.strip(" .;-–")
            for part in following
            for name in part.text[_dash_end(part.text) :].split(";")
            if name.strip(" .;-–")
        ]
        return Recipients(tuple(names), index, index + len(following), (line.start, following[-1].end))
    return None


def _list(lines: Sequence[TextLine]) -> tuple[list[str], int]:
    """Recipients from the lines below the head, and how many of the lines they take.

    Where the columns stand side by side, lines of the signature come between them.
    """
    names: list[str] = []
    dashed: bool | None = None
    count = between = 0
    for number, line in enumerate(lines):
        left = split_columns(line)[0]
        dash = _dash_end(left.text)
        if not left.text or (opens_signature(left) and not dash):
            between += bool(left.text)
            continue
        name = left.text[dash:].strip()
        dashed = bool(dash) if dashed is None and not between else dashed
        if dash or (not dashed and not between and len(name) <= _LONGEST_NAME):
            names.append(name)
        elif names and not between and (left.text[0].islower() or left.text[0] == "("):
            names[-1] = f"{names[-1]} {name}"
        else:
            between += 1
            if between > _MOST_BETWEEN:
                break
            continue
        count = number + 1
        if _LAST.match(name):
            break
    return [name.strip(" .;,") for name in names], count


def _dash_end(text: str) -> int:
    dash = _DASH.match(text)
    return dash.end() if dash else 0
