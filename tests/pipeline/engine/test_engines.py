"""What all engines have in common: outcomes and their order, failures, and how far ahead items are taken."""

import sys

import engine_functions as functions
import pytest

from pipeline.engine import EngineError, available_processors, engine_for
from pipeline.engine.pool import ProcessPool
from pipeline.engine.single import SingleProcess


def test_gives_values_in_the_order_of_the_items(make_engine):
    outcomes = make_engine().run(functions.slow_when_even, range(40))
    assert [outcome.value for outcome in outcomes] == list(range(40))


def test_gives_nothing_for_nothing(make_engine):
    assert list(make_engine().run(functions.double, [])) == []


def test_small_items_go_out_together_and_come_back_in_order(make_engine):
    outcomes = make_engine().run(functions.slow_when_even, range(60), size=lambda number: 100 + number)
    assert [outcome.value for outcome in outcomes] == list(range(60))


def test_without_order_each_item_comes_once(make_engine):
    outcomes = make_engine().run(
        functions.slow_when_even, range(60), size=lambda number: 10_000 * number, in_order=False
    )
    assert sorted(outcome.value for outcome in outcomes) == list(range(60))


def test_an_exception_fails_its_item_only(make_engine):
    outcomes = list(make_engine().run(functions.fail_on_three, range(6)))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5]
    assert outcomes[3].failure.kind == "internal_error"
    assert "ValueError: three" in outcomes[3].failure.message


def test_items_are_taken_only_a_little_ahead_of_the_outcomes(make_engine):
    taken = []

    def items():
        for number in range(10_000):
            taken.append(number)
            yield number

    outcomes = make_engine().run(functions.double, items())
    next(outcomes)
    assert len(taken) < 1_000
    outcomes.close()


def test_an_engine_can_run_twice(make_engine):
    engine = make_engine()
    assert [outcome.value for outcome in engine.run(functions.double, [1, 2])] == [2, 4]
    assert [outcome.value for outcome in engine.run(functions.slow_when_even, [1, 2])] == [1, 2]


def test_a_value_that_cannot_be_sent_fails_its_item_only(make_safe_engine):
    outcomes = list(make_safe_engine().run(functions.give_what_cannot_be_sent, range(2)))
    assert [outcome.failure.kind for outcome in outcomes] == ["internal_error"] * 2


@pytest.mark.parametrize(
    ("function", "cause"), [(functions.die_on_three, "SIGKILL"), (functions.leave_on_three, "exit code 7")]
)
def test_the_death_of_a_process_fails_its_item_only(make_safe_engine, function, cause):
    outcomes = list(make_safe_engine().run(function, range(50), size=lambda _: 10))
    assert [outcome.value for outcome in outcomes] == [None if n == 3 else n for n in range(50)]
    assert outcomes[3].failure.kind == "crashed"
    assert cause in outcomes[3].failure.message


def test_an_item_without_end_fails_alone(make_safe_engine):
    outcomes = list(make_safe_engine(timeout=1).run(functions.hang_on_three, range(6)))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5]
    assert outcomes[3].failure.kind == "timeout"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_an_item_that_takes_too_much_memory_fails_alone(make_safe_engine):
    engine = make_safe_engine(memory=2 * 2**30)
    outcomes = list(engine.run(functions.take_memory, [1, 2, 100_000, 3]))
    assert [outcome.value for outcome in outcomes] == [1, 2, None, 3]
    assert outcomes[2].failure.kind == "out_of_memory"
    assert "--memory" in outcomes[2].failure.message


def test_a_death_or_hang_that_does_not_come_again_costs_nothing(make_safe_engine, tmp_path):
    paths = [tmp_path / str(number) for number in range(6)]
    outcomes = list(make_safe_engine().run(functions.die_the_first_time, paths))
    assert [outcome.value for outcome in outcomes] == [path.name for path in paths]
    others = [tmp_path / "a", tmp_path / "b"]
    outcomes = list(make_safe_engine(timeout=1).run(functions.hang_the_first_time, others))
    assert [outcome.value for outcome in outcomes] == ["a", "b"]


def test_an_item_is_blamed_only_after_it_was_tried_alone(make_safe_engine, tmp_path):
    items = [(number, tmp_path) for number in range(10)]
    outcomes = list(make_safe_engine().run(functions.note_times, items))
    assert [outcome.value for outcome in outcomes] == [None if n == 3 else n for n in range(10)]
    assert (tmp_path / "suspect").read_text() == "xx"
    spans = {path.name: tuple(map(float, path.read_text().split())) for path in tmp_path.glob("[0-9]*")}
    begin, end = max(span for name, span in spans.items() if name.startswith("3-"))
    others = [span for name, span in spans.items() if not name.startswith("3-")]
    assert all(other_end <= begin or end <= other_begin for other_begin, other_end in others)


def test_the_kind_and_the_number_of_processes_can_be_chosen():
    assert isinstance(engine_for(jobs=1), SingleProcess)
    assert isinstance(engine_for(jobs=2), ProcessPool)
    assert isinstance(engine_for(jobs=2, most=1), SingleProcess)
    assert isinstance(engine_for("single", jobs=2), SingleProcess)
    assert isinstance(engine_for("pool", jobs=1), ProcessPool)
    assert available_processors() >= 1


def test_a_function_that_workers_cannot_load_is_an_error_of_the_engine(make_safe_engine):
    import types

    module = types.ModuleType("only_here")
    exec("def function(item):\n    return item\n", module.__dict__)  # noqa: S102
    sys.modules["only_here"] = module
    module.function.__module__ = "only_here"
    try:
        with pytest.raises(EngineError, match=r"--jobs 1|No module named 'only_here'"):
            list(make_safe_engine().run(module.function, [1]))
    finally:
        del sys.modules["only_here"]
