"""The way back from normalised text to the source text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
_WORD = re.compile(r"\S+")
_REMEMBERED = 4096
"""So many words' pieces are remembered: decomposed documents repeat their syllables."""
_LONGEST_REMEMBERED = 40


class Run(NamedTuple):
    """A stretch of target text and the stretch of source text that it came from, character by character
    where both are equally long, as a whole where not."""

    target_start: int
    target_end: int
    source_start: int
    source_end: int


@dataclass(frozen=True)
class OffsetMap:
    """Maps offsets in a target text to the source text it was made from.

    Runs are ordered by target offset and do not overlap; target characters in no run were put in between
    (a blank where two lines were joined) and have no source.
    """

    runs: tuple[Run, ...] = field(default=())

    @cached_property
    def _starts(self) -> list[int]:
        return [run.target_start for run in self.runs]

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        """A row for each run: where it begins, up to where it can be read by its shift alone, and that shift."""
        runs = np.array(self.runs or [(0, 0, 0, 0)], np.int64)
        starts, ends = runs[:, 0], runs[:, 1].copy()
        shifts = runs[:, 2] - starts
        np.minimum(ends[:-1], starts[1:], out=ends[:-1])
        ends[runs[:, 3] - runs[:, 1] != shifts] = -1
        return np.column_stack((starts, ends, shifts))

    def source_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Source spans (half open) of the target characters from `start` to `end`, in target order, with
        neighbours merged."""
        starts = self._starts
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < end and (index + 1 == len(starts) or end <= starts[index + 1]):
            # nearly always one run holds them all
            run = self.runs[index]
            shift = run.source_start - run.target_start
            if end <= run.target_end and run.source_end - run.target_end == shift:
                return [(start + shift, end + shift)]
        spans: list[tuple[int, int]] = []
        for run in self._overlapping(start, end):
            first, last = max(start, run.target_start), min(end, run.target_end)
            if run.target_end - run.target_start == run.source_end - run.source_start:
                shift = run.source_start - run.target_start
                span = (first + shift, last + shift)
            else:
                span = (run.source_start, run.source_end)
            if spans and spans[-1][1] == span[0]:
                span = (spans.pop()[0], span[1])
            spans.append(span)
        return spans

    def _overlapping(self, start: int, end: int) -> list[Run]:
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end, first)
        return [run for run in self.runs[first:last] if run.target_end > start]

    def all_source_spans(self, spans: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """`source_spans` of many: how many there are of each row (start and end) of `spans`, and all of them, a row
        each."""
        runs = self._numbers
        starts, ends = spans.T
        index = runs[:, 0].searchsorted(starts, side="right") - 1
        run = runs[np.maximum(index, 0)]
        shift = run[:, 2]
        inside = (index >= 0) & (starts < ends) & (ends <= run[:, 1])
        counts = np.ones(len(spans), np.int64)
        moved = {int(row): self.source_spans(*spans[row].tolist()) for row in np.flatnonzero(~inside)}
        for row, found in moved.items():
            counts[row] = len(found)
        every = np.repeat(spans + shift[:, None], counts, axis=0)
        firsts = np.cumsum(counts) - counts
        for row, found in moved.items():
            if found:
                every[firsts[row] : firsts[row] + len(found)] = found
        return counts, every

    def inverted(self) -> OffsetMap:
        """The map from source to target: what a source span became is its `source_spans`."""
        turned = (Run(r.source_start, r.source_end, r.target_start, r.target_end) for r in self.runs)
        return OffsetMap(tuple(sorted(turned, key=lambda run: run.target_start)))

    def after(self, inner: OffsetMap) -> OffsetMap:
        """The map from this map's target to the source of `inner`, whose target is this map's source."""
        if not inner.runs:
            return self
        runs: list[Run] = []
        for run in self.runs:
            exact = run.target_end - run.target_start == run.source_end - run.source_start
            if not exact:
                spans = inner.source_spans(run.source_start, run.source_end)
                low, high = min(s for s, _ in spans), max(e for _, e in spans)
                runs.append(Run(run.target_start, run.target_end, low, high))
                continue
            shift = run.target_start - run.source_start
            for part in inner._overlapping(run.source_start, run.source_end):
                first = max(part.target_start, run.source_start)
                last = min(part.target_end, run.source_end)
                if part.target_end - part.target_start == part.source_end - part.source_start:
                    move = part.source_start - part.target_start
                    runs.append(Run(first + shift, last + shift, first + move, last + move))
                else:
                    runs.append(Run(first + shift, last + shift, part.source_start, part.source_end))
        return OffsetMap(tuple(runs))


def compose(text: str) -> tuple[str, OffsetMap]:
    """The text in NFC and the map from it to the text given; an empty map where nothing changed."""
    if unicodedata.is_normalized("NFC", text):
        return text, OffsetMap()
    pieces: list[tuple[int, str]] = []
    done = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if unicodedata.is_normalized("NFC", word):
            continue
        start = match.start()
        pieces.append((start - done, text[done:start]))
        pieces += _remembered_pieces(word) if len(word) <= _LONGEST_REMEMBERED else _pieces(word)
        done = match.end()
    pieces.append((len(text) - done, text[done:]))
    result = "".join([part for _, part in pieces])
    if not unicodedata.is_normalized("NFC", result):
        result = unicodedata.normalize("NFC", text)
        return result, OffsetMap((Run(0, len(result), 0, len(text)),))
    return result, OffsetMap(tuple(_runs(pieces)))


def _pieces(word: str) -> tuple[tuple[int, str], ...]:
    """A word in NFC, letter by letter where it can be parted so: from how many characters of the word each piece
    came, and the piece."""
    composed = unicodedata.normalize("NFC", word)
    clusters = [(len(cluster), unicodedata.normalize("NFC", cluster)) for cluster in _CLUSTER.findall(word)]
    if "".join([part for _, part in clusters]) != composed:
        return ((len(word), composed),)
    return tuple(clusters)


_remembered_pieces = lru_cache(maxsize=_REMEMBERED)(_pieces)


def _runs(pieces: Iterable[tuple[int, str]]) -> list[Run]:
    """The runs of pieces that follow each other in both texts; those that kept their length together make one."""
    runs: list[Run] = []
    target = source = 0
    target_begin = source_begin = 0
    for size, part in pieces:
        length = len(part)
        if length != size:
            if target > target_begin:
                runs.append(Run(target_begin, target, source_begin, source))
            target_begin, source_begin = target + length, source + size
            runs.append(Run(target, target_begin, source, source_begin))
        target += length
        source += size
    if target > target_begin:
        runs.append(Run(target_begin, target, source_begin, source))
    return runs
