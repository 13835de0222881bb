"""Tasks: pieces of work that a plan gives to units, with each unit's part in them."""

from extractors.tasks.finder import find_tasks
from extractors.tasks.records import Task, UnitPart

__all__ = ["Task", "UnitPart", "find_tasks"]
