"""How a run tells what happens: a progress bar on a terminal, plain lines elsewhere, JSON lines on request."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.cli.terminal import printable
from pipeline.sync.surroundings import Tell

_PROGRESS_SECONDS = 10.0
_LEVELS = {"document_failed": "error", "error": "error", "document_doubtful": "warning"}
_DAMAGES = "_damaged"


@contextmanager
def telling(*, as_json: bool) -> Iterator[Tell]:
    """What a run tells its events to, on standard error."""
    if as_json:
        yield _Seldom(_tell_json)
    elif sys.stderr.isatty():
        from pipeline.cli.progress_bar import progress_bar  # draws with rich, which lines do without

        with progress_bar(in_words) as tell:
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
    text = in_words(event, facts)
    if text:
        sys.stderr.write(f"{_now()} {printable(text)}\n")
        sys.stderr.flush()


def in_words(event: str, facts: dict[str, Any]) -> str:
    """An event for people; empty for what only programs count."""
    if event == "progress":
        return f"{facts['done']:,} of {facts['of']:,} documents are read."
    if event == "document_failed":
        return f"{facts['path']}: {facts['message']} [{facts['kind']}]"
    return "" if event == "document_doubtful" else str(facts.get("message", ""))


def _now() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
