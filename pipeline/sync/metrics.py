"""The figures of a run in Prometheus' text format, for a node exporter to collect."""

from __future__ import annotations

import time
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from pipeline.store.version import program_version, rules_version
from pipeline.sync.summary import Summary

_STATUSES = ("ok", "partial", "duplicate", "skipped", "failed")
_FAILED = 2


def write_metrics(path: Path, summary: Summary | None) -> None:
    """Write the figures of a run, None where it failed, to a file, which is there whole or not at all.

    Raises OSError.
    """
    registry = CollectorRegistry()

    def gauge(name: str, text: str, value: float) -> None:
        Gauge(f"kehoach_{name}", text, registry=registry).set(value)

    gauge("run_finished_timestamp_seconds", "When the last run ended", time.time())
    gauge("run_exit_code", "Exit code of the last run", summary.exit_code if summary else _FAILED)
    info = Gauge("kehoach_info", "Versions", ["program_version", "rules_version"], registry=registry)
    info.labels(program_version(), rules_version()).set(1)
    if summary is not None:
        gauge("run_duration_seconds", "How long the last run took", summary.seconds)
        gauge("run_processed_documents", "Documents that the last run read", summary.processed)
    if summary is not None and summary.outcome != "stopped":
        gauge("documents", "Documents in the tables", summary.documents)
        gauge("documents_in", "Documents that came in with the last run", len(summary.changes.came_in))
        gauge("documents_out", "Documents that left with the last run", len(summary.changes.went_out))
        files = Gauge("kehoach_files", "Files by what became of them", ["status"], registry=registry)
        for status in _STATUSES:
            files.labels(status).set(summary.statuses[status])
        rows = Gauge("kehoach_rows", "Rows by table", ["table"], registry=registry)
        for table, count in summary.row_counts.items():
            rows.labels(table).set(count)
    write_to_textfile(str(path), registry)
