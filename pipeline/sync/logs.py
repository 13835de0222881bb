"""Rows of the tables that log runs: `sources` and `runs`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.inputs import InputFile
from pipeline.store.version import pipeline_version, program_version, rules_version
from pipeline.sync.ledger import Entry
from pipeline.sync.plan import Plan
from pipeline.sync.summary import Summary

_MICROSECONDS = 1_000_000


def source_rows(
    files: Sequence[InputFile], plan: Plan, entries: Mapping[str, Entry], run_id: str
) -> list[dict[str, Any]]:
    """The rows of `sources`, one a path."""
    version = pipeline_version()
    return [
        {
            "path": file.name,
            "location": file.location,
            "doc_id": file.doc_id,
            "byte_size": file.byte_size,
            "modified_at": file.modified_at,
            "run_id": run_id,
            "pipeline_version": version,
            **_fate(file, plan, entries),
        }
        for file in files
    ]


def _fate(file: InputFile, plan: Plan, entries: Mapping[str, Entry]) -> dict[str, Any]:
    if file.doc_id is None:
        kind = file.problem.kind if file.problem else "unreadable"
        message = str(file.problem) if file.problem else "The file could not be read."
        return {
            "status": "skipped" if file.skipped else "failed",
            "error_kind": kind,
            "error_message": message,
            "seconds": 0.0,
        }
    entry = entries[file.doc_id]
    first = plan.names[file.doc_id] == file.name
    return {
        # the same bytes were read under another name: what failed there fails here
        "status": entry.status if first or entry.status == "failed" else "duplicate",
        "error_kind": entry.kind,
        "error_message": entry.message,
        "seconds": entry.seconds if first else 0.0,
    }


def run_row(summary: Summary) -> dict[str, Any]:
    """A run's row of the table `runs`, as far as it has come."""
    begun = int(summary.started_at.timestamp() * _MICROSECONDS)
    return {
        "run_id": summary.run_id,
        "started_at": begun,
        "finished_at": begun + int(summary.seconds * _MICROSECONDS),
        "seconds": summary.seconds,
        "outcome": summary.outcome,
        "state_id": summary.state_id,
        "files": summary.files,
        "documents": summary.documents,
        "processed": summary.processed,
        "documents_in": len(summary.changes.came_in),
        "documents_out": len(summary.changes.went_out),
        "failed": summary.statuses["failed"],
        "skipped": summary.statuses["skipped"],
        "exit_code": summary.exit_code,
        "rules_version": rules_version(),
        "program_version": program_version(),
    }
