"""`kehoach sync` and `kehoach extract`: a run over files and folders, and how it ends."""

from __future__ import annotations

import argparse
import errno
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.cli.run_summary import facts_of, in_lines
from pipeline.cli.settings import INPUTS, SettingsError, settings_of
from pipeline.cli.telling import telling
from pipeline.cli.terminal import complain, printable
from pipeline.engine import EngineError
from pipeline.inputs import InputError
from pipeline.read import ReadLimits
from pipeline.review.store import CorrectionsError
from pipeline.store.durable import NoRoomError
from pipeline.store.remote import Place, RemoteError
from pipeline.sync.lock import LockedError
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise
from pipeline.sync.summary import Summary
from pipeline.sync.surroundings import Surroundings, Tell

_OPTIONS = tuple(field.name for field in fields(Options))
_LIMITS = tuple(field.name for field in fields(ReadLimits))
_STOPPED_BY = (signal.SIGTERM, signal.SIGINT)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        settings = settings_of(arguments)
        inputs, out = _needed(settings, INPUTS, "INPUT"), _needed(settings, "out", "--out DIR")
    except SettingsError as error:
        return complain(str(error))
    chosen = {name: settings[name] for name in _OPTIONS if name in settings}
    limits = ReadLimits(**{name: settings[name] for name in _LIMITS if name in settings})
    as_json, metrics = settings.get("log_json", False), settings.get("metrics")
    summary: Summary | None = None
    problem = ""
    with telling(as_json=as_json) as tell, _stopping() as stopping:
        try:
            around = Surroundings(tell=tell, stopping=stopping)
            options = Options(**chosen, limits=limits, anew=arguments.anew)
            if isinstance(out, Path):
                summary = synchronise(inputs, out, options, around)
            else:
                from pipeline.sync.remote import synchronise_bucket, work_folder

                work = settings.get("work") or work_folder(out)
                summary = synchronise_bucket(inputs, out, work, options, around)
        except (InputError, RemoteError, CorrectionsError, EngineError, LockedError, NoRoomError) as error:
            problem = str(error)
        except OSError as error:
            problem = _about(error, out)
        problem = _measured(metrics, summary, problem)
        if as_json:
            _tell_the_end(tell, summary, problem)
    if not as_json:
        if summary is not None:
            sys.stdout.write("".join(f"{line}\n" for line in in_lines(summary)))
            sys.stdout.flush()
        if problem:
            complain(problem)
    return summary.exit_code if summary is not None and not problem else 2


def _needed(settings: dict[str, Any], name: str, option: str) -> Any:
    if name not in settings:
        raise SettingsError(f"no {name} given. Give {option}, or {name} in the file that --config names.")
    return settings[name]


def _about(error: OSError, out: Place) -> str:
    where = printable(str(error.filename or out))
    advice = "Make room" if error.errno == errno.ENOSPC else "Give another folder to --out"
    return f"cannot write to {where}: {error.strerror}. {advice}."


def _measured(path: Path | None, summary: Summary | None, problem: str) -> str:
    """Write the metrics that were asked for; gives the problem, or the one met here."""
    if path is not None:
        from pipeline.sync.metrics import (
            write_metrics,
        )  # a library of its own, which runs without do not need

        try:
            write_metrics(path, summary)
        except OSError as error:
            return problem or f"cannot write the metrics to {printable(path)}: {error.strerror}."
    return problem


def _tell_the_end(tell: Tell, summary: Summary | None, problem: str) -> None:
    if summary is not None:
        tell("finished", **facts_of(summary))
    if problem:
        tell("error", message=problem)


class _Stop:
    """Whether, and by which signal, the run was asked to stop."""

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self) -> int:
        return self.signal

    def take(self, number: int, _frame: object) -> None:
        self.signal = number
        signal.signal(signal.SIGINT, signal.default_int_handler)  # once more, and it ends at once


@contextmanager
def _stopping() -> Iterator[_Stop]:
    """Let signals that end a process ask for the run's end instead."""
    stop = _Stop()
    before = {number: signal.signal(number, stop.take) for number in _STOPPED_BY}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
