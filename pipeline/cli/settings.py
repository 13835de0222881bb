"""The settings of a run: each stands once, and can be given as an option or as a key of a TOML file."""

from __future__ import annotations

import argparse
import difflib
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.engine import ENGINES
from pipeline.store.remote import Place, place
from pipeline.sync.options import Options


class SettingsError(Exception):
    """A setting is unknown, or its value cannot be taken; the message says which, where, and what can be."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting by the name of its key; `kind` is what TOML holds it as, `parse` makes of its text what a run takes.

    Raises ValueError with what can be given, where `parse` cannot take a text.
    """

    name: str
    kind: type | tuple[type, ...]
    parse: Callable[[str], Any]
    metavar: str | None
    help: str

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")


def _whole_number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("a whole number from 1")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise ValueError("a number of seconds from 0")
    return seconds


def _timeout(text: str) -> float | None:
    return _seconds(text) or None


def _engine(text: str) -> str:
    if text not in ENGINES:
        raise ValueError(f"one of {', '.join(ENGINES)}")
    return text


def _yes(text: str) -> bool:
    return text == "True"


_DEFAULTS = Options()
SETTINGS: tuple[Setting, ...] = (
    Setting("out", str, place, "DIR", "folder for the tables, or an address such as s3://bucket/tables"),
    Setting(
        "work", str, Path, "DIR", "folder for what is not in the bucket yet; by default in your cache folder"
    ),
    Setting(
        "engine",
        str,
        _engine,
        "NAME",
        f"where documents are processed: {', '.join(ENGINES)} ({_DEFAULTS.engine})",
    ),
    Setting("jobs", int, _whole_number, "N", "processes; by default one a processor"),
    Setting(
        "timeout",
        (int, float),
        _timeout,
        "SECONDS",
        f"longest time for one document, 0 for no limit ({_DEFAULTS.timeout:g})",
    ),
    Setting(
        "memory",
        int,
        _whole_number,
        "BYTES",
        "memory that one document may take in a process; by default a share of the machine's",
    ),
    *(
        Setting(name, int, _whole_number, metavar, f"{help_} ({getattr(_DEFAULTS.limits, name):,})")
        for name, metavar, help_ in (
            ("max_bytes", "BYTES", "largest file that is read"),
            ("max_unpacked_bytes", "BYTES", "most that the parts of a Word file may unpack to"),
            ("max_pages", "N", "most pages of a PDF or picture file that is read"),
            ("max_pixels", "N", "most pixels of a picture that is read"),
        )
    ),
    Setting(
        "ray_address",
        str,
        str,
        "ADDRESS",
        "Ray cluster that the engine ray uses: HOST:PORT, or auto; by default one of its own on this machine",
    ),
    Setting(
        "tries",
        int,
        _whole_number,
        "N",
        f"how often a document that fails is tried while nothing changes ({_DEFAULTS.tries})",
    ),
    Setting(
        "batch_documents",
        int,
        _whole_number,
        "N",
        f"documents after which what is done is committed ({_DEFAULTS.batch_documents})",
    ),
    Setting(
        "batch_seconds",
        (int, float),
        _seconds,
        "SECONDS",
        f"seconds after which what is done is committed ({_DEFAULTS.batch_seconds:g})",
    ),
    Setting(
        "keep_seconds",
        (int, float),
        _seconds,
        "SECONDS",
        "how long tables that were replaced stay readable for those who have begun; "
        f"the last ones always do ({_DEFAULTS.keep_seconds:g})",
    ),
    Setting("metrics", str, Path, "FILE", "write the run's figures to FILE in Prometheus' text format"),
    Setting("log_json", bool, _yes, None, "log in JSON, one object a line"),
)
"""All settings but the inputs, in the order in which they are listed to a reader."""

_PATHS = frozenset({"out", "work", "metrics"})
INPUTS = "inputs"


def add_options(command: argparse.ArgumentParser, *, required: Collection[str] = ()) -> None:
    """Give a command the options of all settings; what is not given is None."""
    for setting in SETTINGS:
        if setting.kind is bool:
            command.add_argument(setting.option, action="store_true", default=None, help=setting.help)
        else:
            command.add_argument(
                setting.option,
                metavar=setting.metavar,
                type=_argument(setting),
                required=setting.name in required,
                help=setting.help,
            )


def _argument(setting: Setting) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            return _Given(setting.parse(text))
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text} is not {error}") from error

    return parse


@dataclass(frozen=True, slots=True)
class _Given:
    """A value from the command line, which may be None and yet is given."""

    value: Any


def settings_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """The settings of the file that `--config` names, overridden by options; inputs under `inputs`.

    Raises SettingsError, also where a file names no input or no output and the options do not either.
    """
    path: Path | None = getattr(arguments, "config", None)
    settings = read_settings(path) if path is not None else {}
    if arguments.inputs:
        settings[INPUTS] = list(arguments.inputs)
    for setting in SETTINGS:
        given = getattr(arguments, setting.name)
        if given is not None:
            settings[setting.name] = given.value if isinstance(given, _Given) else given
    return settings


def read_settings(path: Path) -> dict[str, Any]:
    """The settings in a TOML file; paths in it are relative to its folder. Raises SettingsError."""
    try:
        with path.open("rb") as stream:
            found = tomllib.load(stream)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    by_name = {setting.name: setting for setting in SETTINGS}
    settings: dict[str, Any] = {}
    for key, value in found.items():
        if key == INPUTS:
            settings[key] = [_below(path.parent, place(name)) for name in _names(path, value)]
        elif key in by_name:
            settings[key] = _value(path, by_name[key], value)
        else:
            raise SettingsError(f"{path}: there is no setting {key}. {_nearest(key, [INPUTS, *by_name])}")
    return {key: _below(path.parent, value) if key in _PATHS else value for key, value in settings.items()}


def _below(folder: Path, value: Place) -> Place:
    return folder / value if isinstance(value, Path) else value


def _names(path: Path, value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return value
    raise SettingsError(f'{path}: {INPUTS} takes a list of files and folders: {INPUTS} = ["plans"]')


def _value(path: Path, setting: Setting, value: Any) -> Any:
    if isinstance(value, bool) is not (setting.kind is bool) or not isinstance(value, setting.kind):
        raise SettingsError(f"{path}: {setting.name} = {value!r} is of the wrong type; it is: {setting.help}")
    try:
        return setting.parse(str(value))
    except ValueError as error:
        raise SettingsError(f"{path}: {setting.name} = {value!r} is not {error}.") from error


def _nearest(key: str, names: list[str]) -> str:
    near = difflib.get_close_matches(key.replace("-", "_").lower(), names, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
