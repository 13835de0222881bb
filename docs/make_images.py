"""Makes the README's pictures from the samples: the report's pages in a browser, and a chart of a notebook.

python docs/make_images.py [FOLDER]

Needs Chromium and the fonts of system-packages.txt. Pictures of other versions of them differ in their pixels.
"""

from __future__ import annotations

import base64
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from notebooks.run import HERE as NOTEBOOKS
from notebooks.run import executed
from pipeline.cli import main as kehoach

DATA = Path(__file__).resolve().parents[1] / "data"
TARGET = Path(__file__).resolve().parent / "images"
# the samples, one of them as PDF, whose pages are shown as pictures
PRINTED = DATA / "formats" / "so-noi-vu-nang-cao-chi-so-2025.pdf"
COLOURS = 128  # enough for pages and charts, and a third of the bytes
SIZE = {"width": 1280, "height": 800}


def main(folder: Path = TARGET) -> None:
    """Write all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        plans, tables = Path(temporary) / "plans", Path(temporary) / "tables"
        shutil.copytree(DATA / "samples", plans, ignore=shutil.ignore_patterns(f"{PRINTED.stem}.*"))
        shutil.copy(PRINTED, plans)
        for arguments in (["extract", str(plans)], ["report"]):
            if kehoach([*arguments, "--out", str(tables)]):
                sys.exit(f"kehoach {arguments[0]} failed")
        with opened(tables / "report" / "index.html") as page:
            save(page.screenshot(), folder / "overview.png")
            page.locator("#files tr", has_text=PRINTED.name).locator("a").first.click()
            page.locator("#nhiem-vu a.go.u").first.click()
            page.get_by_text("Ảnh trang", exact=True).click()
            page.wait_for_timeout(500)  # the picture of the page is loaded when it is shown
            save(page.screenshot(), folder / "review.png")
        save(chart(NOTEBOOKS / "3_who_does_what.ipynb", 1, tables), folder / "calendar.png")


@contextmanager
def opened(path: Path) -> Iterator[Page]:
    """A page in a browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        sys.exit("Chromium is not installed; run make system")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(path.as_uri())
        yield page
        browser.close()


def chart(notebook: Path, number: int, tables: Path) -> bytes:
    """A notebook's chart as PNG; they are counted from 0."""
    outputs = (output for cell in executed(notebook, tables).cells for output in cell.get("outputs", ()))
    charts = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
    return base64.b64decode(charts[number])


def save(png: bytes, path: Path) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
