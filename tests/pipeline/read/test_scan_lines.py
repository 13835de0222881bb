"""Lines of scans that an OCR passes over or tears apart are found."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pipeline.read import ReadError, read_document
from pipeline.read.scan.leftovers import find_left_out
from pipeline.read.scan.recognition import Gray, ReadWord, recognise

FORMATS = Path(__file__).resolve().parents[3] / "data" / "formats"
SIZE = 40


def page(*lines: tuple[int, int, int]) -> tuple[Gray, list[ReadWord]]:
    """Paper with lines of strokes (left, top, number of words), and each word as if it had been read."""
    picture = np.full((800, 1200), 255, dtype=np.uint8)
    words = []
    for number, (left, top, count) in enumerate(lines):
        for place in range(left, left + 110 * count, 110):
            for stroke in range(place, place + 90, 12):
                picture[top : top + 30, stroke : stroke + 5] = 0
            words.append(
                ReadWord("chữ", place, place + 89, top, top + 30, top + 30.0, SIZE, 0.95, line=number)
            )
    return picture, words


def test_what_was_read_is_not_left_out() -> None:
    assert find_left_out(*page((100, 100, 5), (100, 160, 5), (700, 130, 3))) == []
    assert find_left_out(page((100, 100, 5))[0], []) == []


def test_lines_side_by_side_at_other_heights_are_found_each() -> None:
    picture, words = page((100, 100, 4), (100, 160, 3), (700, 145, 3), (100, 220, 4))
    left, right = find_left_out(picture, [word for word in words if word.line in (0, 3)])
    for box, (x0, top, count) in ((left, (700, 145, 3)), (right, (100, 160, 3))):
        assert box.x0 <= x0
        assert box.x1 >= x0 + 110 * count - 30
        assert box.top <= top
        assert box.bottom >= top + 30
        assert box.bottom - box.top < 2 * SIZE


def test_specks_pictures_and_handwriting_are_no_lines() -> None:
    picture, words = page((100, 100, 5))
    picture[300:310, 300:310] = 0
    picture[400:700, 400:900:7] = 0
    assert find_left_out(picture, words) == []


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(
    ("plan", "dpi", "turned", "letterhead"),
    [
        ("so-noi-vu-nang-cao-chi-so-2025", 200, 0.3, ["UBND TỈNH HƯNG YÊN", "SỞ NỘI VỤ", "Số: /KH-SNV"]),
        ("ubnd-tinh-chuyen-doi-so-2026", 250, 0.6, ["Số: 412/KH-UBND"]),
    ],
)
def test_the_halves_of_a_letterhead_are_read_line_by_line(
    plan: str, dpi: int, turned: float, letterhead: list[str]
) -> None:
    sheet = pypdfium2.PdfDocument(FORMATS / f"{plan}.pdf")[0].render(scale=dpi / 72).to_pil().convert("L")
    sheet = sheet.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255)
    picture = io.BytesIO()
    sheet.crop((0, 0, sheet.width, sheet.height // 4)).save(picture, "PNG", dpi=(dpi, dpi))
    lines = read_document(picture.getvalue(), "page.png").text.splitlines()
    assert [line for line in lines if line in letterhead] == letterhead


@pytest.mark.usefixtures("tesseract")
def test_a_picture_that_finds_no_space_is_a_failure_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ReadError, match=r"space in .*gone") as raised:
        recognise(page((100, 100, 5))[0], 200)
    assert raised.value.kind == "ocr_failed"
