"""Who does what: each task with the units that take part in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.tables import Tables

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the table `tasks` and the standard names of its units by role, in the order of the text."""

    task: Row
    units: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def work_by_task(tables: Tables) -> dict[tuple[str, int], Work]:
    """All tasks with their units, by `doc_id` and `task_id`."""
    work = {(task["doc_id"], task["task_id"]): Work(task) for task in tables.rows("tasks")}
    for unit in tables.rows("units", ["doc_id", "task_id", "role", "name"]):
        names = work[unit["doc_id"], unit["task_id"]].units[unit["role"]]
        if unit["name"] not in names:
            names.append(unit["name"])
    return work
