"""`kehoach extract`: what it prints, what it writes, and its exit codes."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.store.schema import TABLES

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
CHOSEN = sorted(SAMPLES.iterdir())[:4]


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for sample in CHOSEN:
        shutil.copy(sample, folder)
    return folder


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def contents(out):
    tables = {path.name: path.read_bytes() for path in out.glob("*.parquet")}
    assert len(tables) == len(TABLES)
    return {name: data for name, data in tables.items() if name not in ("sources.parquet", "runs.parquet")}


def test_writes_all_tables_and_sums_up(inputs, tmp_path, capsys):
    out = tmp_path / "new" / "tables"
    assert main(["extract", str(inputs), "--out", str(out), "--jobs", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("4 documents in ")
    assert "documents/s) to " in printed
    assert "Files: 4 ok" in printed
    for name in TABLES:
        assert f"{name:14}{len(rows(out, name)):>10,} rows" in printed
    assert {row["source_path"] for row in rows(out, "documents")} == {sample.name for sample in CHOSEN}


def test_the_number_of_processes_leaves_no_trace(inputs, tmp_path, capsys):
    for name in ("a", "b"):
        shutil.copytree(inputs, tmp_path / "in" / name, ignore=shutil.ignore_patterns("a", "b"))
    for jobs in ("1", "2", "3"):
        assert main(["extract", str(inputs), "--out", str(tmp_path / jobs), "--jobs", jobs]) == 0
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "3")
    assert "4 ok, 8 duplicate" in capsys.readouterr().out


def test_the_order_of_inputs_leaves_no_trace(inputs, tmp_path):
    files = [str(path) for path in inputs.iterdir()]
    main(["extract", *files, "--out", str(tmp_path / "one"), "--jobs", "1"])
    main(["extract", *reversed(files), "--out", str(tmp_path / "other"), "--jobs", "1"])
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_rows_are_sorted_and_quote_the_text(inputs, tmp_path):
    main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"])
    for name, table in TABLES.items():
        keys = [tuple(row[column] for column in table.order) for row in rows(tmp_path / "out", name)]
        assert keys == sorted(keys)
    blocks = {(row["doc_id"], row["block_id"]): row for row in rows(tmp_path / "out", "blocks")}
    for name in ("citations", "indices", "tasks", "units", "deadlines"):
        found = rows(tmp_path / "out", name)
        assert found
        for row in found:
            block = blocks[row["doc_id"], row["block_id"]]
            start, end = (row[end] - block["char_start"] for end in ("char_start", "char_end"))
            assert block["char_start"] <= row["char_start"]
            if row["char_end"] <= block["char_end"]:
                assert block["text"][start:end] == row["text"]


def test_the_same_document_twice_is_one_document(inputs, tmp_path):
    shutil.copy(CHOSEN[0], inputs / "z-copy.txt")
    main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"])
    sources = {row["path"]: row for row in rows(tmp_path / "out", "sources")}
    assert len(rows(tmp_path / "out", "documents")) == 4
    assert sources["z-copy.txt"]["status"] == "duplicate"
    assert sources["z-copy.txt"]["doc_id"] == sources[CHOSEN[0].name]["doc_id"]


def test_the_log_tells_run_version_and_size(inputs, tmp_path):
    main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"])
    logged = rows(tmp_path / "out", "sources")
    assert len({row["run_id"] for row in logged}) == 1
    for row in logged:
        path = inputs / row["path"]
        assert row["byte_size"] == path.stat().st_size
        assert row["modified_at"].timestamp() == pytest.approx(path.stat().st_mtime, abs=1e-5)
        assert "+rules." in row["pipeline_version"]
        assert row["seconds"] > 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_failure_gives_exit_code_1_and_says_why(inputs, tmp_path, capsys, jobs):
    (inputs / "empty.txt").touch()
    (inputs / "notes.xyz").write_text("x", encoding="utf-8")
    assert main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", jobs]) == 1
    printed = capsys.readouterr().out
    assert "Files: 4 ok, 1 skipped, 1 failed" in printed
    assert "  empty.txt: The file holds no bytes. Fetch or convert it again. [empty]" in printed
    assert "  notes.xyz: Names that are read end in " in printed


def test_when_nothing_comes_out_the_exit_code_is_2_but_the_log_is_written(tmp_path):
    (tmp_path / "empty.txt").touch()
    assert main(["extract", str(tmp_path / "empty.txt"), "--out", str(tmp_path / "out")]) == 2
    assert [row["error_kind"] for row in rows(tmp_path / "out", "sources")] == ["empty"]
    assert rows(tmp_path / "out", "documents") == []


def test_nothing_is_written_where_there_is_no_input(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert main(["extract", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 2
    assert main(["extract", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    complaints = capsys.readouterr().err
    assert "kehoach: No file was found in " in complaints
    assert f"kehoach: {tmp_path / 'nowhere'} does not exist." in complaints


def test_an_output_that_cannot_be_a_folder_is_an_error(inputs, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["extract", str(inputs), "--out", str(tmp_path / "file")]) == 2
    assert "Give another folder to --out." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["extract", "x"],
        ["extract", "x", "--out", "y", "--jobs", "0"],
        ["explain", "a", "b", "c"],
    ],
)
def test_bad_usage_gives_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: kehoach" in capsys.readouterr().err


def test_names_cannot_steer_the_terminal(inputs, tmp_path, capsys):
    (inputs / "a\n\x1b[31m.txt").touch()
    main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"])
    assert "  a\\n\\x1b[31m.txt: The file holds no bytes." in capsys.readouterr().out


def test_the_output_folder_may_lie_in_the_input(inputs, capsys):
    for _ in range(2):
        assert main(["extract", str(inputs), "--out", str(inputs / "tables"), "--jobs", "1"]) == 0
    assert capsys.readouterr().out.count("Files: 4 ok\n") == 2
