"""Readers in a loop, with DuckDB and pandas, while states are published: they see whole states only."""

import multiprocessing

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from sync_support import LOGS, remembered, run, write_plans

from pipeline.store.reader import whole_state
from pipeline.store.schema import TABLES
from pipeline.tables import open_tables

_CONTEXT = multiprocessing.get_context("forkserver")


def publish(inputs, out, first, count):
    """One state after the other: in each all documents are of the same edition."""
    for edition in range(first, first + count):
        write_plans(inputs, range(4), edition)
        run(inputs, out, process=remembered, keep_seconds=5.0)


def publish_until_seen(inputs, out, publications, seen):
    """So many states, and more until a reader on a busy machine has seen several."""
    rounds = 20
    for _ in range(rounds):
        publish(inputs, out, 1, publications)
        if seen.is_set():
            return
    raise AssertionError(f"no reader saw several of {rounds * publications} states")


def editions_of(frame):
    """The day that every plan's legal basis bears, which is the edition's."""
    return {issued.day for issued in frame["issued_date"]}


@pytest.mark.parametrize("publications", [8, pytest.param(50, marks=pytest.mark.faults)])
def test_readers_see_whole_states_during_publications(tmp_path, publications):
    inputs, out = tmp_path / "in", tmp_path / "out"
    publish(inputs, out, 0, 1)
    several = _CONTEXT.Event()
    writer = _CONTEXT.Process(target=publish_until_seen, args=(inputs, out, publications, several))
    writer.start()
    seen = set()
    while writer.is_alive():
        tables = open_tables(out)
        assert tables.state_id is not None  # the same in all files
        seen.add(tables.state_id)
        if len(seen) > 2:
            several.set()
        assert len(editions_of(tables.citations)) == 1
        apart = tables.sql("SELECT doc_id FROM blocks ANTI JOIN documents USING (doc_id)")
        assert apart.empty
        assert set(tables.units["doc_id"]) == set(tables.documents["doc_id"])

        # by hand: the link is followed once
        state = whole_state(out)
        ids = {pq.read_schema(state / f"{name}.parquet").metadata[b"state_id"] for name in TABLES}
        assert len(ids) == 1
        frame = pd.read_parquet(state / "citations.parquet")
        (count,) = duckdb.sql(
            f"SELECT count(*) FROM '{state}/citations.parquet' JOIN '{state}/documents.parquet' USING (doc_id)"  # noqa: S608
        ).fetchone()
        assert count == len(frame) == 4

        # and a single file by its agreed path, opened once, is whole at any moment
        with (out / "documents.parquet").open("rb") as stream:
            assert len(pd.read_parquet(stream)) == 4
    writer.join()
    assert writer.exitcode == 0
    assert len(seen) > 2


def test_equal_states_have_equal_ids_and_bytes_in_every_table(tmp_path):
    inputs = tmp_path / "in"
    publish(inputs, tmp_path / "one", 3, 1)
    publish(inputs, tmp_path / "other", 1, 3)
    one, other = open_tables(tmp_path / "one"), open_tables(tmp_path / "other")
    assert one.state_id == other.state_id
    for name in TABLES:
        if name not in LOGS:
            data = [(tmp_path / out / f"{name}.parquet").read_bytes() for out in ("one", "other")]
            assert data[0] == data[1]
