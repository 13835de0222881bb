"""Deadlines joined to the tasks that they hold for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.deadlines.records import Deadline
from extractors.tasks import Task


def tasks_of_deadlines(tasks: Sequence[Task], deadlines: Sequence[Deadline]) -> list[list[int]]:
    """For each deadline the positions of the tasks that it holds for, in order: those in whose own words, time
    slot or time cell it stands. A slot line that closes several items holds for all of them, as a heading that is
    nothing but a time does for those under it that state none.

    `deadlines` must be in the order of the text.
    """
    starts = [deadline.start for deadline in deadlines]
    joined: list[list[int]] = [[] for _ in deadlines]
    for number, task in enumerate(tasks):
        held = _within(task.time_spans, starts, deadlines) or _within(task.times_above, starts, deadlines)
        for index in held:
            joined[index].append(number)
    return joined


def _within(
    spans: Sequence[tuple[int, int]], starts: Sequence[int], deadlines: Sequence[Deadline]
) -> list[int]:
    """The positions of the deadlines that stand in spans, each once."""
    found: dict[int, None] = {}
    for start, end in spans:
        index = bisect_left(starts, start)
        while index < len(deadlines) and starts[index] < end:
            if deadlines[index].end <= end:
                found[index] = None
            index += 1
    return list(found)
