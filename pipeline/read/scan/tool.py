"""Finds the OCR program, or says what has to be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache

from pipeline.read.errors import ReadError

LANGUAGE = "vie"
PACKAGES = ("tesseract-ocr", "tesseract-ocr-vie")
"""Debian's packages that hold the program and its Vietnamese model."""

_INSTALL = f"Install it (`make system`, or `apt-get install {' '.join(PACKAGES)}`) and run again."
_SECONDS = 20


def find_tesseract() -> str:
    """The path of tesseract. Raises ReadError, kind `missing_tool`, where it or its Vietnamese model is missing."""
    path = shutil.which("tesseract")
    if path is None:
        raise ReadError(
            "missing_tool", f"Its pages are pictures, and tesseract, which reads them, is missing. {_INSTALL}"
        )
    if LANGUAGE not in _languages(path, os.environ.get("TESSDATA_PREFIX")):
        raise ReadError(
            "missing_tool",
            f"Its pages are pictures, and tesseract has no Vietnamese model ({LANGUAGE}). {_INSTALL}",
        )
    return path


@lru_cache(maxsize=4)
def _languages(path: str, models: str | None) -> frozenset[str]:  # noqa: ARG001 - a part of the cache's key
    try:
        listed = subprocess.run(  # noqa: S603 - the program that the user's path names
            [path, "--list-langs"], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset((listed.stdout + listed.stderr).split())
