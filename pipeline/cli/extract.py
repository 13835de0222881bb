"""`kehoach extract`: a run over files and folders, with its progress and a closing summary."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from pipeline.batch import DEFAULT_TIMEOUT, Summary, run_batch
from pipeline.cli.terminal import complain, error_console, output_console, printable
from pipeline.engine import EngineError
from pipeline.inputs import InputError

_PROBLEMS_LISTED = 50
_STATUSES = ("ok", "partial", "duplicate", "skipped", "failed")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    timeout = DEFAULT_TIMEOUT if options.timeout is None else options.timeout or None
    try:
        with _progress(error_console()) as on_progress:
            summary = run_batch(
                options.inputs, options.out, jobs=options.jobs, timeout=timeout, on_progress=on_progress
            )
    except (InputError, EngineError) as error:
        return complain(str(error))
    except OSError as error:
        where = printable(error.filename or options.out)
        return complain(f"cannot write to {where}: {error.strerror}. Give another folder to --out.")
    _print_summary(summary, output_console())
    return summary.exit_code


class _Rate(ProgressColumn):
    """Documents per second since the first one began."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f} documents/s")


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar as a function of the number done and the number of all."""
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _print_summary(summary: Summary, console: Console) -> None:
    speed = summary.documents / summary.seconds if summary.seconds else 0.0
    console.print(
        f"{_counted(summary.documents, 'document')} in {summary.seconds:.1f} s ({speed:.1f} documents/s)"
        f" to {printable(summary.out)}"
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


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
