"""The way back from normalised text to the source text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

import regex

_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
_WORD = regex.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Run:
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

    def source_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Source spans (half open) of the target characters from `start` to `end`, in target order, with
        neighbours merged."""
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
        index = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        while index < len(self.runs) and self.runs[index].target_start < end:
            if self.runs[index].target_end > start:
                found.append(self.runs[index])
            index += 1
        return found

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
    parts: list[str] = []
    runs: list[Run] = []
    length = done = 0

    def add(start: int, end: int, part: str) -> None:
        nonlocal length
        if start == end:
            return
        parts.append(part)
        same = end - start == len(part)
        if runs and same and _extends(runs[-1], length, start):
            last = runs.pop()
            runs.append(Run(last.target_start, length + len(part), last.source_start, end))
        else:
            runs.append(Run(length, length + len(part), start, end))
        length += len(part)

    for word in _WORD.finditer(text):
        if unicodedata.is_normalized("NFC", word.group()):
            continue
        add(done, word.start(), text[done : word.start()])
        composed = unicodedata.normalize("NFC", word.group())
        clusters = [
            (match.start(), match.end(), unicodedata.normalize("NFC", match.group()))
            for match in _CLUSTER.finditer(text, word.start(), word.end())
        ]
        if "".join(part for _, _, part in clusters) == composed:
            for start, end, part in clusters:
                add(start, end, part)
        else:
            add(word.start(), word.end(), composed)
        done = word.end()
    add(done, len(text), text[done:])
    result = "".join(parts)
    if not unicodedata.is_normalized("NFC", result):
        result = unicodedata.normalize("NFC", text)
        return result, OffsetMap((Run(0, len(result), 0, len(text)),))
    return result, OffsetMap(tuple(runs))


def _extends(run: Run, target: int, source: int) -> bool:
    exact = run.target_end - run.target_start == run.source_end - run.source_start
    return exact and run.target_end == target and run.source_end == source
