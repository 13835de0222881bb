"""What a run did, printed when it has ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.cli.terminal import counted, printable
from pipeline.review.records import APPLIED
from pipeline.sync.logs import run_row
from pipeline.sync.summary import Summary

_PROBLEMS_LISTED = 50
_STATUSES = ("ok", "partial", "duplicate", "skipped", "failed")


def in_lines(summary: Summary) -> Iterator[str]:
    """A run's summary for people, line by line."""
    if summary.outcome == "stopped":
        yield (
            f"Stopped after {counted(summary.processed, 'document')}: what is done is kept, and the tables are those "
            "of the run before. Run again to go on."
        )
        return
    speed = summary.processed / summary.seconds if summary.seconds else 0.0
    yield (
        f"{counted(summary.documents, 'document')} in {summary.seconds:.1f} s ({_done(summary, speed)})"
        f" to {printable(str(summary.out))}"
    )
    for name, count in summary.row_counts.items():
        yield f"  {name:14}{count:>10,} rows"
    counts = summary.statuses
    yield "Files: " + ", ".join(f"{counts[status]:,} {status}" for status in _STATUSES if counts[status])
    if counts["partial"]:
        yield "What is missing in the partial ones stands in the column warnings of the table documents."
    yield from _corrections(summary)
    for status in ("skipped", "failed"):
        problems = [problem for problem in summary.problems if problem.status == status]
        if problems:
            yield f"{status.capitalize()}:"
        for problem in problems[:_PROBLEMS_LISTED]:
            yield f"  {printable(problem.name)}: {printable(problem.message)} [{problem.kind}]"
        if len(problems) > _PROBLEMS_LISTED:
            yield f"  … and {len(problems) - _PROBLEMS_LISTED} more: see the table sources"


def _corrections(summary: Summary) -> Iterator[str]:
    applied = sum(summary.corrections[status] for status in APPLIED)
    missed = summary.corrections.total() - applied
    if applied:
        yield f"Corrections: {applied:,} applied."
    if missed:
        yield (
            f"{counted(missed, 'correction')} could not be applied: kehoach review lists "
            f"{'it' if missed == 1 else 'them'} with the reason."
        )


def _done(summary: Summary, speed: float) -> str:
    if not summary.processed:
        return "nothing was to be processed"
    if summary.processed == summary.documents:
        return f"{speed:.1f} documents/s"
    return f"{summary.processed:,} processed, {speed:.1f} documents/s"


def facts_of(summary: Summary) -> dict[str, Any]:
    """A run's summary for programs: its row of the table `runs`, what it did, and the rows by table."""
    changes = summary.changes
    return {
        **run_row(summary),
        "started_at": summary.started_at.isoformat(timespec="seconds"),
        "finished_at": None,
        "statuses": dict(summary.statuses),
        "reasons": summary.reasons,
        "documents_changed": len(changes.redone),
        "rows": summary.row_counts,
        "corrections": dict(summary.corrections),
    }
