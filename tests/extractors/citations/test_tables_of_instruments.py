"""Tables of instruments: number, date, issuer and title in columns of their own."""

import datetime

import pytest

from pipeline.process import process_document

PLAN = """ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI
Số: 27/KH-UBND
Đồng Nai, ngày 15 tháng 01 năm 2025

KẾ HOẠCH
Trồng cây xanh năm 2025

I. CĂN CỨ

{table}
"""


def citations(*rows):
    head, *rest = (f"| {row} |" for row in rows)
    table = "\n".join([head, "|---|---|---|---|---|", *rest])
    found = process_document(PLAN.format(table=table).encode(), "plan.md")
    return [
        (row["identifier"], row["issued_date"], row["issuer"], row["title"])
        for row in found.rows["citations"]
    ]


def test_columns_state_what_is_beside_the_number():
    found = citations(
        "TT | Số, ký hiệu | Ngày ban hành | Cơ quan ban hành | Trích yếu",
        "1 | 7-NQ/TW | 22/12/2024 | Bộ Chính trị | Về khoa học",
        "2 | Kế hoạch số 5/KH-UBND | 12/5/2025 | Cùng địa phương | Chuyển đổi số",
    )
    assert found == [
        ("7-NQ/TW", datetime.date(2024, 12, 22), "Bộ Chính trị", "Về khoa học"),
        ("5/KH-UBND", datetime.date(2025, 5, 12), None, "Chuyển đổi số"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "Rà soát theo Quyết định số 8/QĐ-TTg",  # work, with the time at which it is done
        "Quyết định số 8/QĐ-TTg; Quyết định số 9/QĐ-TTg",
    ],
)
def test_columns_beside_a_cell_that_holds_more_say_nothing_of_the_instrument(cell):
    found = citations(
        "TT | Nội dung | Ngày ban hành | Cơ quan ban hành | Ghi chú",
        f"1 | {cell} | 22/12/2024 | Bộ Chính trị | Không",
    )
    assert {row[1:] for row in found} == {(None, None, None)}


def test_other_columns_say_nothing_of_the_instrument():
    found = citations(
        "TT | Căn cứ | Thời gian | Đơn vị | Ghi chú",
        "1 | Quyết định số 8/QĐ-TTg | 22/12/2024 | Sở Nội vụ | Không",
    )
    assert found == [("8/QĐ-TTg", None, None, None)]
