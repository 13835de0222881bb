"""What this machine has of the programs that some formats need, and what is missing for the rest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.read import SUPPORTED_SUFFIXES, ReadError
from pipeline.read.scan.tool import find_tesseract

_OFFICE_NAMES = ("soffice", "libreoffice")
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
)
# Families with all Vietnamese letters, by the beginnings of their files' names
_FONT_FILES = ("dejavu", "liberation", "noto", "freeserif", "freesans", "times", "arial", "carlito", "roboto")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Tool:
    """Something outside Python that reading needs: what for, by which endings of names (none where only parts
    of some files need it), in which Debian packages it comes, and what is wrong with it here, if anything."""

    name: str
    purpose: str
    suffixes: frozenset[str]
    packages: tuple[str, ...]
    problem: str | None

    @property
    def found(self) -> bool:
        """Whether it is here and works."""
        return self.problem is None


def tools() -> tuple[Tool, ...]:
    """All that reading may need, each with its state on this machine; looked for anew at every call."""
    return (_tesseract(), _office(), _fonts())


def missing_packages(among: tuple[Tool, ...]) -> tuple[str, ...]:
    """The Debian packages of the tools that are missing, in their order."""
    return tuple(package for tool in among if not tool.found for package in tool.packages)


def readable_suffixes(among: tuple[Tool, ...]) -> tuple[str, ...]:
    """The endings of names that can be read here, sorted."""
    waiting = {suffix for tool in among if not tool.found for suffix in tool.suffixes}
    return tuple(sorted(SUPPORTED_SUFFIXES - waiting))


def _tesseract() -> Tool:
    try:
        find_tesseract()
        problem = None
    except ReadError:
        lacks_model = shutil.which("tesseract") is not None
        problem = "it lacks the Vietnamese model (vie)" if lacks_model else "it is not installed"
    return Tool(
        "tesseract",
        "scanned pages and pictures",
        _suffixes(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        ("tesseract-ocr", "tesseract-ocr-vie"),
        problem,
    )


def _office() -> Tool:
    found = any(shutil.which(name) for name in _OFFICE_NAMES)
    return Tool(
        "LibreOffice",
        "Word files of the old kind and RTF, with their tables and numbering",
        _suffixes(".doc", ".rtf"),
        ("libreoffice-writer-nogui",),
        None if found else "it is not installed",
    )


def _fonts() -> Tool:
    return Tool(
        "fonts",
        "pages drawn for OCR from files that leave their fonts out",
        frozenset(),
        ("fonts-dejavu-core",),
        None if any(_font_files()) else "no font with all Vietnamese letters was found",
    )


def _font_files() -> Iterator[Path]:
    for folder in _FONT_FOLDERS:
        for parent, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                plain = name.lower()
                if plain.startswith(_FONT_FILES) and plain.endswith(_FONT_SUFFIXES):
                    yield Path(parent) / name


def _suffixes(*suffixes: str) -> frozenset[str]:
    return SUPPORTED_SUFFIXES & frozenset(suffixes)
