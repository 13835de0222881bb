"""The README's examples do what it says, in the order in which they stand."""

import shlex
import shutil
from pathlib import Path

import pytest
import regex

from pipeline.cli import main

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = regex.findall(r"^```(\w+)\n(.*?)^```$", README, regex.MULTILINE | regex.DOTALL)
ANYTHING = "…"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("readme")
    (plan,) = (content for language, content in BLOCKS if language == "text")
    (path / "plan.txt").write_text(plan, encoding="utf-8")
    (sheet,) = (content for language, content in BLOCKS if language == "csv")
    (path / "corrections.csv").write_text(sheet, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def in_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)


def as_shown(printed, expected):
    """Whether the output is as shown, where `…` at the end of a line stands for anything up to what is next."""
    pattern = "".join(
        regex.escape(line[:-1].rstrip() if line.endswith(ANYTHING) else line)
        + (".*?" if line.endswith(ANYTHING) else r"\s*\n")
        for line in expected.splitlines()
        if line.strip()
    )
    return regex.fullmatch(
        r"\s*?" + pattern + r"\s*",
        "\n".join(line.rstrip() for line in printed.splitlines()) + "\n",
        regex.DOTALL,
    )


@pytest.mark.parametrize("example", [content for language, content in BLOCKS if language == "console"])
def test_commands_print_what_is_shown(example, capsys):
    command, _, expected = example.partition("\n")
    prompt, program, *arguments = shlex.split(command)
    assert (prompt, program) == ("$", "kehoach")
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert as_shown(printed, expected), printed


@pytest.mark.parametrize("example", [content for language, content in BLOCKS if language == "python"])
def test_python_runs_and_prints(example, capsys):
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the README is ours
    assert capsys.readouterr().out.strip()


def test_targets_are_those_of_the_makefile():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    named = {
        name
        for block in regex.findall(r"(?:`|^)make( [a-z ]+)", README, regex.MULTILINE)
        for name in block.split()
    }
    assert {"extract", "test", "evaluate", "bench"} <= named
    for name in named - {"explains", "all", "targets"}:
        assert regex.search(rf"^{name}:", makefile, regex.MULTILINE), name


def test_every_table_is_listed():
    from pipeline.store.schema import TABLES

    assert regex.findall(r"^\| `(\w+)` \|", README, regex.MULTILINE) == list(TABLES)


def test_the_changelog_names_the_schema_version():
    from pipeline.store.schema import SCHEMA_VERSION

    assert f"schema version {SCHEMA_VERSION}" in (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_explains_its_targets():
    import subprocess

    printed = subprocess.run(["make", "-C", PROJECT], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607
    for target in (
        "extract",
        "nightly",
        "test",
        "faults",
        "lint",
        "evaluate",
        "bench",
        "system",
        "lock",
        "clean",
    ):
        assert f"  {target} " in printed
