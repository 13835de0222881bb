"""What holds of the units of any text."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.units import UnitMention, find_units, read_unit_list, read_whole_list

PIECES = [
    "Sở ",
    "Y tế",
    "Tài chính",
    ", ",
    "; ",
    " và ",
    "các ",
    "Các ",
    "phòng",
    "đơn vị",
    " liên quan",
    "UBND ",
    "xã ",
    "tỉnh",
    "Giao ",
    "Đề nghị ",
    "1. ",
    "- ",
    ": ",
    "phối hợp với ",
    "chủ trì ",
    "tổ chức ",
    "doanh nghiệp ",
    "(qua ",
    ")",
    ". ",
    "Giám đốc ",
    "trạm y tế ",
    "Viện ",
    "IoT",
    "\n",
    "\t",
    "thuộc ",
    "/",
    "cán bộ ",
    "Ban Chỉ đạo ",
    "chuyển đổi số ",
    "BS. ",
    "Đ/c ",
    "P. ",
    "TP. ",
    "Lập",
    "báo cáo ",
    "(chủ trì)",
    " có liên quan",
    "Hiệu trưởng",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=18).map("".join)


def _check(text: str, units: list[UnitMention]) -> None:
    end = 0
    for unit in units:
        assert end <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end] == text[unit.start : unit.end].strip()
        assert unit.name
        assert unit.kind
        assert 0 < unit.confidence <= 1
        end = unit.end


@given(TEXTS)
def test_units_in_text_lie_in_order_and_apart(text: str) -> None:
    _check(text, find_units(text))


@given(TEXTS, st.booleans())
def test_units_of_lists_lie_in_order_and_apart(text: str, cell: bool) -> None:
    _check(text, read_unit_list(text, cell=cell))


@given(TEXTS)
def test_a_list_of_units_has_units(text: str) -> None:
    if read_whole_list(text) is not None:
        assert read_unit_list(text, cell=False)


@given(TEXTS)
def test_two_lists_joined_by_a_semicolon_are_one(text: str) -> None:
    if read_whole_list(text) is not None and not text.rstrip().endswith((":", ".")):
        head = read_unit_list(text, cell=False)
        joined = read_unit_list(f"{text}; Sở Nội vụ", cell=False)
        assert joined[: len(head)] == head
        assert joined[-1].name == "Sở Nội vụ"


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    _check(text, find_units(text))
    _check(text, read_unit_list(text, cell=True))
