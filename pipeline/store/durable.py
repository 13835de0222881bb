"""Files that are on the disk when a function returns, and points at which a test may stop the process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

Checkpoint = Callable[[str], None]
"""Called with the name of each step of a commit as it begins; a test may end the process there."""


class NoRoomError(Exception):
    """The disk is too full for the run; the message says how much is needed."""


def no_checkpoint(_name: str) -> None:
    """What stands for a checkpoint outside tests."""


def flush_to_disk(path: Path) -> None:
    """Have the system write a file, or a folder's list of names, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, and outlives a loss of power. Raises OSError."""
    staged = path.with_name(path.name + ".new")
    staged.write_bytes(content)
    put_in_place(staged, path)


def put_in_place(staged: Path, path: Path) -> None:
    """Give a written file its name, in one step and for good. Raises OSError."""
    flush_to_disk(staged)
    staged.replace(path)
    flush_to_disk(path.parent)


def point_to(link: Path, target: str) -> None:
    """Make `link` a symbolic link to `target`, in one step even where it is a link or a file already."""
    if link.is_symlink() and os.readlink(link) == target:  # noqa: PTH115 - Path.readlink loses a trailing part
        return
    staged = link.with_name(f".{link.name}.new")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target)
    staged.replace(link)
    flush_to_disk(link.parent)
