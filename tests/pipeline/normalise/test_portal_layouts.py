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


def test_a_bar_at_a_line_s_end_without_partners_is_taken_off() -> None:
    text = "Số hiệu | 18/2025/NQ-HĐND |\nNgười ký | Lê Văn Mẫu |\nHỘI ĐỒNG NHÂN DÂN |\nSố: 18/2025/NQ-HĐND |\nHọp."
    document = extract(text)["documents"][0]
    assert (document["issuer"], document["signer"]) == ("HỘI ĐỒNG NHÂN DÂN", "Lê Văn Mẫu")
    assert (document["number"], document["symbol"]) == ("18", "NQ-HĐND")


def test_a_portal_s_line_with_several_labels() -> None:
    text = (
        "Số hiệu: 155/KH-UBND Loại văn bản: Văn bản khác\nNơi ban hành: Tỉnh Hà Nam Người ký: Lê Văn Mẫu\n\n"
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nKẾ HOẠCH\nTiêm chủng\nI. MỤC TIÊU\n"
    )
    document = extract(text)["documents"][0]
    assert (document["type"], document["number"], document["signer"]) == ("kế hoạch", "155", "Lê Văn Mẫu")


def test_the_subject_where_the_type_above_it_is_lost() -> None:
    text = (
        "SỞ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 7/KH-SYT | Hà Nam, ngày 05 tháng 8 năm 2025 |\n"
        "TIÊM CHỦNG MỞ RỘNG NĂM 2026\nThực hiện Luật Phòng bệnh, Sở Y tế ban hành Kế hoạch như sau:\n1. Mục đích\n"
    )
    document = extract(text)["documents"][0]
    assert document["subject"] == "TIÊM CHỦNG MỞ RỘNG NĂM 2026"
    assert (document["plan_year_first"], document["type"]) == (2026, "kế hoạch")


def test_what_a_portal_tells_of_the_plan_below_its_title_is_no_subject() -> None:
    text = (
        "KẾ HOẠCH DỌN RÁC NĂM 2025\nNgày 18 tháng 7 năm 2025 UBND xã Suối Hai đã ban hành Quyết định số 119/QĐ-UBND\n"
        "UBND xã Suối Hai ban hành Kế hoạch dọn rác trên địa bàn xã, cụ thể như sau:\nI. MỤC ĐÍCH\n1. Mục đích\n"
    )
    assert extract(text)["documents"][0]["subject"] == "DỌN RÁC NĂM 2025"


def test_a_portal_s_notice_above_the_document_and_labels_on_lines_of_their_own() -> None:
    text = (
        "Bản dịch này thuộc quyền sở hữu của trang.\nĐang tải văn bản...\nSố hiệu:\n7/KH-BYT\nNgười ký:\nTrần An\n"
        "Ngày ban hành:\n05/08/2025\nBỘ Y TẾ\n-------\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n-------\nSố: 7/KH-BYT\nHà Nội, ngày 05 tháng 8 năm 2025\nKẾ HOẠCH\n"
        "TIÊM CHỦNG NĂM 2025\nCăn cứ Luật Phòng bệnh;\nVăn bản liên quan\nLuật Dược"
    )
    document = extract(text)["documents"][0]
    assert (document["issuer"], document["signer"]) == ("BỘ Y TẾ", "Trần An")
    assert document["subject"] == "TIÊM CHỦNG NĂM 2025"
    assert [row["text"] for row in extract(text)["citations"]] == ["Luật Phòng bệnh"]


def test_a_portal_s_labels_without_a_blank_before_them() -> None:
    text = (
        "Cơ quan ban hành: Bộ Y tếSố công báo:Đang cập nhật\nSố hiệu:7/KH-BYTNgày đăng công báo:Đang cập nhật\n"
        "Loại văn bản:Kế hoạchNgười ký:Trần An\n\nBỘ Y TẾ\n\nSố: 7/KH-BYT\nHà Nội, ngày 05 tháng 8 năm 2025\n\n"
        "KẾ HOẠCH\nTiêm chủng năm 2025\n"
    )
    document = extract(text)["documents"][0]
    assert (document["issuer"], document["signer"]) == ("BỘ Y TẾ", "Trần An")
