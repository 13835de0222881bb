"""Bad input, end to end: each file gets a row that says what to do, and the others come out unharmed."""

import os
import shutil
import sys
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
GOOD = sorted(SAMPLES.glob("*.md"))[:2]
PLAN = GOOD[0].read_bytes()
NFD_NAME = unicodedata.normalize("NFD", "kế hoạch số hai.txt")


def rows(out, name):
    return pq.read_table(out / f"{name}.parquet").to_pylist()


def text_rows(out):
    """Rows of the good documents in all tables that are kept by document."""
    names = ("documents", "blocks", "citations", "indices", "index_values", "tasks", "units", "deadlines")
    good = {row["doc_id"] for row in rows(out, "sources") if row["path"] in {path.name for path in GOOD}}
    return {name: [row for row in rows(out, name) if row["doc_id"] in good] for name in names}


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\n\t\n", "empty"),
    "noise.txt": (bytes(range(256)) * 40, "binary"),
    "nul.txt": (PLAN.replace(b" ", b"\0"), "binary"),
    "archive.txt": (b"PK\x03\x04" + b"\x07" * 2000, "unsupported"),
    "long-line.txt": (b"k\xe1\xba\xbf ho\xe1\xba\xa1ch " * (50 * 1024 * 1024 // 12), "too_large"),
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The tables of the good documents by themselves."""
    folder, out = tmp_path_factory.mktemp("good"), tmp_path_factory.mktemp("alone")
    for path in GOOD:
        shutil.copy(path, folder)
    assert main(["extract", str(folder), "--out", str(out), "--jobs", "1"]) == 0
    return text_rows(out)


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for path in GOOD:
        shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_bad_file_is_logged_and_the_good_ones_come_out(inputs, tmp_path, alone, capsys, jobs):
    for name, (content, _) in BAD.items():
        (inputs / name).write_bytes(content)
    (inputs / "up").symlink_to("..")
    (inputs / "self.txt").symlink_to("self.txt")
    assert main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", jobs]) == 1
    printed = capsys.readouterr().out
    logged = {row["path"]: row for row in rows(tmp_path / "out", "sources")}
    kinds = {name: logged[name]["error_kind"] for name in BAD}
    assert kinds == {name: kind for name, (_, kind) in BAD.items()}
    assert (logged["up"]["status"], logged["up"]["error_kind"]) == ("skipped", "link_loop")
    assert (logged["self.txt"]["status"], logged["self.txt"]["error_kind"]) == ("failed", "link_loop")
    for name in (*BAD, "up", "self.txt"):
        message = logged[name]["error_message"]
        assert message.endswith(".")
        assert len(message) > 30
        assert message in printed
    assert text_rows(tmp_path / "out") == alone


def test_odd_texts_are_documents_all_the_same(inputs, tmp_path, alone):
    (inputs / "half.md").write_bytes(PLAN[: len(PLAN) // 2])
    (inputs / "poem.txt").write_text(
        "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\n" * 9, "utf-8"
    )
    (inputs / "broken.txt").write_bytes(PLAN[:400] + b"\xff\xfe\xc3" + PLAN[400:])
    assert main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    logged = {row["path"]: row for row in rows(tmp_path / "out", "sources")}
    assert {logged[name]["status"] for name in ("half.md", "poem.txt", "broken.txt")} <= {"ok", "partial"}
    documents = {row["source_path"]: row for row in rows(tmp_path / "out", "documents")}
    assert documents["poem.txt"]["type"] is None
    assert documents["broken.txt"]["warnings"]
    assert text_rows(tmp_path / "out") == alone


@pytest.mark.parametrize(
    "name", [NFD_NAME, "two\nlines.txt", "tab\tand 'quotes'.txt", "-dash.txt", "[red]x.txt"]
)
def test_odd_names_are_kept_as_they_are(inputs, tmp_path, name):
    (inputs / name).write_bytes(PLAN + b"\nB\n")
    assert main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert name in {row["source_path"] for row in rows(tmp_path / "out", "documents")}
    assert name in {row["path"] for row in rows(tmp_path / "out", "sources")}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names that are not UTF-8")
def test_a_name_that_is_no_text_is_no_obstacle(inputs, tmp_path):
    Path(os.fsdecode(os.fsencode(inputs) + b"/plan\xff.txt")).write_bytes(PLAN + b"\nC\n")
    assert main(["extract", str(inputs), "--out", str(tmp_path / "out"), "--jobs", "2"]) == 0
    assert "plan\\xff.txt" in {row["source_path"] for row in rows(tmp_path / "out", "documents")}
