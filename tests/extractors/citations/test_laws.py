"""Laws by name: names of the lexicon, names out of it, names inside names, and words that are no law."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations import find_in_text, law_by_number, law_passed, standard_law_name
from extractors.citations.laws import find_laws
from extractors.common.lexicon import load_lexicon


def names(text):
    return [text[law.start : law.end] for law in find_laws(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Luật Tổ chức chính quyền địa phương; Luật Cán bộ, công chức; Luật Viên chức và các Nghị định",
            ["Luật Tổ chức chính quyền địa phương", "Luật Cán bộ, công chức", "Luật Viên chức"],
        ),
        ("theo Luật Phòng chống tham nhũng, Luật Tố cáo", ["Luật Phòng chống tham nhũng", "Luật Tố cáo"]),
        ("Luật Thi đua - Khen thưởng năm 2022", ["Luật Thi đua - Khen thưởng"]),
        ("THI HÀNH LUẬT PHÒNG THỦ DÂN SỰ", ["LUẬT PHÒNG THỦ DÂN SỰ"]),
        ("Luật Tổ chức Toà án nhân dân", ["Luật Tổ chức Toà án nhân dân"]),
        ("Luật Tổ chức HĐND và UBND ngày 26/11/2003", ["Luật Tổ chức HĐND và UBND"]),
        ("Bộ luật Dân sự và Bộ Luật Lao động.", ["Bộ luật Dân sự", "Bộ Luật Lao động"]),
        ("Pháp lệnh Ưu đãi người có công với cách mạng", ["Pháp lệnh Ưu đãi người có công với cách mạng"]),
        ("hành nghề theo Luật Luật sư", ["Luật Luật sư"]),
        ("Luật thuế giá trị gia tăng", ["Luật thuế giá trị gia tăng"]),
        ("Luật Vườn quốc gia có hiệu lực từ năm 2030", ["Luật Vườn quốc gia"]),
        ("Luật PCCC&CNCH; Luật PCCC.", ["Luật PCCC&CNCH", "Luật PCCC"]),
        ("các Luật (Luật Đất đai)", ["Luật Đất đai"]),
        ("Hiến pháp năm 2013", ["Hiến pháp"]),
        (
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"],
        ),
        (
            "các Luật: Đất đai, Nhà ở, Kinh doanh bất động sản",
            ["Đất đai", "Nhà ở", "Kinh doanh bất động sản"],
        ),
    ],
)
def test_names(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "chấp hành pháp luật về đất đai",
        "giữ nghiêm kỷ luật lao động",
        "Luật sư Nguyễn Văn A",
        "Đoàn Luật sư tỉnh",
        "Trường Đại học Luật Hà Nội",
        "theo quy định của Luật này",
        "trong thời hạn luật định",
        "Hiến pháp và pháp luật",
        "THI HÀNH PHÁP LUẬT ĐẤT ĐAI",
        "các luật có liên quan",
    ],
)
def test_no_law(text):
    assert names(text) == []


def test_an_amending_law_holds_the_laws_that_it_amends():
    text = (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
    )
    (law,) = find_laws(text)
    assert text[law.start : law.end] == text
    assert [text[inner.start : inner.end] for inner in law.amended] == [
        "Luật Tổ chức Chính phủ",
        "Luật Tổ chức chính quyền địa phương",
    ]


def test_a_law_that_amends_many_names_none_of_them():
    text = "Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến quy hoạch số 28/2018/QH14"
    (law,) = find_laws(text)
    assert text[law.start : law.end].endswith("liên quan đến quy hoạch")
    assert law.amended == ()


_LISTED = [
    (law_type, name)
    for law_type, table in load_lexicon("extractors.citations", "laws").items()
    for name in table
    if name
]


@given(st.sampled_from(_LISTED), st.booleans())
def test_every_listed_name_is_found_whole(listed, capitals):
    law_type, name = listed
    printed = f"{law_type.capitalize()} {name}"
    printed = printed.upper() if capitals else printed
    text = f"theo {printed}; các văn bản"
    assert names(text) == [printed]


@given(st.sampled_from(_LISTED))
def test_every_listed_name_is_its_own_standard(listed):
    assert standard_law_name(*listed) == listed[1]


@pytest.mark.parametrize(
    "passed",
    [
        "được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XI, kỳ họp thứ 4 thông qua ngày 26/11/2003",
        "đã được Quốc hội thông qua ngày 26 tháng 11 năm 2003",
    ],
)
def test_the_day_on_which_a_law_was_passed_is_its_date(passed):
    (law,) = find_in_text(f"Căn cứ Luật Xây dựng {passed};")
    assert (law.text, law.title, law.issued_date) == (
        f"Luật Xây dựng {passed}",
        "Xây dựng",
        date(2003, 11, 26),
    )


def test_versions_are_told_by_number_and_by_date():
    assert law_by_number("31/2024/QH15").name == "Đất đai"
    versions = load_lexicon("extractors.citations", "laws")["luật"]["Tổ chức chính quyền địa phương"]
    assert len(versions) > 2
    june = law_passed("luật", "Tổ chức chính quyền địa phương", date(2025, 6, 16), "day")
    assert june.number == "72/2025/QH15"
    assert law_passed("luật", "Tổ chức chính quyền địa phương", date(2025, 1, 1), "year") is None
    assert law_passed("luật", "Đất đai", date(2013, 1, 1), "year").number == "45/2013/QH13"
    assert law_by_number("999/2099/QH99") is None
