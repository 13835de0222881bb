"""What tests of several parts start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import run_batch
from pipeline.tables import Tables, open_tables

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the project's samples."""
    folder = tmp_path_factory.mktemp("tables")
    summary = run_batch([SAMPLES], folder, jobs=1)
    assert summary.exit_code == 0
    return folder


@pytest.fixture(scope="session")
def sample_tables(sample_folder: Path) -> Tables:
    """The tables of the project's samples."""
    return open_tables(sample_folder)
