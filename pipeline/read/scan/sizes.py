"""The size of type on scans, told by how tall lines are and how wide their letters run."""

from __future__ import annotations

from collections import defaultdict

from pipeline.read.scan.recognition import ReadWord

_SAME_HEIGHT = 0.16
"""Lines whose height differs from the page's usual one by less than this share are of that size: how tall a line's
letters happen to be says no more."""
_FEWEST_LETTERS = 20
"""A line's width tells its size from so many small letters on."""
_SMALLER = 0.87
_SAME_WIDTH = (0.93, 1.1)


def type_sizes(words: list[ReadWord]) -> list[float]:
    """For each word the size of its line's type, from the lowest descender to the highest ascender in pixels.

    An OCR measures lines of few tall letters badly: where a line is long enough to tell, its letters' width decides.
    """
    lines: defaultdict[int, list[ReadWord]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    heights = sorted(word.size for word in words for _ in word.text)
    usual = heights[len(heights) // 2] if heights else 0.0
    widths = {line: width for line, members in lines.items() if (width := _letter_width(members))}
    ordered = sorted(widths.values())
    usual_width = ordered[len(ordered) // 2] if ordered else 0.0
    sizes: dict[int, float] = {}
    for line, members in lines.items():
        height = max(word.size for word in members)
        size = usual if abs(height - usual) <= _SAME_HEIGHT * usual else height
        if line in widths:
            share = widths[line] / usual_width
            if share < _SMALLER:
                size = min(size, usual * share)
            elif _SAME_WIDTH[0] <= share <= _SAME_WIDTH[1]:
                size = usual
        sizes[line] = size
    return [sizes[word.line] for word in words]


def _letter_width(words: list[ReadWord]) -> float | None:
    """How wide the letters of a line's words are on average; None for lines of capitals and short ones."""
    plain = [word for word in words if word.text[1:].islower() and word.text.isalpha()]
    letters = sum(len(word.text) for word in plain)
    if letters < _FEWEST_LETTERS:
        return None
    return sum(word.x1 - word.x0 for word in plain) / letters
