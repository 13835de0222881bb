"""What columns and labelled lines announce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.slots import find_slots, slot_role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("TT", "ordinal"),
        ("Số TT", "ordinal"),
        ("Nội dung công việc", "content"),
        ("Chỉ số thành phần", "content"),
        ("Nhiệm vụ, giải pháp chủ yếu", "content"),
        ("Nội dung thực hiện", "content"),
        ("CƠ QUAN CHỦ TRÌ", "lead"),
        ("Đơn vị thực hiện", "lead"),
        ("Đầu mối", "lead"),
        ("Bộ phận phụ trách", "lead"),
        ("(3) Đơn vị", "lead"),
        ("Phối hợp", "coordinate"),
        ("Đơn vị phối hợp thực hiện", "coordinate"),
        ("Thời gian thực hiện", "time"),
        ("Tiến độ", "time"),
        ("Hạn hoàn thành", "time"),
        ("Sản phẩm dự kiến", "product"),
        ("Kết quả đầu ra", "product"),
        ("Ghi chú", "note"),
        ("Việc", "content"),
        ("Tháng/tuần", "time"),
        ("Khoa, phòng thực hiện", "lead"),
        ("Đ/v thực hiện", "lead"),
        ("Đơn vị thực hiện/phối hợp", "lead"),
        # a column's header under that of several columns
        ("Đơn vị thực hiện Chủ trì", "lead"),
        ("Đơn vị thực hiện Phối hợp", "coordinate"),
        ("PHÂN CÔNG THỰC HIỆN PHỐI HỢP", "coordinate"),
        ("CƠ QUAN THỰC HIỆN VÀ PHỐI HỢP", "lead"),
        ("Thời gian thực hiện Kết thúc", "time"),
        ("Kinh phí thực hiện", "note"),
        ("Diện tích (ha)", None),
        ("", None),
    ],
)
def test_a_columns_header_tells_its_role(label: str, role: str | None) -> None:
    assert slot_role(label) == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đơn vị chủ trì: Phòng A, Phòng B.", [("lead", "Phòng A, Phòng B")]),
        (
            "Rà soát quy trình (Đơn vị thực hiện: Phòng A; thời gian hoàn thành: quý II/2025).",
            [("lead", "Phòng A"), ("time", "quý II/2025")],
        ),
        (
            "Rà soát quy trình. Cơ quan phối hợp: Phòng B. Sản phẩm: Báo cáo.",
            [("coordinate", "Phòng B"), ("product", "Báo cáo")],
        ),
        ("Công khai tại trụ sở, đơn vị thực hiện: Văn phòng", [("lead", "Văn phòng")]),
        ("Văn phòng Sở: theo dõi, tổng hợp", []),
        ("Nội dung: Rà soát", []),
        ("Cán bộ phụ trách: Ông A", [("lead", "Ông A")]),
        # a unit's name may hold words that announce something
        ("Phòng Hướng dẫn và Tiếp nhận hồ sơ: Trả kết quả", []),
    ],
)
def test_slots_of_a_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(slot.role, text[slot.value_start : slot.value_end]) for slot in find_slots(text)] == expected


@given(st.text(alphabet="aăđ :;,.()ABC\tđơnvịthựchiện", max_size=120))
def test_slots_lie_in_order_inside_the_line(text: str) -> None:
    position = 0
    for slot in find_slots(text):
        assert position <= slot.label_start < slot.value_start <= slot.value_end <= len(text)
        position = slot.label_start + 1
