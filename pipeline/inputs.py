"""Finding the files of a run: what lies under the given paths, under which name, and what cannot be read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.read import SUPPORTED_SUFFIXES, ReadError, ReadLimits, check_size

DOC_ID_LENGTH = 16
_LIMITS = ReadLimits()


class InputError(Exception):
    """The given paths leave nothing to do; the message says why."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A path that was looked at.

    `name` is the path relative to the input folder, with `/` between its parts, as the tables show it;
    `modified_at` is in microseconds since 1970; `changed_at`, when anything about the file last changed, in
    nanoseconds. `problem` says why it is not read, in which case `skipped` tells what was left out on purpose
    from what failed. `doc_id` is filled in by `identify`.
    """

    name: str
    path: Path
    byte_size: int = 0
    modified_at: int | None = None
    doc_id: str | None = None
    problem: ReadError | None = None
    skipped: bool = False
    changed_at: int | None = None

    @property
    def location(self) -> str:
        """Its absolute path, as far as it is text."""
        return _as_text(_absolute(self.path))

    def with_doc_id(self, doc_id: str) -> InputFile:
        """The file with its identity, for whoever knows it without reading the bytes."""
        return replace(self, doc_id=doc_id)


def find_files(inputs: Sequence[Path], *, leave_out: Path | None = None) -> list[InputFile]:
    """Every file under the given files and folders, once, sorted by name.

    Folders are searched through for names with a known ending, links to folders included; a folder that can be
    reached in several ways is searched once. What is not taken up is listed with the reason, except for the
    folder `leave_out`. Raises InputError where an input does not exist or nothing was found.
    """
    for path in inputs:
        if not os.path.lexists(path):
            raise InputError(f"{path} does not exist.")
    search = _Search(_root_of(inputs), leave_out)
    for path in inputs:
        if path.is_dir():
            search.folder(path)
        else:
            search.file(path, chosen=True)
    search.linked_folders()
    found = {file.name: file for file in search.found}
    if not found:
        where = ", ".join(str(path) for path in inputs)
        raise InputError(f"No file was found in {where}. Endings looked for: {_endings()}.")
    return [found[name] for name in sorted(found)]


def identify(file: InputFile) -> InputFile:
    """The file with its `doc_id`, or with the problem that kept it from being read whole."""
    if file.problem is not None:
        return file
    try:
        check_size(file.byte_size, _LIMITS)
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except ReadError as error:
        return replace(file, problem=error)
    except OSError as error:
        return replace(file, problem=_unreadable(error))
    return replace(file, doc_id=digest[:DOC_ID_LENGTH])


class _Search:
    """A walk through folders. Links to folders are put off until all that is reached without them is known."""

    def __init__(self, root: Path, leave_out: Path | None) -> None:
        self.found: list[InputFile] = []
        self._root = root
        self._leave_out = leave_out.resolve() if leave_out else None
        self._visited: set[tuple[int, int]] = set()
        self._links: list[Path] = []

    def folder(self, folder: Path) -> None:
        """Take up what lies under a folder."""
        pending = [folder]
        while pending:
            folder = pending.pop()
            try:
                if self._seen_before(folder.stat()):
                    continue
                with os.scandir(folder) as entries:
                    children = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                self._refuse(folder, _unreadable(error))
                continue
            pending += [folder / entry.name for entry in children if self._is_own_folder(folder, entry)]

    def _is_own_folder(self, folder: Path, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is a folder to be searched now; one that is not is dealt with here."""
        path = folder / entry.name
        if entry.name.startswith("."):
            self._skip(path, "hidden", "Hidden files are left out. Give it as INPUT to have it read.")
        elif entry.is_dir(follow_symlinks=False):
            return path.resolve() != self._leave_out
        elif _is_folder(path):
            self._links.append(path)
        else:
            self.file(path)
        return False

    def _seen_before(self, status: os.stat_result) -> bool:
        identity = (status.st_dev, status.st_ino)
        seen = identity in self._visited
        self._visited.add(identity)
        return seen

    def linked_folders(self) -> None:
        """Take up what lies behind the links to folders that were met, and those met behind them."""
        while self._links:
            link = self._links.pop(0)
            target = link.resolve()
            status = link.stat()
            if link.parent.resolve().is_relative_to(target):
                self._skip(link, "link_loop", f"This link leads back to {target}, which holds it. Remove it.")
            elif (status.st_dev, status.st_ino) in self._visited:
                self._skip(link, "link_loop", f"This link leads to {target}, which is searched already.")
            else:
                self.folder(link)

    def file(self, path: Path, *, chosen: bool = False) -> None:
        """Take up a file; one that was not `chosen` by its path needs a known ending."""
        try:
            status = path.stat()
        except OSError as error:
            self._refuse(path, _unreadable(error))
            return
        if not stat.S_ISREG(status.st_mode):
            self._skip(path, "not_a_file", "This is a device, pipe or socket. Leave it out.")
        elif not chosen and path.suffix.lower() not in SUPPORTED_SUFFIXES:
            message = f"Names that are read end in {_endings()}. Convert it, or give it as INPUT by itself."
            self._skip(path, "unsupported", message)
        else:
            modified_at = status.st_mtime_ns // 1000
            self.found.append(
                InputFile(self._name(path), path, status.st_size, modified_at, changed_at=status.st_ctime_ns)
            )

    def _skip(self, path: Path, kind: str, message: str) -> None:
        self.found.append(InputFile(self._name(path), path, problem=ReadError(kind, message), skipped=True))

    def _refuse(self, path: Path, problem: ReadError) -> None:
        self.found.append(InputFile(self._name(path), path, problem=problem))

    def _name(self, path: Path) -> str:
        return _as_text(Path(_absolute(path)).relative_to(self._root).as_posix())


def _root_of(inputs: Sequence[Path]) -> Path:
    """The folder that names are relative to: the input folder, or what several inputs have in common."""
    folders = [_absolute(path if path.is_dir() else path.parent) for path in inputs]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise InputError("The inputs lie on different drives. Read them one drive at a time.") from error


def _absolute(path: Path) -> str:
    """The path from the root, without `..`, through the links that it goes through."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve would follow the links


def _as_text(path: str) -> str:
    """A path need not be text: what is not UTF-8 is shown by its bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _unreadable(error: OSError) -> ReadError:
    if error.errno == errno.ELOOP:
        return ReadError("link_loop", "This link leads back to itself. Remove it.")
    if error.errno == errno.ENOENT:
        return ReadError("missing", "This link leads nowhere, or the file is gone. Remove or mend it.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return ReadError("unreadable", "You may not read this. Ask for the right to, or leave it out.")
    return ReadError("unreadable", f"The system cannot read this ({error.strerror}). Copy it again.")


def _endings() -> str:
    return ", ".join(sorted(SUPPORTED_SUFFIXES))
