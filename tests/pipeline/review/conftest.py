"""The tables of an invented plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reviewed_plan import PLAN

from pipeline.cli import main


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with the plan."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def extract(plans: Path, tmp_path: Path) -> Callable[[], Path]:
    """Runs the extraction; gives the folder with the tables."""

    def run() -> Path:
        assert main(["extract", str(plans), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
        return tmp_path / "out"

    return run
