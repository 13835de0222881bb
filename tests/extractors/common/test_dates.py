from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.dates import DatePrecision, find_dates, format_date, match_date

D = date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 15/7/2021", [("ngày 15/7/2021", D(2021, 7, 15), "day")]),
        ("ngày 04/4/2014", [("ngày 04/4/2014", D(2014, 4, 4), "day")]),
        ("ngày 24-5-2025;", [("ngày 24-5-2025", D(2025, 5, 24), "day")]),
        ("(24.5.2025).", [("24.5.2025", D(2025, 5, 24), "day")]),
        ("Ngày 08 tháng 4 năm 2021,", [("Ngày 08 tháng 4 năm 2021", D(2021, 4, 8), "day")]),
        ("ngày 08\ntháng 4  năm 2021", [("ngày 08\ntháng 4  năm 2021", D(2021, 4, 8), "day")]),
        ("ngày 08 tháng 4/2021", [("ngày 08 tháng 4/2021", D(2021, 4, 8), "day")]),
        ("ngày 15/7 năm 2021", [("ngày 15/7 năm 2021", D(2021, 7, 15), "day")]),
        ("NQ/TW, ngày 25/10/2017 của", [("ngày 25/10/2017", D(2017, 10, 25), "day")]),
        ("12/QĐ-UBND ngày22/5/2013 của", [("ngày22/5/2013", D(2013, 5, 22), "day")]),
        ("từ 06/12/2021của Sở", [("06/12/2021", D(2021, 12, 6), "day")]),
        ("ngày 15 / 7 / 2021", [("ngày 15 / 7 / 2021", D(2021, 7, 15), "day")]),
        ("ngày mùng 5 tháng 9 năm 2025", [("ngày mùng 5 tháng 9 năm 2025", D(2025, 9, 5), "day")]),
        ("ngày tháng 01 năm 2025", [("ngày tháng 01 năm 2025", D(2025, 1, 1), "month")]),
        ("ngày … tháng 01 năm 2025", [("ngày … tháng 01 năm 2025", D(2025, 1, 1), "month")]),
        ("ngày ..../11/2025 của", [("ngày ..../11/2025", D(2025, 11, 1), "month")]),
        ("ngày … tháng … năm 2025", [("ngày … tháng … năm 2025", D(2025, 1, 1), "year")]),
        ("ngày   / /2025", [("ngày   / /2025", D(2025, 1, 1), "year")]),
        ("ngày 15 tháng … năm 2025", [("ngày 15 tháng … năm 2025", D(2025, 1, 1), "year")]),
        ("ngày … tháng … năm 20… của", [("ngày … tháng … năm 20…", None, None)]),
        ("ngày tháng năm", [("ngày tháng năm", None, None)]),
        ("tháng 7/2021", [("tháng 7/2021", D(2021, 7, 1), "month")]),
        ("tháng 12 năm 2025.", [("tháng 12 năm 2025", D(2025, 12, 1), "month")]),
        ("trước 10/2025", [("10/2025", D(2025, 10, 1), "month")]),
        ("Tháng 10-2025", [("Tháng 10-2025", D(2025, 10, 1), "month")]),
        ("10/2025-12/2025", [("10/2025", D(2025, 10, 1), "month"), ("12/2025", D(2025, 12, 1), "month")]),
        (
            "01/7/2025 - 15/8/2025",
            [("01/7/2025", D(2025, 7, 1), "day"), ("15/8/2025", D(2025, 8, 15), "day")],
        ),
        ("(năm 2015)", [("năm 2015", D(2015, 1, 1), "year")]),
        (
            "tháng 12/2021. Năm 2022",
            [("tháng 12/2021", D(2021, 12, 1), "month"), ("Năm 2022", D(2022, 1, 1), "year")],
        ),
        ("hết ngày. Tháng 5 năm 2025", [("Tháng 5 năm 2025", D(2025, 5, 1), "month")]),
        (
            "các ngày 08 và 09 tháng 11 năm 2025",
            [("ngày 08", D(2025, 11, 8), "day"), ("09 tháng 11 năm 2025", D(2025, 11, 9), "day")],
        ),
        (
            "ngày 01/6, 15/9 và 15/11/2025",
            [
                ("ngày 01/6", D(2025, 6, 1), "day"),
                ("15/9", D(2025, 9, 15), "day"),
                ("15/11/2025", D(2025, 11, 15), "day"),
            ],
        ),
        ("ngày ngày 04 tháng 9 năm 2020", [("ngày ngày 04 tháng 9 năm 2020", D(2020, 9, 4), "day")]),
        ("ngày 8-9/11/2025", [("ngày 8", D(2025, 11, 8), "day"), ("9/11/2025", D(2025, 11, 9), "day")]),
    ],
)
def test_dates_are_read_as_printed(text: str, expected: list[tuple[str, date | None, str | None]]) -> None:
    assert [(text[m.start : m.end], m.value, m.precision) for m in find_dates(text)] == expected
    assert not any(m.impossible for m in find_dates(text))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("ngày 31/02/2025", "ngày 31/02/2025"),
        ("ngày 20/11/20225 của", "ngày 20/11/20225"),
        ("15/13/2021.", "15/13/2021"),
        ("ngày 31 tháng 4 năm 2025", "ngày 31 tháng 4 năm 2025"),
        ("tháng 13/2025", "tháng 13/2025"),
        ("năm 20225", "năm 20225"),
    ],
)
def test_impossible_dates_are_reported_not_repaired(text: str, printed: str) -> None:
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == printed
    assert mention.impossible
    assert mention.value is None


@pytest.mark.parametrize(
    "text",
    [
        "01/2025/TT-BTTTT",
        "Thông tư 12/2021/TT-BNV",
        "số 12/2021-QĐ",
        "số 01/2025",
        "xếp thứ 15/63",
        "76/NQ-CP",
        "6709/UBND-NC",
        "1.2.2 nội dung",
        "trong 30 ngày làm việc",
        "ngày 15/7",
        "tháng 12 năm trước",
        "các tháng trong năm",
        "năm 2.025 hồ sơ",
        "hàng ngày, hàng tháng",
        "",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_match_begins_exactly_at_the_start() -> None:
    text = "trước ngày 15/7/2021"
    assert match_date(text, 0) is None
    assert match_date(text, 6) == match_date(text, 6, keyword_required=True)
    bare = match_date(text, 11)
    assert bare is not None
    assert bare.value == D(2021, 7, 15)
    assert match_date(text, 12) is None
    assert match_date(text, 11, keyword_required=True) is None


@given(st.dates(D(1800, 1, 1), D(2199, 12, 31)), st.sampled_from(["day", "month", "year"]))
def test_formatted_dates_read_back(value: date, precision: DatePrecision) -> None:
    text = format_date(value, precision)
    (mention,) = find_dates(text)
    first = (
        value.replace(day=1)
        if precision == "month"
        else value.replace(month=1, day=1)
        if precision == "year"
        else value
    )
    assert (mention.start, mention.end) == (0, len(text))
    assert (mention.value, mention.precision, mention.impossible) == (first, precision, False)


@given(
    st.lists(
        st.sampled_from(
            ["ngày", "tháng", "năm", " ", "/", "-", ".", "…", "1", "12", "31", "2025", "và", "đến", ","]
        )
    )
)
def test_mentions_stand_in_order_inside_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    position = 0
    for mention in find_dates(text):
        assert position <= mention.start < mention.end <= len(text)
        assert (mention.value is None) == (mention.impossible or mention.precision is None)
        position = mention.end
