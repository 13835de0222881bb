"""Page furniture: page numbers, ruled lines and running heads, left out of the text."""

from __future__ import annotations

import regex

from pipeline.normalise.physical import DropLog, PhysicalLine, Span

_RULE = regex.compile(r"[-_=*~–—.…·•\s|]{3,}$|[_=~–—]+$")
_PAGE_NUMBER = regex.compile(r"(?:[Tt]rang\s+)?[-–—]?\s*(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–—]?$")


def drop_furniture(
    lines: list[PhysicalLine], furniture: tuple[Span, ...], drops: DropLog, *, placed: bool = False
) -> list[PhysicalLine]:
    """The lines with furniture blanked: what is dropped is noted, and the blank line stays as a gap.

    `furniture` are spans that the reader recognised. A line that holds only a number is a page number where
    the numbers of such lines count up by one through the document; not where the reader knew what is text
    and what is set on the page around it (`placed`), and so knew page numbers itself.
    """
    numbered = set() if placed else _page_numbers(lines)
    marks = sorted(furniture)
    index = 0
    kept = []
    for number, line in enumerate(lines):
        while index < len(marks) and marks[index][1] <= line.start:
            index += 1
        inside = index < len(marks) and marks[index][0] <= line.start and line.end <= marks[index][1]
        reason = ""
        if line.blank:
            pass
        elif inside:
            reason = "page furniture"
        elif not line.text[0].isalnum() and line.text != "|" and _RULE.match(line.text):
            reason = "ruled line"
        elif number in numbered:
            reason = "page number"
        if reason:
            for span in line.pieces:
                drops.add(*span, reason)
            line = PhysicalLine(line.start, line.end, line.page, furniture=inside, indent=line.indent)
        kept.append(line)
    return kept


def _page_numbers(lines: list[PhysicalLine]) -> set[int]:
    """Indexes of lines that hold a page's number: at least two, each one more than the last, far apart."""
    candidates = [
        (index, int(match.group(1)))
        for index, line in enumerate(lines)
        if len(line.text) < 16 and (match := _PAGE_NUMBER.match(line.text)) and not _in_stream(lines, index)
    ]
    best: list[int] = []
    run: list[tuple[int, int]] = []
    for index, value in candidates:
        if run and value == run[-1][1] + 1 and index - run[-1][0] > 8:
            run.append((index, value))
        elif not run or value in (1, 2):
            run = [(index, value)]
        if len(run) > len(best):
            best = [at for at, _ in run]
    return set(best) if len(best) > 1 else set()


def _in_stream(lines: list[PhysicalLine], index: int) -> bool:
    """Whether a line stands between two lines `|`: a table's cell."""
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return before == "|" or after == "|"
