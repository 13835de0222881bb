"""Headers of whole documents, in the layouts that printing and conversion give."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.document import Block, Document
from extractors.header import Header, read_header


def document(text: str, **metadata: str) -> Document:
    """A document of which each filled line is a block of its own."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    blocks, position = [], 0
    for number, line in enumerate(lines):
        end = position + len(line)
        blocks.append(Block(number, None, "paragraph", None, 0, position, end, position))
        position = end + 1
    return Document(
        "\n".join(lines), tuple(blocks), {key.replace("_", " "): v for key, v in metadata.items()}
    )


DEPARTMENT = """
UBND TỈNH AN GIANG
SỞ VĂN HÓA VÀ THỂ THAO
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 041/KH-SVHTT
An Giang, ngày 03 tháng 02 năm 2025
KẾ HOẠCH
Sưu tầm hiện vật bảo tàng
giai đoạn 2025 - 2027.
Căn cứ Luật Di sản văn hóa năm 2024;
Sở Văn hóa và Thể thao ban hành Kế hoạch sưu tầm hiện vật như sau:
I. MỤC ĐÍCH
1. Bổ sung hiện vật cho bảo tàng tỉnh.
Nơi nhận:
- UBND tỉnh (để b/c);
- Bảo tàng tỉnh;
- Lưu: VT, QLDS.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
ThS. Trần Thị Hồng Gấm
"""

LOST_LETTERHEAD = """
KẾ HOẠCH
Hiến máu tình nguyện của Bệnh viện năm 2022
Thực hiện Kế hoạch số 12/KH-SYT của Sở Y tế tỉnh Kon Tum, Bệnh viện Y dược cổ truyền xây dựng Kế hoạch như sau:
I. MỤC TIÊU
Nơi nhận:
- Sở Y tế (b/c);
- Lưu: VT.
GIÁM ĐỐC
Y Blơr Niê
"""

DECISION = """
ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/QĐ-UBND
Cao Bằng, ngày 9 tháng 10 năm 2025
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH KẾ HOẠCH TRỒNG CÂY PHÂN TÁN NĂM 2026
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây phân tán.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TUQ. CHỦ TỊCH
GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Nông Văn Tài
KẾ HOẠCH
TRỒNG CÂY PHÂN TÁN NĂM 2026
(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 9 tháng 10 năm 2025)
I. MỤC TIÊU
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Người Khác
"""

COMMUNE = """
ỦY BAN NHÂN DÂN
XÃ HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:        /KH-UBND
Hòa Bình, ngày …… tháng …… năm 2025
KẾ HOẠCH
Phòng, chống cháy rừng mùa khô 2025 - 2026
Thực hiện Chỉ thị số 9/CT-UBND của UBND tỉnh Lâm Đồng, UBND xã xây dựng Kế hoạch như sau:
1. Mục đích
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""

PARTY = """
TỈNH ỦY SƠN LA
*
Số 25-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn La, ngày 12 tháng 8 năm 2025
KẾ HOẠCH
học tập, quán triệt Nghị quyết số 57-NQ/TW của Bộ Chính trị
Căn cứ Hướng dẫn của Trung ương, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Nơi nhận:
- Ban Bí thư (để báo cáo),
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lò Minh Hùng
"""

LETTER = """
ỦY BAN NHÂN DÂN TỈNH CÀ MAU
SỞ TÀI CHÍNH
Số: 862 /STC-NS
V/v đôn đốc quyết toán kinh phí
phòng, chống thiên tai
CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
HỎA TỐC
Cà Mau, ngày 03 tháng 8 năm 2026
Kính gửi:
- Các sở, ban, ngành tỉnh;
- UBND các xã, phường.
Sở Tài chính đề nghị các đơn vị báo cáo trước ngày 10/8/2026.
Nơi nhận:
- Như trên;
- Lưu: VT, NS.
TL. GIÁM ĐỐC
CHÁNH VĂN PHÒNG
PHẠM VĂN ÚT
"""

TWO_COLUMNS = """
UBND THÀNH PHỐ HUẾ  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ  Độc lập - Tự do - Hạnh phúc
Số: 15/KH-SNV  Huế, ngày 05 tháng 02 năm 2025
KẾ HOẠCH
Thi tuyển công chức năm 2025
Sở Nội vụ ban hành Kế hoạch như sau:
I. YÊU CẦU
Nơi nhận: KT. GIÁM ĐỐC
- UBND thành phố (b/c); PHÓ GIÁM ĐỐC
- Các phòng thuộc Sở;
- Lưu: VT.
Lê Thị Hoa
"""

SCHOOL = """
PHÒNG GD&ĐT HUYỆN BA VÌ
TRƯỜNG TIỂU HỌC SUỐI HAI
Số: 3/KH-THSH
KẾ HOẠCH CHUYỂN ĐỔI SỐ
Năm học 2023-2024 Căn cứ Công văn số 12/PGDĐT ngày 5/9/2023;
Trường Tiểu học Suối Hai xây dựng kế hoạch như sau:
I. MỤC TIÊU
Suối Hai, ngày 31 tháng 9 năm 2023
Q. HIỆU TRƯỞNG
Nguyễn Thị Lan Anh
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            DEPARTMENT,
            {
                "type": "kế hoạch",
                "type_code": "KH",
                "number": "041",
                "symbol": "KH-SVHTT",
                "issuer": "SỞ VĂN HÓA VÀ THỂ THAO",
                "parent_body": "UBND TỈNH AN GIANG",
                "province": "An Giang",
                "place": "An Giang",
                "issued_date": datetime.date(2025, 2, 3),
                "issued_precision": "day",
                "subject": "Sưu tầm hiện vật bảo tàng giai đoạn 2025 - 2027",
                "signer": "Trần Thị Hồng Gấm",
                "signer_position": "PHÓ GIÁM ĐỐC",
                "signing_authority": "KT",
                "plan_year_first": 2025,
                "plan_year_last": 2027,
                "addressees": (),
                "recipients": ("UBND tỉnh (để b/c)", "Bảo tàng tỉnh", "Lưu: VT, QLDS"),
                "warnings": (),
            },
        ),
        (
            LOST_LETTERHEAD,
            {
                "number": None,
                "symbol": None,
                "issuer": "Bệnh viện Y dược cổ truyền",
                "province": "Kon Tum",
                "issued_date": None,
                "signer": "Y Blơr Niê",
                "signer_position": "GIÁM ĐỐC",
                "signing_authority": None,
                "plan_year_first": 2022,
                "plan_year_last": 2022,
            },
        ),
        (
            DECISION,
            {
                "type": "quyết định",
                "issuer": "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG",
                "parent_body": None,
                "subject": "VỀ VIỆC BAN HÀNH KẾ HOẠCH TRỒNG CÂY PHÂN TÁN NĂM 2026",
                "signer": "Nông Văn Tài",
                "signer_position": "GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
                "signing_authority": "TUQ",
                "plan_year_first": 2026,
            },
        ),
        (
            COMMUNE,
            {
                "number": None,
                "symbol": "KH-UBND",
                "issuer": "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
                "province": "Lâm Đồng",
                "place": "Hòa Bình",
                "issued_date": datetime.date(2025, 1, 1),
                "issued_precision": "year",
                "plan_year_first": 2025,
                "plan_year_last": 2026,
                "signer": None,
                "signer_position": "CHỦ TỊCH",
                "signing_authority": "TM",
            },
        ),
        (
            PARTY,
            {
                "number": "25",
                "symbol": "KH/TU",
                "issuer": "TỈNH ỦY SƠN LA",
                "subject": "học tập, quán triệt Nghị quyết số 57-NQ/TW của Bộ Chính trị",
                "signing_authority": "TM",
                "signer_position": "PHÓ BÍ THƯ",
                "signer": "Lò Minh Hùng",
                "recipients": ("Ban Bí thư (để báo cáo)", "Lưu Văn phòng Tỉnh ủy"),
            },
        ),
        (
            LETTER,
            {
                "type": "công văn",
                "type_code": None,
                "number": "862",
                "symbol": "STC-NS",
                "issuer": "SỞ TÀI CHÍNH",
                "parent_body": "ỦY BAN NHÂN DÂN TỈNH CÀ MAU",
                "subject": "V/v đôn đốc quyết toán kinh phí phòng, chống thiên tai",
                "addressees": ("Các sở, ban, ngành tỉnh", "UBND các xã, phường"),
                "urgency": "HỎA TỐC",
                "signer": "PHẠM VĂN ÚT",
                "signer_position": "CHÁNH VĂN PHÒNG",
                "signing_authority": "TL",
            },
        ),
        (
            TWO_COLUMNS,
            {
                "number": "15",
                "symbol": "KH-SNV",
                "issuer": "SỞ NỘI VỤ",
                "parent_body": "UBND THÀNH PHỐ HUẾ",
                "province": "Huế",
                "place": "Huế",
                "recipients": ("UBND thành phố (b/c)", "Các phòng thuộc Sở", "Lưu: VT"),
                "signer": "Lê Thị Hoa",
                "signer_position": "PHÓ GIÁM ĐỐC",
                "signing_authority": "KT",
            },
        ),
        (
            SCHOOL,
            {
                "type": "kế hoạch",
                "subject": "CHUYỂN ĐỔI SỐ Năm học 2023-2024",
                "issuer": "TRƯỜNG TIỂU HỌC SUỐI HAI",
                "place": "Suối Hai",
                "issued_date": None,
                "warnings": ("the date of issue does not exist: `ngày 31 tháng 9 năm 2023`",),
                "signing_authority": "Q",
                "signer_position": "HIỆU TRƯỞNG",
                "plan_year_first": 2023,
                "plan_year_last": 2024,
            },
        ),
        (
            "Hôm qua mưa to.\nLớp học nghỉ sớm.",
            {
                "type": None,
                "issuer": None,
                "province": None,
                "warnings": (
                    "no document type at the beginning: the text may be no administrative document",
                ),
            },
        ),
    ],
)
def test_headers(text: str, expected: dict[str, Any]) -> None:
    header = read_header(document(text))
    assert {name: getattr(header, name) for name in expected} == expected


def test_portal_metadata_fills_in_what_the_document_lacks() -> None:
    damaged = DEPARTMENT.replace("SỞ VĂN HÓA VÀ", "SỞ VN HÓA VÀ").replace("041/", "/").replace("Trần", "")
    header = read_header(
        document(
            damaged[: damaged.index("KT. GIÁM")],
            Số_hiệu="41/KH-SVHTT",
            Ngày_ban_hành="03/02/2025",
            Cơ_quan_ban_hành="Sở Văn hóa và Thể thao An Giang",
            Người_ký="Trần Thị Hồng Gấm",
        )
    )
    assert header.number == "41"
    assert header.issuer == "Sở Văn hóa và Thể thao An Giang"
    assert header.signer == "Trần Thị Hồng Gấm"
    assert "number" not in header.spans
    assert any("lost letters" in warning for warning in header.warnings)


def test_the_document_is_believed_before_the_portal() -> None:
    header = read_header(document(DEPARTMENT, Số_hiệu="42/KH-SVHTT", Ngày_ban_hành="04/02/2025"))
    assert header.number == "041"
    assert header.issued_date == datetime.date(2025, 2, 3)
    assert len(header.warnings) == 2


@pytest.mark.parametrize(
    ("bodies", "province"),
    [
        (["BỘ CÔNG AN", "CÔNG AN TỈNH THÁI NGUYÊN"], "Thái Nguyên"),
        (["BỘ Y TẾ", "CỤC PHÒNG BỆNH"], None),
        (["BỘ Y TẾ"], None),
        (["UBND QUẬN 5", "PHÒNG VĂN HÓA"], "Hà Nội"),
    ],
)
def test_central_bodies_belong_to_no_province(bodies: list[str], province: str | None) -> None:
    text = "\n".join([*bodies, "Số: 2/KH-X", "Hà Nội, ngày 01 tháng 10 năm 2024", "KẾ HOẠCH", "Họp năm 2024"])
    assert read_header(document(text)).province == province


def test_a_school_s_province_where_it_prints_the_dateline_above_the_signature() -> None:
    text = "TRƯỜNG TIỂU HỌC HOA MAI\nSố: 2/KH-THHM\nKẾ HOẠCH\nTrồng cây năm 2024\n1. Trồng cây.\n"
    header = read_header(document(text + "Cà Mau, ngày 20 tháng 9 năm 2024\nHIỆU TRƯỞNG\nLê Thị Hoa"))
    assert (header.place, header.province) == ("Cà Mau", "Cà Mau")


def spans_hold(header: Header, text: str) -> bool:
    """Whether every span lies in the text and shows the letters of its value."""
    for name, (start, end) in header.spans.items():
        value = getattr(header, name)
        if not 0 <= start < end <= len(text):
            return False
        if name in ("number", "symbol", "signer", "signer_position") and "".join(value.split()) != "".join(
            text[start:end].split()
        ):
            return False
    return True


PLANS = [DEPARTMENT, LOST_LETTERHEAD, DECISION, COMMUNE, PARTY, LETTER, TWO_COLUMNS, SCHOOL]


@pytest.mark.parametrize("text", PLANS)
def test_spans_point_at_the_values(text: str) -> None:
    made = document(text)
    assert spans_hold(read_header(made), made.text)


@given(st.lists(st.sampled_from([line for plan in PLANS for line in plan.split("\n")]), max_size=25))
def test_lines_in_any_order_are_read_without_error(lines: list[str]) -> None:
    made = document("\n".join(lines))
    assert spans_hold(read_header(made), made.text)


@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    made = document(text)
    assert spans_hold(read_header(made), made.text)
