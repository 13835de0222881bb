"""Puts the normalised text together and keeps the way back."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.normalise.offsets import OffsetMap, Run
from pipeline.normalise.physical import PhysicalLine, Span, parted
from pipeline.normalise.text import Line

_ODD_BLANKS = regex.compile(r"\s{2,}|[^\S ]")


@dataclass(slots=True)
class Builder:
    """Writes the normalised text piece by piece from spans of the source text."""

    source: str
    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    length: int = 0
    emphasis: list[Span] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Writes characters that have no source (a blank between joined lines)."""
        self.parts.append(text)
        self.length += len(text)

    def copy(self, start: int, end: int) -> None:
        """Writes a span of the source, every run of blanks and every blank that is no space as one space."""
        text = self.source[start:end]
        if text.isprintable() and "  " not in text:
            self._copy(text, start, end)
            return
        done = start
        for match in _ODD_BLANKS.finditer(self.source, start, end):
            self._copy(self.source[done : match.start()], done, match.start())
            self.put(" ")
            done = match.end()
        self._copy(self.source[done:end], done, end)

    def _copy(self, text: str, start: int, end: int) -> None:
        if start == end:
            return
        self.parts.append(text)
        size = end - start
        last = self.runs[-1] if self.runs else None
        if last and last.target_end == self.length and last.source_end == start:
            self.runs[-1] = Run(last.target_start, self.length + size, last.source_start, end)
        else:
            self.runs.append(Run(self.length, self.length + size, start, end))
        self.length += size

    def copy_line(self, line: PhysicalLine) -> None:
        """Writes what is kept of a printed line and notes which of it is emphasised."""
        if len(line.pieces) == 1 and not line.emphasis:
            self.copy(*line.pieces[0])
            return
        begin = self.length
        marks = iter([*line.emphasis, None])
        mark = next(marks)
        for index, (start, end) in enumerate(line.pieces):
            if parted(self.source, line.pieces, index):
                self.put(" ")
            offset = self.length
            self.copy(start, end)
            while mark is not None and mark[0] < end:
                if mark[1] > start and self.length - offset == end - start:
                    low, high = max(mark[0], start), min(mark[1], end)
                    self._emphasise(offset + low - start, offset + high - start)
                elif mark[1] > start:
                    self._emphasise(offset, self.length)
                if mark[1] > end:
                    break
                mark = next(marks)
        if line.emphasised:
            self._emphasise(begin, self.length)

    def _emphasise(self, start: int, end: int) -> None:
        if self.emphasis and start <= self.emphasis[-1][1] + 1:
            low, high = self.emphasis.pop()
            start, end = min(low, start), max(high, end)
        self.emphasis.append((start, end))

    def begin_line(self) -> int:
        """Begins a line; its offset."""
        if self.lines:
            self.put("\n")
        self.emphasis = []
        return self.length

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    @property
    def offsets(self) -> OffsetMap:
        """The map from what was written to the source."""
        return OffsetMap(tuple(self.runs))
