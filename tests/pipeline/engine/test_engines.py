"""Every engine gives the same outcomes in the same order; the pool also survives what kills a process."""

import operator
import os
import signal
import time

import pytest

from pipeline.engine import available_processors, engine_for
from pipeline.engine.pool import PoolError, ProcessPool
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
    assert len(taken) < 50
    outcomes.close()


def test_a_pool_can_run_twice():
    pool = ProcessPool(2)
    assert [outcome.value for outcome in pool.run(double, [1, 2])] == [2, 4]
    assert [outcome.value for outcome in pool.run(operator.neg, [1, 2])] == [-1, -2]


def test_a_function_that_workers_cannot_load_is_an_error_of_the_pool():
    import sys
    import types

    module = types.ModuleType("only_here")
    exec("def function(item):\n    return item\n", module.__dict__)  # noqa: S102
    sys.modules["only_here"] = module
    module.function.__module__ = "only_here"
    try:
        with pytest.raises(PoolError, match="--jobs 1"):
            list(ProcessPool(2).run(module.function, [1]))
    finally:
        del sys.modules["only_here"]


def test_one_job_needs_no_processes():
    assert isinstance(engine_for(1), SingleProcess)
    assert isinstance(engine_for(2), ProcessPool)
    assert available_processors() >= 1
