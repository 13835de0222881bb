"""What tests of several parts start from."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import settings

from pipeline.store.schema import TABLES
from pipeline.store.writer import TableSet
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise
from pipeline.tables import Tables, open_tables

# how long an example takes says how busy the machine is; speed is measured in benchmarks
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
_EMPTY: tuple[tuple[Callable[[Any], bool], Any], ...] = (
    (pa.types.is_string, ""),
    (pa.types.is_integer, 0),
    (pa.types.is_floating, 1.0),
    (pa.types.is_boolean, False),
    (pa.types.is_list, []),
    (pa.types.is_timestamp, dt.datetime(2025, 1, 1, tzinfo=dt.UTC)),
)

MakeTables = Callable[[dict[str, list[dict[str, Any]]]], Tables]


@pytest.fixture(scope="session", autouse=True)
def _models_loaded_once() -> None:
    """Starts the server that forks every test's processes, with the models in it."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        from multiprocessing import forkserver  # which not every system has

        multiprocessing.get_context("forkserver").set_forkserver_preload(
            ["pipeline.preload", "pipeline.sync.run"]
        )
        forkserver.ensure_running()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the project's samples."""
    folder = tmp_path_factory.mktemp("tables")
    summary = synchronise([SAMPLES], folder, Options(engine="single"))
    assert summary.exit_code == 0
    return folder


@pytest.fixture(scope="session")
def sample_tables(sample_folder: Path) -> Tables:
    """The tables of the project's samples."""
    return open_tables(sample_folder)


@pytest.fixture
def make_tables(tmp_path: Path) -> MakeTables:
    """Writes rows, of which what is left out is empty or null, and opens them."""

    def make(rows: dict[str, list[dict[str, Any]]]) -> Tables:
        folder = tmp_path / "tables"
        with TableSet(folder) as tables:
            for name in TABLES:
                tables.add_rows(name, [_whole(name, row) for row in rows.get(name, [])])
            tables.commit()
        return open_tables(folder)

    return make


def _whole(name: str, row: dict[str, Any]) -> dict[str, Any]:
    whole = {
        field.name: next(value for fits, value in _EMPTY if fits(field.type))
        for field in TABLES[name].schema
        if not field.nullable
    }
    return whole | row
