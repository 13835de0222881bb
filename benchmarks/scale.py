"""Measures what docs/scale.md reckons with: seconds by format, bytes by table, and what a run costs beside the stages.

python -m benchmarks.scale [--sizes 1000 5000 20000]

The run's own cost is measured with documents whose rows are those of the samples, which takes no time to find.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.table import Table

import pipeline.without_pandas  # noqa: F401 - as in the command's own process
from pipeline.process import process_document
from pipeline.read import ReadError
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES
from pipeline.sync.options import Options
from pipeline.sync.parcels import Parcel, parcel_of
from pipeline.sync.plan import Work
from pipeline.sync.run import synchronise
from pipeline.sync.surroundings import Surroundings

_SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
_FORMATS = _SAMPLES.with_name("formats")
_MEBIBYTE = 1024 * 1024
_CHANGED = 100
"""Of so many documents, one changes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements and print a table of each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one is not None:
        print(json.dumps(cost_of_runs(options.one)))
        return 0
    console = Console(width=110)
    console.print(by_format())
    table = Table("documents", "new s", "publication", "nothing", "1 % changed", "publication", "peak MiB")
    last: dict[str, Any] = {}
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size)]
        last = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
        table.add_row(
            f"{size:,}",
            *(f"{last[name]:.2f}" for name in ("new", "new_publication", "nothing", "changed")),
            f"{last['changed_publication']:.2f}",
            f"{last['peak'] / _MEBIBYTE:,.0f}",
        )
    console.print(table, "processor seconds of one process; the stages take none")
    console.print(f"the ledger has {last['ledger'] / size:,.0f} bytes a document", by_table())
    return 0


def by_format() -> Table:
    """Processor seconds of this process and its programs for a document, by the ending of its name."""
    spent: dict[str, list[float]] = defaultdict(list)
    bytes_: dict[str, int] = defaultdict(int)
    for path in sorted(_FORMATS.rglob("*")):
        if path.is_file() and path.suffix != ".toml":
            data, suffix = path.read_bytes(), "".join(path.suffixes)
            try:
                process_document(data, path.name)  # what is loaded once is loaded
                begin = _processor_seconds()
                process_document(data, path.name)
            except ReadError:
                continue
            spent[suffix].append(_processor_seconds() - begin)
            bytes_[suffix] += len(data)
    table = Table("format", "documents", "kB a document", "seconds a document")
    for suffix, times in sorted(spent.items()):
        count = len(times)
        table.add_row(suffix, str(count), f"{bytes_[suffix] / count / 1000:.1f}", f"{sum(times) / count:.3f}")
    return table


def _processor_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def by_table() -> Table:
    """Rows and compressed bytes of a document in each table, of the samples, no two of which say the same."""
    from pyarrow.parquet import read_metadata

    table = Table("table", "rows a document", "bytes a document")
    total = 0.0
    with tempfile.TemporaryDirectory() as folder:
        count = synchronise([_SAMPLES], Path(folder), Options(engine="single")).documents
        for name in TABLES:
            metadata = read_metadata(Path(folder) / f"{name}.parquet")
            groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
            size = sum(
                group.column(at).total_compressed_size for group in groups for at in range(group.num_columns)
            )
            total += size / count
            table.add_row(name, f"{metadata.num_rows / count:.1f}", f"{size / count:,.0f}")
    table.add_row("all", "", f"{total:,.0f}")
    return table


def cost_of_runs(count: int) -> dict[str, Any]:
    """Processor seconds of a run with all documents new, with none, and with one in a hundred changed."""
    found: dict[str, Any] = {}
    _patterns()
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "in", Path(folder) / "out"
        for number in range(count):
            path = inputs / f"{number % 100:02}" / f"{number:08}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{number}", encoding="utf-8")
        time.sleep(2.5)  # until their times are settled, and no file is read again to be sure
        for name in ("new", "nothing", "changed"):
            if name == "changed":
                for number in range(0, count, _CHANGED):
                    (inputs / f"{number % 100:02}" / f"{number:08}.txt").write_text(f"{number}!")
            steps: dict[str, float] = {}
            begin = time.process_time()
            synchronise([inputs], out, Options(engine="single"), _surroundings(steps))
            found[name] = time.process_time() - begin
            found[f"{name}_publication"] = steps["state_shown"] - steps["state"]
        found["ledger"] = (out / ".kehoach" / "ledger.sqlite.backup").stat().st_size
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found


def _surroundings(steps: dict[str, float]) -> Surroundings:
    def checkpoint(name: str) -> None:
        steps[name] = time.process_time()

    return Surroundings(process=_copied, checkpoint=checkpoint)


@functools.cache
def _patterns() -> list[dict[str, Any]]:
    """The record batches of the samples."""
    found = []
    for path in sorted(_SAMPLES.glob("*.txt")):
        rows = process_document(path.read_bytes(), path.name).rows
        found.append({name: record_batch(TABLES[name], table_rows) for name, table_rows in rows.items()})
    return found


def _copied(work: Work) -> Parcel:
    """The rows of a sample, as those of another document."""
    pattern = _patterns()[int(work.doc_id, 16) % len(_patterns())]
    batches = {}
    for name, batch in pattern.items():
        at = batch.schema.get_field_index("doc_id")
        doc_ids = pa.array([work.doc_id] * batch.num_rows, pa.string())
        batches[name] = batch.set_column(at, batch.schema.field(at), doc_ids)
    return parcel_of("ok", batches, None)


if __name__ == "__main__":
    sys.exit(main())
