"""Whatever stops a run, at whatever moment: after the next one the tables are those of an undisturbed run."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from sync_support import (
    CHECKPOINTS,
    LOGS,
    Killer,
    assert_equal,
    assert_whole,
    plan,
    remembered,
    rows,
    run,
    run_to_the_end,
    start,
    write_plans,
)

from pipeline.store.durable import NoRoomError
from pipeline.store.schema import TABLES
from pipeline.sync.ledger import NoLedgerError
from pipeline.sync.lock import LockedError, holder_of
from pipeline.sync.look import look_at

BATCH = 4


def undisturbed(inputs, out):
    assert run(inputs, out).exit_code == 0
    return out


def change(inputs, count):
    """Some documents vanish, some change, some come in, one is copied."""
    for path in sorted(inputs.iterdir())[: count // 10]:
        path.unlink()
    write_plans(inputs, range(count // 2, count // 2 + count // 10), edition=1)
    write_plans(inputs, range(count, count + count // 10))
    (inputs / "a-copy.txt").write_bytes((inputs / f"{count:05}.txt").read_bytes())


def kill_on_the_way(inputs, out, moments, seed):
    """Kill runs at steps and at random moments, until one comes to its end; gives the number of kills."""
    chance = random.Random(seed)  # noqa: S311
    kills = 0
    for step in moments:
        if step is None:
            process = start(inputs, out, batch_documents=BATCH)
            # so short that documents are left for the last of the kills
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            process.join()
            kills += process.exitcode == -signal.SIGKILL
        else:
            # few batches a run, for the same reason
            times = chance.randint(1, 2) if step in ("part", "part_written", "batch_committed") else 1
            code = run_to_the_end(inputs, out, checkpoint=Killer(step, times), batch_documents=BATCH)
            kills += code == -signal.SIGKILL
        if (out / "documents.parquet").exists():
            assert_whole(out)
    return kills


def kills_end_as_if_undisturbed(tmp_path, count, repeats):
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_plans(inputs, range(count))
    while_reading = ["part", "part_written", "batch_committed", None, "recovered"]
    kills = kill_on_the_way(inputs, out, while_reading * repeats, seed=count)
    kills += kill_on_the_way(inputs, out, CHECKPOINTS, seed=1)
    assert run(inputs, out).exit_code == 0
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))
    # no document that was committed was read again
    assert sum(row["processed"] for row in rows(out, "runs")) == count

    before = assert_whole(out)
    change(inputs, count)
    kills += kill_on_the_way(inputs, out, [*CHECKPOINTS, None, None], seed=2)
    assert run(inputs, out).exit_code == 0
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh-again"))
    assert assert_whole(out) != before
    return kills


def test_kills_at_every_step_leave_no_trace(tmp_path):
    assert kills_end_as_if_undisturbed(tmp_path, count=40, repeats=1) >= len(CHECKPOINTS)


@pytest.mark.faults
def test_a_hundred_kills_over_five_hundred_documents_leave_no_trace(tmp_path):
    assert kills_end_as_if_undisturbed(tmp_path, count=500, repeats=22) >= 100


@pytest.mark.parametrize("kills", [2, pytest.param(10, marks=pytest.mark.faults)])
def test_the_command_killed_with_its_workers_goes_on(tmp_path, kills):
    """The whole program: `kehoach sync` with a pool of processes, killed again and again while it reads."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_plans(inputs, range(40 * kills))
    command = [sys.executable, "-m", "pipeline.cli", "sync", str(inputs), "--out", str(out)]
    options = ["--batch-documents", "4", "--jobs", "2"]
    for number in range(1, kills + 1):
        with subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL) as process:  # noqa: S603
            wait_until(lambda done=8 * number: committed(out) >= done or process.poll() is not None)
            process.kill()
    assert 0 < committed(out) < 40 * kills
    assert subprocess.run([*command, *options], check=False, capture_output=True).returncode == 0  # noqa: S603
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


def committed(out):
    try:
        return look_at(out, whole=False).waiting
    except (NoLedgerError, OSError):
        return 0


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


# a disk that is full ------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that can be filled without harm to others."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("only root can mount a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


class Filler:
    """A checkpoint that fills the disk when a step begins, but for some bytes."""

    def __init__(self, folder, step, left):
        self.file, self._step, self._left = folder / "filler", step, left

    def __call__(self, name):
        if name == self._step and not self.file.exists():
            with self.file.open("wb") as stream:
                free = shutil.disk_usage(self.file.parent).free
                stream.write(b"\0" * (free - self._left))


@pytest.mark.parametrize(
    "left", [0, *(pytest.param(left, marks=pytest.mark.faults) for left in (8_192, 60_000))]
)
@pytest.mark.parametrize(
    "step", ["recovered", "part", "part_written", "state", "tables", "state_written", "state_shown"]
)
def test_a_full_disk_costs_nothing_that_was_done(tmp_path, small_disk, step, left):
    inputs, out = tmp_path / "in", small_disk / "out"
    write_plans(inputs, range(12))
    run(inputs, out, process=remembered)
    before = assert_whole(out)
    change(inputs, 12)
    filler = Filler(small_disk, step, left)
    try:
        run(inputs, out, process=remembered, around={"checkpoint": filler}, batch_documents=2)
    except (OSError, NoRoomError) as error:  # whether what is left is enough depends on the step
        assert isinstance(error, NoRoomError) or error.errno == errno.ENOSPC  # noqa: PT017
        # when the tables of documents are finished, 60,000 bytes are enough for the rest, but for the ledger's copy
        if step not in ("state_written", "state_shown") and (step, left) != ("tables", 60_000):
            assert assert_whole(out) == before
    assert filler.file.exists()
    (inputs / "one-more.txt").write_text(plan(77), encoding="utf-8")
    with pytest.raises((NoRoomError, OSError), match=r"MiB are needed|disk"):
        run(inputs, out, process=remembered)
    filler.file.unlink()
    run(inputs, out, process=remembered)
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


# files that a bad disk has changed ----------------------------------------------------------------------------


def spoil(path, at):
    """Change some bytes of a file, at a part of its length."""
    data = bytearray(path.read_bytes())
    begin = int(at * (len(data) - 8))
    for index in range(begin, begin + 8):
        data[index] ^= 0xFF
    path.write_bytes(data)


def cut(path, _at):
    with path.open("rb+") as stream:
        stream.truncate(path.stat().st_size // 2)


def remove(path, _at):
    path.unlink()


@pytest.fixture
def kept_up(tmp_path):
    """A folder of plans, and tables of them of which a part is not published yet."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_plans(inputs, range(16))
    run(inputs, out, process=remembered)
    change(inputs, 16)
    run(inputs, out, process=remembered, around={"stopping": Countdown(3)}, batch_documents=1)
    assert list((out / ".kehoach" / "parts").iterdir())
    return inputs, out


class Events:
    """Remembers the names of what a run tells."""

    def __init__(self):
        self.names = []

    def __call__(self, event, **_facts):
        self.names.append(event)


class Countdown:
    """Asks a run to stop after some questions."""

    def __init__(self, questions):
        self._left = questions

    def __call__(self):
        self._left -= 1
        return signal.SIGTERM if self._left < 0 else 0


@pytest.mark.parametrize(
    "harm", [spoil, *(pytest.param(harm, marks=pytest.mark.faults) for harm in (cut, remove))]
)
@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_table_is_made_anew(tmp_path, kept_up, name, harm):
    inputs, out = kept_up
    harm((out / f"{name}.parquet").resolve(), 0.4)
    told = Events()
    summary = run(inputs, out, process=remembered, around={"tell": told})
    assert "tables_damaged" in told.names
    assert ("damaged" in summary.reasons) is (name not in (*LOGS, "instruments"))
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


@pytest.mark.parametrize("harm", [spoil, cut, remove])
def test_documents_of_a_damaged_part_are_read_again(tmp_path, kept_up, harm):
    inputs, out = kept_up
    for part in (out / ".kehoach" / "parts").iterdir():
        harm(part, 0.5)
    told = Events()
    run(inputs, out, process=remembered, around={"tell": told})
    assert "rows_damaged" in told.names
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


@pytest.mark.parametrize("name", ["ledger.sqlite", "ledger.sqlite.backup"])
@pytest.mark.parametrize(
    ("harm", "at"),
    [
        (cut, 0),
        (remove, 0),
        *((spoil, number / 4) for number in range(5)),
        *(pytest.param(spoil, number / 60, marks=pytest.mark.faults) for number in range(60)),
    ],
)
def test_a_damaged_ledger_costs_time_at_most(tmp_path, kept_up, name, harm, at):
    inputs, out = kept_up
    harm(out / ".kehoach" / name, at)
    run(inputs, out, process=remembered)
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))
    assert run(inputs, out, process=remembered).processed == 0


def test_both_ledgers_lost_cost_time_and_readers_see_tables_all_the_while(tmp_path, kept_up):
    inputs, out = kept_up
    for path in (out / ".kehoach").glob("ledger.sqlite*"):
        path.unlink()
    before = assert_whole(out)
    run(inputs, out, process=remembered, around={"stopping": Countdown(3)})
    assert assert_whole(out) == before
    run(inputs, out, process=remembered)
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


# two at once --------------------------------------------------------------------------------------------------


class Holder:
    """A checkpoint that waits at a step until a file is there."""

    def __init__(self, step, path):
        self._step, self._path = step, path

    def __call__(self, name):
        while name == self._step and not self._path.exists():
            time.sleep(0.01)


def test_a_second_run_says_who_is_at_it_and_changes_nothing(tmp_path):
    inputs, out, go_on = tmp_path / "in", tmp_path / "out", tmp_path / "go-on"
    write_plans(inputs, range(8))
    first = start(inputs, out, checkpoint=Holder("part", go_on))
    wait_until(lambda: (out / ".kehoach" / "lock").exists() and (out / ".kehoach" / "lock").read_text())
    with pytest.raises(LockedError, match=f"process {first.pid} on .* since "):
        run(inputs, out, process=remembered)
    assert f"process {first.pid}" in holder_of(out / ".kehoach" / "lock")
    go_on.touch()
    first.join()
    assert first.exitcode == 0
    assert_equal(out, undisturbed(inputs, tmp_path / "fresh"))


def test_a_dead_process_holds_no_lock(tmp_path):
    inputs, out = tmp_path / "in", tmp_path / "out"
    write_plans(inputs, range(8))
    assert run_to_the_end(inputs, out, checkpoint=Killer("state")) == -signal.SIGKILL
    assert run(inputs, out, process=remembered).outcome == "published"
    assert look_at(out).holder is None
