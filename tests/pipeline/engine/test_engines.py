"""Every engine gives the same outcomes in the same order; the pool also survives what kills a process."""

import contextlib
import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engine import EngineError, available_processors, engine_for
from pipeline.engine.pool import ProcessPool
from pipeline.engine.single import SingleProcess

ENGINES = [SingleProcess(), ProcessPool(1), ProcessPool(2), ProcessPool(5)]


def double(number: int) -> int:
    return 2 * number


def slow_when_even(number: int) -> int:
    time.sleep(0.02 if number % 2 == 0 else 0)
    return number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave_on_three(number: int) -> int:
    if number == 3:
        os._exit(7)
    return number


def hang_on_three(number: int) -> int:
    if number == 3:
        time.sleep(3600)
    return number


def die_the_first_time(path: Path) -> str:
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path.name


def hang_the_first_time(path: Path) -> str:
    if not path.exists():
        path.touch()
        time.sleep(3600)
    return path.name


def take_memory(mebibytes: int) -> int:
    return len(bytearray(mebibytes * 2**20)) // 2**20


def note_times(item: tuple[int, Path]) -> int:
    number, log = item
    begin = time.monotonic()
    time.sleep(0.05)
    if number == 3:
        with (log / "suspect").open("a") as stream:
            stream.write("x")
        (log / f"3-{os.getpid()}").write_text(f"{begin} {time.monotonic()}")
        os.kill(os.getpid(), signal.SIGKILL)
    (log / f"{number}").write_text(f"{begin} {time.monotonic()}")
    return number


def give_what_cannot_be_sent(number: int) -> object:
    return lambda: number


@pytest.mark.parametrize("engine", ENGINES)
def test_gives_values_in_the_order_of_the_items(engine):
    assert [outcome.value for outcome in engine.run(slow_when_even, range(40))] == list(range(40))


@pytest.mark.parametrize("engine", ENGINES)
def test_gives_nothing_for_nothing(engine):
    assert list(engine.run(double, [])) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_exception_fails_its_item_only(engine):
    outcomes = list(engine.run(fail_on_three, range(6)))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5]
    assert outcomes[3].failure.kind == "internal_error"
    assert "ValueError: three" in outcomes[3].failure.message


def test_a_value_that_cannot_be_sent_fails_its_item_only():
    outcomes = list(ProcessPool(1).run(give_what_cannot_be_sent, range(2)))
    assert [outcome.failure.kind for outcome in outcomes] == ["internal_error"] * 2


@pytest.mark.parametrize(("function", "cause"), [(die_on_three, "SIGKILL"), (leave_on_three, "exit code 7")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_death_of_a_process_fails_its_item_only(function, cause, jobs):
    outcomes = list(ProcessPool(jobs).run(function, range(20)))
    assert [outcome.value for outcome in outcomes] == [None if n == 3 else n for n in range(20)]
    assert outcomes[3].failure.kind == "crashed"
    assert cause in outcomes[3].failure.message


def test_an_item_without_end_fails_alone():
    outcomes = list(ProcessPool(2, timeout=1).run(hang_on_three, range(6)))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5]
    assert outcomes[3].failure.kind == "timeout"


def test_items_are_taken_only_a_little_ahead_of_the_outcomes():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    outcomes = ProcessPool(2).run(double, items())
    next(outcomes)
    assert len(taken) < 100
    outcomes.close()


def test_a_pool_can_run_twice():
    pool = ProcessPool(2)
    assert [outcome.value for outcome in pool.run(double, [1, 2])] == [2, 4]
    assert [outcome.value for outcome in pool.run(operator.neg, [1, 2])] == [-1, -2]


@pytest.mark.parametrize("engine", ENGINES)
def test_small_items_go_out_together_and_come_back_in_order(engine):
    outcomes = engine.run(slow_when_even, range(60), size=lambda number: 100 + number)
    assert [outcome.value for outcome in outcomes] == list(range(60))


@pytest.mark.parametrize("engine", ENGINES)
def test_without_order_each_item_comes_once(engine):
    outcomes = engine.run(slow_when_even, range(60), size=lambda _: 100, in_order=False)
    assert sorted(outcome.value for outcome in outcomes) == list(range(60))


def test_without_order_a_slow_item_holds_up_no_other():
    outcomes = ProcessPool(2, timeout=5).run(hang_on_three, range(200), in_order=False)
    assert next(outcome.item for outcome in outcomes if outcome.item > 150)
    outcomes.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_handed_out_with_a_deadly_item_is_done(jobs):
    outcomes = list(ProcessPool(jobs).run(die_on_three, range(50), size=lambda _: 10))
    assert [outcome.value for outcome in outcomes] == [None if n == 3 else n for n in range(50)]
    assert outcomes[3].failure.kind == "crashed"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_death_that_does_not_come_again_costs_nothing(jobs, tmp_path):
    paths = [tmp_path / str(number) for number in range(10)]
    outcomes = list(ProcessPool(jobs).run(die_the_first_time, paths))
    assert [outcome.value for outcome in outcomes] == [path.name for path in paths]


def test_an_item_that_hangs_once_is_done_the_second_time(tmp_path):
    outcomes = list(ProcessPool(2, timeout=1).run(hang_the_first_time, [tmp_path / "a", tmp_path / "b"]))
    assert [outcome.value for outcome in outcomes] == ["a", "b"]


def test_an_item_is_blamed_only_after_it_was_tried_alone(tmp_path):
    outcomes = list(ProcessPool(2).run(note_times, [(number, tmp_path) for number in range(10)]))
    assert [outcome.value for outcome in outcomes] == [None if n == 3 else n for n in range(10)]
    assert (tmp_path / "suspect").read_text() == "xx"
    spans = {path.name: tuple(map(float, path.read_text().split())) for path in tmp_path.glob("[0-9]*")}
    begin, end = max(span for name, span in spans.items() if name.startswith("3-"))
    others = [span for name, span in spans.items() if not name.startswith("3-")]
    assert all(other_end <= begin or end <= other_begin for other_begin, other_end in others)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_an_item_that_takes_too_much_memory_fails_alone():
    outcomes = list(ProcessPool(2, memory=500 * 2**20).run(take_memory, [1, 2, 700, 4000, 3]))
    assert [outcome.value for outcome in outcomes] == [1, 2, 700, None, 3], "alone it may have that of both"
    assert outcomes[3].failure.kind == "out_of_memory"
    assert "--memory" in outcomes[3].failure.message


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process that hangs outlives its parent")
def test_no_process_outlives_a_parent_that_is_killed(tmp_path):
    script = (
        "import os, sys, time, pathlib\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from pipeline.engine.pool import ProcessPool\n"
        "from test_engines import note_and_hang\n"
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


def note_and_hang(path: Path) -> None:
    path.with_suffix(".new").write_text(str(os.getpid()))
    path.with_suffix(".new").rename(path)
    time.sleep(3600)


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


def test_a_function_that_workers_cannot_load_is_an_error_of_the_pool():
    import sys
    import types

    module = types.ModuleType("only_here")
    exec("def function(item):\n    return item\n", module.__dict__)  # noqa: S102
    sys.modules["only_here"] = module
    module.function.__module__ = "only_here"
    try:
        with pytest.raises(EngineError, match="--jobs 1"):
            list(ProcessPool(2).run(module.function, [1]))
    finally:
        del sys.modules["only_here"]


def test_one_job_needs_no_processes():
    assert isinstance(engine_for(jobs=1), SingleProcess)
    assert isinstance(engine_for(jobs=2), ProcessPool)
    assert isinstance(engine_for("single", jobs=2), SingleProcess)
    assert isinstance(engine_for("pool", jobs=1), ProcessPool)
    assert available_processors() >= 1
