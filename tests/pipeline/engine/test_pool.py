"""What only the pool of processes promises."""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import engine_functions as functions
import pytest

from pipeline.engine.pool import ProcessPool


def test_without_order_a_slow_item_holds_up_no_other():
    outcomes = ProcessPool(2, timeout=5).run(functions.hang_on_three, range(200), in_order=False)
    assert next(outcome.item for outcome in outcomes if outcome.item > 150)
    outcomes.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_an_item_may_have_the_memory_of_all_when_alone():
    outcomes = ProcessPool(2, memory=2 * 2**30).run(functions.take_memory, [1, 2500, 100_000])
    assert [outcome.value for outcome in outcomes] == [1, 2500, None]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process that hangs outlives its parent")
def test_no_process_outlives_a_parent_that_is_killed(tmp_path):
    script = (
        "import os, sys, time, pathlib\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from pipeline.engine.pool import ProcessPool\n"
        "from engine_functions import note_and_hang\n"
        "if __name__ == '__main__':\n"
        f"    list(ProcessPool(1).run(note_and_hang, [pathlib.Path({str(tmp_path / 'pid')!r})]))\n"
    )
    (tmp_path / "main.py").write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    parent = subprocess.Popen([sys.executable, str(tmp_path / "main.py")], env=environment)  # noqa: S603
    try:
        pid = int(_patiently(lambda: (tmp_path / "pid").read_text()))
    finally:
        parent.kill()
        parent.wait()
    assert _patiently(lambda: _has_ended(pid))


def _patiently(ask):
    """What `ask` gives once it gives something and no error."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            if answer := ask():
                return answer
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
