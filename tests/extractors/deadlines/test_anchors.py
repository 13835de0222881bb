"""Where an expression of time may begin: every kind of beginning is tried."""

from __future__ import annotations

import pytest

from extractors.deadlines.anchors import anchors, slot_anchors

IN_PROSE = [
    "định kỳ 6 tháng", "theo định kỳ", "hằng năm", "Hàng quý", "mỗi tuần", "từng tháng", "chậm nhất", "muộn nhất",
    "trễ nhất", "không quá 5 ngày", "tối đa 5 ngày", "xong trước ngày 5/6", "TRƯỚC THÁNG 6", "kể từ ngày 5/6",
    "tính từ tháng 6", "bắt đầu từ năm 2025", "từ nay đến", "đến ngày 5/6", "tới 2026", "hết quý I", "trong tháng 6",
    "vào lúc 8", "lúc 8 giờ", "khoảng tháng 6", "trong vòng 5 ngày", "trong thời gian tới", "trong năm", "đầu quý II",
    "giữa tháng 6", "cuối năm 2025", "các ngày 5, 6", "ngày 5/6", "Tháng 6", "năm 2025", "quý I", "quí 2", "qúy 3",
    "Qúi IV", "6 tháng đầu năm", "sáu tháng cuối năm", "nửa đầu năm", "năm học 2025", "học kỳ I", "ít nhất 1 lần",
    "tối thiểu 2 lần", "2 lần/năm", "1 kỳ/tháng", "3 tháng/lần", "một tháng", "hai lần", "tháng/lần", "tuần 2 tháng 6",
    "hạ tuần tháng 6", "vào trung tuần của tháng 6",
    "thứ hai", "các ngày thứ 6", "chủ nhật", "8 giờ 30 ngày 5", "ngay sau khi xong", "ngay khi xong", "khi có",
    "sau 5 ngày", "15 ngày làm việc kể từ", "báo cáo tháng", "sơ kết 6 tháng", "đánh giá quý", "kiểm tra tuần",
    "giao ban tuần",
]  # fmt: skip
IN_SLOTS = [
    "2025", "5/6", "10 ngày", "3 tiếng", "thường xuyên", "liên tục", "quanh năm", "suốt năm", "trong suốt kỳ",
    "cả năm", "giai đoạn 2", "T6/2025", "Q.2/2025", "q IV", "dịp Tết", "nhân dịp Tết", "vào dịp Tết", "đầu năm",
    "cuối học kỳ", "theo kế hoạch", "sau hội nghị", "ngay sau hội nghị", "trước khi họp", "từ đầu năm",
    "kể từ đầu năm", "đột xuất",
]  # fmt: skip


@pytest.mark.parametrize("text", IN_PROSE)
def test_where_an_expression_may_begin_in_prose(text: str) -> None:
    assert next(anchors(f"họp {text}", 0, len(text) + 4), None) == 4


@pytest.mark.parametrize("text", [*IN_PROSE, *IN_SLOTS])
def test_where_an_expression_may_begin_in_a_slot(text: str) -> None:
    assert next(slot_anchors(text, 0, len(text)), None) == 0


def test_nothing_begins_within_a_word_or_number() -> None:
    text = "xtháng 6, 1202512 và 9/2025"
    assert [text[at:] for at in slot_anchors(text, 0, len(text))] == ["9/2025"]
