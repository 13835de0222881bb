"""Which line ends leave a sentence open, where the same word may also end one."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.normalise.unfinished import awaits_number
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
        ("V/v ứng phó mưa lớn", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("V/v ứng phó mưa lớn", "Mường Xa, ngày 24 tháng 9 năm 2025"),
        ("1. Văn phòng Sở", "Tham mưu lãnh đạo Sở ban hành văn bản chỉ đạo."),
        ("5. Thủ trưởng các đơn vị trực thuộc", "Cụ thể hóa thành kế hoạch của đơn vị."),
        ("6. Các cơ quan, đơn vị nêu trên", "Báo cáo kết quả trước ngày 15/12."),
        ("1. Mục tiêu:", "-Phòng ngừa vi phạm trong công vụ"),
        ("1. Sở Nội vụ theo dõi thực hiện Kế hoạch", "2. Sở Tài chính bố trí kinh phí"),
        ("1.2. Kiểm tra hệ thống báo cháy 01 lần/tháng", "1.3. Tập huấn cho viên chức"),
        ("I- MỤC ĐÍCH", "1- Mục đích"),
        ("2- Tuyên truyền, quán triệt", "2.1- Ban Dân vận biên soạn tài liệu"),
        ("Nâng cao nhận thức của đảng viên", "II - NHIỆM VỤ"),
        ("- Văn phòng theo dõi", "a- Tổng hợp báo cáo"),
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
        ("yêu cầu các trung tâm trực thuộc", "Sở Y tế rà soát thủ tục"),
        ("theo Nghị quyết của Bộ", "Chính trị về chuyển đổi số"),
        ("giảm nghèo bền vững giai đoạn 2021", "- 2025 trên địa bàn tỉnh"),
        ("theo điểm a khoản", "2 Điều 5 của Quy chế"),
        ("được thực hiện ở mức độ", "4. của dịch vụ công"),
        ("theo Kết luận số", "57- KL/TW của Bộ Chính trị"),
        ("hoàn thành trong quý", "I- III năm 2026"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_that_waits_for_more_goes_on(first: str, second: str, gap: str) -> None:
    assert lines(f"{first}{gap}{second}") == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("second", "bodies"),
    [
        ("TRƯỜNG MẦM NON HOA SEN", ["ỦY BAN NHÂN DÂN PHƯỜNG", "TRƯỜNG MẦM NON HOA SEN"]),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", ["ỦY BAN NHÂN DÂN PHƯỜNG", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"]),
        ("TRƯỜNG THI", ["ỦY BAN NHÂN DÂN PHƯỜNG TRƯỜNG THI"]),
        ("AN BÌNH", ["ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH"]),
    ],
)
def test_below_a_body_without_its_place_stands_the_place_or_another_body(
    second: str, bodies: list[str]
) -> None:
    head = f"ỦY BAN NHÂN DÂN PHƯỜNG\n{second}\nSố: 7/KH\n\nKẾ HOẠCH\nTuyển sinh"
    assert lines(head)[:-3] == bodies


def test_an_abbreviation_that_ends_a_sentence_on_the_next_line_is_no_heading() -> None:
    text = "Căn cứ Nghị quyết số 38/NQ-CP của Chính phủ ban hành Chương trình phòng, chống dịch\n{}"
    assert lines(text.format("COVID-19;")) == [text.format("COVID-19;").replace("\n", " ")]
    assert lines(text.format("QUYẾT NGHỊ:"))[1:] == ["QUYẾT NGHỊ:"]


def test_a_short_labelled_line_among_full_ones_is_a_heading() -> None:
    body = (
        "Tổng hợp danh mục dữ liệu của các ngành, đôn đốc các phòng, đơn vị trực thuộc",
        "cập nhật dữ liệu đúng kỳ, lập báo cáo để Giám đốc Sở trình Ủy ban nhân dân tỉnh",
        "trong năm.",
    )
    assert lines("\n".join(["1. Văn phòng Sở", *body])) == ["1. Văn phòng Sở", " ".join(body)]


def test_a_title_in_capitals_goes_on_over_the_blank_lines_between_all_lines() -> None:
    title = "NÂNG CAO CHỈ SỐ CẢI CÁCH HÀNH CHÍNH VÀ CHỈ SỐ HÀI LÒNG CỦA NGƯỜI DÂN"
    body = (
        "Thực hiện các mục tiêu nâng cao chất lượng phục vụ người dân, doanh nghiệp",
        "trên địa bàn tỉnh theo kế hoạch của năm, các cơ quan, đơn vị trực thuộc tỉnh",
        "tập trung rà soát các thủ tục hành chính.",
    )
    text = "\n\n".join(["KẾ HOẠCH", title, "TRÊN ĐỊA BÀN TỈNH NĂM 2026", *body])
    assert lines(text) == ["KẾ HOẠCH", f"{title} TRÊN ĐỊA BÀN TỈNH NĂM 2026", " ".join(body)]


@pytest.mark.parametrize(
    "end",
    [
        *("Kế hoạch số", "KẾ HOẠCH SỐ", "và ngày", "tháng", "năm", "quý", "tại điểm", "khoản", "theo Mục"),
        *("điều", "mức độ", "sơ kết một cấp", "khóa", "khoá", "lần thứ", "lần"),
    ],
)
def test_each_word_that_a_number_follows_leaves_a_line_open(end: str) -> None:
    assert awaits_number(f"Thực hiện {end}")


def test_a_heading_in_capitals_begins_its_own_line_after_a_comma() -> None:
    text = "Căn cứ Kế hoạch số 5/KH-UBND về dữ liệu mở,\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích"
    assert lines(text) == [
        "Căn cứ Kế hoạch số 5/KH-UBND về dữ liệu mở,",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
    ]


def test_a_heading_that_ends_with_a_document_type_on_the_next_line() -> None:
    text = "KẾ HOẠCH\nDữ liệu mở năm 2025\nI. CĂN CỨ XÂY DỰNG\nKẾ HOẠCH\n1. Nghị quyết số 5/NQ-CP;\n2. Luật Dữ liệu."
    assert "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH" in lines(text)
