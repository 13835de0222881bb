"""Rows that blank lines part and whose cells bars part, as converters of web pages write them."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument

PLAN = """\
UBND TỈNH HÀ NAM
SỞ NỘI VỤ
------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 77/KH-SNV | Hà Nam, ngày 05 tháng 8 năm 2026

KẾ HOẠCH

Rà soát thủ tục hành chính năm 2026

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở theo dõi việc thực hiện Kế hoạch này.

Nơi nhận:
- Các phòng thuộc Sở;
- Lưu: VT, (3)KT.Hà. | KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC




Trần Văn Mẫu

PHỤ LỤC

PHÂN CÔNG NHIỆM VỤ

TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian

I | Công tác tuyên truyền | Công tác tuyên truyền | Công tác tuyên truyền | Công tác tuyên truyền

1 | Xây dựng chuyên mục
- trên Trang thông tin | Văn phòng | Thanh tra Sở | Quý II/2026

2 | Tổ chức tập huấn | Phòng Công chức |  | Tháng 9/2026
3 | Tổ chức hội nghị | Văn phòng | Thanh tra Sở | Tháng 9/2026
"""


def test_rows_parted_by_blank_lines_are_a_table_and_a_merged_cell_stands_once() -> None:
    result = normalise(SourceDocument(text=PLAN, format="text"))
    rows = [line for line in result.lines if line.kind == "table_row"]
    texts = [[result.text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert texts == [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
        ["I", "Công tác tuyên truyền"],
        ["1", "Xây dựng chuyên mục - trên Trang thông tin", "Văn phòng", "Thanh tra Sở", "Quý II/2026"],
        ["2", "Tổ chức tập huấn", "Phòng Công chức", "", "Tháng 9/2026"],
        ["3", "Tổ chức hội nghị", "Văn phòng", "Thanh tra Sở", "Tháng 9/2026"],
    ]
    assert rows[1].cells[1].column_span == 4
    assert {dropped.reason for dropped in result.dropped} >= {"table rule", "repeated merged cell"}


def test_equal_values_of_several_years_stay_apart() -> None:
    text = "| Chỉ số | 2024 | 2025 | 2026 |\n|---|---|---|---|\n| PCI | Tốt | Tốt | Tốt |\n"
    rows = [line for line in normalise(SourceDocument(text=text, format="text")).lines if line.cells]
    assert [len(row.cells) for row in rows] == [4, 4]


def test_tasks_and_letterhead_of_such_a_plan() -> None:
    tables = extract(PLAN)
    document = tables["documents"][0]
    assert (document["parent_body"], document["issuer"]) == ("UBND TỈNH HÀ NAM", "SỞ NỘI VỤ")
    assert (document["number"], document["place"]) == ("77", "Hà Nam")
    assert (document["signer_position"], document["signer"]) == ("PHÓ GIÁM ĐỐC", "Trần Văn Mẫu")
    assert [task["text"] for task in tables["tasks"]] == [
        "Văn phòng Sở theo dõi việc thực hiện Kế hoạch này.",
        "Xây dựng chuyên mục - trên Trang thông tin",
        "Tổ chức tập huấn",
        "Tổ chức hội nghị",
    ]
    assert [deadline["text"] for deadline in tables["deadlines"]] == ["Quý II/2026", *["Tháng 9/2026"] * 2]


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủ | Tin tức | Liên hệ\n\nSở Nội vụ rà soát thủ tục hành chính.",
        "Công thức A | B trong văn bản.\n\nSở Nội vụ rà soát thủ tục hành chính.",
    ],
)
def test_a_paragraph_with_bars_alone_is_no_table(text: str) -> None:
    lines = normalise(SourceDocument(text=text, format="text")).lines
    assert [line.kind for line in lines] == ["text", "text"]
