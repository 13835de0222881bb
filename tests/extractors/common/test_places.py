"""Provinces before and after the mergers of 2025."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.places import (
    districts_exist,
    find_province,
    find_provinces,
    merger_date,
    province_at,
    province_kind,
    provinces,
    standard_province,
)

BEFORE, AFTER = datetime.date(2023, 5, 1), datetime.date(2025, 7, 1)


def test_there_were_63_provinces_and_there_are_34() -> None:
    named = list(provinces())
    assert len({province_at(name, BEFORE) for name in named}) == 63
    assert len({province_at(name, AFTER) for name in named}) == 34
    assert (
        sum(province_kind(name) == "municipality" for name in {province_at(name, AFTER) for name in named})
        == 6
    )


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("TP HCM", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("thành phố Hải Phòng", "Hải Phòng"),
        ("tỉnh Đăk Lăk", "Đắk Lắk"),
        ("KHÁNH HOÀ", "Khánh Hòa"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("Mường Thanh", None),
        ("", None),
    ],
)
def test_standard_name(spelling: str, name: str | None) -> None:
    assert standard_province(spelling) == name


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Long An", BEFORE, "Long An"),
        ("Long An", datetime.date(2025, 6, 30), "Long An"),
        ("Long An", AFTER, "Tây Ninh"),
        ("Phú Yên", AFTER, "Đắk Lắk"),
        ("Bà Rịa - Vũng Tàu", AFTER, "Hồ Chí Minh"),
        ("Huế", BEFORE, "Thừa Thiên Huế"),
        ("Thừa Thiên Huế", datetime.date(2025, 2, 1), "Huế"),
        ("Nghệ An", AFTER, "Nghệ An"),
        ("Long An", None, "Long An"),
        ("Sài Gòn", AFTER, None),
    ],
)
def test_province_as_of_a_day(name: str, date: datetime.date | None, expected: str | None) -> None:
    assert province_at(name, date) == expected


def test_districts_ended_with_the_mergers() -> None:
    assert districts_exist(None)
    assert districts_exist(merger_date() - datetime.timedelta(days=1))
    assert not districts_exist(merger_date())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UBND tỉnh Phú Thọ và UBND thành phố Cần Thơ", ["Phú Thọ", "Cần Thơ"]),
        ("Sở Y tế Nghệ An", ["Nghệ An"]),
        ("UBND phường Hòa Bình, thành phố Hải Dương", ["Hải Dương"]),
        ("xã Tân Hòa, huyện Vĩnh Long", []),
        ("Hòa bình và ổn định", []),
        ("tư tưởng Hồ Chí Minh", []),
        ("Thành phố Hồ Chí Minh", ["Hồ Chí Minh"]),
        ("TỈNH THANH HOÁ", ["Thanh Hóa"]),
    ],
)
def test_provinces_in_a_text(text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_provinces(text)] == names


def test_a_name_with_its_kind_goes_before_a_bare_one() -> None:
    found = find_province("Trường Đại học Hà Tĩnh, tỉnh Nghệ An")
    assert found is not None
    assert (found.name, found.designated) == ("Nghệ An", True)


@given(st.sampled_from(sorted(provinces())), st.dates())
def test_the_province_of_a_day_is_its_own(name: str, date: datetime.date) -> None:
    province = province_at(name, date)
    assert province is not None
    assert province_at(province, date) == province


@given(st.text(alphabet="TtỉnhPp. HàNộiHuế,\n", max_size=60))
def test_spans_hold_what_they_name(text: str) -> None:
    for mention in find_provinces(text):
        assert standard_province(text[mention.start : mention.end]) == mention.name
