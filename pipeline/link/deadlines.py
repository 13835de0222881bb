"""Deadlines joined to the tasks that they hold for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractors.deadlines.records import Deadline
from extractors.tasks import Task


def tasks_of_deadlines(tasks: Sequence[Task], deadlines: Sequence[Deadline]) -> list[list[int]]:
    """For each deadline the positions of the tasks that it holds for, in order: those in whose own words, time
    slot or time cell it stands. A slot line that closes several items holds for all of them.

    `deadlines` must be in the order of the text.
    """
    starts = [deadline.start for deadline in deadlines]
    joined: list[list[int]] = [[] for _ in deadlines]
    for number, task in enumerate(tasks):
        for start, end in task.time_spans:
            index = bisect_left(starts, start)
            while index < len(deadlines) and deadlines[index].start < end:
                if deadlines[index].end <= end and number not in joined[index]:
                    joined[index].append(number)
                index += 1
    return joined
