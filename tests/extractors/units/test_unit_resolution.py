"""Whose a unit is, by the document's province and date."""

import datetime

import pytest

from extractors.units import resolve_unit

BEFORE, AFTER = datetime.date(2024, 3, 1), datetime.date(2025, 9, 1)


@pytest.mark.parametrize(
    ("name", "province", "date", "expected"),
    [
        ("Sở Y tế", "Hà Tĩnh", BEFORE, "Sở Y tế tỉnh Hà Tĩnh"),
        ("Sở Y tế", "Hà Nội", AFTER, "Sở Y tế thành phố Hà Nội"),
        ("Ủy ban nhân dân tỉnh", "Hà Tĩnh", BEFORE, "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("Ủy ban nhân dân tỉnh", "Phú Yên", BEFORE, "Ủy ban nhân dân tỉnh Phú Yên"),
        ("Ủy ban nhân dân tỉnh", "Phú Yên", AFTER, "Ủy ban nhân dân tỉnh Đắk Lắk"),
        ("Ủy ban nhân dân thành phố", "TP. Hồ Chí Minh", AFTER, "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("Giám đốc Sở Nội vụ", "Cà Mau", AFTER, "Giám đốc Sở Nội vụ tỉnh Cà Mau"),
        ("Văn phòng Sở", "Cà Mau", AFTER, "Văn phòng Sở"),
        ("Công an tỉnh", "Cà Mau", None, "Công an tỉnh Cà Mau"),
        (
            "các tổ chức chính trị - xã hội tỉnh",
            "Lào Cai",
            AFTER,
            "các tổ chức chính trị - xã hội tỉnh Lào Cai",
        ),
        ("Sở Y tế tỉnh Long An", "Cà Mau", AFTER, "Sở Y tế tỉnh Long An"),
        ("Bộ Y tế", "Cà Mau", AFTER, "Bộ Y tế"),
        ("Phòng Tổ chức cán bộ", "Cà Mau", AFTER, "Phòng Tổ chức cán bộ"),
        ("Ủy ban nhân dân cấp xã", "Cà Mau", AFTER, "Ủy ban nhân dân cấp xã"),
        ("Sở Y tế", None, AFTER, "Sở Y tế"),
        ("Sở Y tế", "Atlantis", AFTER, "Sở Y tế"),
    ],
)
def test_resolved_name(name: str, province: str | None, date: datetime.date | None, expected: str) -> None:
    assert resolve_unit(name, province, date) == expected


def test_a_resolved_name_stays() -> None:
    once = resolve_unit("Sở Tài chính", "Huế", BEFORE)
    assert resolve_unit(once, "Huế", BEFORE) == once
