"""What the commands share when they write to a terminal."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# other programs' columns are counted on when the output is no terminal
_WIDTH_WITHOUT_TERMINAL = 120


def output_console() -> Console:
    """Where results go, with tables and lines that fit the terminal."""
    from rich.console import Console  # which what only prints lines does without

    return Console(
        width=None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL, highlight=False, markup=False
    )


def complain(message: str) -> int:
    """Print an error; gives the exit code that goes with it."""
    sys.stderr.write(f"kehoach: {message}\n")
    return 2


def printable(text: str | PurePath) -> str:
    """The text on one line, without what could steer a terminal: control characters show as `\\x1b`."""
    return "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character)[0] == "C"
        else character
        for character in str(text)
    )


def counted(number: int, noun: str) -> str:
    """A number with its noun in singular or plural."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
