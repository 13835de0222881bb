"""Pages saved from portals, RTF without LibreOffice, and pictures of pages."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from pipeline.process import process_document
from pipeline.read import ReadError, read_document
from pipeline.read import office as office_reader
from pipeline.read.rtf import read_rtf_text

FORMATS = Path(__file__).resolve().parents[3] / "data" / "formats"

ITEMS = "".join(f"<li><a href='/{n}'>Quyết định số {n}/QĐ-UBND</a></li>" for n in range(1, 40))
CLAUSES = "".join(
    f"<p>{n}. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành thực hiện nội dung số {n} của Kế hoạch này.</p>"
    for n in range(1, 12)
)
PORTAL = f"""<!DOCTYPE html><html><head><title>Cổng thông tin</title><script>var x = "KẾ HOẠCH";</script>
<style>p {{ margin: 0 }}</style></head><body><header><nav><ul>{ITEMS}</ul></nav></header>
<div id="main"><table class="properties"><tr><td>Số hiệu</td><td>27/KH-UBND</td></tr>
<tr><td>Ngày ban hành</td><td>15/01/2026</td></tr></table>
<div class="content"><p>UBND TỈNH ĐỒNG NAI</p><p>Số: 27/KH-UBND</p><p><b>KẾ HOẠCH</b></p>
<p>Chuyển đổi số năm 2026</p>{CLAUSES}
<table><tr><th>Nhiệm vụ</th><th>Chủ trì</th></tr><tr><td>Rà soát thủ tục</td><td>Sở Tư pháp</td></tr></table>
</div></div><aside><h3>Văn bản liên quan</h3><ul>{ITEMS}</ul></aside>
<footer>Bản quyền thuộc về Cổng thông tin</footer></body></html>"""


def test_the_document_is_taken_out_of_the_portals_page() -> None:
    rows = process_document(PORTAL.encode(), "page.html").rows
    own = "\n".join(row["text"] for row in rows["blocks"] if row["kind"] != "page_furniture")
    assert "39/QĐ-UBND" not in own
    assert "Bản quyền" not in own
    assert "margin" not in own
    assert "Rà soát thủ tục\tSở Tư pháp" in own
    assert own.count("thực hiện nội dung số") == 11
    assert (rows["documents"][0]["number"], rows["documents"][0]["symbol"]) == ("27", "KH-UBND")
    assert {unit["name"] for unit in rows["units"]} >= {"Sở Nội vụ", "Sở Tư pháp"}


def test_a_label_that_a_web_page_writes_itself_needs_no_other_and_begins_its_line() -> None:
    page = "<ul><li>1- Ban Dân vận</li><li>Văn phòng</li></ul><p>nhiệm vụ<br>a- rà soát<br>của Ban</p>"
    text = read_document(f"<html><body>{page}</body></html>".encode(), "page.html").text
    assert text.split("\n")[:4] == ["1- Ban Dân vận", "- Văn phòng", "nhiệm vụ", "a- rà soát của Ban"]


RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}}{\info{\title thua}}"
    rb"{\*\generator x;}\f0\b K\u7870? HO\u7840?CH\b0\par S\'f4\u777?? \u7897?i v\u7909?\line ti\u7871?p theo\par "
    rb"{\field{\*\fldinst PAGE}{\fldrslt 3}}\trowd \cell A\cell B\row}"
)


def test_rtf_is_read_as_plain_text_with_a_warning_where_libreoffice_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office_reader.shutil, "which", lambda _: None)
    source = read_document(RTF, "plan.rtf")
    assert source.text.startswith("KẾ HOẠCH\n")
    assert "thua" not in source.text
    assert any("LibreOffice" in warning for warning in source.warnings)


def test_an_old_word_file_waits_for_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_reader.shutil, "which", lambda _: None)
    data = (FORMATS / "so-noi-vu-nang-cao-chi-so-2025.doc").read_bytes()
    with pytest.raises(ReadError, match="make system") as caught:
        read_document(data, "plan.doc")
    assert caught.value.kind == "missing_tool"


def test_rtf_in_an_old_font_is_converted() -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f1 .VnTime;}}\f1 K\'d5 ho\'b9ch c\'b6i c\'b8ch h\'b5nh ch\'ddnh\par}"
    assert read_rtf_text(data).text == "Kế hoạch cải cách hành chính\n"


def picture(form: str, *, scale: float = 200 / 72, dpi: bool = True, turned: int = 0) -> bytes:
    """The third sample's last page as a picture file."""
    pages = pypdfium2.PdfDocument(FORMATS / "so-giao-duc-chuyen-doi-so-2030.pdf")
    image = pages[len(pages) - 1].render(scale=scale).to_pil().rotate(turned, expand=True)
    buffer = io.BytesIO()
    if dpi:
        image.save(buffer, form, dpi=(72 * scale, 72 * scale))
    else:
        image.save(buffer, form)
    return buffer.getvalue()


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("form", "dpi"), [("PNG", True), ("TIFF", True), ("JPEG", False)])
def test_a_picture_of_a_page_is_read(form: str, dpi: bool) -> None:
    source = read_document(picture(form, dpi=dpi), f"page.{form.lower()}")
    assert (source.format, source.text_origin, source.page_count) == ("image", "ocr", 1)
    assert "Nơi nhận:" in source.text
    assert all(0 <= confidence <= 1 for _, _, confidence in source.word_confidence)


@pytest.mark.usefixtures("tesseract")
def test_the_confidence_of_ocr_lowers_that_of_rows() -> None:
    scan = FORMATS / "so-giao-duc-chuyen-doi-so-2030.scan.pdf"
    rows = process_document(scan.read_bytes(), scan.name).rows
    assert rows["documents"][0]["text_origin"] == "ocr"
    assert all(0 < row["confidence"] < 1 for row in rows["citations"] + rows["units"] + rows["deadlines"])
