"""What is found: pieces of work, and the units that have a part in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.common.mention import Mention

Role = Literal["lead", "coordinate", "report_to"]
Origin = Literal["prose", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart(Mention):
    """A unit's part in a task. The span stands in the task itself, or in the heading, slot line or cell that the
    task has it from. `name` is the standard form of the unit's name, `kind` and `level` as in the table `units`."""

    name: str
    kind: str
    level: str | None
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Mention):
    """A piece of work given to somebody. The span covers its own words, without a label or a unit's name with a
    colon before it. `section` holds the headings above it, the outermost first. `time_spans` are the stretches of
    the document in which a deadline holds for this task: its own words, its time slot, its row's time cell;
    `times_above` the headings that are nothing but a time, whose deadline holds where those have none."""

    section: tuple[str, ...]
    origin: Origin
    product: str | None
    units: tuple[UnitPart, ...]
    time_spans: tuple[tuple[int, int], ...]
    times_above: tuple[tuple[int, int], ...] = ()
