"""The single grammars of the header: numbers, datelines, plan years, signatures, recipients."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.header.letterhead import find_dateline, find_number, read_letterhead
from extractors.header.lines import TextLine
from extractors.header.opening import find_issuing_clause
from extractors.header.recipients import find_addressees, find_recipients
from extractors.header.signature import find_signature
from extractors.header.title import find_title
from extractors.header.years import plan_years


def as_lines(*texts: str) -> list[TextLine]:
    lines, position = [], 0
    for text in texts:
        lines.append(TextLine(text, position))
        position += len(text) + 1
    return lines


@pytest.mark.parametrize(
    ("text", "number", "symbol"),
    [
        ("Số: 12/KH-SYT", "12", "KH-SYT"),
        ("Số: 12KH-SYT", "12", "KH-SYT"),
        ("Số: 0124/KH-UBND", "0124", "KH-UBND"),
        ("Số: /KH-SYT", None, "KH-SYT"),
        ("Số:          /BC-UBND", None, "BC-UBND"),
        ("Số: …../KH-UBND", None, "KH-UBND"),
        ("Số 25-KH/TU", "25", "KH/TU"),
        ("Số: 8622 /SNNMT-QLĐĐ", "8622", "SNNMT-QLĐĐ"),
        ("Số: 71/NQ -CP", "71", "NQ-CP"),
        ("Số: 30c/NQ-CP", "30c", "NQ-CP"),
        ("Số: 61/2018/NĐ-CP", "61", "NĐ-CP"),
        ("SỐ: 256 /2004/QĐ-UB", "256", "QĐ-UB"),
        ("Số: 1600/QĐ-UBND-HC", "1600", "QĐ-UBND-HC"),
        ("Số: 03/TT-BKH&ĐT", "03", "TT-BKH&ĐT"),
        ("Số: 15/KH-SNV Huế, ngày 05 tháng 02 năm 2025", "15", "KH-SNV"),
        ("Số: 7/CV–BCĐTKNQ18", "7", "CV–BCĐTKNQ18"),
    ],
)
def test_numbers(text: str, number: str | None, symbol: str) -> None:
    found = find_number(TextLine(text, 100))
    assert found is not None
    assert (found[0] and found[0].value, found[1] and found[1].value) == (number, symbol)
    assert found[0] is None or text[found[0].start - 100 : found[0].end - 100] == number


@pytest.mark.parametrize(
    "text", ["Số lượng: 12", "Số nhà 5 phố Huế", "(Kèm theo Kế hoạch số 5/KH-UBND)", "Số"]
)
def test_no_numbers(text: str) -> None:
    assert find_number(TextLine(text, 0)) is None


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Hà Nội, ngày 05 tháng 02 năm 2025", "Hà Nội", "2025-02-05"),
        ("TP. H Chí Minh, ngày 15 tháng 6 năm 2017", "TP. H Chí Minh", "2017-06-15"),
        ("Thành phố Hồ Chí Minh, ngày 15/6/2017", "Thành phố Hồ Chí Minh", "2017-06-15"),
        ("Quận 5, ngày 02 tháng 3 năm 2020", "Quận 5", "2020-03-02"),
        ("Mộc Hoá, ngày tháng năm 2023", "Mộc Hoá", "2023-01-01"),
        ("Hà Tĩnh, ngày tháng 01 năm 2025", "Hà Tĩnh", "2025-01-01"),
        ("TỈNH NGHỆ AN Nghệ An, ngày 26 tháng 11 năm 2025", "Nghệ An", "2025-11-26"),
        ("Bà Rịa - Vũng Tàu, ngày 1 tháng 2 năm 2024", "Bà Rịa - Vũng Tàu", "2024-02-01"),
    ],
)
def test_datelines(text: str, place: str, date: str) -> None:
    found = find_dateline(TextLine(text, 7))
    assert found is not None
    assert found[0] is not None
    assert found[0].value == place
    assert text[found[0].start - 7 : found[0].end - 7] == place
    assert str(found[1].value) == date


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Quyết định số 5/QĐ-UBND ngày 01/02/2025",
        "Báo cáo trong năm 2025",
        "ngày 5 tháng 6 năm 2024",
        "giai đoạn 2016-2020, ngày 8 tháng 9 năm 2016",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find_dateline(TextLine(text, 0)) is None


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH ĐẮK NÔNG"], ["ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG"]),
        (
            ["UỶ BAN NHÂN DÂN", "HUYỆN MỘC CHÂU", "PHÒNG TƯ PHÁP"],
            ["UỶ BAN NHÂN DÂN HUYỆN MỘC CHÂU", "PHÒNG TƯ PHÁP"],
        ),
        (["SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"], ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"]),
        (
            ["SỞ NÔNG NGHIỆP VÀ MÔI", "TRƯỜNG", "CHI CỤC KIỂM LÂM"],
            ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "CHI CỤC KIỂM LÂM"],
        ),
        (["BAN CHẤP HÀNH", "ĐẢNG BỘ TỈNH"], ["BAN CHẤP HÀNH ĐẢNG BỘ TỈNH"]),
        (["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ VÀ", "SỞ HỮU TRÍ TUỆ"], ["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ VÀ SỞ HỮU TRÍ TUỆ"]),
        (["Sở Y tế tỉnh Hà Nam"], ["Sở Y tế tỉnh Hà Nam"]),
        (["DỰ THẢO", "BỘ NỘI VỤ"], ["BỘ NỘI VỤ"]),
        (["SỞ Y TẾ CỘNG HOÀ XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"], ["SỞ Y TẾ"]),
        (["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"], ["SỞ Y TẾ"]),
        (["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM"], ["SỞ Y TẾ"]),
        (["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VHET NAM"], ["SỞ Y TẾ"]),
        (["BCH ĐOÀN TỈNH HÀ NAM", "***", "ĐOÀN TNCS HỒ CHÍ MINH"], ["BCH ĐOÀN TỈNH HÀ NAM"]),
        (["TỈNH ĐOÀN HÀ NAM ĐOÀN TNCS HỒ CHÍ MINH"], ["TỈNH ĐOÀN HÀ NAM"]),
        (["ĐOÀN TNCS HỒ CHÍ MINH", "TỈNH HÀ NAM"], ["ĐOÀN TNCS HỒ CHÍ MINH TỈNH HÀ NAM"]),
        (["TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH"], ["TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH"]),
        (["NGÂN HÀNG NHÀ NƯỚC", "VIỆT NAM"], ["NGÂN HÀNG NHÀ NƯỚC VIỆT NAM"]),
    ],
)
def test_bodies_of_letterheads(lines: list[str], bodies: list[str]) -> None:
    assert [body.value for body in read_letterhead(as_lines(*lines)).bodies] == bodies


def test_a_day_may_stand_beside_the_number_without_a_place() -> None:
    letterhead = read_letterhead(as_lines("UBND XÃ LONG HỒ", "Số: 149/KH-UBND, ngày 15 tháng 7 năm 2026"))
    assert letterhead.symbol is not None
    assert letterhead.date is not None
    assert (letterhead.symbol.value, letterhead.date.value) == ("KH-UBND", date(2026, 7, 15))
    assert letterhead.place is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Hưng Yên, ngày 21 tháng 02 năm", "2025"),
        ("Hưng Yên, ngày 21 tháng 02", "năm 2025"),
        ("Hưng Yên, ngày 21", "tháng 02 năm 2025"),
        ("Hưng Yên, ngày", "21 tháng 02 năm 2025"),
    ],
)
def test_datelines_that_a_narrow_column_wraps_are_read_whole(lines: tuple[str, str]) -> None:
    letterhead = read_letterhead(as_lines("SỞ NỘI VỤ", "Số: 15/KH-SNV", *lines))
    assert letterhead.date is not None
    assert letterhead.date.value == date(2025, 2, 21)
    assert letterhead.place is not None
    assert letterhead.place.value == "Hưng Yên"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Cải cách hành chính giai đoạn 2025 - 2030 và năm 2025", (2025, 2030)),
        ("Kế hoạch năm 2025 và giai đoạn 2026 - 2030", (2025, 2030)),
        ("Thực hiện Chương trình giai đoạn 2021-2030 và Kế hoạch năm 2025", (2025, 2025)),
        ("Cải cách hành chính năm 2025", (2025, 2025)),
        ("XÂY DỰNG NÔNG THÔN MỚI GIAI ĐOẠN 2026 - 2030", (2026, 2030)),
        ("Phát triển du lịch từ năm 2024 đến năm 2028", (2024, 2028)),
        ("Kiểm tra nội bộ năm học 2025 – 2026", (2025, 2026)),
        ("Thực hiện Chương trình giai đoạn 2021 - 2025 trong năm 2023", (2023, 2023)),
        ("Phát triển rừng giai đoạn 2026 - 2030, định hướng đến năm 2040", (2026, 2030)),
        ("Trồng cây năm 2025 và những năm tiếp theo", (2025, None)),
        ("Đổi mới công nghệ đến năm 2035", None),
        ("Thực hiện Chỉ thị số 32/CT-TTg ngày 21 tháng 10 năm 2025", None),
        ("Triển khai thi hành Luật Đất đai năm 2024", None),
        ("PHỔ BIẾN, GIÁO DỤC PHÁP LUẬT NĂM 2025", (2025, 2025)),
        ("Siết chặt kỷ luật, kỷ cương hành chính năm 2025", (2025, 2025)),
        ("Thi hành Luật Đất đai trên địa bàn tỉnh năm 2025", (2025, 2025)),
        ("Tuyên truyền Nghị quyết số 12/2024/NQ-HĐND", None),
        ("Ra quân quý I/2026", (2026, 2026)),
        ("Phòng, chống thiên tai 2024", (2024, 2024)),
        ("Nâng cao chỉ số so với năm 2024", None),
    ],
)
def test_plan_years(text: str, years: tuple[int, int | None] | None) -> None:
    found = plan_years(text)
    assert (found.value if found else None) == years


def test_who_drew_the_document_up_is_not_the_signer() -> None:
    lines = as_lines("NGƯỜI LẬP", "Lê Thị Hoa", "GIÁM ĐỐC", "PGS.TS.BS Nguyễn Hoàng Mẫu")
    signature = find_signature(lines, None)
    assert signature is not None
    assert signature.signer is not None
    assert signature.position is not None
    assert (signature.signer.value, signature.position.value) == ("Nguyễn Hoàng Mẫu", "GIÁM ĐỐC")


def test_years_before_the_date_of_issue_are_not_the_plans() -> None:
    assert plan_years("Khắc phục tồn tại năm 2023", issued_year=2024) is None


@pytest.mark.parametrize(
    ("lines", "type_", "subject"),
    [
        (["KẾ HOẠCH", "Trồng cây xanh", "năm 2025"], "kế hoạch", "Trồng cây xanh năm 2025"),
        (["KẾ HOẠCH TRỒNG CÂY", "Căn cứ Luật Lâm nghiệp;"], "kế hoạch", "TRỒNG CÂY"),
        (["CHƯƠNG TRÌNH HÀNH ĐỘNG", "Bảo vệ rừng"], "chương trình hành động", "Bảo vệ rừng"),
        (["KẾ HOẠCH", "(Kèm theo Quyết định số 5/QĐ-UBND)", "Nuôi cá lồng"], "kế hoạch", "Nuôi cá lồng"),
        (["KẾ HOẠCH", "Thực hiện Chỉ thị số 3", "Sở ban hành Kế hoạch:"], "kế hoạch", "Thực hiện Chỉ thị số 3"),
        (["KẾ HOẠCH", "Căn cứ Luật Lâm nghiệp;"], "kế hoạch", None),
        (["KẾ HOẠCH", "Thi hành Luật X", "Về dọn rác"], "kế hoạch", "Thi hành Luật X Về dọn rác"),
        (["KẾ HOẠCH", "V/v dọn rác ven sông"], "kế hoạch", "V/v dọn rác ven sông"),
        (["QUYẾT ĐỊNH", "Về việc phê duyệt Đề án", "GIÁM ĐỐC SỞ Y TẾ"], "quyết định", "Về việc phê duyệt Đề án"),
    ],
)  # fmt: skip
def test_titles(lines: list[str], type_: str, subject: str | None) -> None:
    title = find_title(as_lines("SỞ Y TẾ", *lines))
    assert title is not None
    assert title.type.value == type_
    assert (title.subject.value if title.subject else None) == subject


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thực hiện Kế hoạch của UBND tỉnh, Sở Y tế xây dựng Kế hoạch như sau:", "Sở Y tế"),
        ("Căn cứ quy định. Ủy ban nhân dân Tỉnh ban hành Kế hoạch sau:", "Ủy ban nhân dân Tỉnh"),
        ("Theo đó, Sở Văn hóa, Thể thao và Du lịch đã xây dựng kế hoạch.", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Hiệu trưởng Trường Mầm non Hoa Sen ban hành Kế hoạch:", "Hiệu trưởng Trường Mầm non Hoa Sen"),
        ("Trung tâm Y tế (sau đây gọi tắt là Trung tâm) xây dựng kế hoạch:", "Trung tâm Y tế"),
        ("Căn cứ Quyết định số 5/QĐ-UBND của UBND tỉnh ban hành Kế hoạch;", None),
        ("Các phòng liên quan triển khai thực hiện kế hoạch.", None),
        (
            "Bộ trưởng Bộ Nội vụ đã ban hành Kế hoạch của Bộ Nội vụ thực hiện Nghị quyết.",
            "Bộ trưởng Bộ Nội vụ",
        ),
    ],
)
def test_issuing_clauses(text: str, issuer: str | None) -> None:
    clause = find_issuing_clause(as_lines(text), "kế hoạch")
    assert (clause.issuer.value if clause else None) == issuer


@pytest.mark.parametrize(
    ("lines", "authority", "position", "signer"),
    [
        (["GIÁM ĐỐC", "Lê Văn A"], None, "GIÁM ĐỐC", "Lê Văn A"),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đào Mỹ"], "KT", "PHÓ CHỦ TỊCH", "Đào Mỹ"),
        (["TM. ỦY BAN NHÂN DÂN XÃ CHỦ TỊCH Lê Văn Bình"], "TM", "CHỦ TỊCH", "Lê Văn Bình"),
        (["KT. BỘ TRƯỞNG THỨ TRƯỞNG", "Trần Văn Sơn"], "KT", "THỨ TRƯỞNG", "Trần Văn Sơn"),
        (["Q. GIÁM ĐỐC", "(Đã ký)", "BS.CKII Nguyễn Văn Út"], "Q", "GIÁM ĐỐC", "Nguyễn Văn Út"),
        (["GIÁM ĐỐC", "BS.CKTL. Nguyễn Văn Út"], None, "GIÁM ĐỐC", "Nguyễn Văn Út"),
        (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Đại tá Vũ Đức An"], "TL", "CHÁNH VĂN PHÒNG", "Vũ Đức An"),
        (["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "HUỲNH THỊ BA"], "TM", "BÍ THƯ", "HUỲNH THỊ BA"),
        (["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "H'Yim Kđoh"], "KT", "PHÓ HIỆU TRƯỞNG", "H'Yim Kđoh"),
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "PHỤ LỤC", "Danh sách"], "KT", "PHÓ GIÁM ĐỐC", None),
        (["- Lưu: VT, (3)KT.Hà.", "GIÁM ĐỐC", "Lê Văn An"], None, "GIÁM ĐỐC", "Lê Văn An"),
        (["TỔNG GIÁM ĐỐC", "- HĐTV;", "- Lưu: VT.", "Lê Văn An"], None, "TỔNG GIÁM ĐỐC", "Lê Văn An"),
    ],
)
def test_signatures(lines: list[str], authority: str | None, position: str, signer: str | None) -> None:
    found = find_signature(as_lines("I. MỤC TIÊU", "Các đơn vị thực hiện.", *lines), None)
    assert found is not None
    parts = (found.authority, found.position, found.signer)
    assert tuple(part and part.value for part in parts) == (authority, position, signer)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."], ("UBND tỉnh", "Lưu: VT")),
        (["Nơi nhận: - Như trên;", "- Lưu: VT.", "08 KH", "GIÁM ĐỐC"], ("Như trên", "Lưu: VT")),
        (["Nơi nhận:", "Sở Nội vụ;", "Lưu: VT."], ("Sở Nội vụ", "Lưu: VT")),
        (["Nơi nhận:", "- Bộ Y tế", "(để b/c);", "- Lưu: VT."], ("Bộ Y tế (để b/c)", "Lưu: VT")),
        (["Nơi nhận:", "- Các sở,", "ban, ngành;", "- Lưu: VT."], ("Các sở, ban, ngành", "Lưu: VT")),
        (["Nơi nhận: KT. GIÁM ĐỐC", "- Sở Y tế; PHÓ GIÁM ĐỐC", "- Lưu: VT. Lê A"], ("Sở Y tế", "Lưu: VT. Lê A")),
    ],
)  # fmt: skip
def test_recipients(lines: list[str], names: tuple[str, ...]) -> None:
    found = find_recipients(as_lines("Kính gửi: Sở Y tế", *lines))
    assert found is not None
    assert found.names == names


def test_addressees_on_one_line() -> None:
    found = find_addressees(as_lines("V/v báo cáo", "Kính gửi: Sở Nội vụ; Sở Tài chính.", "Ngày mai họp."))
    assert found is not None
    assert found.names == ("Sở Nội vụ", "Sở Tài chính")
