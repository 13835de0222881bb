"""By when, when or how often: days, periods, rhythms and events by which a plan's work is to be done."""

from extractors.deadlines.finder import find_deadlines, read_time_slot, shifted
from extractors.deadlines.formatting import format_deadline
from extractors.deadlines.records import Deadline, DeadlineKind

__all__ = [
    "Deadline",
    "DeadlineKind",
    "find_deadlines",
    "format_deadline",
    "read_time_slot",
    "shifted",
]
