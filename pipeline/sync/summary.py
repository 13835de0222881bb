"""What a run did, for whoever started it."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.store.remote import Place
from pipeline.sync.changes import Changes

_SIGNAL = 128


class Problem(NamedTuple):
    """A path with an error: `status` is skipped, failed, partial or duplicate, the rest as in the table `sources`."""

    name: str
    status: str
    kind: str
    message: str


@dataclass(slots=True)
class Summary:
    """What a run did.

    `outcome` is as in the table `runs`; `reasons` counts the documents that were to be processed by reason,
    `processed` those that were; `documents` and `row_counts` tell what is in the tables, `statuses` what became
    of the files; `problems` lists what was not read, by name. `corrections` counts those that people have made by
    what became of them, as in the table `corrections`. `stopped_by` is the signal that stopped it,
    `begun` when it began by the clock of `time.perf_counter`.
    """

    out: Place
    started_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    run_id: str = ""
    files: int = 0
    outcome: str = "failed"
    state_id: str | None = None
    documents: int = 0
    processed: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    row_counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    corrections: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    stopped_by: int = 0
    begun: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        # sorts by time
        self.run_id = self.run_id or f"{self.started_at:%Y%m%dT%H%M%SZ-%f}{secrets.token_hex(3)}"

    @property
    def exit_code(self) -> int:
        """0 where all is well, 1 where some documents failed, 2 where none came out, 128 + n after signal n."""
        if self.stopped_by:
            return _SIGNAL + self.stopped_by
        if not self.documents:
            return 2
        return 1 if self.statuses["failed"] else 0
