"""Pictures of pages, and the frames of passages on them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from invented_plans import row_of
from PIL import Image, ImageDraw

from pipeline.cli import main
from pipeline.inputs import InputFile, identify
from pipeline.read import ReadError
from pipeline.read.scan.tool import find_tesseract
from pipeline.report import write_report
from pipeline.report.frames import frames_of
from pipeline.report.marks import Mark
from pipeline.report.pictures import WIDTH, PictureJob, Sheet, make_pictures
from pipeline.store.reader import read_rows

SAMPLE = Path("data/formats/so-noi-vu-nang-cao-chi-so-2025.pdf")
SCAN = SAMPLE.with_suffix(".scan.pdf")
Opener = Callable[[Path], Any]


def _extract(plan: Path, folder: Path) -> None:
    assert main(["extract", str(plan), "--out", str(folder), "--jobs", "1"]) == 0


@pytest.fixture(scope="module", params=[SAMPLE, SCAN], ids=["digital", "scan"])
def pictured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables and report of a PDF file."""
    if request.param == SCAN:
        try:
            find_tesseract()
        except ReadError as error:
            pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("pictured")
    _extract(request.param, folder)
    assert write_report(folder).pictures == 3
    return folder


def test_words_stand_where_the_page_shows_ink(pictured: Path) -> None:
    blocks = read_rows(pictured, "blocks")
    for page in read_rows(pictured, "pages"):
        with Image.open(next((pictured / "report").glob(f"pages-*/*/{page['page']}*.png"))) as picture:
            pixels = np.asarray(picture.convert("L"))
        height, width = pixels.shape
        assert abs(width - WIDTH) <= 1
        for word in page["words"]:
            box = pixels[
                int(word["top"] * height) : int(word["bottom"] * height) + 1,
                int(word["left"] * width) : int(word["right"] * width) + 1,
            ]
            text = next(
                block["text"][word["char_start"] - block["char_start"] :][
                    : word["char_end"] - word["char_start"]
                ]
                for block in blocks
                if block["char_start"] <= word["char_start"] < block["char_end"]
            )
            assert box.min() < 128, (page["page"], text, word)


def test_every_row_of_a_pdf_has_its_frame(pictured: Path, open_page: Opener) -> None:
    page = open_page(next((pictured / "report/documents").iterdir()))
    page.get_by_role("button", name="Ảnh trang").click()
    keys = page.evaluate("[...new Set([...document.querySelectorAll('a.go')].map((a) => a.hash.slice(1)))]")
    spots = page.evaluate("[...new Set([...document.querySelectorAll('.spot')].map((s) => s.dataset.spot))]")
    assert sorted(keys) == sorted(spots)
    row = page.locator("#nhiem-vu a.go.d").first
    row.click()
    assert page.locator(".spot.on").first.is_visible()
    page.locator(".spot.on").first.click()
    assert page.evaluate("document.activeElement.textContent") == row.inner_text()
    page.locator("[data-kind=u]").click()
    assert not page.locator(".spot.u").first.is_visible()


def test_pages_that_are_pictured_are_accessible(pictured: Path, open_page: Opener) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(next((pictured / "report/documents").iterdir()))
    page.get_by_role("button", name="Ảnh trang").click()
    assert Axe().run(page).response["violations"] == []


def test_a_file_that_is_gone_leaves_the_text(tmp_path: Path, open_page: Opener) -> None:
    plan = tmp_path / "in" / "plan.pdf"
    plan.parent.mkdir()
    plan.write_bytes(SAMPLE.read_bytes())
    _extract(plan, tmp_path / "out")
    moved = plan.rename(tmp_path / "plan.pdf")
    assert write_report(tmp_path / "out").pictures == 0
    page = open_page(next((tmp_path / "out/report/documents").iterdir()))
    assert page.locator("[data-view]").count() == 0
    assert "tệp nguồn không còn" in page.locator("main").inner_text()
    assert write_report(tmp_path / "out", files=moved.parent).pictures == 3
    # what was pictured before needs no file
    moved.unlink()
    assert write_report(tmp_path / "out").pictures == 3


def test_another_file_in_its_place_is_not_shown(tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(SAMPLE.read_bytes())
    _extract(plan, tmp_path / "out")
    plan.write_bytes(Path("data/formats/ubnd-tinh-chuyen-doi-so-2026.pdf").read_bytes())
    assert main(["report", "--out", str(tmp_path / "out")]) == 0
    assert not list((tmp_path / "out/report").glob("pages-*"))


def _job(path: Path, tmp_path: Path, *sheets: Sheet) -> PictureJob:
    doc_id = identify(InputFile(path.name, path, path.stat().st_size)).doc_id
    return PictureJob(str(doc_id), path, "image", tmp_path / "new", tmp_path / "old", sheets)


def test_a_picture_is_turned_as_its_words_were(tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(image).rectangle((550, 0, 599, 399), fill="black")
    path = tmp_path / "page.png"
    image.save(path)
    (made,) = make_pictures(_job(path, tmp_path, Sheet(1, 0.0, 1)))
    with Image.open(tmp_path / "new" / made.name) as turned:
        pixels = np.asarray(turned.convert("L"))
    assert (made.width, made.height) == turned.size == (400, 600)
    assert pixels[:40].max() == 0
    assert pixels[60:].min() == 255


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken"])
@pytest.mark.parametrize("format_", ["pdf", "image"])
def test_a_file_that_cannot_be_shown_has_no_pictures(tmp_path: Path, content: bytes, format_: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    job = _job(path, tmp_path, Sheet(1, 0.0, 0))
    assert make_pictures(PictureJob(job.doc_id, path, format_, job.folder, job.earlier, job.sheets)) == []


def test_colours_are_kept_where_there_are_any(tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(image).ellipse((200, 100, 300, 200), outline="red", width=5)
    path = tmp_path / "seal.png"
    image.save(path)
    (made,) = make_pictures(_job(path, tmp_path, Sheet(1, 0.0, 0)))
    with Image.open(tmp_path / "new" / made.name) as shown:
        red, green, _ = shown.convert("RGB").getpixel((250, 102))
    assert red > 180 > 90 > green


def _page(number: int, *words: tuple[int, int, float, float, float]) -> dict[str, Any]:
    placed = [
        {"char_start": start, "char_end": end, "left": left, "right": right, "top": top, "bottom": top + 0.02}
        for start, end, left, right, top in words
    ]
    return row_of("pages", page=number, words=placed)


def test_a_passage_is_framed_line_by_line_and_page_by_page() -> None:
    pages = [
        _page(1, (0, 3, 0.1, 0.2, 0.9), (4, 7, 0.21, 0.3, 0.9), (8, 11, 0.1, 0.2, 0.95)),
        _page(2, (12, 15, 0.1, 0.2, 0.1), (16, 19, 0.21, 0.3, 0.1)),
    ]
    frames = frames_of([Mark(5, 16, "t"), Mark(0, 3, "u"), Mark(19, 25, "d")], pages)
    assert frames == {
        1: {"t5-16": [(20.8, 90, 9.4, 2.0), (9.8, 95, 10.4, 2.0)], "u0-3": [(9.8, 90, 10.4, 2.0)]},
        2: {"t5-16": [(9.8, 10, 10.4, 2.0)]},
    }


def test_words_of_two_cells_are_framed_apart() -> None:
    pages = [_page(1, (0, 3, 0.1, 0.2, 0.5), (4, 7, 0.6, 0.7, 0.5))]
    assert len(frames_of([Mark(0, 7, "t")], pages)[1]["t0-7"]) == 2
