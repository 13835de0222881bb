"""A run of `kehoach sync`: what is new is processed, batch by batch, and then published as one state."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from pipeline.inputs import find_files
from pipeline.review.store import load_corrections
from pipeline.store.durable import flush_to_disk
from pipeline.store.reader import HIDDEN
from pipeline.store.remote import Place
from pipeline.sync.ledger import Ledger
from pipeline.sync.lock import WriterLock
from pipeline.sync.options import Options
from pipeline.sync.search import search
from pipeline.sync.summary import Summary
from pipeline.sync.surroundings import Surroundings

LEDGER, LOCK = "ledger.sqlite", "lock"


def synchronise(
    inputs: Sequence[Place],
    out: Path,
    options: Options = Options(),  # noqa: B008
    around: Surroundings = Surroundings(),  # noqa: B008
    *,
    leave_out: Place | None = None,
) -> Summary:
    """Make the tables in `out` those of the files under `inputs`, by processing only what is not done yet.

    The result depends on the files, the rules and the corrections that are kept in `out` alone, not on how many
    runs it took or how they ended. Raises InputError where there is nothing to do, LockedError where another process
    is at it, CorrectionsError where the corrections cannot be read, EngineError where no process can be had,
    NoRoomError and OSError where the disk is full or fails; what was finished until then is taken up by the next run.
    What lies in `out` and `leave_out` is no input.
    """
    files = find_files(inputs, leave_out=(out,) if leave_out is None else (out, leave_out))
    hidden = out / HIDDEN
    if not hidden.is_dir():
        hidden.mkdir(parents=True)
        flush_to_disk(out)
    try:
        with WriterLock(hidden / LOCK), Ledger(hidden / LEDGER) as ledger:
            summary, corrections = Summary(out), load_corrections(hidden)
            found = search(files, ledger, options, around)
            # what writes tables is loaded while the other processes load the rules
            from pipeline.sync.course import Course

            return Course(summary, ledger, options, around, corrections, found).run()
    except sqlite3.DatabaseError as error:
        raise OSError(errno.EIO, f"{error}; run again", str(hidden / LEDGER)) from error
