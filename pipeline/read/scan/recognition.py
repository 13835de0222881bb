"""Has tesseract read a picture, and takes its words with their places and confidence."""

from __future__ import annotations

import html
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import regex
from numpy.typing import NDArray

from pipeline.read.errors import ReadError
from pipeline.read.scan.tool import LANGUAGE, find_tesseract

Gray = NDArray[np.uint8]

WHOLE_PAGE, ONE_BLOCK = 3, 6
"""Tesseract's page segmentation modes."""
_SECONDS = 180
"""A page takes some seconds; one that takes longer holds no text but noise."""
_LINE = regex.compile(
    r"<span class='ocr_(?:line|caption|header|textfloat)' id='[^']*' title=\"bbox (\d+) (\d+) (\d+) (\d+)"
    r"(?:; textangle [-\d.]+)?(?:; baseline (-?[\d.]+) (-?[\d.]+))?[^\"]*?x_size ([\d.]+)[^\"]*\">"
)
_WORD = regex.compile(
    r"<span class='ocrx_word' id='[^']*' title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)[^']*'[^>]*>"
    r"(.*?)</span>\s*(?=<|$)",
    regex.DOTALL,
)
_TORN = 2.0
"""Words of one line that are as many sizes of type apart do not belong together."""
_TAG = regex.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as read: its box and baseline in pixels, the size of its line's type (from the lowest descender to
    the highest ascender) and the confidence, 0–1. `line` counts tesseract's lines. `raised` words are marks that
    stand above the line, `glued` ones follow the word before them without a blank."""

    text: str
    x0: int
    x1: int
    top: int
    bottom: int
    baseline: float
    size: float
    confidence: float
    line: int
    raised: bool = False
    glued: bool = False


def recognise(picture: Gray, dpi: int, mode: int = WHOLE_PAGE) -> list[ReadWord]:
    """The words of a grey picture in the order in which tesseract gives them.

    Raises ReadError, kinds `missing_tool`, and `ocr_failed` where tesseract gives up or takes too long, or there is
    no space for its picture among the temporary files.
    """
    height, width = picture.shape
    command = [find_tesseract(), "stdin", "stdout", "--dpi", str(dpi), "-l", LANGUAGE, "--psm", str(mode)]
    command += ["-c", "tessedit_create_hocr=1"]
    try:
        # through a pipe a picture goes in pieces of some kilobytes
        with tempfile.TemporaryFile() as file:
            file.write(f"P5\n{width} {height}\n255\n".encode())
            file.write(np.ascontiguousarray(picture).data)
            file.seek(0)
            done = subprocess.run(  # noqa: S603 - the program that the user's path names
                command,
                stdin=file,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                # its threads only wait for one another where several processes run
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            "ocr_failed", f"tesseract took more than {_SECONDS} seconds over one page."
        ) from error
    except OSError as error:
        raise ReadError(
            "ocr_failed",
            f"the page could not be handed to tesseract ({error.strerror}). See that there is space in "
            f"{tempfile.gettempdir()}.",
        ) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ReadError(
            "ocr_failed", f"tesseract could not read the page: {said[-1] if said else 'no reason given'}"
        )
    return list(_words(done.stdout.decode("utf-8", errors="replace")))


def _words(page: str) -> Iterator[ReadWord]:
    lines = list(_LINE.finditer(page))
    for number, line in enumerate(lines):
        left, _, _, bottom = (int(value) for value in line.group(1, 2, 3, 4))
        slope, offset = (float(value or 0) for value in line.group(5, 6))
        end = lines[number + 1].start() if number + 1 < len(lines) else len(page)
        read: list[ReadWord] = []
        for word in _WORD.finditer(page, line.end(), end):
            text = html.unescape(_TAG.sub("", word.group(6))).strip()
            if not text:
                continue
            x0, top, x1, low = (int(value) for value in word.group(1, 2, 3, 4))
            read.append(
                ReadWord(
                    text=text,
                    x0=x0,
                    x1=x1,
                    top=top,
                    bottom=low,
                    baseline=bottom + offset + slope * ((x0 + x1) / 2 - left),
                    size=float(line.group(7)),
                    confidence=int(word.group(5)) / 100,
                    line=number,
                )
            )
        yield from _levelled(read)


def _levelled(line: list[ReadWord]) -> list[ReadWord]:
    """The words of a line; where it is torn into parts, each part on a level of its own.

    Where the parts stand at other heights, as in the halves of a letterhead, the slope of the line through all of
    them is none that a part has.
    """
    parts: list[list[ReadWord]] = []
    for word in line:
        if parts and word.x0 - parts[-1][-1].x1 <= _TORN * word.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    if len(parts) == 1:
        return line
    levels = [median(word.baseline for word in part) for part in parts]
    return [replace(word, baseline=level) for part, level in zip(parts, levels, strict=True) for word in part]
