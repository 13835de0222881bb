"""Which version of the program and of its rules made a table."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.resources
from collections.abc import Iterator
from importlib.resources.abc import Traversable

_RULE_PACKAGES = ("extractors", "pipeline")
# what decides how a run is steered and shown, not what it finds
_NOT_RULES = frozenset({"cli", "doctor.py", "engine", "export", "report", "review", "sync", "tables.py"})
_SUFFIXES = (".py", ".yaml", ".tsv")
# readers that have no part in reading a format
_OTHER_READERS = {
    "text": ("docx", "html", "image.py", "layout", "office.py", "pdf", "rtf.py", "scan"),
    "html": ("docx", "image.py", "layout", "office.py", "pdf", "rtf.py", "scan"),
    "docx": ("html", "image.py", "layout", "pdf", "scan"),
    "doc": ("html", "image.py", "layout", "pdf", "scan"),
    "pdf": ("docx", "html", "office.py", "rtf.py"),
    "image": ("docx", "html", "office.py", "rtf.py"),
}
# libraries whose models or tokenisation decide what is found
_RULE_LIBRARIES = ("underthesea", "spacy", "regex")


@functools.cache
def program_version() -> str:
    """The version of the installed distribution, `0` where the source tree is used without installing it."""
    return _version_of("kehoach")


@functools.cache
def rules_version(format_: str | None = None) -> str:
    """16 hex digits that change whenever a rule, a lexicon or a library that the rules stand on changes.

    With a format, as in `documents.format`, the readers of other formats do not count.
    """
    left_out = tuple(f"pipeline/read/{name}" for name in _OTHER_READERS.get(format_ or "", ()))
    digest = hashlib.sha256()
    for name, content_digest in _rule_files():
        if not (left_out and name.startswith(left_out)):
            digest.update(name.encode() + b"\0" + content_digest)
    for library in _RULE_LIBRARIES:
        digest.update(f"{library}=={_version_of(library)}\n".encode())
    return digest.hexdigest()[:16]


@functools.cache
def _rule_files() -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (name, hashlib.sha256(content).digest())
        for package in _RULE_PACKAGES
        for name, content in _files(importlib.resources.files(package), package)
    )


def pipeline_version() -> str:
    """What `sources.pipeline_version` holds: the program's version and the rules', joined by `+rules.`."""
    return f"{program_version()}+rules.{rules_version()}"


def _version_of(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in _NOT_RULES:
            continue
        if entry.is_dir():
            yield from _files(entry, f"{prefix}/{entry.name}")
        elif entry.name.endswith(_SUFFIXES):
            # line ends are the checkout's, not the rules'
            yield f"{prefix}/{entry.name}", entry.read_bytes().replace(b"\r\n", b"\n")
