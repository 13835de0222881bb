"""Letterheads and titles as law portals' pages print them: cut anywhere, with bars at odd places."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument


def lines(text: str) -> list[str]:
    result = normalise(SourceDocument(text=text, format="text", markdown=True))
    return [result.text[line.start : line.end] for line in result.lines]


def test_a_bar_at_the_end_of_a_cell_s_last_line() -> None:
    text = (
        "|\nSỞ Y TẾ |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n"
        "|\nSố: 7/KH-SYT |\nHà Nam, ngày 05/8/2025 |\nKẾ HOẠCH\nTiêm chủng"
    )
    assert lines(text) == [
        "SỞ Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 7/KH-SYT",
        "Hà Nam, ngày 05/8/2025",
        "KẾ HOẠCH",
        "Tiêm chủng",
    ]


@pytest.mark.parametrize("cut", [("QUYẾT", "ĐỊNH"), ("KẾ", "HOẠCH")])
@pytest.mark.parametrize(
    "motto", ["CỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM"]
)
def test_a_document_type_and_a_motto_cut_by_a_line_end(cut: tuple[str, str], motto: str) -> None:
    text = (
        f"UBND TỈNH HÀ NAM\n{motto}\nSố: 7/QĐ-UBND\n{cut[0]}\n{cut[1]}\nVỀ\nVIỆC BAN HÀNH QUY CHẾ\n"
        "ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Viên chức;"
    )
    assert lines(text) == [
        "UBND TỈNH HÀ NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 7/QĐ-UBND",
        " ".join(cut),
        "VỀ VIỆC BAN HÀNH QUY CHẾ",
        "ỦY BAN NHÂN DÂN TỈNH",
        "Căn cứ Luật Viên chức;",
    ]


def test_a_title_in_capitals_ends_before_who_decides() -> None:
    text = (
        "NGHỊ QUYẾT\nTHỰC HIỆN NGHỊ QUYẾT SỐ 68-\nNQ/TW VỀ KINH TẾ TƯ\nNHÂN\nCHÍNH PHỦ\n"
        "Căn cứ Luật Tổ chức Chính phủ;"
    )
    assert extract(text)["documents"][0]["subject"] == "THỰC HIỆN NGHỊ QUYẾT SỐ 68-NQ/TW VỀ KINH TẾ TƯ NHÂN"
