"""A bucket works like a folder: inputs and tables on a server that speaks S3, on this machine."""

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.inputs import InputError, find_files
from pipeline.store.reader import TableError
from pipeline.store.remote import RemotePath
from pipeline.store.schema import TABLES
from pipeline.sync.lock import LockedError
from pipeline.sync.options import Options
from pipeline.sync.remote import synchronise_bucket
from pipeline.sync.run import synchronise
from pipeline.sync.surroundings import Surroundings
from pipeline.tables import open_tables

_ROOT = Path(__file__).resolve().parents[3]
_SAMPLES = sorted((_ROOT / "data" / "samples").rglob("*.txt"))[:4]
_LOGS = {"sources", "runs"}
_ONE = Options(engine="single")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    log = tmp_path_factory.mktemp("s3") / "log"
    code = (
        "from moto.server import ThreadedMotoServer as S; import time\n"
        "s = S(ip_address='127.0.0.1', port=0, verbose=False); s.start(); print(*s.get_host_and_port(), flush=True)\n"
        "time.sleep(600)"
    )
    with log.open("w") as errors:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        host, port = process.stdout.readline().split()
        address = f"http://{host}:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_ENDPOINT_URL", address)
            patch.setenv("AWS_ACCESS_KEY_ID", "test")
            patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
            patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
            yield address
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def bucket(request):
    request.getfixturevalue("server")
    import boto3

    name = f"b{abs(hash(request.node.name)) % 10**12}"
    boto3.client("s3").create_bucket(Bucket=name)
    return RemotePath(f"s3://{name}")


@pytest.fixture
def plans(bucket, tmp_path):
    """The same files in a folder and in the bucket."""
    folder = tmp_path / "plans"
    for number, sample in enumerate(_SAMPLES):
        path = folder / ("a" if number % 2 else "b") / sample.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(sample, path)
    (folder / "a" / "empty.txt").touch()
    (folder / "notes.xyz").write_text("x", encoding="utf-8")
    for path in folder.rglob("*"):
        if path.is_file():
            _put(bucket, f"plans/{path.relative_to(folder)}", path.read_bytes())
    return folder


def _put(bucket, name, content):
    bucket.child(name).write_bytes(content)


def _tables(out):
    return {name: _bytes(out, name) for name in TABLES.keys() - _LOGS}


def _bytes(out, name):
    if isinstance(out, RemotePath):
        return out.child(f"{name}.parquet").read_bytes()
    return (out / f"{name}.parquet").read_bytes()


def _sync(bucket, work, around=Surroundings(), options=_ONE):  # noqa: B008
    return synchronise_bucket([bucket.child("plans")], bucket.child("tables"), work, options, around)


@pytest.mark.parametrize("engine", ["single", "pool"])
def test_from_bucket_to_bucket_equals_from_folder_to_folder(bucket, plans, tmp_path, engine):
    source, out = f"{bucket}/plans", f"{bucket}/tables"
    # in a process of its own: the server that forks workers keeps the environment in which it was started
    command = [sys.executable, "-m", "pipeline.cli", "extract", source, "--out", out]
    command += ["--engine", engine, "--work", str(tmp_path / "work")]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=120)  # noqa: S603
    assert done.returncode == 1, done.stderr
    assert out in done.stdout
    synchronise([plans], tmp_path / "tables", _ONE)
    assert _tables(RemotePath(out)) == _tables(tmp_path / "tables")
    sources = open_tables(out).sources.set_index("path")
    expected = open_tables(tmp_path / "tables").sources.set_index("path")
    columns = ["doc_id", "byte_size", "status", "error_kind", "error_message"]
    assert sources[columns].equals(expected[columns])
    assert sources.location["notes.xyz"] == f"{source}/notes.xyz"


@pytest.mark.usefixtures("plans")
def test_a_second_run_reads_and_changes_nothing(bucket, tmp_path):
    _sync(bucket, tmp_path / "work")
    before = _tables(bucket.child("tables"))
    again = _sync(bucket, tmp_path / "work", Surroundings(process=_never))
    assert (again.outcome, again.processed) == ("unchanged", 0)
    assert _tables(bucket.child("tables")) == before


def _never(work):
    raise AssertionError(f"{work.name} was read again")


def test_changes_in_the_bucket_are_followed(bucket, plans, tmp_path):
    _sync(bucket, tmp_path / "work")
    first, second, *_ = sorted(path for path in plans.rglob("*.txt") if path.stat().st_size)
    bucket.child(f"plans/{first.relative_to(plans)}").remove()
    first.unlink()
    second.write_bytes(second.read_bytes() + "\nBản sửa.\n".encode())
    _put(bucket, f"plans/{second.relative_to(plans)}", second.read_bytes())
    assert _sync(bucket, tmp_path / "work").processed == 1
    synchronise([plans], tmp_path / "tables", _ONE)
    assert _tables(bucket.child("tables")) == _tables(tmp_path / "tables")


@pytest.mark.usefixtures("plans")
def test_another_machine_takes_up_what_is_published(bucket, tmp_path):
    _sync(bucket, tmp_path / "work")
    before = _tables(bucket.child("tables"))
    options = Options(engine="single", tries=1)
    again = _sync(bucket, tmp_path / "other", Surroundings(process=_never), options)
    assert (again.outcome, again.processed) == ("unchanged", 0)
    assert len(open_tables(f"{bucket}/tables").runs) == 2
    assert _sync(bucket, tmp_path / "work", Surroundings(process=_never), options).processed == 0
    assert len(open_tables(f"{bucket}/tables").runs) == 3, "the first machine has taken up the other's state"
    assert _tables(bucket.child("tables")) == before


class CutOffError(Exception):
    pass


@pytest.mark.parametrize("step", ["put_documents", "put_tasks", "put_pointer", "pointer_put", "copy_units"])
def test_a_publication_that_is_cut_off_leaves_readers_a_whole_state(bucket, plans, tmp_path, step):
    _sync(bucket, tmp_path / "work")
    old = open_tables(f"{bucket}/tables")
    old_documents = old.documents
    added = _SAMPLES[0].read_bytes() + "\nBản thứ hai.\n".encode()
    _put(bucket, "plans/new.txt", added)

    def cut(name):
        if name == step:
            raise CutOffError

    with pytest.raises(CutOffError):
        _sync(bucket, tmp_path / "work", Surroundings(checkpoint=cut))
    seen = open_tables(f"{bucket}/tables")
    states = {
        dataset.schema.metadata[b"state_id"] for name, dataset in seen._datasets.items() if name != "runs"
    }
    assert len(states) == 1
    published = step in ("pointer_put", "copy_units")
    assert len(seen.documents) == len(old_documents) + published
    _sync(bucket, tmp_path / "work")
    (plans / "new.txt").write_bytes(added)
    synchronise([plans], tmp_path / "tables", _ONE)
    assert _tables(bucket.child("tables")) == _tables(tmp_path / "tables")


@pytest.mark.usefixtures("plans")
def test_only_one_may_write(bucket, tmp_path):
    lock = bucket.child("tables/.kehoach/lock")
    lock.write_bytes(b'{"host": "elsewhere", "process": 7, "since": "2025-01-15 02:00:00 UTC"}')
    with pytest.raises(LockedError, match="process 7 on elsewhere since 2025-01-15"):
        _sync(bucket, tmp_path / "work")
    lock.remove()
    _sync(bucket, tmp_path / "work")
    with pytest.raises(FileNotFoundError):
        lock.read_bytes()


@pytest.mark.usefixtures("plans")
def test_a_dead_process_of_this_machine_holds_no_lock(bucket, tmp_path):
    import json
    import socket

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    holder = {"host": socket.gethostname(), "process": dead.pid, "since": "2025-01-15 02:00:00 UTC"}
    bucket.child("tables/.kehoach/lock").write_bytes(json.dumps(holder).encode())
    assert _sync(bucket, tmp_path / "work").outcome == "published"


@pytest.mark.usefixtures("plans")
def test_tables_beside_the_plans_are_no_input(bucket, tmp_path):
    out = bucket.child("plans/tables")
    for _ in range(2):
        summary = synchronise_bucket([bucket.child("plans")], out, tmp_path / "work", _ONE, Surroundings())
        assert summary.files == 6


def test_one_object_can_be_an_input(bucket, plans):
    chosen = bucket.child("plans/notes.xyz")
    (file,) = find_files([chosen])
    assert (file.name, file.problem, file.byte_size) == ("notes.xyz", None, 1)
    names = [file.name for file in find_files([bucket.child("plans/a"), bucket.child("plans/b")])]
    assert names == sorted(str(path.relative_to(plans)) for path in plans.glob("*/*"))


def test_what_is_not_there_is_an_error_that_names_it(bucket, tmp_path, capsys):
    with pytest.raises(InputError, match=r"s3://.*/nothing does not exist"):
        find_files([bucket.child("nothing")])
    with pytest.raises(InputError, match="one kind at a time"):
        find_files([bucket, tmp_path])
    with pytest.raises(TableError, match=r"does not exist\. Write the tables with"):
        open_tables(f"{bucket}/nothing")
    assert main(["extract", "nosuch://x", "--out", str(tmp_path / "out")]) == 2
    assert "nosuch://x" in capsys.readouterr().err


def test_a_server_that_does_not_answer_is_an_error(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    import fsspec

    fsspec.get_filesystem_class("s3").clear_instance_cache()
    try:
        assert main(["extract", "s3://b/plans", "--out", str(tmp_path / "out")]) == 2
    finally:
        fsspec.get_filesystem_class("s3").clear_instance_cache()
    assert "s3://b/plans cannot be used" in capsys.readouterr().err


def _said(capsys, *command):
    code = main([*map(str, command)])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_what_is_asked_of_a_bucket_is_told_as_of_a_folder(bucket, plans, tmp_path, capsys):
    first = min(plans.rglob("*.txt"))
    folder, tables = tmp_path / "tables", bucket.child("tables")
    for again in (False, True):
        if again:
            first.write_bytes(first.read_bytes() + "\nBản sửa.\n".encode())
            _put(bucket, f"plans/{first.relative_to(plans)}", first.read_bytes())
        synchronise([plans], folder, _ONE)
        _sync(bucket, tmp_path / "work")
    assert _said(capsys, "diff", "--out", tables) == _said(capsys, "diff", "--out", folder)
    code, status = _said(capsys, "status", "--out", tables)
    assert code == 0
    of_folder = _said(capsys, "status", "--out", folder)[1]
    lines = [line for line in of_folder.splitlines() if not line.startswith("Last run")]
    assert set(lines) <= set(status.splitlines())
    assert "empty.txt" in status
    by_another_name = str(tables).replace("s3://", "s3a://")
    assert _said(capsys, "status", "--out", by_another_name) == (code, status)
    row = open_tables(folder).citations.iloc[0]
    asked = (row.doc_id, "citations", row.citation_id, "--out")
    assert _said(capsys, "explain", *asked, tables) == _said(capsys, "explain", *asked, folder)
    assert _said(capsys, "query", "SELECT count(*) FROM tasks", "--tables", tables) == _said(
        capsys, "query", "SELECT count(*) FROM tasks", "--tables", folder
    )
    for source in (tables, folder):
        assert _said(capsys, "export", "--jsonl", "--tables", source, "--out", tmp_path / source.name)[0] == 0
    code, told = _said(capsys, "export", "--jsonl", "--tables", tables)
    assert (code, "--out DIR" in told) == (2, True)


def test_what_is_wrong_with_a_bucket_is_said(bucket, plans, tmp_path, capsys):
    tables = bucket.child("tables")
    for command in ("status", "diff"):
        code, told = _said(capsys, command, "--out", tables)
        assert code == 2
        assert f"kehoach sync INPUT --out {tables}" in told
    assert plans.is_dir()
    _sync(bucket, tmp_path / "work")
    tables.child(".kehoach/lock").write_bytes(b'{"host": "elsewhere", "process": 7, "since": "today"}')
    (place,) = [
        path for path, _ in tables.objects() if path.url.endswith("tasks.parquet") and "states" in path.url
    ]
    place.remove()
    code, told = _said(capsys, "status", "--out", tables)
    assert code == 1
    assert "Being written by process 7 on elsewhere since today" in told
    assert "DAMAGED    tasks" in told
    tables.child("units.parquet").remove()
    tables.child(".kehoach/lock").remove()
    _sync(bucket, tmp_path / "work", Surroundings(process=_never))
    assert _said(capsys, "status", "--out", tables)[0] == 0
    synchronise([plans], tmp_path / "tables", _ONE)
    assert _tables(tables) == _tables(tmp_path / "tables")
