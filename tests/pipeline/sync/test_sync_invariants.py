"""Whatever happens to a folder between runs, the tables are those that one run over what is there now makes."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow.parquet import read_metadata
from sync_support import assert_equal, bytes_of, fates, plan, remembered, rows, run, write_plans

from pipeline.read import ReadLimits
from pipeline.store.reader import whole_state
from pipeline.store.schema import DOCUMENT_TABLES, TABLES
from pipeline.store.writer import TableSet
from pipeline.sync.parcels import DamagedError, parcel_of, unpack
from pipeline.sync.plan import Work
from pipeline.sync.work import process_work
from pipeline.tables import open_tables

FORMATS = Path(__file__).resolve().parents[3] / "data" / "formats"
NAMES = ("a.txt", "b.txt", "c.md", "d/e.txt", "d/f.html")
CONTENTS = (*(plan(number, edition) for number in range(3) for edition in (0, 1)), "", "\0\1\2")
CHANGES = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(CONTENTS)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just("")),
    st.tuples(st.just("run"), st.integers(1, 3), st.sampled_from(["", "stop"])),
)


def apply(change, folder):
    kind, name, content = change
    path = folder / name
    if kind == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def scratch():
    """A folder in memory, where there is such: what is tested here does not hang on the disk."""
    return tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)  # noqa: S108


class StopAfter:
    def __init__(self, documents):
        self._left = documents

    def __call__(self):
        self._left -= 1
        return 15 if self._left < 0 else 0


@settings(max_examples=20)
@given(st.lists(CHANGES, max_size=12))
def test_any_history_gives_the_tables_of_a_fresh_run(history):
    with scratch() as name:
        inputs, out, fresh = (Path(name) / part for part in ("in", "out", "fresh"))
        inputs.mkdir()
        (inputs / "always.txt").write_text(plan(99), encoding="utf-8")
        for change in history:
            if change[0] == "run":
                around = {"stopping": StopAfter(change[1])} if change[2] else {}
                run(inputs, out, process=remembered, around=around, batch_documents=change[1])
            else:
                apply(change, inputs)
        last = run(inputs, out, process=remembered)
        first = run(inputs, fresh, process=remembered)
        assert_equal(out, fresh)
        assert (last.state_id, last.documents) == (first.state_id, first.documents)
        assert open_tables(out).state_id == first.state_id
        # and the rows that a run says it gained and lost are the difference
        assert {name: gained for name, (gained, _) in first.changes.tables.items()} == {
            name: len(rows(fresh, name)) for name in first.changes.tables
        }


@settings(max_examples=8)
@given(st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=2, max_size=4))
def test_what_is_gained_and_lost_adds_up(editions):
    with scratch() as name:
        inputs, out = Path(name) / "in", Path(name) / "out"
        counts = dict.fromkeys(TABLES, 0)
        present = set()
        for numbers in editions:
            shutil.rmtree(inputs, ignore_errors=True)
            inputs.mkdir()
            for number in numbers:
                (inputs / f"{number}.txt").write_text(plan(number), encoding="utf-8")
            changes = run(inputs, out, process=remembered).changes
            for table, (gained, lost) in changes.tables.items():
                counts[table] += gained - lost
                assert counts[table] == len(rows(out, table))
            assert set(changes.came_in) == {f"{number}.txt" for number in numbers - present}
            assert set(changes.went_out) == {f"{number}.txt" for number in present - numbers}
            assert changes.redone == []
            present = set(numbers)


@pytest.fixture
def folder(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    for number in range(6):
        (inputs / f"{number}.txt").write_text(plan(number), encoding="utf-8")
    return inputs


def test_only_what_is_new_is_read(folder, tmp_path):
    out = tmp_path / "out"
    assert run(folder, out, process=remembered).reasons == {"new": 6}
    assert run(folder, out, process=remembered).processed == 0
    (folder / "1.txt").write_text(plan(1, edition=1), encoding="utf-8")
    (folder / "7.txt").write_text(plan(7), encoding="utf-8")
    (folder / "2.txt").touch()
    (folder / "3.txt").unlink()
    summary = run(folder, out, process=remembered)
    assert summary.reasons == {"new": 2}
    assert (summary.changes.came_in, summary.changes.went_out) == (["1.txt", "7.txt"], ["1.txt", "3.txt"])


def test_a_file_that_looks_the_same_is_not_even_opened(folder, tmp_path, monkeypatch):
    import os
    import time

    out = tmp_path / "out"
    long_ago = time.time_ns() - 10**12
    for path in folder.iterdir():
        os.utime(path, ns=(long_ago, long_ago))
    time.sleep(2.1)  # what changed within the clock's grain might change again unseen
    run(folder, out, process=remembered)
    opened = []
    monkeypatch.setattr("pipeline.sync.plan.identify", lambda file: opened.append(file) or file)
    run(folder, out, process=remembered)
    assert opened == []


def test_copies_are_one_document_with_several_paths(folder, tmp_path):
    out = tmp_path / "out"
    (folder / "copy-of-2.txt").write_text(plan(2), encoding="utf-8")
    assert run(folder, out, process=remembered).processed == 6
    (folder / "2.txt").unlink()
    summary = run(folder, out, process=remembered)
    assert summary.processed == 0
    assert "copy-of-2.txt" in {row["source_path"] for row in rows(out, "documents")}
    assert summary.changes.redone == ["copy-of-2.txt"]


def test_a_moved_document_is_not_read_again_unless_its_ending_changes(folder, tmp_path):
    out = tmp_path / "out"
    run(folder, out, process=remembered)
    (folder / "2.txt").rename(folder / "moved.txt")
    assert run(folder, out, process=remembered).processed == 0
    (folder / "moved.txt").rename(folder / "moved.md")
    assert run(folder, out, process=remembered).reasons == {"renamed": 1}
    assert_equal_to_fresh(folder, out, tmp_path)


def assert_equal_to_fresh(folder, out, tmp_path, **options):
    fresh = Path(tempfile.mkdtemp(dir=tmp_path))
    run(folder, fresh, process=remembered, **options)
    assert_equal(out, fresh)


def test_new_rules_redo_what_they_affect_and_say_so_before(folder, tmp_path):
    out = tmp_path / "out"
    (folder / "page.html").write_text(f"<html><body><pre>{plan(8)}</pre></body></html>", encoding="utf-8")
    run(folder, out, process=remembered, around={"rules": lambda format_: f"1 {format_}"})
    told = []

    def tell(event, **facts):
        told.append((event, facts))

    def only_html_has_changed(format_):
        return f"{2 if format_ in ('html', None) else 1} {format_}"

    summary = run(folder, out, process=remembered, around={"rules": only_html_has_changed, "tell": tell})
    assert summary.reasons == {"rules": 1}
    events = [event for event, _ in told]
    assert events.index("plan") < events.index("progress")
    message = next(facts["message"] for event, facts in told if event == "plan")
    assert message == "1 of 7 documents are to be processed: 1 read with other rules."


def failing(work):
    from pipeline.engine import Failure
    from pipeline.sync.parcels import failed_parcel

    kind = "missing_tool" if work.name == "4.txt" else "damaged"
    if work.name in ("3.txt", "4.txt"):
        return failed_parcel(Failure(kind, "It cannot be read."))
    return remembered(work)


def test_failures_are_tried_again_but_not_for_ever(folder, tmp_path):
    out = tmp_path / "out"
    tools = {"tools": lambda: {"fonts": frozenset()}}
    counts = [run(folder, out, process=failing, around=tools, tries=3) for _ in range(5)]
    assert [summary.reasons for summary in counts] == [{"new": 6}, {"failed": 1}, {"failed": 1}, {}, {}]
    assert {summary.exit_code for summary in counts} == {1}
    # a program that was missing, another rule, another file: each is a reason
    more = {"tools": lambda: {"fonts": frozenset(), "tesseract": frozenset({".png"})}}
    assert run(folder, out, process=failing, around=more).reasons == {"tools": 2}
    other = more | {"rules": lambda _format: "other"}
    assert run(folder, out, process=failing, around=other).reasons == {"rules": 6}
    (folder / "3.txt").write_text(plan(33), encoding="utf-8")
    summary = run(folder, out, process=remembered, around=other)
    assert summary.reasons == {"new": 1}


def test_what_a_limit_kept_out_is_read_once_the_limit_is_raised(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    [pdf, *_] = sorted(FORMATS.glob("*.pdf"))
    shutil.copy(pdf, folder / "plan.pdf")
    write_plans(folder, [1])
    few, fewer, enough = (ReadLimits(max_pages=number) for number in (2, 1, 1_000))
    failed = [run(folder, out, limits=limits, tries=1) for limits in (few, few, fewer)]
    assert [summary.reasons for summary in failed] == [{"new": 2}, {}, {"limits": 1}]
    assert {path: fate[1:] for path, fate in fates(out).items()} == {
        "00001.txt": ("ok", None),
        "plan.pdf": ("failed", "too_large"),
    }
    assert run(folder, out, limits=enough, tries=1).reasons == {"limits": 1}
    assert {fate[1] for fate in fates(out).values()} == {"ok"}
    assert run(folder, out, limits=few, tries=1).processed == 0


def test_a_program_that_is_gone_costs_no_rows(folder, tmp_path):
    out = tmp_path / "out"
    run(folder, out, process=remembered, around={"tools": lambda: {"soffice": frozenset({".txt"})}})
    assert run(folder, out, process=remembered, around={"tools": dict}).processed == 0
    assert run(
        folder, out, process=remembered, around={"tools": lambda: {"new": frozenset({".txt"})}}
    ).reasons == {"tools": 6}


def test_anew_reads_everything_and_changes_nothing(folder, tmp_path):
    out = tmp_path / "out"
    run(folder, out, process=remembered)
    before = bytes_of(out)
    summary = run(folder, out, process=remembered, anew=True)
    assert summary.reasons == {"asked": 6}
    assert bytes_of(out) == before
    assert summary.outcome == "unchanged"


def test_an_empty_folder_leaves_the_tables_alone(folder, tmp_path):
    """A share that is not mounted is an empty folder."""
    from pipeline.inputs import InputError

    out = tmp_path / "out"
    run(folder, out, process=remembered)
    before = bytes_of(out)
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(InputError):
        run(folder, out, process=remembered)
    assert bytes_of(out) == before


@pytest.mark.parametrize("ahead", [None, 0, 1, 10_000])
def test_small_row_groups_do_not_depend_on_the_way(folder, tmp_path, monkeypatch, ahead):
    if ahead is not None:  # as where few documents of many are processed, with room for so many bytes
        monkeypatch.setattr("pipeline.sync.publication._MANY", 0)
        monkeypatch.setattr("pipeline.sync.old_rows._AHEAD", ahead)
    monkeypatch.setattr("pipeline.sync.publication.TableSet", partial(TableSet, rows_per_group=10))
    for name, few in (("_IN_MEMORY", 5), ("_MOST_ROUNDS", 100), ("_AT_A_TIME", 2)):
        monkeypatch.setattr(f"pipeline.sync.instruments.{name}", few)
    out = tmp_path / "out"
    for number in (9, 7, 8):
        run(folder, out, process=remembered)
        (folder / f"{number}.txt").write_text(plan(number), encoding="utf-8")
        (folder / f"{number - 6}.txt").unlink()
    run(folder, out, process=remembered)
    assert read_metadata(out / "blocks.parquet").num_row_groups > 2
    assert_equal_to_fresh(folder, out, tmp_path)
    monkeypatch.undo()
    fresh = tmp_path / "fresh in large groups"
    run(folder, fresh, process=remembered)
    assert rows(fresh, "instruments") == rows(out, "instruments")


# what stands in OUT -------------------------------------------------------------------------------------------


def test_plain_files_of_something_else_are_replaced_at_once(folder, tmp_path):
    out = tmp_path / "out"
    run(folder, tmp_path / "other", process=remembered)
    shutil.copytree(tmp_path / "other", out, ignore=shutil.ignore_patterns(".kehoach"))
    assert not (out / "units.parquet").is_symlink()
    assert whole_state(out) == out
    (folder / "9.txt").write_text(plan(9), encoding="utf-8")
    run(folder, out, process=remembered)
    assert (out / "units.parquet").is_symlink()
    assert_equal_to_fresh(folder, out, tmp_path)


@pytest.mark.parametrize("follow", [False, True])
def test_a_copied_folder_can_be_read_and_gone_on_with(folder, tmp_path, follow):
    """`cp -r` keeps the links, `cp -rL` makes files and folders of them."""
    run(folder, tmp_path / "out", process=remembered)
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(tmp_path / "out", copy, symlinks=not follow)
    shutil.rmtree(tmp_path / "out")
    assert len(open_tables(copy).documents) == 6
    (folder / "9.txt").write_text(plan(9), encoding="utf-8")
    run(folder, copy, process=remembered)
    assert_equal_to_fresh(folder, copy, tmp_path)


def test_superseded_states_stay_for_a_while(folder, tmp_path):
    out = tmp_path / "out"
    states = []
    for number in range(10, 15):
        (folder / f"{number}.txt").write_text(plan(number), encoding="utf-8")
        run(folder, out, process=remembered, keep_seconds=0.0 if number == 14 else 3600.0)
        states.append(whole_state(out))
    assert [state.exists() for state in states] == [False, False, False, True, True]


def test_open_tables_outlive_their_files(folder, tmp_path):
    out = tmp_path / "out"
    run(folder, out, process=remembered)
    tables = open_tables(out)
    shutil.rmtree(out)
    assert len(tables.documents) == 6
    assert tables.sql("SELECT count(*) AS n FROM units")["n"][0] == len(tables.units)


# parcels ------------------------------------------------------------------------------------------------------


def test_a_parcel_comes_out_as_it_went_in(folder):
    from pipeline.process import doc_id_of, process_document
    from pipeline.store.batches import record_batch

    data = plan(1).encode()
    batches = {
        name: record_batch(TABLES[name], found)
        for name, found in process_document(data, "1.txt").rows.items()
    }
    parcel = parcel_of("ok", batches, None)
    found = unpack(parcel.data, parcel.digest)
    assert list(found) == list(DOCUMENT_TABLES)
    for name, batch in found.items():
        at = batch.schema.get_field_index("source_path")
        expected = batches[name].to_pylist()
        if at >= 0:
            expected = [row | {"source_path": ""} for row in expected]
        assert batch.to_pylist() == expected
        batch.validate(full=True)
    assert parcel == process_work(Work(doc_id_of(data), folder / "1.txt", "1.txt"))


@given(st.data())
@settings(max_examples=50)
def test_a_parcel_that_is_not_whole_is_refused(data):
    import hashlib

    work_data = plan(1).encode()
    parcel = cached_parcel(hashlib.sha256(work_data).hexdigest()[:16])
    at = data.draw(st.integers(0, len(parcel.data) - 1))
    flip = data.draw(st.integers(1, 255))
    spoiled = parcel.data[:at] + bytes([parcel.data[at] ^ flip]) + parcel.data[at + 1 :]
    with pytest.raises(DamagedError):
        unpack(spoiled, parcel.digest)


def cached_parcel(doc_id, _known={}):  # noqa: B006
    if doc_id not in _known:
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "1.txt"
            path.write_text(plan(1), encoding="utf-8")
            _known[doc_id] = process_work(Work(doc_id, path, "1.txt"))
    return _known[doc_id]
