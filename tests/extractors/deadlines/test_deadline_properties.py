"""What holds for every text: days in order, rules that a calendar reads, words that read back."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadlines import Deadline, find_deadlines, format_deadline, read_time_slot

WORDS = [
    "trước ngày",
    "chậm nhất",
    "đến",
    "từ",
    "từ nay đến hết",
    "trong",
    "cuối",
    "đầu",
    "hằng năm",
    "hàng tháng",
    "hằng quý",
    "mỗi tuần",
    "định kỳ",
    "6 tháng",
    "năm",
    "tháng",
    "quý",
    "Quý IV",
    "quý I/2026",
    "ngày",
    "01/6",
    "15/11",
    "31/02/2025",
    "30/11/2025",
    "29/02",
    "tháng 12/2025",
    "tháng 13",
    "2025",
    "2026",
    "năm 2025",
    "20",
    "05",
    "01 lần",
    "/",
    ",",
    ";",
    "và",
    "-",
    "(",
    ")",
    ":",
    ".",
    "khi có yêu cầu",
    "sau khi",
    "kể từ ngày",
    "10 ngày",
    "ký ban hành",
    "thường xuyên",
    "trong năm",
    "và các năm tiếp theo",
    "năm liền kề",
    "tháng cuối quý",
    "tháng sau",
    "đến khi",
    "đến nay",
    "giai đoạn",
    "năm học",
    "tuần 2",
    "thứ Sáu",
    "báo cáo",
    "hoàn thành",
    "theo kế hoạch",
    "Thời gian",
    "17 giờ 00",
    "lần",
    "nửa",
    "đột xuất",
    "dịp Tết",
    "9 tháng",
    "thứ Hai, thứ Tư",
    "chủ nhật",
    "hằng tuần",
    "học kỳ I",
    "năm học 2025-2026",
    "tuần 1, 2",
    "cuối năm",
    "16 giờ 30 phút",
    "hằng ngày",
    "trong thời hạn",
    "24 giờ",
    "khi phát hiện",
    "bắt đầu từ",
    "…",
]
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
plans = st.sampled_from([None, (2025, 2025), (2026, 2030)])
issue_days = st.sampled_from([None, date(2025, 1, 10), date(2025, 11, 20)])


@settings(max_examples=400)
@given(texts, plans, issue_days)
def test_every_deadline_is_sound(text: str, plan_years: tuple[int, int] | None, issued: date | None) -> None:
    for read in (find_deadlines, read_time_slot):
        position = 0
        for deadline in read(text, plan_years=plan_years, issued=issued):
            assert position <= deadline.start < deadline.end <= len(text)
            assert text[deadline.start : deadline.end].strip() == text[deadline.start : deadline.end]
            position = deadline.end
            if deadline.start_date and deadline.end_date:
                assert deadline.start_date <= deadline.end_date
            for rule in deadline.rrules:
                rrulestr(rule, dtstart=datetime(2025, 1, 1))  # noqa: DTZ001 (rules hold for local days)
            assert (deadline.kind == "recurrence") == bool(deadline.rrules)
            assert (deadline.kind == "relative") == (deadline.event is not None)
            assert 0 < deadline.confidence <= 1


@settings(max_examples=400)
@given(texts, plans, issue_days)
def test_formatted_deadlines_read_back(
    text: str, plan_years: tuple[int, int] | None, issued: date | None
) -> None:
    for deadline in read_time_slot(text, plan_years=plan_years, issued=issued):
        printed = format_deadline(deadline)
        again = read_time_slot(printed, plan_years=None, issued=None)
        assert [_meaning(found) for found in again] == [_meaning(deadline)], printed


def _meaning(deadline: Deadline) -> tuple[object, ...]:
    return deadline.kind, deadline.start_date, deadline.end_date, deadline.rrules, deadline.event


@pytest.mark.parametrize(
    ("slot", "printed"),
    [
        ("xong trước 30/11/2025", "trước ngày 30/11/2025"),
        ("Quý IV/2025", "từ ngày 01/10/2025 đến ngày 31/12/2025"),
        ("2026 và những năm tiếp theo", "từ ngày 01/01/2026"),
        ("hàng tháng, quý, 6 tháng", "hằng tháng, hằng quý, hằng 6 tháng"),
        ("trước ngày 01/6 và 15/11 hàng năm", "ngày 01/6 và ngày 15/11 hằng năm"),
        ("Tháng 1 đến tháng 3 hằng năm", "quý I hằng năm"),
        ("Khi có yêu cầu", "sau khi có yêu cầu"),
    ],
)
def test_format(slot: str, printed: str) -> None:
    (deadline,) = read_time_slot(slot, plan_years=None, issued=None)
    assert format_deadline(deadline) == printed
