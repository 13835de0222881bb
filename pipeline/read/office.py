"""Reads old Word files (.doc) and RTF through LibreOffice, which makes .docx of them.

LibreOffice runs without a window, with a profile of its own in a temporary folder, macros and links switched off,
for a limited time. Without LibreOffice, RTF is read as plain text, and .doc waits until it is installed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.read.docx import read_docx
from pipeline.read.errors import ReadError
from pipeline.read.limits import ReadLimits
from pipeline.read.rtf import read_rtf_text
from pipeline.read.signature import file_kind
from pipeline.read.source import SourceDocument

_NAMES = ("soffice", "libreoffice")
_SECONDS = 120.0
_SECONDS_EACH = 20.0
_ENDINGS = {"doc": ".doc", "rtf": ".rtf", "ole": ".doc"}
# no macro, no link to another file or site, and no update looked for
_SWITCHES = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Load", "UpdateDocMode", "0"),
)
_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{''.join(_ITEM.format(*switch) for switch in _SWITCHES)}</oor:items>"
)
_NOWHERE = "http://127.0.0.1:9"
Converted = dict[str, bytes | ReadError]


def find_office() -> str | None:
    """The path of LibreOffice's program on this machine; None where it is not installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def read_office(data: bytes, name: str, limits: ReadLimits) -> SourceDocument:
    """Read a .doc or RTF file.

    Raises ReadError: `missing_tool` where a .doc needs LibreOffice and there is none, `damaged` where
    LibreOffice cannot read the file, `timeout` where it takes too long, and what the reader of .docx raises.
    """
    kind = file_kind(data) or ("rtf" if name.lower().endswith(".rtf") else "doc")
    if find_office() is None:
        if kind == "rtf":
            return read_rtf_text(data)
        raise _missing()
    converted = convert_many({name: data})[name]
    if isinstance(converted, ReadError):
        if kind == "rtf" and converted.kind != "timeout":
            return read_rtf_text(data)
        raise converted
    return read_docx(converted, name, limits, source_format="doc")


def convert_many(files: Mapping[str, bytes]) -> Converted:
    """Convert .doc and RTF files to .docx in one start of LibreOffice; by the names given, the .docx file's
    bytes or the reason why there is none.

    A file that makes LibreOffice fail is tried once more by itself, so that the others do not suffer. Raises
    ReadError, kind `missing_tool`, where LibreOffice is not installed.
    """
    program = find_office()
    if program is None:
        raise _missing()
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        made, late = _run(program, files, Path(folder))
    results: Converted = {}
    for name, data in files.items():
        if name in made:
            results[name] = made[name]
        elif len(files) > 1:
            results[name] = convert_many({name: data})[name]
        elif late:
            results[name] = ReadError(
                "timeout",
                f"LibreOffice did not read this file within {_SECONDS + _SECONDS_EACH:g} seconds. "
                "Open it in Word and save it as .docx.",
            )
        else:
            results[name] = ReadError(
                "damaged",
                "LibreOffice cannot read this file: it is damaged or locked by a password. Open it in Word and "
                "save it as .docx, or fetch it again.",
            )
    return results


def _run(program: str, files: Mapping[str, bytes], folder: Path) -> tuple[dict[str, bytes], bool]:
    """The .docx files that LibreOffice makes of files laid into a folder, and whether it ran out of time."""
    taken, made = folder / "in", folder / "out"
    taken.mkdir()
    made.mkdir()
    names: dict[str, Path] = {}
    for number, (name, data) in enumerate(files.items()):
        names[name] = taken / f"{number}{_ENDINGS.get(file_kind(data) or '', '.doc')}"
        names[name].write_bytes(data)
    profile = _profile()
    seconds = _SECONDS + _SECONDS_EACH * len(files)
    command = [
        *_bounded(seconds),
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made),
        *map(str, names.values()),
    ]
    environment = {
        **os.environ,
        "HOME": str(folder),
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
        "SAL_USE_VCLPLUGIN": "svp",
    }
    late = _finish(command, environment, folder, seconds)
    found = {name: made / f"{path.stem}.docx" for name, path in names.items()}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}, late


def _finish(command: list[str], environment: dict[str, str], folder: Path, seconds: float) -> bool:
    """Run a command to its end; whether its time ran out, in which case all its processes are ended."""
    process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice's own, the names are ours
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds + 10) in (124, 137)
    except subprocess.TimeoutExpired:
        return True
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _bounded(seconds: float) -> list[str]:
    """A command before LibreOffice's that ends it in time even where this process is killed before."""
    program = shutil.which("timeout")
    return [program, "--kill-after=5", f"{seconds:g}"] if program else []


_profiles: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _profile_of(process: int) -> Path:  # noqa: ARG001 - a process that was forked gets one of its own
    folder = tempfile.TemporaryDirectory(prefix="kehoach-office-", ignore_cleanup_errors=True)
    _profiles.append(folder)
    settings = Path(folder.name) / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(_SETTINGS, encoding="utf-8")
    return Path(folder.name)


def _profile() -> Path:
    """This process's own profile: two runs of LibreOffice cannot share one at the same time."""
    return _profile_of(os.getpid())


def _missing() -> ReadError:
    return ReadError(
        "missing_tool",
        "Word files of the old kind (.doc) are read with LibreOffice, which is not installed. Run make system, or save "
        "the file as .docx.",
    )
