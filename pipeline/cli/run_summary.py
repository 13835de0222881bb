"""What a run did, printed when it has ended."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from pipeline.cli.terminal import counted, printable
from pipeline.review.records import APPLIED
from pipeline.sync.logs import run_row
from pipeline.sync.summary import Summary

_PROBLEMS_LISTED = 50
_STATUSES = ("ok", "partial", "duplicate", "skipped", "failed")


def print_summary(summary: Summary, console: Console) -> None:
    """Print a run's summary for people."""
    if summary.outcome == "stopped":
        console.print(
            f"Stopped after {counted(summary.processed, 'document')}: what is done is kept, and the tables are those "
            "of the run before. Run again to go on.",
            soft_wrap=True,
        )
        return
    speed = summary.processed / summary.seconds if summary.seconds else 0.0
    console.print(
        f"{counted(summary.documents, 'document')} in {summary.seconds:.1f} s ({_done(summary, speed)})"
        f" to {printable(str(summary.out))}",
        soft_wrap=True,
    )
    for name, count in summary.row_counts.items():
        console.print(f"  {name:14}{count:>10,} rows")
    counts = summary.statuses
    console.print(
        "Files: " + ", ".join(f"{counts[status]:,} {status}" for status in _STATUSES if counts[status])
    )
    if counts["partial"]:
        console.print(
            "What is missing in the partial ones stands in the column warnings of the table documents."
        )
    _print_corrections(summary, console)
    for status in ("skipped", "failed"):
        problems = [problem for problem in summary.problems if problem.status == status]
        if problems:
            console.print(f"{status.capitalize()}:")
        for problem in problems[:_PROBLEMS_LISTED]:
            console.print(
                f"  {printable(problem.name)}: {printable(problem.message)} [{problem.kind}]", soft_wrap=True
            )
        if len(problems) > _PROBLEMS_LISTED:
            console.print(f"  … and {len(problems) - _PROBLEMS_LISTED} more: see the table sources")


def _print_corrections(summary: Summary, console: Console) -> None:
    applied = sum(summary.corrections[status] for status in APPLIED)
    missed = summary.corrections.total() - applied
    if applied:
        console.print(f"Corrections: {applied:,} applied.")
    if missed:
        console.print(
            f"{counted(missed, 'correction')} could not be applied: kehoach review lists "
            f"{'it' if missed == 1 else 'them'} with the reason.",
            soft_wrap=True,
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
