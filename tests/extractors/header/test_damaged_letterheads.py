"""Letterheads and titles that a page has cut or lost parts of."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import extract

_NARROW = """ỦY
BAN NHÂN DÂN
TỈNH HÀ NAM
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
-------
|
Số:
14/2025/QĐ-UBND
|
Hà
Nam, ngày 03 tháng 3
năm 2025
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ TIẾP DÂN
ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;
"""
_LETTERHEAD = """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 77/{symbol}-UBND | Hà Nam, ngày 03 tháng 3 năm 2025 |
"""


def header(text: str) -> dict[str, Any]:
    row: dict[str, Any] = extract(text)["documents"][0]
    return row


def test_a_narrow_column_cuts_body_number_and_place() -> None:
    found = header(_NARROW)
    assert found["issuer"] == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"
    assert (found["number"], found["symbol"], found["place"]) == ("14", "QĐ-UBND", "Hà Nam")
    assert found["issued_date"].isoformat() == "2025-03-03"


def test_the_title_of_a_plan_that_has_lost_its_type_is_no_part_of_the_issuer() -> None:
    found = header(
        _LETTERHEAD.format(symbol="KH")
        + "NÂNG CAO CHỈ SỐ PAPI NĂM 2025\nTheo kết quả năm 2024, tỉnh còn nhiều việc phải làm."
    )
    assert (found["type"], found["issuer"]) == ("kế hoạch", "ỦY BAN NHÂN DÂN")
    assert found["subject"] == "NÂNG CAO CHỈ SỐ PAPI NĂM 2025"


@pytest.mark.parametrize("subject", [None, "VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH TIÊM CHỦNG NĂM 2025"])
def test_a_decision_that_has_lost_its_type(subject: str | None) -> None:
    title = f"{subject}\n" if subject else ""
    text = (
        _LETTERHEAD.format(symbol="QĐ")
        + title
        + "ỦY BAN NHÂN DÂN TỈNH HÀ NAM\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Nghị quyết số 5-NQ/TU ngày 02/01/2025.\n"
    )
    found = header(text)
    assert found["issuer"] == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"
    assert found["parent_body"] is None
    assert found["subject"] == subject
    kinds = [block["kind"] for block in extract(text)["blocks"] if block["text"].startswith("Căn cứ")]
    assert kinds == ["legal_basis"]
    assert [row["relation"] for row in extract(text)["citations"]] == ["legal_basis", "mention"]


def test_who_decides_where_the_letterhead_is_lost() -> None:
    found = header(
        "NGHỊ QUYẾT\nVỀ PHÁT TRIỂN DỮ LIỆU MỞ\nCHÍNH PHỦ\nCăn cứ Luật Dữ liệu ngày 30 tháng 11 năm 2024;\n"
    )
    assert found["issuer"] == "CHÍNH PHỦ"


def test_a_council_s_name_ends_before_its_term_and_session() -> None:
    found = header(
        "HỘI ĐỒNG NHÂN DÂN |\nSố: 9/NQ-HĐND | Hà Nam, ngày 05 tháng 12 năm 2025 |\nNGHỊ QUYẾT\n"
        "VỀ KẾ HOẠCH NĂM 2026\nHỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM\nKHÓA XIX, KỲ HỌP THỨ 4\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n"
    )
    assert found["issuer"] == "HỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM"


def test_what_is_left_of_a_torn_symbol_is_no_body() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 81/-UBND\nHà Nam, ngày 13 tháng 5 năm 2025\nQUYẾT ĐỊNH\nVề việc lập tổ"
    )
    assert (found["issuer"], found["number"]) == ("ỦY BAN NHÂN DÂN TỈNH HÀ NAM", "81")


def test_whose_a_decision_is_is_no_part_of_its_subject() -> None:
    found = header(
        "Số: 8/2004/QĐ-UB\nQUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH HÀ NAM\nV/v lập Ban Chỉ đạo cải cách\n"
        "ỦY BAN NHÂN DÂN TỈNH HÀ NAM\nCăn cứ Luật Tổ chức Chính phủ;\n"
    )
    assert found["subject"] == "V/v lập Ban Chỉ đạo cải cách"


def test_a_minister_under_the_ministry_s_name_is_no_body() -> None:
    found = header(
        "BỘ NỘI VỤ |\nSố: 13/QĐ-BNV |\nHà Nội, ngày 28 tháng 02 năm 2025 |\nBỘ TRƯỞNG BỘ NỘI VỤ\n"
        "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Đề án.\n"
    )
    assert (found["issuer"], found["parent_body"], found["province"]) == ("BỘ NỘI VỤ", None, None)


def test_a_national_committee_belongs_to_no_province() -> None:
    found = header(
        "BAN CHỈ ĐẠO QUỐC GIA PHÒNG CHÁY\nSố: 5/QĐ-BCĐ\nHà Nội, ngày 28 tháng 02 năm 2025\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ"
    )
    assert found["province"] is None


def test_a_letter_s_subject_in_one_cell_with_its_number() -> None:
    found = header(
        "BỘ Y TẾ\n-------\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 77/BYT-KHTC\nV/v lập dự toán năm 2026\n|\n"
        "Hà Nội, ngày 28 tháng 02 năm 2025\n|\nKính gửi:\n|\n- Sở Y tế các tỉnh;\n- Các bệnh viện.\n|\nBộ Y tế đề nghị."
    )
    assert (found["type"], found["number"]) == ("công văn", "77")
    assert found["subject"] == "V/v lập dự toán năm 2026"


def test_the_place_of_a_committee_is_told_by_its_chairman() -> None:
    found = header(
        _LETTERHEAD.format(symbol="QĐ")
        + "QUYẾT ĐỊNH\nVỀ VIỆC CÔNG BỐ DANH MỤC\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM\n"
        "Căn cứ Luật Dược ngày 06 tháng 4 năm 2016;\nQUYẾT ĐỊNH:\n"
    )
    assert found["issuer"] == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"


def test_a_department_whose_line_the_letterhead_has_lost() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 55/SYT-NVY | Huế, ngày 19/8/2025 |\n"
        "Kính gửi: Các bệnh viện\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\nSở Y tế hướng dẫn thực hiện như sau:\n"
    )
    assert (found["type"], found["issuer"]) == ("công văn", "Sở Y tế")


def test_a_committee_for_digital_change_issues_the_plan() -> None:
    found = header(
        "KẾ HOẠCH\nHoạt động năm 2025 và năm tiếp theo\nThực hiện Luật Dữ liệu, Ban Chỉ đạo chuyển đổi số huyện Bình "
        "Lục (sau đây gọi tắt là Ban Chỉ đạo) ban hành Kế hoạch như sau:\n"
    )
    assert found["issuer"] == "Ban Chỉ đạo chuyển đổi số huyện Bình Lục"
    assert (found["plan_year_first"], found["plan_year_last"]) == (2025, None)


def test_a_letterhead_of_three_lines_below_a_page_s_own_text() -> None:
    found = header(
        "Nghị định 5/2020/NĐ-CP về vị trí việc làm và số lượng người làm việc trong đơn vị sự nghiệp công lập của các "
        "bộ, ngành\n\nỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nSỞ XÂY DỰNG\n-------\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 6/KH-SXD\n\nĐà Nẵng, ngày 21 tháng 01 năm 2025\n\nKẾ HOẠCH\n\n"
        "CẢI CÁCH HÀNH CHÍNH NĂM 2025\n"
    )
    assert (found["issuer"], found["parent_body"]) == ("SỞ XÂY DỰNG", "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG")
