"""Marking of mentions in a text as HTML: spans may be nested, equal or overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A marked span of the document's text: code points from `start` to `end`, exclusive.

    `kind` is one letter: c(itation), i(ndex), v(alue), t(ask), u(nit) or d(eadline).
    """

    start: int
    end: int
    kind: str
    low: bool = False

    @property
    def key(self) -> str:
        """Names the mark within its document; rows of one kind and span share a mark."""
        return f"{self.kind}{self.start}-{self.end}"


def distinct(marks: Iterable[Mark]) -> list[Mark]:
    """One mark for each kind and span, by position with the longer first; low where any of them is low."""
    by_key: dict[str, Mark] = {}
    for mark in marks:
        known = by_key.get(mark.key)
        if mark.end > mark.start and (known is None or mark.low):
            by_key[mark.key] = mark
    return sorted(by_key.values(), key=_position)


class Marker:
    """Writes pieces of one document's text with its marks; a mark has its `id` where it first appears."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=_position)
        self._starts = [mark.start for mark in self._marks]
        longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._longest = longest
        self._named: set[str] = set()

    def html(self, text: str, offset: int) -> str:
        """The piece of text that begins at `offset` as HTML, everything in it escaped."""
        end = offset + len(text)
        first = bisect_left(self._starts, offset - self._longest)
        last = bisect_left(self._starts, end)
        inside = [mark for mark in self._marks[first:last] if mark.end > offset]
        if not inside:
            return escape(text, quote=False)
        return "".join(self._pieces(text, offset, inside))

    def _pieces(self, text: str, offset: int, inside: Sequence[Mark]) -> Iterable[str]:
        end = offset + len(text)
        cuts = sorted(
            {offset, end} | {cut for mark in inside for cut in (mark.start, mark.end) if offset < cut < end}
        )
        opened: list[Mark] = []
        waiting = 0
        for start, stop in pairwise(cuts):
            wanted = [mark for mark in opened if mark.end > start]
            while waiting < len(inside) and inside[waiting].start <= start:
                wanted.append(inside[waiting])
                waiting += 1
            common = 0
            while common < min(len(opened), len(wanted)) and opened[common] is wanted[common]:
                common += 1
            yield "</mark>" * (len(opened) - common)
            for mark in wanted[common:]:
                yield self._opening(mark)
            opened = wanted
            yield escape(text[start - offset : stop - offset], quote=False)
        yield "</mark>" * len(opened)

    def _opening(self, mark: Mark) -> str:
        low = " low" if mark.low else ""
        if mark.key in self._named:
            return f'<mark class="{mark.kind}{low}" data-of="{mark.key}">'
        self._named.add(mark.key)
        return f'<mark class="{mark.kind}{low}" id="{mark.key}" tabindex="-1">'


def _position(mark: Mark) -> tuple[int, int, str]:
    return mark.start, -mark.end, mark.kind
