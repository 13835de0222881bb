"""`kehoach sync`, `status` and `diff`: settings, logs, metrics, signals and exit codes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from pipeline.cli import main
from pipeline.cli.settings import INPUTS, SETTINGS
from pipeline.sync.options import Options

PROJECT = Path(__file__).resolve().parents[3]
PLAN = "SỞ NỘI VỤ\nSố: {}/KH-SNV\n\nKẾ HOẠCH\nCải cách hành chính năm 2025\n\n1. Sở Y tế chủ trì thực hiện.\n"


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(PLAN.format(number), encoding="utf-8")
    return folder


def settings_file(tmp_path, text):
    path = tmp_path / "kehoach.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def sync(*arguments):
    return main(["sync", "--engine", "single", "--batch-seconds", "600", *map(str, arguments)])


@pytest.mark.usefixtures("inputs")
def test_settings_come_from_a_file_and_options_override_them(tmp_path, capsys):
    config = settings_file(tmp_path, 'inputs = ["plans"]\nout = "tables"\ntimeout = 0\nbatch_documents = 2\n')
    assert sync("--config", config) == 0
    assert (tmp_path / "tables" / "documents.parquet").exists()
    assert sync("--config", config, "--out", tmp_path / "other") == 0
    assert (tmp_path / "other" / "documents.parquet").exists()
    assert "3 documents in " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("job = 3", "there is no setting job. Did you mean jobs?"),
        ("time-out = 3", "there is no setting time-out. Did you mean timeout?"),
        ("zzz = 3", "there is no setting zzz. There are: inputs, out, "),
        ("jobs = 0", "jobs = 0 is not a whole number from 1."),
        ('jobs = "two"', "jobs = 'two' is of the wrong type"),
        ("jobs = true", "jobs = True is of the wrong type"),
        ("timeout = -1", "timeout = -1 is not a number of seconds from 0."),
        ('engine = "swarm"', "engine = 'swarm' is not one of "),
        ("inputs = 3", 'inputs takes a list of files and folders: inputs = ["plans"]'),
        ("log_json = 1", "log_json = 1 is of the wrong type"),
        ("= 3", "is not TOML: "),
        ("", "no inputs given. Give INPUT, or inputs in the file that --config names."),
        ('inputs = ["plans"]', "no out given. Give --out DIR, or out in the file that --config names."),
    ],
)
def test_a_wrong_setting_is_an_error_that_says_what_is_right(inputs, tmp_path, capsys, text, complaint):
    assert sync("--config", settings_file(tmp_path, text)) == 2
    assert complaint in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [inputs.name]


def test_a_file_of_settings_that_is_not_there_is_an_error(tmp_path, capsys):
    assert sync("--config", tmp_path / "none.toml") == 2
    assert "none.toml cannot be read" in capsys.readouterr().err


def test_every_setting_is_documented_with_its_default():
    text = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
    documented = dict(regex.findall(r"^\| `(\w+)` \|([^|]*)\|", text, regex.MULTILINE))
    assert list(documented) == [INPUTS, *(setting.name for setting in SETTINGS)]
    defaults = Options()
    for name in ("engine", "timeout", "tries", "batch_documents", "batch_seconds", "keep_seconds"):
        assert documented[name].strip(" `") == f"{getattr(defaults, name)}".removesuffix(".0")
    for name in ("max_bytes", "max_unpacked_bytes", "max_pages", "max_pixels"):
        assert documented[name].strip() == str(getattr(defaults.limits, name))


def test_the_documented_settings_are_taken(tmp_path):
    from pipeline.cli.settings import read_settings

    text = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
    (example,) = regex.findall(r"```toml\n(.*?)```", text, regex.DOTALL)
    read = read_settings(Path(settings_file(tmp_path, example)))
    assert read["out"] == Path("/srv/kehoach/tables")
    assert read["log_json"] is True


def test_limits_are_settings(inputs, tmp_path, capsys):
    assert sync(inputs, "--out", tmp_path / "out", "--max-bytes", 20) == 2
    assert "at most 20 are read. Split it into its documents, or raise max_bytes." in capsys.readouterr().err
    assert (
        sync("--config", settings_file(tmp_path, 'inputs = ["plans"]\nout = "out"\nmax_bytes = 2000\n')) == 0
    )


def test_logs_are_json_on_request(inputs, tmp_path, capsys):
    (inputs / "empty.txt").touch()
    assert sync(inputs, "--out", tmp_path / "out", "--log-json") == 1
    captured = capsys.readouterr()
    events = [json.loads(line) for line in captured.err.splitlines()]
    assert captured.out == ""
    assert [event["event"] for event in events if event["event"] != "progress"] == [
        "files",
        "document_failed",
        "plan",
        "batch",
        "finished",
    ]
    failed = next(event for event in events if event["event"] == "document_failed")
    assert (failed["level"], failed["path"], failed["kind"]) == ("error", "empty.txt", "empty")
    finished = events[-1]
    assert (finished["outcome"], finished["exit_code"], finished["documents"]) == ("published", 1, 3)
    assert finished["rows"]["documents"] == 3
    assert all(regex.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event["time"]) for event in events)


def test_logs_are_plain_lines_without_a_terminal(inputs, tmp_path, capsys):
    sync(inputs, "--out", tmp_path / "out")
    lines = capsys.readouterr().err.splitlines()
    assert lines[1].endswith("Z 3 of 3 documents are to be processed: 3 new.")


def test_metrics_are_what_prometheus_reads(inputs, tmp_path):
    from prometheus_client.parser import text_string_to_metric_families

    metrics = tmp_path / "kehoach.prom"
    assert sync(inputs, "--out", tmp_path / "out", "--metrics", metrics) == 0
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.read_text(encoding="utf-8"))
        for sample in family.samples
    }
    assert found["kehoach_documents",] == 3
    assert found["kehoach_run_exit_code",] == 0
    assert found["kehoach_files", "ok"] == 3
    assert found["kehoach_rows", "units"] == 3
    assert sync(tmp_path / "none", "--out", tmp_path / "out", "--metrics", metrics) == 2
    assert "kehoach_run_exit_code 2.0" in metrics.read_text(encoding="utf-8")
    assert sync(inputs, "--out", tmp_path / "out", "--metrics", tmp_path / "no" / "where") == 2


def test_status_says_how_things_stand(inputs, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["status", "--out", str(out)]) == 2
    assert "holds no tables that kehoach keeps" in capsys.readouterr().err
    (inputs / "empty.txt").touch()
    (inputs / "noise.txt").write_bytes(bytes(range(256)) * 40)
    sync(inputs, "--out", out)
    sync(inputs, "--out", out)
    capsys.readouterr()
    assert main(["status", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Documents  3 in the tables" in printed
    assert "Last run   unchanged at " in printed
    assert "Failed     2 files: 1 empty, 1 binary" in printed
    assert "[empty]" in printed
    assert "[binary, tries: 2]" in printed
    table = (out / "units.parquet").resolve()
    table.write_bytes(table.read_bytes()[:-1])
    assert main(["status", "--out", str(out)]) == 1
    assert "DAMAGED    units: the next run makes them anew" in capsys.readouterr().out


def test_diff_says_what_the_last_run_changed(inputs, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["diff", "--out", str(out)]) == 2
    sync(inputs, "--out", out)
    (inputs / "0.txt").unlink()
    (inputs / "1.txt").rename(inputs / "moved.txt")
    (inputs / "new.txt").write_text(PLAN.format(9), encoding="utf-8")
    sync(inputs, "--out", out)
    capsys.readouterr()
    assert main(["diff", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert regex.search(r"^documents +\+2 +-2 rows$", printed, regex.MULTILINE)
    assert printed.endswith(
        "1 document came in:\n  + new.txt\n1 document left:\n  - 0.txt\n1 document changed:\n  ~ moved.txt\n"
    )
    sync(inputs, "--out", out)
    capsys.readouterr()
    main(["diff", "--out", str(out)])
    assert capsys.readouterr().out == "The last publication changed nothing.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_run_with_what_is_done_kept(tmp_path, number):
    inputs, out = tmp_path / "plans", tmp_path / "out"
    inputs.mkdir()
    for document in range(60):
        (inputs / f"{document}.txt").write_text(PLAN.format(document) * 20, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "sync", str(inputs), "--out", str(out), "--log-json"]
    options = ["--batch-documents", "2"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        for line in process.stderr:
            if json.loads(line)["event"] == "batch":
                os.kill(process.pid, number)
                break
        events = [json.loads(line) for line in process.stderr]
    assert process.returncode == 128 + number
    assert events[-1]["event"] == "finished"
    assert events[-1]["outcome"] == "stopped"
    done = events[-1]["processed"]
    assert 1 <= done < 60
    finished = subprocess.run([*command, *options], stderr=subprocess.PIPE, text=True, check=True)  # noqa: S603
    plan = next(event for event in map(json.loads, finished.stderr.splitlines()) if event["event"] == "plan")
    assert plan["to_process"] == 60 - done


def test_a_run_with_nothing_to_do_loads_only_what_it_needs(inputs, tmp_path):
    assert sync(inputs, "--out", tmp_path / "tables") == 0
    command = [sys.executable, "-X", "importtime", "-m", "pipeline.cli", "sync", str(inputs)]
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, "--out", str(tmp_path / "tables")], capture_output=True, text=True, cwd=PROJECT, check=True
    )
    assert "nothing was to be processed" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "pyarrow.parquet" in loaded
    heavy = {"pandas.core", "spacy", "rich", "lxml", "pypdfium2", "pyarrow.compute", "extractors.citations"}
    assert not heavy & loaded


@pytest.mark.parametrize("command", ["report", "review"])
def test_what_writes_beside_the_tables_says_that_it_takes_no_address(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--out", "s3://bucket/tables"])
    assert "--work" in capsys.readouterr().err
