"""Runs on Ray give the tables that one process gives, also when a machine is lost."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpora import sample_texts, varied_texts, write_texts
from pipeline.engine import EngineError
from pipeline.engine.ray_cluster import RayCluster
from pipeline.store.schema import TABLES
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise

_ROOT = Path(__file__).resolve().parents[3]
_SAMPLES = _ROOT / "data" / "samples"
_LOGS = ("sources", "runs")
_DOCUMENTS = 240

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is an optional extra; install it with: make ray"
)


@needs_ray
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has several loopback addresses")
@pytest.mark.faults
def test_a_cluster_that_loses_a_machine_gives_the_tables_of_one_process(tmp_path):
    inputs, log = tmp_path / "in", tmp_path / "log"
    write_texts(varied_texts(sample_texts(_SAMPLES), _DOCUMENTS), inputs)
    log.mkdir()
    synchronise([inputs], tmp_path / "single", Options(engine="single"))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(_ROOT), str(Path(__file__).parent)]),
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = _run("import two_nodes; two_nodes.main()", inputs, tmp_path / "ray", log, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"published {_DOCUMENTS} {{'ok': {_DOCUMENTS}}}" in done.stdout
    assert len(list(log.glob("node-*"))) == 2, "both machines were at work when one was killed"
    for table in TABLES.keys() - _LOGS:
        name = f"{table}.parquet"
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "single" / name).read_bytes()


@needs_ray
def test_a_machine_with_another_version_is_an_error(ray_processes):
    engine = RayCluster(ray_processes, same=os.getcwd)
    outcomes = engine.run(abs, [1])
    assert [outcome.value for outcome in outcomes] == [1]
    engine = RayCluster(ray_processes, same=_process)
    with pytest.raises(EngineError, match="Install the same on all of them"):
        list(engine.run(abs, [1]))


def _run(code: str, *arguments: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=_ROOT, env=env, capture_output=True, text=True, timeout=400)  # noqa: S603


def _process() -> str:
    return f"process {os.getpid()}"


@needs_ray
def test_a_cluster_that_is_not_there_is_an_error(tmp_path):
    code = (
        "from pipeline.cli import main\n"
        f"raise SystemExit(main(['extract', {str(_SAMPLES)!r}, '--out', {str(tmp_path / 'out')!r}, "
        "'--engine', 'ray', '--ray-address', '127.0.0.1:1']))"
    )
    done = _run(code)
    assert done.returncode == 2
    assert "kehoach: The Ray cluster 127.0.0.1:1 cannot be reached" in done.stderr


def test_without_ray_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match="make ray"):
        RayCluster()
