"""The progress bar that a run shows on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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

from pipeline.cli.terminal import printable
from pipeline.sync.surroundings import Tell


@contextmanager
def progress_bar(in_words: Callable[[str, dict[str, Any]], str]) -> Iterator[Tell]:
    """What a run tells its events to: progress becomes a bar, the rest is printed above it `in_words`."""
    console = Console(stderr=True, highlight=False, markup=False)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)

        def tell(event: str, **facts: Any) -> None:
            if event == "progress":
                progress.update(task, completed=facts["done"], total=facts["of"])
            elif event != "document_failed":  # the closing summary lists them
                text = in_words(event, facts)
                if text:
                    progress.console.print(printable(text), soft_wrap=True)

        yield tell


class _Rate(ProgressColumn):
    """Documents per second since the first one began."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f} documents/s")
