"""Large patterns, compiled once and not in every process: to compile all that there are takes longer than to read a
few dozen documents."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import sys
from importlib.util import cache_from_source
from pathlib import Path

import regex

_SHORT = 300
"""Characters up to which a pattern is compiled about as fast as a file is read."""
_SEAL = hashlib.sha256().digest_size
_FOLDER = Path(cache_from_source(__file__)).parent / "patterns"


@functools.cache
def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """As `regex.compile`, for large patterns.

    What that gives is kept in a file beside Python's compiled modules and on their terms: it is trusted as they are,
    and nothing is written where they are not. Files of patterns that are no more go with the folder.
    """
    if len(pattern) < _SHORT:
        return regex.compile(pattern, flags)
    path = _FOLDER / f"{_name(pattern, flags)}.pickle"
    found = _kept(path)
    if found is None or (found.pattern, found.flags & flags) != (pattern, flags):
        found = regex.compile(pattern, flags)
        if not sys.dont_write_bytecode:
            _keep(path, found)
    return found


def _name(pattern: str, flags: int) -> str:
    """Differs for what `regex` might compile otherwise."""
    key = f"{regex.__version__} {sys.implementation.cache_tag} {sys.byteorder} {int(flags)} {pattern}"
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _kept(path: Path) -> regex.Pattern[str] | None:
    """The pattern in a file; None where there is none, or not as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    seal, data = content[:_SEAL], content[_SEAL:]
    if hashlib.sha256(data).digest() != seal:
        return None
    found: regex.Pattern[str] = pickle.loads(data)  # noqa: S301 - as trusted as the compiled modules beside it
    return found


def _keep(path: Path, pattern: regex.Pattern[str]) -> None:
    data = pickle.dumps(pattern)
    staged = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):  # the folder belongs to somebody else, or the disk is full
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(hashlib.sha256(data).digest() + data)
        staged.replace(path)
