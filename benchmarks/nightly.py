"""What the nightly batch costs: against the bare stages, with nothing or little to do, in time and in memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.corpora import make_tables, varied_texts, write_texts
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise

MANY, FEW = 5_000, 500
_CHANGED_PART = 100
_KIBIBYTE = 1024
_MEBIBYTE = 1024 * 1024
_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class _Run:
    """Wall-clock seconds of `kehoach sync`, and the peak of its main process's memory in bytes."""

    seconds: float
    peak_memory: int


def nightly(texts: list[tuple[str, str]], console: Console) -> None:
    """A full run, one with nothing to do, one with a hundredth changed; processes, memory, overhead."""
    table = Table("measured", "found", "aim", title=f"{MANY:,} documents")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs, few = folder / "in", folder / "few"
        write_texts(varied_texts(texts, MANY), inputs)
        write_texts(varied_texts(texts, FEW), few)
        small = _run(few, folder / "out-few", 2)
        full = _run(inputs, folder / "out", 2)
        nothing = _run(inputs, folder / "out", 2)
        _change(inputs)
        little = _run(inputs, folder / "out", 2)
        one = _run(inputs, folder / "out-one", 1)
        table.add_row("full run, two processes", f"{full.seconds:.1f} s", "")
        _add_part(table, "nothing to do, of that", nothing.seconds, full.seconds, "≤ 2 %")
        _add_part(table, "one document in 100 changed, of that", little.seconds, full.seconds, "≤ 6 %")
        table.add_row("two processes against one", f"{one.seconds / full.seconds:.2f} times", "≥ 1.8")
        table.add_row(
            f"peak memory of the main process against that at {FEW}",
            f"{full.peak_memory / small.peak_memory:.2f} times ({full.peak_memory / _MEBIBYTE:.0f} MiB)",
            "≤ 1.3",
        )
        bare = _bare_stages(inputs)
        begin = time.process_time()
        synchronise([inputs], folder / "out-single", Options(engine="single"))
        _add_part(table, "batch over bare stages", time.process_time() - begin - bare, bare, "≤ 15 %")
    console.print(table)


def _add_part(table: Table, what: str, seconds: float, whole: float, aim: str) -> None:
    table.add_row(what, f"{seconds / whole:.1%} ({seconds:.1f} s)", aim)


def _change(inputs: Path) -> None:
    for path in sorted(inputs.iterdir())[::_CHANGED_PART]:
        path.write_text(path.read_text(encoding="utf-8") + "Sửa đổi.\n", encoding="utf-8")


def _bare_stages(inputs: Path) -> float:
    """Processor seconds of reading and extracting all documents, without keeping what comes out."""
    begin = time.process_time()
    for path in sorted(inputs.iterdir()):
        make_tables(path.read_bytes(), path.name)
    return time.process_time() - begin


def _run(inputs: Path, out: Path, jobs: int) -> _Run:
    arguments = ["sync", str(inputs), "--out", str(out), "--jobs", str(jobs)]
    begin = time.perf_counter()
    command: Sequence[str] = [sys.executable, "-m", "pipeline.cli", *arguments]
    # where it is set every run compiles all modules, as one of an installed program does not
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        peak = _Peak(process.pid)
        peak.start()
        code = process.wait()
    taken = time.perf_counter() - begin
    peak.finished.set()
    peak.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return _Run(taken, peak.value)


class _Peak(threading.Thread):
    """Follows what the system says of the most memory that a process has held."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.value = 0
        self.finished = threading.Event()
        self._status = Path(f"/proc/{pid}/status")

    def run(self) -> None:
        while not self.finished.wait(_SAMPLE_SECONDS):
            try:
                lines = self._status.read_text(encoding="ascii").splitlines()
            except OSError:
                return
            found = [int(line.split()[1]) * _KIBIBYTE for line in lines if line.startswith("VmHWM:")]
            self.value = max([self.value, *found])
