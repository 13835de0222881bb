"""By when, when or how often: days, periods, rhythms and events by which a plan's work is to be done."""

from extractors.deadlines.contexts import is_time_label
from extractors.deadlines.document import fills_time_slot, find_document_deadlines
from extractors.deadlines.finder import find_deadlines, read_time_slot
from extractors.deadlines.records import Deadline, DeadlineKind

__all__ = [
    "Deadline",
    "DeadlineKind",
    "fills_time_slot",
    "find_deadlines",
    "find_document_deadlines",
    "is_time_label",
    "read_time_slot",
]
