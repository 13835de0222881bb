"""A whole run: from files and folders to the tables of one output folder."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.engine import Failure, Outcome, available_processors, engine_for
from pipeline.inputs import InputFile, find_files, identify
from pipeline.read.errors import ReadError
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES
from pipeline.store.version import pipeline_version
from pipeline.store.writer import TableSet

DEFAULT_TIMEOUT = 900.0
"""Seconds that one document may take in a pool of processes."""


class Job(NamedTuple):
    """A document to be processed: its identity, where its bytes are, and the name that the tables show."""

    doc_id: str
    path: Path
    name: str


class Result(NamedTuple):
    """What became of a job: a record batch for each table, and the reason why there is none or what is doubtful."""

    status: str
    batches: dict[str, Any]
    citations: list[dict[str, Any]]
    problem: Failure | None = None


class Problem(NamedTuple):
    """A path that gave nothing: `status` is skipped or failed, the rest as in the table `sources`."""

    name: str
    status: str
    kind: str
    message: str


@dataclass(slots=True)
class Summary:
    """What a run did. `problems` lists what was not read, by name."""

    out: Path
    run_id: str
    documents: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    row_counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 where all is well, 1 where some documents failed, 2 where none came out."""
        if not self.documents:
            return 2
        return 1 if self.statuses["failed"] else 0


def run_batch(
    inputs: Sequence[Path],
    out: Path,
    *,
    jobs: int | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
    on_progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Read all files under the inputs and write the tables to the folder `out`.

    Documents are handed out and written in the order of their `doc_id`, so that the number of processes
    (`jobs`, by default one a processor) leaves no trace in the files. `on_progress` is called with the number
    of documents done and of all. Raises InputError where there is nothing to do, OSError where `out` cannot
    be written; the tables of an earlier run then stay as they were.
    """
    begin = time.perf_counter()
    started = dt.datetime.now(dt.UTC)
    summary = Summary(out, f"{started:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}")
    files = [identify(file) for file in find_files(inputs, leave_out=out)]
    work = _jobs_of(files)
    processes = max(1, min(jobs or available_processors(), len(work)))
    engine = engine_for(processes, timeout=timeout, preload=("pipeline.preload",))
    fates: dict[str, _Fate] = {}
    instruments = _new_instruments()
    with TableSet(out) as tables:
        for outcome in engine.run(process_file, work):
            result = _result_of(outcome)
            job = outcome.item
            fates[job.doc_id] = _Fate(job.name, result.status, result.problem, outcome.seconds)
            tables.add(result.batches)
            instruments.add(job.doc_id, result.citations)
            if on_progress is not None:
                on_progress(len(fates), len(work))
        tables.add_rows("instruments", instruments.rows())
        run = {"run_id": summary.run_id, "pipeline_version": pipeline_version()}
        rows = [_source_row(file, fates) | run for file in files]
        tables.add_rows("sources", rows)
        tables.commit()
        summary.row_counts = tables.row_counts
    summary.documents = summary.row_counts["documents"]
    summary.statuses.update(row["status"] for row in rows)
    summary.problems = [
        Problem(row["path"], row["status"], row["error_kind"], row["error_message"])
        for row in rows
        if row["error_kind"]
    ]
    summary.seconds = time.perf_counter() - begin
    return summary


def process_file(job: Job) -> Result:
    """Process one document and lay its rows out as the tables hold them. Runs in a worker."""
    from pipeline.process import doc_id_of, process_document  # loads every model: only where they are needed

    try:
        data = job.path.read_bytes()
        if doc_id_of(data) != job.doc_id:
            raise ReadError("changed", "The file was changed while it was read. Run again.")
        processed = process_document(data, job.name)
    except ReadError as error:
        return Result("failed", {}, [], Failure(error.kind, str(error)))
    except OSError as error:
        message = f"The file could be opened before and no longer ({error.strerror}). Run again."
        return Result("failed", {}, [], Failure("unreadable", message))
    batches = {name: record_batch(TABLES[name], rows) for name, rows in processed.rows.items()}
    doubt = Failure(processed.doubt.kind, processed.doubt.message) if processed.doubt else None
    return Result(processed.status, batches, processed.rows["citations"], doubt)


def _new_instruments() -> Any:
    from pipeline.link import Instruments

    return Instruments()


def _jobs_of(files: Sequence[InputFile]) -> list[Job]:
    """One job for each distinct document, under the first of its names, in the order of the tables."""
    jobs: dict[str, Job] = {}
    for file in files:
        if file.doc_id is not None and file.doc_id not in jobs:
            jobs[file.doc_id] = Job(file.doc_id, file.path, file.name)
    return [jobs[doc_id] for doc_id in sorted(jobs)]


def _result_of(outcome: Outcome[Job, Result]) -> Result:
    if outcome.value is not None:
        return outcome.value
    return Result("failed", {}, [], outcome.failure)


class _Fate(NamedTuple):
    """What became of a document, and the name under which it was read."""

    name: str
    status: str
    problem: Failure | None
    seconds: float


def _source_row(file: InputFile, fates: dict[str, _Fate]) -> dict[str, Any]:
    """A path's row in the log, but for what is the same in all rows of a run."""
    fate = _fate_of(file, fates)
    return {
        "path": file.name,
        "location": file.location,
        "doc_id": file.doc_id,
        "byte_size": file.byte_size,
        "modified_at": file.modified_at,
        "status": fate.status,
        "error_kind": fate.problem and fate.problem.kind,
        "error_message": fate.problem and fate.problem.message,
        "seconds": fate.seconds,
    }


def _fate_of(file: InputFile, fates: dict[str, _Fate]) -> _Fate:
    if file.doc_id is None:
        error = file.problem or ReadError("unreadable", "The file could not be read.")
        return _Fate(file.name, "skipped" if file.skipped else "failed", Failure(error.kind, str(error)), 0.0)
    fate = fates[file.doc_id]
    if fate.name == file.name:
        return fate
    # the same bytes were read under another name: what failed there fails here
    return fate._replace(status="failed" if fate.status == "failed" else "duplicate", seconds=0.0)
