"""Finding the files of a run: what lies under the given paths, under which name, and what cannot be read."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import posixpath
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.read import SUPPORTED_SUFFIXES, ReadError, ReadLimits, check_size
from pipeline.store.remote import Place, RemoteError, RemotePath

DOC_ID_LENGTH = 16
_LIMITS = ReadLimits()
_PARTS_BEFORE_A_BUCKET = 2
"""How many parts of an address stand before the bucket's name: `s3:` and nothing."""
_HIDDEN = ReadError("hidden", "Hidden files are left out. Give it as INPUT to have it read.")


class InputError(Exception):
    """The given paths leave nothing to do; the message says why."""


class InputFile(NamedTuple):
    """A path that was looked at.

    `name` is the path relative to the input folder, with `/` between its parts, as the tables show it; `place` is
    the path itself, or its text, which is quicker to make where there are many; `modified_at` is in microseconds
    since 1970; `changed_at`, when anything about the file last changed, in nanoseconds, or where it is `versioned` a
    number that stands for its content. `problem` says why it is not
    read, in which case `skipped` tells what was left out on purpose from what failed. `doc_id` is filled in by
    `identify`.
    """

    name: str
    place: Place | str
    byte_size: int = 0
    modified_at: int | None = None
    doc_id: str | None = None
    problem: ReadError | None = None
    skipped: bool = False
    changed_at: int | None = None
    versioned: bool = False

    @property
    def path(self) -> Place:
        """Where its bytes are."""
        return Path(self.place) if isinstance(self.place, str) else self.place

    @property
    def location(self) -> str:
        """Its address or absolute path, as far as it is text."""
        if isinstance(self.place, RemotePath):
            return self.place.url
        return _as_text(_absolute(self.place))

    def with_doc_id(self, doc_id: str) -> InputFile:
        """The file with its identity, for whoever knows it without reading the bytes."""
        return self._replace(doc_id=doc_id)


def suffix_of(name: str) -> str:
    """The ending of a name, in lower case, by which a reader is chosen where the content leaves it open."""
    name = name[name.rfind("/") + 1 :]
    at = name.rfind(".")
    return name[at:].lower() if 0 < at < len(name) - 1 else ""


def find_files(inputs: Sequence[Place], *, leave_out: Sequence[Place] = ()) -> list[InputFile]:
    """Every file under the given files and folders, or in buckets, once, sorted by name.

    Folders are searched through for names with a known ending, links to folders included; a folder that can be
    reached in several ways is searched once. What is not taken up is listed with the reason, except for the
    folders `leave_out`. Raises InputError where an input does not exist or nothing was found, and RemoteError.
    """
    paths = [path for path in inputs if isinstance(path, Path)]
    addresses = [path for path in inputs if isinstance(path, RemotePath)]
    if paths and addresses:
        raise InputError(
            "Some inputs are in a bucket and some on this machine. Read them one kind at a time."
        )
    files = _on_this_machine(paths, leave_out) if paths else _in_buckets(addresses, leave_out)
    found = {file.name: file for file in files}
    if not found:
        where = ", ".join(str(path) for path in inputs)
        raise InputError(f"No file was found in {where}. Endings looked for: {_endings()}.")
    return [found[name] for name in sorted(found)]


def _on_this_machine(inputs: Sequence[Path], leave_out: Sequence[Place]) -> list[InputFile]:
    for path in inputs:
        if not os.path.lexists(path):
            raise InputError(f"{path} does not exist.")
    search = _Search(_root_of(inputs), [path for path in leave_out if isinstance(path, Path)])
    for path in inputs:
        if path.is_dir():
            search.folder(path)
        else:
            search.chosen_file(path)
    search.linked_folders()
    return search.found


def _in_buckets(inputs: Sequence[RemotePath], leave_out: Sequence[Place]) -> list[InputFile]:
    """The objects below the addresses: names as in a folder, and the same left out."""
    found: dict[str, tuple[RemotePath, dict[str, Any], bool]] = {}
    for place in inputs:
        objects = place.objects()
        if not objects:
            raise InputError(f"{place} does not exist.")
        found.update({path.url: (path, details, path.url == place.url) for path, details in objects})
    folders = [posixpath.dirname(place.url) if place.url in found else place.url for place in inputs]
    root = folders[0] if len(folders) == 1 else _common(folders)
    below = tuple(f"{place}/" for place in leave_out if isinstance(place, RemotePath))
    return [
        _object(path, details, path.url[len(root) + 1 :], chosen=chosen)
        for path, details, chosen in found.values()
        if not path.url.startswith(below)
    ]


def _common(addresses: Sequence[str]) -> str:
    """The folder that addresses have in common. Raises InputError where they have none."""
    parts = [address.split("/") for address in addresses]
    depth = next(
        (depth for depth, level in enumerate(zip(*parts, strict=False)) if len(set(level)) > 1),
        min(map(len, parts)),
    )
    if depth <= _PARTS_BEFORE_A_BUCKET:
        raise InputError("The inputs lie in different buckets. Read them one bucket at a time.")
    return "/".join(parts[0][:depth])


def _object(path: RemotePath, details: dict[str, Any], name: str, *, chosen: bool) -> InputFile:
    if not chosen and any(part.startswith(".") for part in name.split("/")):
        return InputFile(name, path, problem=_HIDDEN, skipped=True)
    if not chosen and posixpath.splitext(name)[1].lower() not in SUPPORTED_SUFFIXES:
        return InputFile(name, path, problem=_unsupported(), skipped=True)
    modified = details.get("LastModified") or details.get("mtime") or details.get("created")
    if isinstance(modified, dt.datetime):
        modified = modified.timestamp()
    tag = details.get("ETag") or details.get("etag") or details.get("md5Hash")
    return InputFile(
        name,
        path,
        int(details["size"]),
        None if modified is None else int(modified * 1_000_000),
        changed_at=None
        if tag is None
        else int.from_bytes(hashlib.sha256(str(tag).encode()).digest()[:7], "big"),
        versioned=tag is not None,
    )


def identify(file: InputFile, limits: ReadLimits = _LIMITS) -> InputFile:
    """The file with its `doc_id`, or with the problem that kept it from being read whole."""
    if file.problem is not None:
        return file
    try:
        check_size(file.byte_size, limits)
        path = file.path
        if isinstance(path, RemotePath):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except ReadError as error:
        return file._replace(problem=error)
    except OSError as error:
        return file._replace(problem=_unreadable(error))
    except RemoteError as error:
        return file._replace(problem=ReadError("unreadable", str(error)))
    return file.with_doc_id(digest[:DOC_ID_LENGTH])


class _Search:
    """A walk through folders. Links to folders are put off until all that is reached without them is known."""

    def __init__(self, root: Path, leave_out: Sequence[Path]) -> None:
        self.found: list[InputFile] = []
        self._root = root
        self._leave_out = {path.resolve() for path in leave_out}
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
            name = self._name(folder)
            prefix = "" if name == "." else f"{name}/"
            pending += [Path(entry.path) for entry in children if self._is_own_folder(prefix, entry)]

    def _is_own_folder(self, prefix: str, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is a folder to be searched now; one that is not is dealt with here.

        Thousands of plain files are the rule: they are dealt with by what the system tells of an entry.
        """
        if entry.name.startswith("."):
            self._skip(Path(entry.path), _HIDDEN)
        elif entry.is_dir(follow_symlinks=False):
            return Path(entry.path).resolve() not in self._leave_out
        elif entry.is_symlink() and _is_folder(Path(entry.path)):
            self._links.append(Path(entry.path))
        else:
            self._file(prefix + _as_text(entry.name), entry.path, entry, chosen=False)
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
                self._skip(
                    link,
                    ReadError("link_loop", f"This link leads back to {target}, which holds it. Remove it."),
                )
            elif (status.st_dev, status.st_ino) in self._visited:
                self._skip(
                    link, ReadError("link_loop", f"This link leads to {target}, which is searched already.")
                )
            else:
                self.folder(link)

    def chosen_file(self, path: Path) -> None:
        """Take up a file that was given by its path: it needs no known ending."""
        self._file(self._name(path), path, path, chosen=True)

    def _file(self, name: str, place: Path | str, entry: Path | os.DirEntry[str], *, chosen: bool) -> None:
        try:
            status = entry.stat()
        except OSError as error:
            self.found.append(InputFile(name, place, problem=_unreadable(error)))
            return
        if not stat.S_ISREG(status.st_mode):
            problem = ReadError("not_a_file", "This is a device, pipe or socket. Leave it out.")
        elif not chosen and suffix_of(name) not in SUPPORTED_SUFFIXES:
            problem = _unsupported()
        else:
            modified_at = status.st_mtime_ns // 1000
            self.found.append(
                InputFile(name, place, status.st_size, modified_at, changed_at=status.st_ctime_ns)
            )
            return
        self.found.append(InputFile(name, place, problem=problem, skipped=True))

    def _skip(self, path: Path, problem: ReadError) -> None:
        self.found.append(InputFile(self._name(path), path, problem=problem, skipped=True))

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


def _absolute(path: Path | str) -> str:
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


def _unsupported() -> ReadError:
    message = f"Names that are read end in {_endings()}. Convert it, or give it as INPUT by itself."
    return ReadError("unsupported", message)


def _endings() -> str:
    return ", ".join(sorted(SUPPORTED_SUFFIXES))
