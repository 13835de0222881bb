"""`kehoach doctor` on machines with and without the programs that some formats need."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.doctor import missing_packages, readable_suffixes, tools
from pipeline.read import SUPPORTED_SUFFIXES

PACKAGES = Path(__file__).resolve().parents[3] / "system-packages.txt"

TESSERACT = """#!/bin/sh
echo 'List of available languages (2):'
echo eng
echo {language}
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found; empty at first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, content: str = "#!/bin/sh\n") -> None:
    program = folder / name
    program.write_text(content, encoding="utf-8")
    program.chmod(0o755)


def states() -> dict[str, bool]:
    return {tool.name: tool.found for tool in tools()}


@pytest.mark.usefixtures("programs")
def test_bare_machine_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    printed = capsys.readouterr().out
    assert "make system" in printed
    assert "tesseract-ocr-vie" in printed
    assert "libreoffice-writer-nogui" in printed
    assert "it is not installed" in printed


@pytest.mark.usefixtures("programs")
def test_what_needs_no_program_is_read_on_a_bare_machine() -> None:
    readable = readable_suffixes(tools())
    assert {".md", ".txt"} <= set(readable)
    assert set(readable) <= SUPPORTED_SUFFIXES
    assert not {".doc", ".rtf", ".png"} & set(readable)


def test_nothing_is_missing_where_all_is_there(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(programs, "tesseract", TESSERACT.format(language="vie"))
    put(programs, "soffice")
    found = states()
    assert found["tesseract"]
    assert found["LibreOffice"]
    assert main(["doctor"]) == (0 if found["fonts"] else 1)
    assert ("Nothing is missing." in capsys.readouterr().out) == found["fonts"]


def test_tesseract_without_its_vietnamese_model_is_not_enough(programs: Path) -> None:
    put(programs, "tesseract", TESSERACT.format(language="deu"))
    (tesseract,) = (tool for tool in tools() if tool.name == "tesseract")
    assert not tesseract.found
    assert "model" in (tesseract.problem or "")
    assert "tesseract-ocr-vie" in missing_packages((tesseract,))


def test_make_system_installs_all_that_may_be_missing() -> None:
    listed = {line for line in PACKAGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")}
    assert {package for tool in tools() for package in tool.packages} <= listed
