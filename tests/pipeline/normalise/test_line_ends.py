"""Which line ends leave a sentence open, where the same word may also end one."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument


def lines(text: str) -> list[str]:
    result = normalise(SourceDocument(text=text, format="text"))
    return [result.text[line.start : line.end] for line in result.lines]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Về phát triển khoa học, công nghệ và chuyển đổi số", "Căn cứ Luật Tổ chức chính quyền địa phương;"),
        ("Về việc ban hành Kế hoạch chuyển đổi số", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM"),
        ("Vận hành chính quyền địa phương 02 cấp", "Thực hiện Quyết định số 06/QĐ-TTg, UBND tỉnh ban hành:"),
        ("II. Phương hướng 6 tháng cuối năm", "1. Mục tiêu"),
        ("I. Quan điểm", "1. Phát huy vai trò của người dân"),
        ("3. Danh mục", "1. Nâng cấp cổng dịch vụ công"),
        ("1. Văn phòng Sở", "2. Thanh tra Sở"),
        ("1. Văn phòng Sở", "Tham mưu lãnh đạo Sở ban hành văn bản chỉ đạo."),
        ("1. Mục tiêu:", "-Phòng ngừa vi phạm trong công vụ"),
        ("1. Sở Nội vụ theo dõi thực hiện Kế hoạch", "2. Sở Tài chính bố trí kinh phí"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_that_may_end_so_ends(first: str, second: str, gap: str) -> None:
    assert lines(f"{first}{gap}{second}") == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("thực hiện Nghị quyết số", "57-NQ/TW của Bộ Chính trị"),
        ("hoàn thành trong quý", "IV/2025 theo kế hoạch"),
        ("báo cáo tại hội nghị của Ban", "Quản lý các khu công nghiệp"),
        ("theo đề nghị của Sở", "Nông nghiệp và Môi trường"),
        ("theo Nghị quyết của Bộ", "Chính trị về chuyển đổi số"),
        ("theo điểm a khoản", "2 Điều 5 của Quy chế"),
        ("được thực hiện ở mức độ", "4. của dịch vụ công"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_that_waits_for_more_goes_on(first: str, second: str, gap: str) -> None:
    assert lines(f"{first}{gap}{second}") == [f"{first} {second}"]
