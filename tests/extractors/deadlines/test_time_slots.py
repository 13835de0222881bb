"""Texts that fill a time slot: what each states, by kind, first and last day and rules."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.deadlines import Deadline, read_time_slot

D = date
Expected = tuple[str, str, date | None, date | None, tuple[str, ...]]


def read(text: str) -> list[Expected]:
    """What a slot of a plan for 2025, issued on 5 November, states."""
    found = read_time_slot(text, plan_years=(2025, 2025), issued=D(2025, 11, 5))
    return [(text[d.start : d.end], d.kind, d.start_date, d.end_date, d.rrules) for d in found]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("Năm 2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("2025 - 2030", D(2025, 1, 1), D(2030, 12, 31)),
        ("Năm 2025, 2026", D(2025, 1, 1), D(2026, 12, 31)),
        ("Giai đoạn 2026 - 2030", D(2026, 1, 1), D(2030, 12, 31)),
        ("Quý IV/2025", D(2025, 10, 1), D(2025, 12, 31)),
        ("Quí IV-2025", D(2025, 10, 1), D(2025, 12, 31)),
        ("Quý III Năm 2026", D(2026, 7, 1), D(2026, 9, 30)),
        ("Quý 1 năm 2026", D(2026, 1, 1), D(2026, 3, 31)),
        ("Quý IV/2025- Quý II/2026", D(2025, 10, 1), D(2026, 6, 30)),
        ("Tháng 11/2025 - Tháng 01/2026", D(2025, 11, 1), D(2026, 1, 31)),
        ("Quý II-III/2026", D(2026, 4, 1), D(2026, 9, 30)),
        ("Quý I, II/2026", D(2026, 1, 1), D(2026, 6, 30)),
        ("Quý IV/2026 đến hết Quý II/2027", D(2026, 10, 1), D(2027, 6, 30)),
        ("Q1/2026", D(2026, 1, 1), D(2026, 3, 31)),
        ("6 tháng đầu năm 2026", D(2026, 1, 1), D(2026, 6, 30)),
        ("6 tháng cuối năm 2026", D(2026, 7, 1), D(2026, 12, 31)),
        ("Trong tháng 12 năm 2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("6/2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("T12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("T11-T12/2025", D(2025, 11, 1), D(2025, 12, 31)),
        ("11 - 12/2025", D(2025, 11, 1), D(2025, 12, 31)),
        ("12-01/2026", D(2025, 12, 1), D(2026, 1, 31)),
        ("Tháng 11,12/2025", D(2025, 11, 1), D(2025, 12, 31)),
        ("Tháng 11 và tháng 12 năm 2025", D(2025, 11, 1), D(2025, 12, 31)),
        ("Tuần 3 tháng 12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("Tuần 1, 2 tháng 12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("Tuần 3 và tuần 4 tháng 12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("Trung tuần tháng 12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("Vào hạ tuần của tháng 12/2025", D(2025, 12, 1), D(2025, 12, 31)),
        ("Từ trung tuần tháng 3 đến hạ tuần tháng 4/2026", D(2026, 3, 1), D(2026, 4, 30)),
        ("Từ ngày 05/3/2026 đến giữa tháng 4/2026", D(2026, 3, 5), D(2026, 4, 30)),
        ("Bắt đầu từ tháng 3/2026", D(2026, 3, 1), None),
        ("Đầu năm", D(2025, 1, 1), None),
        ("Cuối năm", None, D(2025, 12, 31)),
        ("Học kỳ I", None, None),
        ("Trong học kỳ II, năm học 2025-2026", None, None),
        ("Đầu năm học 2025-2026", None, None),
        ("Cuối năm học", None, None),
        ("Từ tháng 10 đến tháng 3/2026", D(2025, 10, 1), D(2026, 3, 31)),
        ("Từ tháng 10/2025 đến tháng 3", D(2025, 10, 1), D(2026, 3, 31)),
        ("Từ ngày 20/11 - 25/11/2025", D(2025, 11, 20), D(2025, 11, 25)),
        ("10-12/11/2025", D(2025, 11, 10), D(2025, 11, 12)),
        ("24/7 - 30/7", D(2026, 7, 24), D(2026, 7, 30)),
        ("từ 08 giờ 00 ngày 10/11/2025 đến 17 giờ 00 ngày 12/11/2025", D(2025, 11, 10), D(2025, 11, 12)),
        ("2025 và những năm tiếp theo", D(2025, 1, 1), None),
        ("Quý I/2026 và các quý tiếp theo", D(2026, 1, 1), None),
        ("T1-T3/2026", D(2026, 1, 1), D(2026, 3, 31)),
        ("Từ 01/7/2026", D(2026, 7, 1), None),
        ("Từ tháng 10/2025 đến khi hoàn thành việc bàn giao", D(2025, 10, 1), None),
        ("Từ nay đến hết năm 2025", None, D(2025, 12, 31)),
        ("Đến năm 2030", None, D(2030, 12, 31)),
        ("Hết quý II/2026", None, D(2026, 6, 30)),
        ("Cuối năm 2025", None, D(2025, 12, 31)),
        ("Đầu năm 2026", D(2026, 1, 1), None),
        ("Từ ngày ký ban hành đến hết ngày 31/12/2025", None, D(2025, 12, 31)),
    ],
)
def test_periods(text: str, start: date | None, end: date | None) -> None:
    assert read(text) == [(text, "period", start, end, ())]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Trước ngày 30/11/2025", None, D(2025, 11, 30)),
        ("Trước 30/6/2026", None, D(2026, 6, 30)),
        ("Chậm nhất là ngày 15 tháng 12 năm 2025", None, D(2025, 12, 15)),
        ("Xong trước ngày 15-12-2025", None, D(2025, 12, 15)),
        ("Trước 17 giờ 00 phút, ngày 05/12/2025", None, D(2025, 12, 5)),
        ("chậm nhất trong tháng 07/2026", None, D(2026, 7, 31)),
        ("Trước tháng 12/2025", None, D(2025, 11, 30)),
        ("Trước quý II/2026", None, D(2026, 3, 31)),
        ("Ngày 10/11/2025", D(2025, 11, 10), D(2025, 11, 10)),
        ("31/12/2025", D(2025, 12, 31), D(2025, 12, 31)),
        ("Đến ngày 31/12/2025", None, D(2025, 12, 31)),
        ("Từ 7 giờ 00 đến 19 giờ 00, Chủ nhật, ngày 15/3/2026", D(2026, 3, 15), D(2026, 3, 15)),
        ("7h30 - 11h30, ngày 12/6/2025", D(2025, 6, 12), D(2025, 6, 12)),
        ("07h30, thứ Sáu ngày 20/6/2025", D(2025, 6, 20), D(2025, 6, 20)),
    ],
)
def test_dates(text: str, start: date | None, end: date | None) -> None:
    assert read(text) == [(text, "date", start, end, ())]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Hằng năm", ["FREQ=YEARLY"]),
        ("hàng qúy", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("Định kỳ 6 tháng, năm", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        (
            "định kỳ hàng quý, 6 tháng, năm",
            ["FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"],
        ),
        ("01 lần/quý", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("Ít nhất 02 lần/năm", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("03 tháng một lần", ["FREQ=MONTHLY;INTERVAL=3"]),
        ("6 tháng/lần", ["FREQ=MONTHLY;INTERVAL=6"]),
        ("5 năm một lần", ["FREQ=YEARLY;INTERVAL=5"]),
        ("mỗi năm 01 lần", ["FREQ=YEARLY"]),
        ("Thứ 6 hàng tuần", ["FREQ=WEEKLY;BYDAY=FR"]),
        ("hàng tuần (chiều thứ Năm)", ["FREQ=WEEKLY;BYDAY=TH"]),
        (
            "trước ngày 10/6 (sơ kết) và trước ngày 10/12 (tổng kết) hằng năm",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"],
        ),
        ("Tháng 12 hằng năm", ["FREQ=YEARLY;BYMONTH=12"]),
        ("Quý I hằng năm", ["FREQ=YEARLY;BYMONTH=1,2,3"]),
        ("Tháng 6, tháng 12 hàng năm", ["FREQ=YEARLY;BYMONTH=6", "FREQ=YEARLY;BYMONTH=12"]),
        ("từ tháng 10 đến tháng 2 hằng năm", ["FREQ=YEARLY;BYMONTH=1,2,10,11,12"]),
        ("trước ngày 15/12 hằng năm", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
        (
            "trước ngày 01/6 và 15/11 hằng năm",
            ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"],
        ),
        ("ngày 05 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
        ("Tuần 2, tuần 4 hằng tháng", ["FREQ=MONTHLY"]),
        ("tuần cuối của mỗi tháng", ["FREQ=MONTHLY"]),
        ("chậm nhất vào ngày 05 của mỗi tháng", ["FREQ=MONTHLY;BYMONTHDAY=5"]),
        ("ngày 05, 20 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYMONTHDAY=20"]),
        ("từ ngày 05 đến ngày 07 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=5,6,7"]),
        ("trước ngày 20 của tháng cuối quý", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"]),
        ("Định kỳ hằng năm (trước ngày 15/12)", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]),
        ("Hằng tháng, trước ngày 25", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
    ],
)
def test_recurrences(text: str, rules: list[str]) -> None:
    assert read(text) == [(text, "recurrence", None, None, tuple(rules))]


def test_recurrences_within_a_span() -> None:
    text = "01 lần/quý trong năm 2025"
    assert read(text) == [(text, "recurrence", D(2025, 1, 1), D(2025, 12, 31), ("FREQ=MONTHLY;INTERVAL=3",))]
    text = "Hằng năm, giai đoạn 2026-2030"
    assert read(text) == [(text, "recurrence", D(2026, 1, 1), D(2030, 12, 31), ("FREQ=YEARLY",))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Thường xuyên", None, None),
        ("24/7", None, None),
        ("24/24 giờ", None, None),
        ("thường xuyên, liên tục", None, None),
        ("Thường xuyên, theo quy định", None, None),
        ("Thường xuyên trong năm", D(2025, 1, 1), D(2025, 12, 31)),
        ("Thường xuyên trong năm 2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("Thường xuyên từ năm 2026", D(2026, 1, 1), None),
    ],
)
def test_ongoing(text: str, start: date | None, end: date | None) -> None:
    assert read(text) == [(text, "ongoing", start, end, ())]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Khi có yêu cầu", "có yêu cầu"),
        ("Sau khi có Quy chế của tỉnh", "có Quy chế của tỉnh"),
        ("Sau 03 tháng kể từ khi có văn bản của Trung ương", "có văn bản của Trung ương"),
        ("theo lộ trình, hướng dẫn của Bộ", "theo lộ trình, hướng dẫn của Bộ"),
        ("Theo Kế hoạch riêng", "Theo Kế hoạch riêng"),
        ("Dịp Tết Nguyên đán", "Dịp Tết Nguyên đán"),
        ("15 ngày làm việc", "15 ngày làm việc"),
        ("Trước ngày giao quân 01 ngày", "giao quân 01 ngày"),
        ("Trước mùa mưa bão", "mùa mưa bão"),
    ],
)
def test_relative(text: str, event: str) -> None:
    (deadline,) = read_time_slot(text, plan_years=None, issued=None)
    assert (deadline.kind, deadline.event, text[deadline.start : deadline.end]) == ("relative", event, text)


def test_several_expressions_in_one_slot() -> None:
    assert read("Quý I/2026; Quý III/2026 và hằng năm") == [
        ("Quý I/2026", "period", D(2026, 1, 1), D(2026, 3, 31), ()),
        ("Quý III/2026", "period", D(2026, 7, 1), D(2026, 9, 30), ()),
        ("hằng năm", "recurrence", None, None, ("FREQ=YEARLY",)),
    ]


def test_leading_verbs_are_left_out() -> None:
    assert [found[0] for found in read("Hoàn thành trước ngày 15/12/2025")] == ["trước ngày 15/12/2025"]


def one(text: str, plan_years: tuple[int, int] | None, issued: date | None = None) -> Deadline:
    (deadline,) = read_time_slot(text, plan_years=plan_years, issued=issued)
    return deadline


def test_years_left_out_come_from_the_plan_and_lower_the_confidence() -> None:
    assert one("Quý II", (2025, 2025)).end_date == D(2025, 6, 30)
    assert one("trước ngày 20/11", (2025, 2025), D(2025, 3, 1)).end_date == D(2025, 11, 20)
    assert one("trước ngày 10/01", (2025, 2025), D(2025, 3, 1)).end_date == D(2026, 1, 10)
    assert one("trước ngày 31/01 năm liền kề", (2025, 2025)).end_date == D(2026, 1, 31)
    assert one("trước ngày 10/01", None, D(2025, 11, 20)).end_date == D(2026, 1, 10)
    assert one("tháng 6 đến tháng 2", (2025, 2025)).end_date == D(2026, 2, 28)
    assert one("Quý II/2025", (2025, 2025)).confidence == 1.0
    assert one("Quý II", (2025, 2025)).confidence < 1.0
    assert one("Quý II", (2025, 2030), D(2025, 11, 5)).confidence < one("Quý II", (2025, 2025)).confidence


def test_what_gives_no_day_is_reported_with_a_warning() -> None:
    for text in (
        "trước ngày 31/02/2025",
        "ngày 20/11/20225",
        "trước ngày 20/11",
        "Quý …/2025",
        "Năm học 2025-2026",
    ):
        deadline = one(text, None)
        assert (deadline.start_date, deadline.end_date) == (None, None)
        assert deadline.warning
        assert text[deadline.start : deadline.end] == text
    reversed_span = one("từ ngày 10/12/2025 đến ngày 01/12/2025", None)
    assert (reversed_span.start_date, reversed_span.end_date) == (None, D(2025, 12, 1))
    assert reversed_span.warning
    assert one("02 lần/tháng", None).warning
    assert one("tuần 1 hằng tháng", None).warning
    assert one("ngày 31/02 hằng năm", None).rrules == ("FREQ=YEARLY",)
    assert one("ngày 31/02 hằng năm", None).warning


@pytest.mark.parametrize("text", ["", "Trong quá trình thực hiện", "Hội trường tầng 2", "ngày 05", "100%"])
def test_texts_without_a_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Quý, 6 tháng, năm", ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY")),
        ("6 tháng, 1 năm", ("FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY")),
        ("Tháng và quý", ("FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3")),
    ],
)
def test_a_bare_list_of_periods_is_a_rhythm(text: str, rules: tuple[str, ...]) -> None:
    assert read(text) == [(text, "recurrence", None, None, rules)]
