"""Citations in one line of text: what each mention states, and what a list states once for several."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations import find_in_text
from extractors.citations.heads import Head


def facts(text, *fields):
    return [tuple(getattr(citation, field) for field in fields) for citation in find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "printed", "type_", "identifier", "date", "issuer"),
    [
        (
            "theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, các đơn vị",
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
            "nghị quyết",
            "76/NQ-CP",
            "2021-07-15",
            "Chính phủ",
        ),
        (
            "Luật Phòng, chống tham nhũng (PCTN) năm 2018",
            "Luật Phòng, chống tham nhũng (PCTN) năm 2018",
            "luật",
            None,
            "2018-01-01",
            None,
        ),
        (
            "Luật Cư trú (viết tắt là LCT) số 68/2020/QH14 ngày 13/11/2020",
            "Luật Cư trú (viết tắt là LCT) số 68/2020/QH14 ngày 13/11/2020",
            "luật",
            "68/2020/QH14",
            "2020-11-13",
            None,
        ),
        (
            "theo KH số 12/KH-UBND của tỉnh",
            "KH số 12/KH-UBND của tỉnh",
            "kế hoạch",
            "12/KH-UBND",
            None,
            "tỉnh",
        ),
        ("tại CV 45/SYT-NV", "CV 45/SYT-NV", "công văn", "45/SYT-NV", None, None),
        (
            "Công văn số 8/SXD-VP ngày 1/3 của Sở Xây dựng, các đơn vị",
            "Công văn số 8/SXD-VP ngày 1/3 của Sở Xây dựng",
            "công văn",
            "8/SXD-VP",
            None,
            "Sở Xây dựng",
        ),
        (
            "Luật Thanh tra (số 84/2025/QH15 ngày 25/6/2025)",
            "Luật Thanh tra (số 84/2025/QH15 ngày 25/6/2025)",
            "luật",
            "84/2025/QH15",
            "2025-06-25",
            None,
        ),
        (
            "Luật Thanh tra (số 84/2025/QH15) ngày 25/6/2025 của Quốc hội",
            "Luật Thanh tra (số 84/2025/QH15) ngày 25/6/2025 của Quốc hội",
            "luật",
            "84/2025/QH15",
            "2025-06-25",
            "Quốc hội",
        ),
        (
            "công văn hướng dẫn số 7/BYT-KCB của Bộ Y tế",
            "công văn hướng dẫn số 7/BYT-KCB của Bộ Y tế",
            "công văn",
            "7/BYT-KCB",
            None,
            "Bộ Y tế",
        ),
        (
            "QĐ số 5/QĐ-TTg của Thủ tướng CP về việc phê duyệt Đề án",
            "QĐ số 5/QĐ-TTg của Thủ tướng CP",
            "quyết định",
            "5/QĐ-TTg",
            None,
            "Thủ tướng CP",
        ),
        (
            "Nghị quyết số 7-NQ/TW ngày 22/12/2024 (gọi tắt là Nghị quyết 7) của Bộ Chính trị về khoa học",
            "Nghị quyết số 7-NQ/TW ngày 22/12/2024 (gọi tắt là Nghị quyết 7) của Bộ Chính trị",
            "nghị quyết",
            "7-NQ/TW",
            "2024-12-22",
            "Bộ Chính trị",
        ),
        (
            "Kế hoạch số 9/KH-BGDĐT của Bộ Giáo dục và Đào tạo (GDĐT) ngày 05 tháng 02 năm 2026 về việc kiểm tra",
            "Kế hoạch số 9/KH-BGDĐT của Bộ Giáo dục và Đào tạo (GDĐT) ngày 05 tháng 02 năm 2026",
            "kế hoạch",
            "9/KH-BGDĐT",
            "2026-02-05",
            "Bộ Giáo dục và Đào tạo",
        ),
        (
            "Theo Kế hoạch số 9/KH-UBND của UBND tỉnh (Phụ lục I), ngày 10/5/2026 Sở Y tế tổ chức hội nghị",
            "Kế hoạch số 9/KH-UBND của UBND tỉnh",
            "kế hoạch",
            "9/KH-UBND",
            None,
            "UBND tỉnh",
        ),
        (
            "Quyết định số 8/QĐ-TTg (Đề án 8) ngày 06/01/2022 của Thủ tướng Chính phủ",
            "Quyết định số 8/QĐ-TTg (Đề án 8) ngày 06/01/2022 của Thủ tướng Chính phủ",
            "quyết định",
            "8/QĐ-TTg",
            "2022-01-06",
            "Thủ tướng Chính phủ",
        ),
        (
            "văn bản số 9/UBND-NC (ngày 11/3/2025) của UBND tỉnh",
            "văn bản số 9/UBND-NC (ngày 11/3/2025) của UBND tỉnh",
            "văn bản",
            "9/UBND-NC",
            "2025-03-11",
            "UBND tỉnh",
        ),
        (
            "Nghị quyết (số 7-NQ/TW) ngày 22/12/2024 của Bộ Chính trị về khoa học",
            "Nghị quyết (số 7-NQ/TW) ngày 22/12/2024 của Bộ Chính trị",
            "nghị quyết",
            "7-NQ/TW",
            "2024-12-22",
            "Bộ Chính trị",
        ),
        (
            "Đề án 8 (Quyết định số 8/QĐ-TTg) của Thủ tướng Chính phủ",
            "Quyết định số 8/QĐ-TTg",
            "quyết định",
            "8/QĐ-TTg",
            None,
            "Thủ tướng Chính phủ",
        ),
        # another body's plan, in a decision of the province
        (
            "Đề án (Quyết định số 8/QĐ-UBND) của Sở Y tế",
            "Quyết định số 8/QĐ-UBND",
            "quyết định",
            "8/QĐ-UBND",
            None,
            None,
        ),
        (
            "Nghị quyết số 7/NQ-CP của Chính phủ (ngày 15/7/2021) ban hành Chương trình",
            "Nghị quyết số 7/NQ-CP của Chính phủ (ngày 15/7/2021)",
            "nghị quyết",
            "7/NQ-CP",
            "2021-07-15",
            "Chính phủ",
        ),
        (
            "Quyết định số: 8/QĐ-UBND, ngày: 02/3/2025 của UBND tỉnh",
            "Quyết định số: 8/QĐ-UBND, ngày: 02/3/2025 của UBND tỉnh",
            "quyết định",
            "8/QĐ-UBND",
            "2025-03-02",
            "UBND tỉnh",
        ),
        (
            "QĐ 8/QĐ-TTg 31/3/2022 của Thủ tướng Chính phủ",
            "QĐ 8/QĐ-TTg 31/3/2022 của Thủ tướng Chính phủ",
            "quyết định",
            "8/QĐ-TTg",
            "2022-03-31",
            "Thủ tướng Chính phủ",
        ),
        (
            "Nghị quyết số 7/NQ-CP (15/7/2021) của Chính phủ",
            "Nghị quyết số 7/NQ-CP (15/7/2021) của Chính phủ",
            "nghị quyết",
            "7/NQ-CP",
            "2021-07-15",
            "Chính phủ",
        ),
        (
            "Nghị quyết số 7-NQ/TW Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng ngày 25/10/2017 về tổ chức",
            "Nghị quyết số 7-NQ/TW Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng ngày 25/10/2017",
            "nghị quyết",
            "7-NQ/TW",
            "2017-10-25",
            "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng",
        ),
        (
            "Luật Thanh tra (Luật số 84/2025/QH15 ngày 25/6/2025)",
            "Luật Thanh tra (Luật số 84/2025/QH15 ngày 25/6/2025)",
            "luật",
            "84/2025/QH15",
            "2025-06-25",
            None,
        ),
        (
            "TTLT số 5/2015/TTLT-BTC-BNV của Bộ Tài chính và Bộ Nội vụ",
            "TTLT số 5/2015/TTLT-BTC-BNV của Bộ Tài chính và Bộ Nội vụ",
            "thông tư liên tịch",
            "5/2015/TTLT-BTC-BNV",
            None,
            "Bộ Tài chính và Bộ Nội vụ",
        ),
        (
            "Hiến pháp nước CHXHCN Việt Nam",
            "Hiến pháp nước CHXHCN Việt Nam",
            "hiến pháp",
            None,
            None,
            None,
        ),
        (
            "Công văn số 9/SNV-CCHC (gửi qua mạng) đã nêu",
            "Công văn số 9/SNV-CCHC",
            "công văn",
            "9/SNV-CCHC",
            None,
            None,
        ),
        (
            "Kết luận số 9-KL/TW của Bộ Chính trị, Ban Bí thư ngày 28/2/2025 về sắp xếp",
            "Kết luận số 9-KL/TW của Bộ Chính trị, Ban Bí thư ngày 28/2/2025",
            "kết luận",
            "9-KL/TW",
            "2025-02-28",
            "Bộ Chính trị, Ban Bí thư",
        ),
        (
            "Kế hoạch Kế hoạch số 59/KH-STTTT",
            "Kế hoạch số 59/KH-STTTT",
            "kế hoạch",
            "59/KH-STTTT",
            None,
            None,
        ),
        (
            "Nghị quyết số 19-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương đảng khoá XII",
            "Nghị quyết số 19-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương đảng khoá XII",
            "nghị quyết",
            "19-NQ/TW",
            "2017-10-25",
            "Ban Chấp hành Trung ương đảng khoá XII",
        ),
        (
            "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021của Chính phủ",
            "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021của Chính phủ",
            "nghị định",
            "107/2021/NĐ-CP",
            "2021-12-06",
            "Chính phủ",
        ),
        (
            "Chương trình phối hợp số 01/BNV-CĐVCVN ngày 17/11/2021 của Bộ Nội vụ và Công đoàn Viên chức Việt Nam.",
            "Chương trình phối hợp số 01/BNV-CĐVCVN ngày 17/11/2021 của Bộ Nội vụ và Công đoàn Viên chức Việt Nam",
            "chương trình phối hợp",
            "01/BNV-CĐVCVN",
            "2021-11-17",
            "Bộ Nội vụ và Công đoàn Viên chức Việt Nam",
        ),
        (
            "Thông tư liên tịch số: 183/2010/TTLT/BTC-BNN, ngày 15 tháng 11 năm 2010 giữa Bộ Tài chính và Bộ Y tế",
            "Thông tư liên tịch số: 183/2010/TTLT/BTC-BNN, ngày 15 tháng 11 năm 2010 giữa Bộ Tài chính và Bộ Y tế",
            "thông tư liên tịch",
            "183/2010/TTLT/BTC-BNN",
            "2010-11-15",
            "Bộ Tài chính và Bộ Y tế",
        ),
        (
            "Quyết định 1588/QĐ-TTg của Thủ tướng Chính phủ ngày 17/12/2024 về việc",
            "Quyết định 1588/QĐ-TTg của Thủ tướng Chính phủ ngày 17/12/2024",
            "quyết định",
            "1588/QĐ-TTg",
            "2024-12-17",
            "Thủ tướng Chính phủ",
        ),
        (
            "Nghị định của Chính phủ số 114/2003/NĐ-CP ngày 10/10/2003",
            "Nghị định của Chính phủ số 114/2003/NĐ-CP ngày 10/10/2003",
            "nghị định",
            "114/2003/NĐ-CP",
            "2003-10-10",
            "Chính phủ",
        ),
        (
            "CHỈ THỊ SỐ 23/CT-TTG NGÀY 02/9/2021 CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ ĐẨY MẠNH",
            "CHỈ THỊ SỐ 23/CT-TTG NGÀY 02/9/2021 CỦA THỦ TƯỚNG CHÍNH PHỦ",
            "chỉ thị",
            "23/CT-TTG",
            "2021-09-02",
            "THỦ TƯỚNG CHÍNH PHỦ",
        ),
        (
            "theo công văn số 3025 ngày 13/5/2022 của Sở Nội vụ",
            "công văn số 3025 ngày 13/5/2022 của Sở Nội vụ",
            "công văn",
            "3025",
            "2022-05-13",
            "Sở Nội vụ",
        ),
        (
            "Kế hoạch số 8/KH-UBND của Nhóm Nghiên cứu Xanh về việc trồng cây",
            "Kế hoạch số 8/KH-UBND của Nhóm Nghiên cứu Xanh",
            "kế hoạch",
            "8/KH-UBND",
            None,
            "Nhóm Nghiên cứu Xanh",
        ),
        (
            "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội",
            "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội",
            "luật",
            "31/2024/QH15",
            "2024-01-18",
            "Quốc hội",
        ),
        (
            "Luật Viên chức (năm 2010) và các nghị định",
            "Luật Viên chức (năm 2010)",
            "luật",
            None,
            "2010-01-01",
            None,
        ),
    ],
)
def test_one_mention(text, printed, type_, identifier, date, issuer):
    (citation,) = find_in_text(text)
    assert citation.text == printed == text[citation.start : citation.end]
    assert (citation.type, citation.identifier, citation.issuer) == (type_, identifier, issuer)
    assert citation.issued_date == (date and datetime.date.fromisoformat(date))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "Công điện số 280/CĐ-TTg và 968/CĐ-TTg của Thủ tướng Chính phủ",
            [
                ("Công điện số 280/CĐ-TTg", "công điện", "Thủ tướng Chính phủ"),
                ("968/CĐ-TTg của Thủ tướng Chính phủ", "công điện", "Thủ tướng Chính phủ"),
            ],
        ),
        (
            "3 Các Nghị định của Chính phủ: số 24/2014/NĐ-CP ngày 04/4/2014 về tổ chức; số 120/2020/NĐ-CP về thành lập",
            [
                ("số 24/2014/NĐ-CP ngày 04/4/2014", "nghị định", "Chính phủ"),
                ("số 120/2020/NĐ-CP", "nghị định", "Chính phủ"),
            ],
        ),
        (
            "Sở Nội vụ đã có các Công văn số: 628/SNV- CCHC ngày 10/6/2026 và 790/SNV-CCHC ngày 16/7/2026 gửi",
            [
                ("Công văn số: 628/SNV- CCHC ngày 10/6/2026", "công văn", "Sở Nội vụ"),
                ("790/SNV-CCHC ngày 16/7/2026", "công văn", "Sở Nội vụ"),
            ],
        ),
        (
            "đã được Thủ tướng Chính phủ phê duyệt tại các Quyết định: số 36/QĐ-TTg ngày 11/01/2024; số 40/QĐ-TTg",
            [
                ("số 36/QĐ-TTg ngày 11/01/2024", "quyết định", "Thủ tướng Chính phủ"),
                ("số 40/QĐ-TTg", "quyết định", "Thủ tướng Chính phủ"),
            ],
        ),
        (
            "các Quyết định số 1294/QĐ-UBND đến Quyết định số 1336/QĐ-UBND",
            [
                ("Quyết định số 1294/QĐ-UBND", "quyết định", None),
                ("Quyết định số 1336/QĐ-UBND", "quyết định", None),
            ],
        ),
        (
            "Nghị quyết số 18, 19-NQ/TW",
            [("Nghị quyết số 18", "nghị quyết", None), ("19-NQ/TW", "nghị quyết", None)],
        ),
        (
            "bốn nghị quyết trụ cột: số 18, 19-NQ/TW",
            [("số 18", "nghị quyết", None), ("19-NQ/TW", "nghị quyết", None)],
        ),
        # the office's letter says nothing about who has signed the committee's
        (
            "Công văn số 1/UBND-NC, Công văn số 2/VP-NC của Văn phòng UBND tỉnh",
            [
                ("Công văn số 1/UBND-NC", "công văn", None),
                ("Công văn số 2/VP-NC của Văn phòng UBND tỉnh", "công văn", "Văn phòng UBND tỉnh"),
            ],
        ),
        (
            "Kế hoạch số 12/KH-UBND và 15/QĐ-UBND",
            [("Kế hoạch số 12/KH-UBND", "kế hoạch", None), ("15/QĐ-UBND", "quyết định", None)],
        ),
        # who has issued the first is not said
        (
            "Nghị quyết số 57-NQ/TW và Nghị quyết số 71/NQ-CP của Chính phủ",
            [
                ("Nghị quyết số 57-NQ/TW", "nghị quyết", None),
                ("Nghị quyết số 71/NQ-CP của Chính phủ", "nghị quyết", "Chính phủ"),
            ],
        ),
    ],
)
def test_lists(text, members):
    assert facts(text, "text", "type", "issuer") == members


def test_a_date_stated_once_counts_for_both_and_is_marked():
    first, second = find_in_text(
        "Nghị định 107/2020/NĐ-CP và Nghị định số 108/2020/NĐ-CP ngày 14/9/2020 của Chính phủ"
    )
    assert first.issued_date == second.issued_date == datetime.date(2020, 9, 14)
    assert (first.date_shared, second.date_shared) == (True, False)
    assert (first.issuer, first.issuer_shared) == ("Chính phủ", True)


def test_a_date_after_a_comma_is_not_shared_but_the_issuer_is():
    found = facts(
        "Nghị quyết số 57-NQ/TW, Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị",
        "issued_date",
        "issuer",
    )
    assert found == [(None, "Bộ Chính trị"), (datetime.date(2025, 4, 30), "Bộ Chính trị")]


def test_a_date_at_the_end_of_a_list_under_one_type_counts_for_all():
    found = facts("Nghị định số 137/2025/NĐ-CP, 138/2025/NĐ-CP ngày 12/6/2025 của Chính phủ", "issued_date")
    assert found == [(datetime.date(2025, 6, 12),)] * 2


def test_a_date_at_the_end_of_a_joined_list_counts_for_all():
    found = facts(
        "các Quyết định số 1/QĐ-UBND, 2/QĐ-UBND và 3/QĐ-UBND ngày 05/01/2026 của UBND tỉnh", "issued_date"
    )
    assert found == [(datetime.date(2026, 1, 5),)] * 3


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("theo đề nghị của Sở Y tế (Tờ trình số 22/TTr-SYT ngày 02/6/2025)", "Sở Y tế"),
        ("theo đề nghị của Sở Y tế (Tờ trình số 22/TTr-SXD ngày 02/6/2025)", None),
        ("Chánh Văn phòng UBND tỉnh tại Tờ trình số 45/TTr-VP ngày 12/8/2025", "Chánh Văn phòng UBND tỉnh"),
        ("đề nghị của Phòng Văn hóa - Xã hội tại Tờ trình số 5/TTr-VHXH", "Phòng Văn hóa - Xã hội"),
    ],
)
def test_who_proposes_is_the_issuer_where_the_symbol_agrees(text, issuer):
    assert facts(text, "issuer") == [(issuer,)]


def test_a_date_of_another_year_than_the_number_is_not_shared():
    first, _ = find_in_text("Nghị định 61/2018/NĐ-CP và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021")
    assert first.issued_date is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Nghị định số 12/2006/NĐ-CP, 5/2006/NĐ-CP và 9/2006/NĐ-CP ngày 23/01/2006, 12/6/2006 và 20/02/2006",
            ["2006-01-23", "2006-06-12", "2006-02-20"],
        ),
        (
            "Quyết định số 7/QĐ-TTg và Quyết định số 9/QĐ-TTg lần lượt ngày 02/02/2024 và ngày 05/3/2024 của Chính phủ",
            ["2024-02-02", "2024-03-05"],
        ),
        (
            "các Quyết định: số 2/QĐ-TTg, số 3/QĐ-TTg các ngày 08 và 09 tháng 5 năm 2024 của Chính phủ",
            ["2024-05-08", "2024-05-09"],
        ),
        # not a date for each: what the second one is of is not said
        (
            "Quyết định số 7/QĐ-TTg ngày 02/02/2024, Quyết định số 9/QĐ-TTg ngày 05/3/2024, 06/3/2024",
            ["2024-02-02", "2024-03-05"],
        ),
    ],
)
def test_as_many_dates_as_numbers_are_one_for_each(text, dates):
    found = find_in_text(text)
    assert [str(citation.issued_date) for citation in found] == dates
    assert not any(citation.date_shared for citation in found)


def test_a_number_alone_in_a_list_has_the_type_and_issuer_of_the_list():
    found = facts(
        "Công văn số 18/VPCP-KSTT ngày 01/4/2022 và số 24 ngày 20/4/2022 của Văn phòng Chính phủ",
        "type",
        "identifier",
        "issuer",
    )
    assert found == [
        ("công văn", "18/VPCP-KSTT", "Văn phòng Chính phủ"),
        ("công văn", "24", "Văn phòng Chính phủ"),
    ]
    assert facts("Công văn số 18/VPCP-KSTT; báo in số 24 ngày 20/4/2022", "identifier") == [("18/VPCP-KSTT",)]


@pytest.mark.parametrize("printed", ["ngày l5/7/2021", "ngày 15/O7/2O21", "ngày I5 tháng O7 năm 2021"])
def test_letters_read_for_digits_in_a_date(printed):
    (found,) = find_in_text(f"Nghị quyết số 76/NQ-CP {printed} của Chính phủ")
    assert (str(found.issued_date), found.issuer) == ("2021-07-15", "Chính phủ")


def test_the_members_of_a_list_of_the_party_s_regulations_are_such():
    assert facts("các Quy định số 37-QĐ/TW, 41-QĐ/TW", "type") == [("quy định",), ("quy định",)]


def test_date_and_issuer_before_the_mention():
    (citation,) = find_in_text("Ngày 29/6/2026, UBND tỉnh ban hành Quyết định số 2779/QĐ-UBND về việc xử lý")
    assert (citation.issuer, citation.issued_date) == ("UBND tỉnh", datetime.date(2026, 6, 29))
    (citation,) = find_in_text("nội dung Đoàn kiểm tra của Sở Y tế yêu cầu tại Công văn số 12/SYT-NVY")
    assert citation.issuer == "Sở Y tế"
    # the body named before is not the one of the symbol
    (citation,) = find_in_text("nhiệm vụ của Sở Y tế tại Kế hoạch số 12/KH-UBND")
    assert citation.issuer is None


@pytest.mark.parametrize("printed", ["ngày 31/02/2020", "ngày 20/11/20225"])
def test_an_impossible_date_is_reported_not_repaired(printed):
    (citation,) = find_in_text(f"Nghị định số 30/2020/NĐ-CP {printed} của Chính phủ")
    assert (citation.issued_date, citation.issued_precision) == (None, None)
    assert printed in citation.warnings[0]
    assert citation.issuer == "Chính phủ"


def test_a_type_read_off_the_symbol_is_marked():
    (citation,) = find_in_text("theo 548/KH-UBND và các văn bản")
    assert (citation.type, citation.type_inferred) == ("kế hoạch", True)
    assert citation.confidence < 1


@pytest.mark.parametrize(
    ("printed", "type_"),
    [
        ("31/2024/QH15", "luật"),
        ("45/2019/QH14", "bộ luật"),
        ("9/2024/QH15", "luật"),
        ("9/UBND-NC", "công văn"),
    ],
)
def test_a_number_alone_is_a_law_where_it_is_the_national_assembly_s(printed, type_):
    (citation,) = find_in_text(f"Căn cứ số {printed} ngày 18/01/2024;")
    assert (citation.type, citation.type_inferred) == (type_, True)


def test_the_head_of_a_list_holds_for_the_next_line():
    head = Head(0, "nghị định", 0, opens_list=True, issuer="Chính phủ")
    (citation,) = find_in_text("- Số 24/2014/NĐ-CP ngày 04/4/2014", head=head)
    assert (citation.type, citation.issuer) == ("nghị định", "Chính phủ")


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("theo điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", "điểm a khoản 2 Điều 5"),
        ("tại Điều 19 của Luật Hóa chất", "Điều 19"),
        ("các điểm a, b và c khoản 1 Điều 6 Luật Hóa chất", "điểm a, b và c khoản 1 Điều 6"),
        ("Phụ lục IV ban hành kèm theo Nghị định số 24/2026/NĐ-CP", "Phụ lục IV"),
        ("điểm 3 Mục IV của Phương án số 05/PA-UBND", "điểm 3 Mục IV"),
        ("Nghị định số 30/2020/NĐ-CP (Điều 5)", "Điều 5"),
        ("điều chỉnh Quyết định số 30/QĐ-UBND", None),
        ("Điều 5. Thực hiện Nghị định số 30/2020/NĐ-CP", None),
    ],
)
def test_provision(text, provision):
    assert find_in_text(text)[0].provision == provision


@pytest.mark.parametrize(
    "text",
    [
        "tỷ lệ 5/10 TTHC, 38/63 tỉnh, 24/7",
        "đường dây 110/22 kV, mẫu 20/KH",
        "tiêu chuẩn TCVN ISO 9001:2015, QCVN 01:2021/BYT",
        "Báo cáo số      /BC-UBND ngày     /  /2025",
        "Kế hoạch CCHC năm 2025 của tỉnh",
        "ban hành 05 QĐ-UBND, số 3 KH-UBND",
    ],
)
def test_no_citation(text):
    assert find_in_text(text) == []


_PIECES = st.sampled_from(
    [
        "Căn cứ ", "Nghị quyết số ", "76/NQ-CP", "18-NQ/TW", " ngày 15/7/2021", " của Chính phủ", " về ", "; ", ", ",
        " và ", "các Quyết định: ", "số 36/QĐ-TTg", "Luật Đất đai", "Luật sửa đổi, bổ sung một số điều của ", "(", ")",
        "“", "”", "sửa đổi, bổ sung ", "UBND tỉnh ", "ban hành ", "khoản 2 Điều 5 ", "năm 2025", ".", "\t", " ", "Điều",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_any_text_gives_spans_of_itself(text):
    found = find_in_text(text)
    assert [citation.start for citation in found] == sorted(citation.start for citation in found)
    for citation in found:
        assert citation.text == text[citation.start : citation.end] != ""
        assert 0 < citation.confidence <= 1
        if citation.title_span is not None:
            begin, end = citation.title_span
            assert citation.start <= begin < end <= len(text)
        if citation.identifier is not None:
            assert " " not in citation.identifier


def test_body_in_a_head_with_colon_counts_for_the_list_of_its_symbol():
    text = "Quyết định của Thủ tướng Chính phủ: số 1/QĐ-TTg ngày 26/12/2023; số 2/QĐ-TTg ngày 11/5/2022; số 3/QĐ-BNV"
    assert facts(text, "identifier", "issuer") == [
        ("1/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("2/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("3/QĐ-BNV", None),
    ]


def test_body_that_announces_several_kinds_of_document_counts_for_those_with_its_symbol():
    text = "các văn bản của UBND tỉnh: Kế hoạch số 1/KH-UBND, Công văn số 2/UBND-NC; Công văn số 3/SNV-TH"
    assert facts(text, "identifier", "issuer") == [
        ("1/KH-UBND", "UBND tỉnh"),
        ("2/UBND-NC", "UBND tỉnh"),
        ("3/SNV-TH", None),
    ]
