"""Where a description ends, and what a cited instrument is to the document that cites it."""

import pytest
import regex

from extractors.citations import find_in_text
from extractors.citations.relations import Context
from extractors.citations.titles import fold_title
from extractors.common.lexicon import load_lexicon

OPENING = Context(opening=True)


def titles(text, own_title=""):
    return {
        citation.identifier or citation.title: citation.title
        for citation in find_in_text(text, own_title=own_title)
    }


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("về công tác văn thư; các đơn vị", "về công tác văn thư"),
        ("về việc trồng cây xanh. Đề nghị", "về việc trồng cây xanh"),
        (", về thông tin, tuyên truyền năm 2026", "về thông tin, tuyên truyền năm 2026"),
        ("V/v rà soát danh mục, Sở Y tế xây dựng kế hoạch như sau:", "V/v rà soát danh mục"),
        ("phê duyệt Đề án “Làng xanh; phố xanh”, đồng thời", "phê duyệt Đề án “Làng xanh; phố xanh”"),
        ("“về bảo vệ rừng”, UBND tỉnh ban hành", "về bảo vệ rừng"),
        (", Quy định tiêu chuẩn cán bộ", "Quy định tiêu chuẩn cán bộ"),
        ("Chuyển đổi số năm 2026 và các văn bản liên quan", "Chuyển đổi số năm 2026"),
        ("ban hành Quy chế làm việc (sau đây gọi tắt là Quy chế)", "ban hành Quy chế làm việc"),
        ("về chỉ số hài lòng (SIPAS) năm 2026 như sau", "về chỉ số hài lòng (SIPAS) năm 2026"),
        ("về nước sạch giai đoạn 2021-2025 và các chủ trương của tỉnh", "về nước sạch giai đoạn 2021-2025"),
        (
            "về nước sạch đến năm 2025 và định hướng đến năm 2030",
            "về nước sạch đến năm 2025 và định hướng đến năm 2030",
        ),
        (
            "về sắp xếp đơn vị của bộ, cơ quan ngang bộ, UBND cấp tỉnh, thành phố",
            "về sắp xếp đơn vị của bộ, cơ quan ngang bộ, UBND cấp tỉnh, thành phố",
        ),
        ("về rừng trên địa bàn tỉnh Hà Nam phù hợp với các nội dung", "về rừng trên địa bàn tỉnh Hà Nam"),
        ("và thực hiện các nhiệm vụ", None),
        (", Sở Y tế ban hành kế hoạch", None),
        ("phù hợp với tình hình", None),
        ("tổ chức thực hiện nghiêm túc", None),
    ],
)  # fmt: skip
def test_title_ends(rest, title):
    blank = "" if rest.startswith(",") else " "
    text = f"theo Quyết định số 15/QĐ-UBND ngày 05/01/2026 của UBND tỉnh{blank}{rest}"
    assert titles(text)["15/QĐ-UBND"] == title


def test_what_a_decree_details_ends_before_a_decision():
    text = "Nghị định số 123/2015/NĐ-CP quy định chi tiết Luật Hộ tịch và {} về hộ tịch"
    found = titles(text.format("Quyết định số 101/QĐ-TTg"))
    assert found["123/2015/NĐ-CP"] == "quy định chi tiết Luật Hộ tịch"
    found = titles(text.format("Nghị quyết số 10/2014/QH13"))
    assert found["123/2015/NĐ-CP"].endswith("và Nghị quyết số 10/2014/QH13 về hộ tịch")


def test_a_body_with_its_short_form_begins_the_sentence_s_clause():
    found = titles(
        "Nghị quyết số 168/NQ-CP về liêm chính đến năm 2030, Ủy ban nhân dân (UBND) tỉnh ban hành kế hoạch"
    )
    assert found == {"168/NQ-CP": "về liêm chính đến năm 2030"}


def test_a_title_in_the_opening_goes_on_after_a_semicolon_with_what_else_it_regulates():
    text = "Căn cứ Nghị định số 152/2025/NĐ-CP quy định về phân cấp; quy định chi tiết Luật Thi đua, khen thưởng;"
    decree, law = find_in_text(text, context=OPENING)
    assert decree.title == "quy định về phân cấp; quy định chi tiết Luật Thi đua, khen thưởng"
    assert (decree.relation, law.relation) == ("legal_basis", "mention")


def test_what_is_carried_out_beside_a_basis():
    found = find_in_text(
        "Căn cứ Hướng dẫn số 12/HD-SNV của Sở Nội vụ và thực hiện Kế hoạch số 33/KH-UBND;", context=OPENING
    )
    assert [citation.relation for citation in found] == ["legal_basis", "implements"]


def test_the_type_of_the_next_mention_begins_no_title():
    found = titles("Kết luận số 1-KL/TW, Quy định số 2-QĐ/TW về những điều cần tránh")
    assert found == {"1-KL/TW": None, "2-QĐ/TW": "về những điều cần tránh"}


def test_a_coordinated_mention_ends_the_title():
    found = titles(
        "Nghị quyết số 1-NQ/TU của Tỉnh ủy về du lịch, Nghị quyết số 2/NQ-HĐND và Kế hoạch số 3/KH-UBND về nông nghiệp"
    )
    assert found == {"1-NQ/TU": "về du lịch", "2/NQ-HĐND": None, "3/KH-UBND": "về nông nghiệp"}


def test_a_mention_that_the_title_holds_goes_on_with_it():
    found = titles(
        "Kế hoạch số 3/KH-UBND về thực hiện Nghị quyết số 71/NQ-CP và Chương trình số 10-CTr/TU về du lịch"
    )
    assert found["3/KH-UBND"].endswith("Chương trình số 10-CTr/TU về du lịch")
    assert found["71/NQ-CP"] is None
    assert found["10-CTr/TU"] == "về du lịch"


def test_after_the_title_of_a_nested_mention_a_coordinated_one_stands_outside():
    found = titles(
        "Kết luận số 62-KL/TW về thực hiện Nghị quyết số 19-NQ/TW về y tế, Nghị quyết số 38/NQ-CP của Chính phủ"
    )
    assert found["62-KL/TW"] == "về thực hiện Nghị quyết số 19-NQ/TW về y tế"


def test_a_semicolon_inside_the_documents_own_title_ends_nothing():
    text = "Thực hiện Quyết định số 24/QĐ-TTg ban hành Kế hoạch thi đua mừng Ngày hội; tăng tốc, về đích sớm"
    own = fold_title("PHÁT ĐỘNG THI ĐUA MỪNG NGÀY HỘI; TĂNG TỐC, VỀ ĐÍCH SỚM")
    assert titles(text)["24/QĐ-TTg"].endswith("mừng Ngày hội")
    assert titles(text, own)["24/QĐ-TTg"].endswith("; tăng tốc, về đích sớm")


def test_a_bracket_about_amendments_stands_before_the_title():
    text = "Nghị định số 61/2018/NĐ-CP (được sửa đổi tại Nghị định số 107/2021/NĐ-CP) về cơ chế một cửa"
    assert titles(text) == {"61/2018/NĐ-CP": "về cơ chế một cửa", "107/2021/NĐ-CP": None}


def test_the_title_of_a_law_is_its_name():
    (law,) = find_in_text("Luật Khám bệnh, chữa bệnh năm 2023")
    assert law.title == "Khám bệnh, chữa bệnh"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Báo cáo số 7/BC-BYT của Bộ Y tế về tổng kết năm 2024 và nhiệm vụ, giải pháp năm 2025;",
            "về tổng kết năm 2024 và nhiệm vụ, giải pháp năm 2025",
        ),
        (
            "Chỉ thị số 7/CT-TTg về chuyển đổi số năm 2025 tại các bộ, ngành, địa phương;",
            "về chuyển đổi số năm 2025 tại các bộ, ngành, địa phương",
        ),
        (
            "Nghị quyết số 7-NQ/TU của Tỉnh ủy về cải cách hành chính, trọng tâm là cải cách thủ tục;",
            "về cải cách hành chính, trọng tâm là cải cách thủ tục",
        ),
        (
            "Kế hoạch số 7/KH-UBND về dữ liệu mở, Theo đề nghị của Sở Tư pháp",
            "về dữ liệu mở",
        ),
        (
            "Kế hoạch số 7-KH/TWĐTN của Ban Bí thư Trung ương Đoàn về hè tình nguyện, Ban Bí thư ban hành Kế hoạch",
            "về hè tình nguyện",
        ),
    ],
)
def test_what_goes_on_with_a_title_and_what_does_not(text, title):
    assert find_in_text(text, context=OPENING)[0].title == title


def test_a_department_s_symbol_without_its_head():
    (found,) = find_in_text(
        "Theo đề nghị của Sở Khoa học và Công nghệ tại Tờ trình số 3/TTr-KHCN ngày 02/3/2025"
    )
    assert found.issuer == "Sở Khoa học và Công nghệ"


def relations(text, context=OPENING):
    return [
        (citation.identifier or citation.title, citation.relation)
        for citation in find_in_text(text, context=context)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Căn cứ Luật Viên chức năm 2010; Nghị định số 30/2020/NĐ-CP; thực hiện Công văn số 8/SNV-CCHC",
            [("Viên chức", "legal_basis"), ("30/2020/NĐ-CP", "legal_basis"), ("8/SNV-CCHC", "implements")],
        ),
        (
            "Triển khai thực hiện Nghị quyết số 3/NQ-CP về thực hiện Nghị quyết số 57-NQ/TW; Quyết định số 9/QĐ-TTg",
            [("3/NQ-CP", "implements"), ("57-NQ/TW", "mention"), ("9/QĐ-TTg", "implements")],
        ),
        (
            "Để thực hiện Kế hoạch số 5/KH-UBND, Sở Y tế ban hành Kế hoạch cùng Hướng dẫn số 7/HD-SYT",
            [("5/KH-UBND", "implements"), ("7/HD-SYT", "mention")],
        ),
        ("Theo đề nghị của Sở Nội vụ tại Tờ trình số 12/TTr-SNV", [("12/TTr-SNV", "mention")]),
        ("Xét Tờ trình số 12/TTr-SNV ngày 04/01/2025", [("12/TTr-SNV", "mention")]),
        (
            "Căn cứ Quyết định số 650/QĐ-BYT (được điều chỉnh bởi Quyết định số 128/QĐ-BYT)",
            [("650/QĐ-BYT", "legal_basis"), ("128/QĐ-BYT", "legal_basis")],
        ),
        (
            "Căn cứ Nghị quyết số 2/NQ-HĐND (viết tắt là Nghị quyết số 2/NQ-HĐND)",
            [("2/NQ-HĐND", "legal_basis"), ("2/NQ-HĐND", "mention")],
        ),
        (
            "Căn cứ Thông tư số 1/2025/TT-BYT sửa đổi, bổ sung một số điều của Thông tư số 6/2022/TT-BYT",
            [("1/2025/TT-BYT", "legal_basis"), ("6/2022/TT-BYT", "amends")],
        ),
    ],
)
def test_relations_in_the_opening(text, found):
    assert relations(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thực hiện Nghị quyết số 3/NQ-CP", ["mention"]),
        (
            "khi có Thông tư mới thay thế Thông tư số 92/2009/TT-BTC và Thông tư số 85/2020/TT-BTC",
            ["amends", "amends"],
        ),
        ("Quyết định này thay thế Quyết định số 402/QĐ-UBND", ["amends"]),
        (
            "Quyết định này thay thế Quyết định số 4/QĐ-UBND và bãi bỏ Điều 7 Quyết định số 5/QĐ-UBND",
            ["amends"] * 2,
        ),
        # nothing is said to amend it yet
        ("tham mưu UBND tỉnh sửa đổi, bổ sung Quyết định số 15/2021/QĐ-UBND", ["mention"]),
        ("Nghị định số 61/2018/NĐ-CP được sửa đổi bởi Nghị định số 107/2021/NĐ-CP", ["mention", "mention"]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Viên chức và Luật Cán bộ, công chức",
            ["mention", "amends", "amends"],
        ),
    ],
)
def test_relations_elsewhere(text, found):
    assert [relation for _, relation in relations(text, Context())] == found


def test_a_law_that_a_resolution_explains_is_only_mentioned():
    text = "Căn cứ Nghị quyết số 751/2019/UBTVQH14 giải thích một số điều của Luật Quy hoạch"
    assert relations(text) == [("751/2019/UBTVQH14", "legal_basis"), ("Quy hoạch", "mention")]


def test_relations_in_the_documents_own_title():
    title = Context(opening=True, own_title=True)
    assert relations("TRIỂN KHAI THỰC HIỆN CHỈ THỊ SỐ 32/CT-TTG", title) == [("32/CT-TTG", "implements")]
    assert relations("SỬA ĐỔI, BỔ SUNG KẾ HOẠCH SỐ 5/KH-UBND", title) == [("5/KH-UBND", "amends")]
    both = relations("Thực hiện Chỉ thị số 3/CT-TTg và Kế hoạch số 5/KH-UBND của UBND tỉnh", title)
    assert both == [("3/CT-TTg", "implements"), ("5/KH-UBND", "implements")]


def test_relations_under_a_heading_of_legal_bases():
    assert relations("1. Nghị quyết số 3/NQ-CP", Context(bases=True)) == [("3/NQ-CP", "legal_basis")]


def test_a_bracket_with_only_the_short_form_of_the_mention_before_it():
    text = "Thực hiện Quyết định số 9/QĐ-TTg về cơ chế một cửa (Quyết định số 9/QĐ-TTg), Sở Nội vụ xây dựng kế hoạch"
    assert relations(text) == [("9/QĐ-TTg", "implements"), ("9/QĐ-TTg", "mention")]


def test_the_issuers_of_a_joint_circular():
    text = "Thông tư liên tịch số 9/2015/TTLT-BYT-BNV của liên Bộ: Bộ Y tế và Bộ Nội vụ hướng dẫn tổ chức trạm y tế"
    (found,) = find_in_text(text)
    assert (found.issuer, found.title) == ("Bộ Y tế và Bộ Nội vụ", "hướng dẫn tổ chức trạm y tế")


def test_a_district_s_party_committee_with_its_bare_name():
    (found,) = find_in_text("Kế hoạch số 9-KH/HU ngày 02/3/2025 của Huyện ủy Bình Lục về chuyển đổi số")
    assert (found.issuer, found.title) == ("Huyện ủy Bình Lục", "về chuyển đổi số")


def test_a_date_is_not_shared_with_a_mention_that_states_its_issuer_before():
    text = "Nghị quyết số 8-NQ/TW của Bộ Chính trị và Kết luận số 9-KL/TW ngày 14/02/2025 của Ban Bí thư"
    assert [found.issued_date is None for found in find_in_text(text)] == [True, False]


@pytest.mark.parametrize("adverb", ["", "đã ", "vừa ", "mới "])
def test_a_body_that_has_just_issued_what_follows(adverb):
    (found,) = find_in_text(
        f"Ngày 05/3/2025, UBND tỉnh Hà Tĩnh {adverb}ban hành Kế hoạch số 9/KH-UBND về dữ liệu mở."
    )
    assert (found.issuer, found.issued_date.isoformat()) == ("UBND tỉnh Hà Tĩnh", "2025-03-05")


def test_the_last_phrases_begin_with_the_words_by_which_they_are_sought():
    words = load_lexicon("extractors.citations", "titles")
    for phrase in words["last_phrases"]:
        listed = regex.match(r"\(\?:([^()]*)\)", phrase)
        for beginning in listed[1].split("|") if listed else [phrase]:
            assert regex.split(r"\s|\\", beginning)[0] in words["last_words"]
