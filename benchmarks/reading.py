"""Measures the reading of PDF files and scans against the libraries and programs that others would use for them."""

from __future__ import annotations

import io
import math
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pdfplumber
import pypdfium2
from rich.console import Console
from rich.table import Table

from benchmarks.corpora import make_tables
from benchmarks.timing import memory_of_kehoach
from pipeline.read import ReadError
from pipeline.read.scan.tool import find_tesseract

FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
_MEBIBYTE = 1024 * 1024
_LONG = 300
_SCAN_DPI = 200
_ROUNDS = 7


def formats(folder: Path, console: Console) -> None:
    """PDF pages against pdfplumber, scans against tesseract alone, and the memory that a long PDF takes.

    The PDF files with text are those of a folder; the scans are the project's own.
    """
    born = [path for path in sorted(folder.rglob("*.pdf")) if not path.name.endswith(".scan.pdf")]
    parted = [_parted(path) for path in born]
    ruled = [parts.ruled for parts in parted if parts.ruled is not None]
    whole = [parts.plain for parts in parted if parts.plain is not None and parts.ruled is None]
    # what is left of the others is often a page with a signature, which as a document of its own pays for all that
    # a document costs once
    rest = [parts.plain for parts in parted if parts.plain is not None and parts.ruled is not None]
    table = Table("", "pages", "ours", "theirs", "ratio", "aim", title="processor seconds")
    for name, files, aim in (
        ("documents without ruled tables, against extract_text", whole, "theirs ≥ 5 times ours"),
        ("pages without them, cut out of other documents", rest, ""),
    ):
        if files:
            own, other = _cost(_to_tables, files), _cost(_extract_text, files)
            _add(table, name, files, own, other, other / own, aim)
    if ruled:
        own, other = _cost(_to_tables, ruled), _cost(_extract_tables, ruled)
        name, aim = "with ruled tables, against extract_tables", "ours ≤ 1.3 times theirs"
        _add(table, name, ruled, own, other, own / other, aim)
    _add_scans(table, console)
    console.print(table)
    with tempfile.TemporaryDirectory() as temporary:
        inputs, out = Path(temporary) / "in", Path(temporary) / "out"
        inputs.mkdir()
        long = _repeated(born, _LONG)
        (inputs / "long.pdf").write_bytes(long)
        arguments = ["extract", str(inputs), "--out", str(out), "--jobs", "1", "--max-bytes", str(len(long))]
        peak = memory_of_kehoach(arguments)
    console.print(
        f"peak memory of all processes on a PDF of {_LONG} pages: {peak / _MEBIBYTE:,.0f} MiB (aim ≤ 600)"
    )


def _add_scans(table: Table, console: Console) -> None:
    try:
        find_tesseract()
    except ReadError as error:
        console.print(f"scans were not measured: {error}")
        return
    scans = [path.read_bytes() for path in sorted(FORMATS.glob("*.scan.pdf"))]
    # what is loaded when the first scan is read shows in the first round only
    own, other = _cost(_to_tables, scans, rounds=3), _cost(_tesseract, scans, rounds=3)
    _add(table, "scans, against tesseract", scans, own, other, own / other, "ours ≤ 1.25 times theirs")


def _add(
    table: Table, name: str, files: Sequence[bytes], own: float, other: float, ratio: float, aim: str
) -> None:
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files)
    table.add_row(name, str(pages), f"{own:.3f}", f"{other:.3f}", f"{ratio:.2f}", aim)


def _to_tables(files: Sequence[bytes]) -> None:
    """The whole way from file to tables."""
    for data in files:
        make_tables(data, "plan.pdf")


def _extract_text(files: Sequence[bytes]) -> None:
    _each_page(files, lambda page: page.extract_text())


def _extract_tables(files: Sequence[bytes]) -> None:
    _each_page(files, lambda page: page.extract_tables())


def _each_page(files: Sequence[bytes], action: Callable[[pdfplumber.page.Page], object]) -> None:
    for data in files:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                action(page)
                page.close()


def _tesseract(files: Sequence[bytes]) -> None:
    """Tesseract as a program by itself, on the pages' pictures."""
    for data in files:
        for page in pypdfium2.PdfDocument(data):
            picture = np.ascontiguousarray(page.render(scale=_SCAN_DPI / 72).to_numpy()[:, :, 0])
            height, width = picture.shape
            command = [find_tesseract(), "stdin", "stdout", "--dpi", str(_SCAN_DPI), "-l", "vie"]
            subprocess.run(  # noqa: S603 - the program that reading uses
                command,
                input=f"P5\n{width} {height}\n255\n".encode() + picture.tobytes(),
                capture_output=True,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )


def _cost(
    action: Callable[[Sequence[bytes]], object], files: Sequence[bytes], *, rounds: int = _ROUNDS
) -> float:
    """Processor seconds of this process and those that it started, in the cheapest of some rounds."""
    best = math.inf
    for _ in range(rounds):
        before = _spent()
        action(files)
        best = min(best, _spent() - before)
    return best


def _spent() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class _Parts(NamedTuple):
    """A file's pages of text with ruled tables, and those without, as PDF files of their own; None where there are no
    such."""

    ruled: bytes | None
    plain: bytes | None


def _parted(path: Path) -> _Parts:
    with pdfplumber.open(path) as document:
        tables = [bool(page.find_tables()) if page.chars else None for page in document.pages]
    source = pypdfium2.PdfDocument(path)
    found = [[number for number, has in enumerate(tables) if has is wanted] for wanted in (True, False)]
    return _Parts(*(_saved(source, pages) if pages else None for pages in found))


def _repeated(paths: Sequence[Path], pages: int) -> bytes:
    """A PDF of so many pages, the files' again and again."""
    long = pypdfium2.PdfDocument.new()
    while len(long) < pages:
        for path in paths:
            source = pypdfium2.PdfDocument(path)
            long.import_pages(source, list(range(min(len(source), pages - len(long)))))
    return _bytes(long)


def _saved(source: pypdfium2.PdfDocument, pages: list[int]) -> bytes:
    part = pypdfium2.PdfDocument.new()
    part.import_pages(source, pages)
    return _bytes(part)


def _bytes(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
