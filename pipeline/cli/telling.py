"""How a run tells what happens: a progress bar on a terminal, plain lines elsewhere, JSON lines on request."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
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

from pipeline.cli.terminal import error_console, printable
from pipeline.sync.surroundings import Tell

_PROGRESS_SECONDS = 10.0
_LEVELS = {"document_failed": "error", "error": "error", "document_doubtful": "warning"}
_DAMAGES = "_damaged"


@contextmanager
def telling(*, as_json: bool) -> Iterator[Tell]:
    """What a run tells its events to, on standard error."""
    console = error_console()
    if as_json:
        yield _Seldom(_tell_json)
    elif console.is_terminal:
        with _bar(console) as tell:
            yield tell
    else:
        yield _Seldom(_tell_line)


class _Seldom:
    """Lets progress through only every some seconds, and when all is done; everything else always."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._next = time.monotonic() + _PROGRESS_SECONDS

    def __call__(self, event: str, **facts: Any) -> None:
        if event == "progress" and facts["done"] < facts["of"]:
            if time.monotonic() < self._next:
                return
            self._next = time.monotonic() + _PROGRESS_SECONDS
        self._tell(event, **facts)


def _tell_json(event: str, **facts: Any) -> None:
    level = _LEVELS.get(event, "warning" if event.endswith(_DAMAGES) else "info")
    line = {"time": _now(), "level": level, "event": event, **facts}
    sys.stderr.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
    sys.stderr.flush()


def _tell_line(event: str, **facts: Any) -> None:
    text = _in_words(event, facts)
    if text:
        sys.stderr.write(f"{_now()} {printable(text)}\n")
        sys.stderr.flush()


def _in_words(event: str, facts: dict[str, Any]) -> str:
    """An event for people; empty for what only programs count."""
    if event == "progress":
        return f"{facts['done']:,} of {facts['of']:,} documents are read."
    if event == "document_failed":
        return f"{facts['path']}: {facts['message']} [{facts['kind']}]"
    return "" if event == "document_doubtful" else str(facts.get("message", ""))


def _now() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


class _Rate(ProgressColumn):
    """Documents per second since the first one began."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f} documents/s")


@contextmanager
def _bar(console: Console) -> Iterator[Tell]:
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)

        def tell(event: str, **facts: Any) -> None:
            if event == "progress":
                progress.update(task, completed=facts["done"], total=facts["of"])
            elif event != "document_failed":  # the closing summary lists them
                text = _in_words(event, facts)
                if text:
                    progress.console.print(printable(text), soft_wrap=True)

        yield tell
