"""Standard forms, kinds and levels of names, and names in running text and in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.lexicon import load_lexicon
from extractors.common.organisations import (
    find_organisations,
    match_field,
    match_organisation,
    match_territory,
)

NAMES = [
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "ubnd", "province"),
    ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", "ubnd", "province"),
    ("Ủy ban Nhân dân Tỉnh", "Ủy ban nhân dân tỉnh", "ubnd", "province"),
    ("UBND TP. Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ", "ubnd", "province"),
    ("UBND TP. Biên Hòa", "Ủy ban nhân dân thành phố Biên Hòa", "ubnd", "district"),
    ("UBND Q. Bình Thạnh", "Ủy ban nhân dân quận Bình Thạnh", "ubnd", "district"),
    ("UBND P.12", "Ủy ban nhân dân phường 12", "ubnd", "commune"),
    ("UBND thành phố Vinh", "Ủy ban nhân dân thành phố Vinh", "ubnd", "district"),
    ("UBND huyện", "Ủy ban nhân dân huyện", "ubnd", "district"),
    ("UBND cấp xã", "Ủy ban nhân dân cấp xã", "ubnd", "commune"),
    ("UBND các phường, xã", "Ủy ban nhân dân các phường, xã", "ubnd", "commune"),
    ("HĐND tỉnh", "Hội đồng nhân dân tỉnh", "hdnd", "province"),
    ("Sở KH&CN", "Sở Khoa học và Công nghệ", "so", "province"),
    ("Sở Khoa học và Công Nghệ", "Sở Khoa học và Công nghệ", "so", "province"),
    ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch", "so", "province"),
    ("Sở LĐTB&XH", "Sở Lao động - Thương binh và Xã hội", "so", "province"),
    ("sở y tế", "Sở Y tế", "so", "province"),
    ("Bộ TT&TT", "Bộ Thông tin và Truyền thông", "bo", "central"),
    ("phòng Tổ chức – Hành chính", "Phòng Tổ chức - Hành chính", "phong", "internal"),
    ("Phòng TCHC", "Phòng Tổ chức - Hành chính", "phong", "internal"),
    ("Phòng KHTH", "Phòng Kế hoạch - Tổng hợp", "phong", "internal"),
    ("Khoa Dược", "Khoa Dược", "khoa", "internal"),
    ("Ban Giám đốc", "Ban Giám đốc", "ban", "internal"),
    ("Văn phòng Sở", "Văn phòng Sở", "van_phong", "internal"),
    ("VPCP", "Văn phòng Chính phủ", "van_phong", "central"),
    ("TTYT huyện Mộc Châu", "Trung tâm Y tế huyện Mộc Châu", "trung_tam", "district"),
    ("CDC tỉnh", "Trung tâm Kiểm soát bệnh tật tỉnh", "trung_tam", "province"),
    ("BVĐK tỉnh", "Bệnh viện đa khoa tỉnh", "benh_vien", "province"),
    ("Trạm Y tế xã Tân Lập", "Trạm Y tế xã Tân Lập", "tram", "commune"),
    ("Chi cục Kiểm lâm", "Chi cục Kiểm lâm", "chi_cuc", "province"),
    ("Thủ tướng", "Thủ tướng Chính phủ", "thu_tuong", "central"),
    ("Ban Chấp hành Trung ương đảng khoá XII", "Ban Chấp hành Trung ương Đảng khóa XII", "dang", "central"),
    ("Tỉnh uỷ", "Tỉnh ủy", "dang", "province"),
    ("UBMTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "mttq", "province"),
    (
        "Ban Thường trực UBMTTQ Việt Nam xã",
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã",
        "mttq",
        "commune",
    ),
    ("Thôn Hòa Lạc", "thôn Hòa Lạc", "other", "commune"),
    ("tổ dân phố số 4", "tổ dân phố số 4", "other", "commune"),
    ("Ban CTMT khu phố 5", "Ban Công tác Mặt trận khu phố 5", "mttq", "commune"),
    ("BHXH cơ sở Long Thành", "Bảo hiểm xã hội cơ sở Long Thành", "other", None),
    ("Thuế cơ sở 5 tỉnh Đồng Nai", "Thuế cơ sở 5 tỉnh Đồng Nai", "other", "province"),
    ("Công an tỉnh", "Công an tỉnh", "cong_an", "province"),
    ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "quan_su", "province"),
    ("Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", "doan_the", "province"),
    ("Trường THPT Nguyễn Du", "Trường Trung học phổ thông Nguyễn Du", "truong", None),
    ("Giám đốc Sở NN&MT", "Giám đốc Sở Nông nghiệp và Môi trường", "nguoi_dung_dau", "province"),
    ("PCT UBND tỉnh", "Phó Chủ tịch Ủy ban nhân dân tỉnh", "nguoi_dung_dau", "province"),
    ("Các Sở, ban, ngành", "các Sở, ban, ngành", "so", "province"),
    ("Các khoa, phòng", "các khoa, phòng", "don_vi", "internal"),
    ("Các đơn vị liên quan", "các đơn vị liên quan", "don_vi", None),
    ("các tổ chức chính trị-xã hội", "các tổ chức chính trị - xã hội", "doan_the", None),
    (
        "Ban Chỉ đạo Quốc gia phòng chống dịch cúm ở người",
        "Ban Chỉ đạo Quốc gia phòng chống dịch cúm ở người",
        "ban",
        "central",
    ),
    (
        "Ban Chỉ đạo quốc gia phòng, chống dịch COVID-19",
        "Ban Chỉ đạo quốc gia phòng, chống dịch COVID-19",
        "ban",
        "central",
    ),
    (
        "Ban Chỉ đạo Trung ương Chuyển đổi số",
        "Ban Chỉ đạo Trung ương Chuyển đổi số",
        "ban",
        "central",
    ),
    ("Ban Điều hành Đề án 4 Bộ Tư pháp", "Ban Điều hành Đề án 4 Bộ Tư pháp", "other", "central"),
]


@pytest.mark.parametrize(("text", "name", "kind", "level"), NAMES)
def test_standard_form_kind_and_level(text: str, name: str, kind: str, level: str | None) -> None:
    found = match_organisation(text, 0)
    assert found is not None
    assert (found.end, found.name, found.kind, found.level) == (len(text), name, kind, level)


@pytest.mark.parametrize("name", [name for _, name, _, _ in NAMES])
def test_a_standard_form_reads_as_itself(name: str) -> None:
    found = match_organisation(name, 0)
    assert found is not None
    assert (found.end, found.name) == (len(name), name)


@pytest.mark.parametrize(
    "field",
    [row for row in load_lexicon("extractors.common", "fields")["fields"] if row.get("department")],
    ids=str,
)
def test_each_field_of_a_department_is_read_whole(field: dict[str, object]) -> None:
    forms = [field["name"], *field.get("short", [])]  # type: ignore[misc]
    for head in ("Sở", "Bộ"):
        for form in forms:
            found = match_organisation(f"{head} {form}, Công an tỉnh", 0)
            assert found is not None
            assert found.end == len(f"{head} {form}")


@pytest.mark.parametrize("text", [text for text, *_ in NAMES])
def test_any_run_of_blanks_is_a_blank(text: str) -> None:
    once, spread = match_organisation(text, 0), match_organisation(text.replace(" ", "   "), 0)
    assert once is not None
    assert spread is not None
    assert spread.name == once.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "Ủy ban nhân dân tỉnh Đắk Lắk"),
        ("UỶ BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", "Ủy ban nhân dân thành phố Hà Nội"),
        ("SỞ Y TẾ", "Sở Y tế"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("TRUNG TÂM Y TẾ", "Trung tâm Y tế"),
    ],
)
def test_names_in_capitals(text: str, name: str) -> None:
    found = match_organisation(text, 0, capitals=True)
    assert found is not None
    assert (found.end, found.name) == (len(text), name)


def test_a_shouted_heading_is_no_name() -> None:
    assert find_organisations("BAN HÀNH KẾ HOẠCH, TỔ CHỨC THỰC HIỆN NHIỆM VỤ VÀ HỘI NGHỊ") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh, Sở Y tế ban hành", ["UBND tỉnh", "Sở Y tế"]),
        ("Nghị quyết số 18-NQ/TU, Kế hoạch 24-KH/UBKTTW", []),
        ("UBND cấp xã báo cáo Sở Nội vụ (qua Văn phòng Sở)", ["UBND cấp xã", "Sở Nội vụ", "Văn phòng Sở"]),
        ("các xã, phường trên địa bàn", []),
        ("của UBND tỉnh\nSở Y tế", ["UBND tỉnh", "Sở Y tế"]),
        ("thị trường Nhật Bản", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tài chính, Nội vụ", "Tài chính"),
        ("KH&CN;", "Khoa học và Công nghệ"),
        ("nội vụ", None),
        ("UBND tỉnh", None),
    ],
)
def test_a_field_in_a_list_under_one_head(text: str, expected: str | None) -> None:
    found = match_field(text, 0, department=True)
    assert (found and found[1]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xã Tân Lập, xã", "xã Tân Lập"),
        ("các huyện, thị xã", "các huyện, thị xã"),
        ("cấp xã", "cấp xã"),
        ("xã hội", None),
        ("Tỉnh ủy", None),
    ],
)
def test_a_territory_by_itself(text: str, expected: str | None) -> None:
    found = match_territory(text, 0)
    assert (found and found[1]) == expected


PIECES = [
    "Sở ",
    "Y tế",
    ", ",
    " và ",
    "các ",
    "UBND ",
    "tỉnh ",
    "phòng ",
    "Tổ chức",
    " - ",
    "Hành chính",
    "thuộc ",
    "(",
    "\n",
    "Giám đốc ",
    "Ban Chỉ đạo ",
    "về ",
    "chuyển đổi số",
    "Hà Nội",
    ". ",
    "đơn vị ",
    "liên quan",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_names_lie_in_order_within_one_line(text: str) -> None:
    end = 0
    for found in find_organisations(text):
        assert end <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]
        assert text[found.start : found.end] == text[found.start : found.end].strip()
        assert match_organisation(text, found.start) == found
        end = found.end


@pytest.mark.parametrize(
    "territory",
    [
        *("tỉnh", "cấp xã", "các huyện, thị xã", "thành phố Huế", "thị xã Sơn Tây", "đặc khu Phú Quốc"),
        *("phường Tân Lập", "xã Tân Lập", "huyện Can Lộc", "quận 3", "thôn Đông", "thuộc tỉnh"),
    ],
)
def test_a_territory_belongs_to_the_name_before_it(territory: str) -> None:
    found = match_organisation(f"Công an {territory} báo cáo", 0)
    assert found is not None
    assert found.name == f"Công an {territory}"
