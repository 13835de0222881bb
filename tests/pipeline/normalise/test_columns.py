"""Letterheads and signatures in two columns, as converters that keep the layout print them."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument

BLANKS = """\
ỦY BAN NHÂN DÂN                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   TỈNH HÀ NAM                           Độc lập - Tự do - Hạnh phúc

Số: 77/KH-UBND                       Hà Nam, ngày 05 tháng 8 năm 2025

                         KẾ HOẠCH
        Rà soát thủ tục hành chính năm 2026

I. MỤC ĐÍCH
Giảm thời gian đi lại.

Nơi nhận:                            TM. ỦY BAN NHÂN DÂN
- Bộ Nội vụ;                             KT. CHỦ TỊCH
- Các sở, ban, ngành;                  PHÓ CHỦ TỊCH
- Lưu: VT, NC.

                                       Trần Văn Mẫu
"""
BARS = """\
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 77/KH-UBND | Hà Nam, ngày 05 tháng 8 năm 2025 |
KẾ HOẠCH
RÀ SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2026
Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022, Ủy ban nhân dân tỉnh Hà Nam ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Giảm thời gian đi lại.
"""


def test_columns_parted_by_blanks_are_read_one_after_the_other() -> None:
    source = SourceDocument(text=BLANKS, format="text")
    result = normalise(source)
    texts = [result.text[line.start : line.end] for line in result.lines]
    assert texts[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM", "Số: 77/KH-UBND"]
    assert texts[-8:] == [
        "Nơi nhận:",
        "- Bộ Nội vụ;",
        "- Các sở, ban, ngành;",
        "- Lưu: VT, NC.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Mẫu",
    ]


def test_a_signature_beside_the_recipients_is_kept_apart_from_them() -> None:
    document = extract(BLANKS)["documents"][0]
    assert document["recipients"] == ["Bộ Nội vụ", "Các sở, ban, ngành", "Lưu: VT, NC"]
    assert (document["signer"], document["signer_position"], document["signing_authority"]) == (
        "Trần Văn Mẫu",
        "PHÓ CHỦ TỊCH",
        "KT",
    )
    assert document["issuer"] == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"


def test_columns_parted_by_a_bar_are_read_and_a_lost_place_is_taken_from_the_opening() -> None:
    document = extract(BARS)["documents"][0]
    assert (document["number"], document["symbol"], document["place"]) == ("77", "KH-UBND", "Hà Nam")
    assert document["issuer"] == "Ủy ban nhân dân tỉnh Hà Nam"
    assert any("has lost its place" in warning for warning in document["warnings"])


@pytest.mark.parametrize(
    "text", ["Trang chủ | Tin tức | Liên hệ\nKẾ HOẠCH", "Đúng | sai\nmột hai ba\nbốn", "giá trị |x| nhỏ"]
)
def test_a_bar_in_a_line_makes_no_table(text: str) -> None:
    result = normalise(SourceDocument(text=text, format="text"))
    assert {line.kind for line in result.lines} == {"text"}
    assert result.dropped == ()


def test_rows_without_outer_bars_are_a_table() -> None:
    result = normalise(SourceDocument(text="TT | Nội dung | Chủ trì\n1 | Tập huấn | Sở Y tế", format="text"))
    assert [(line.kind, len(line.cells)) for line in result.lines] == [("table_row", 3), ("table_row", 3)]
