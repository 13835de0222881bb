"""Measures the review page: how long it takes to write, and how quickly a browser opens and filters it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.corpora import varied_texts, write_texts
from benchmarks.timing import seconds_of_kehoach

_FORMATS = Path(__file__).resolve().parents[1] / "data" / "formats"
_DOCUMENTS, _FILES = 200, 5_000
_PDF_DOCUMENTS = 60
_HEAD = 600
_SEARCHES = ("ke hoach", "k", "cải cách hành chính", "2025", "so noi vu 12", "")
_OPENINGS = 5
_FILTER = """(words) => {
  const field = document.getElementById("words");
  field.value = words;
  const begin = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - begin;
}"""

Texts = list[tuple[str, str]]


def report(texts: Texts, console: Console) -> None:
    """The report against the extraction, and the pages in a headless browser."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_texts(varied_texts(texts, _DOCUMENTS), root / "texts")
        _write_pdfs(root / "pdfs", _PDF_DOCUMENTS)
        # what a plan says after its head tells nothing to the overview
        heads = [(name, text[:_HEAD]) for name, text in texts]
        write_texts(varied_texts(heads, _FILES), root / "many")
        table = Table("", "extraction s", "report s", "share", "aim", title="written")
        for name, what in (("texts", f"{_DOCUMENTS} texts"), ("pdfs", f"{_PDF_DOCUMENTS} PDF files")):
            out = str(root / f"{name}-out")
            extraction = seconds_of_kehoach(["extract", str(root / name), "--out", out])
            written = seconds_of_kehoach(["report", "--out", out])
            again = seconds_of_kehoach(["report", "--out", out])
            row = (f"{extraction:.1f}", f"{written:.1f}", f"{written / extraction:.0%}", "≤ 15%")
            table.add_row(what, *row)
            table.add_row(f"{what}, once more", "", f"{again:.1f}", f"{again / extraction:.0%}", "")
        console.print(table)
        seconds_of_kehoach(["extract", str(root / "many"), "--out", str(root / "many-out")])
        seconds_of_kehoach(["report", "--out", str(root / "many-out")])
        _browse(root, console)


def _write_pdfs(folder: Path, count: int) -> None:
    """Distinct files with the pages of the samples: bytes after a PDF's end change nothing."""
    folder.mkdir()
    samples = [path for path in sorted(_FORMATS.glob("*.pdf")) if not path.stem.endswith(".scan")]
    for number in range(count):
        data = samples[number % len(samples)].read_bytes()
        (folder / f"{number:03}.pdf").write_bytes(data + f"\n% {number}\n".encode())


def _browse(root: Path, console: Console) -> None:
    if shutil.which("chromium") is None:
        console.print("Chromium is not installed: the pages are not opened.")
        return
    table = Table("", "milliseconds", "aim", title="in a headless browser, median")
    with _browser() as browser:
        pages = {
            "the largest text opens": max(_pages(root / "texts-out"), key=lambda path: path.stat().st_size),
            "a PDF file with pictures opens": _pages(root / "pdfs-out")[0],
            f"the overview of {_FILES:,} files opens": root / "many-out" / "report" / "index.html",
        }
        for name, path in pages.items():
            taken = median(_opening(browser, path) for _ in range(_OPENINGS))
            table.add_row(name, f"{taken:,.0f}", "≤ 1,000" if "overview" not in name else "")
        page = browser.new_page()
        page.goto((root / "many-out" / "report" / "index.html").as_uri())
        filters = [page.evaluate(_FILTER, words) for _ in range(3) for words in _SEARCHES]
        table.add_row(f"{_FILES:,} files are filtered", f"{median(filters):,.0f}", "≤ 200")
        table.add_row("the slowest of these", f"{max(filters):,.0f}", "≤ 200")
    console.print(table)


def _pages(out: Path) -> list[Path]:
    return sorted((out / "report" / "documents").glob("*.html"))


def _opening(browser: Any, path: Path) -> float:
    """Milliseconds from asking for a page to its being laid out."""
    page = browser.new_page()
    begin = time.perf_counter()
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate("document.body.getBoundingClientRect().height")
    taken = 1000 * (time.perf_counter() - begin)
    page.close()
    return taken


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
