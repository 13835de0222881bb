"""The calendar as the libraries read it that calendar programs are built on: icalendar and dateutil."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pipeline.export.ical import document_name, write_calendar
from pipeline.export.occasions import Span, first_day, occasions
from pipeline.tables import Tables

DAY = dt.timedelta(days=1)


def _events(tables: Tables, folder: Path) -> list[Any]:
    path = folder / "kehoach.ics"
    note = write_calendar(tables, path)
    events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
    assert len(events) == note.entries
    return events


def _days(event: Any) -> list[tuple[dt.date, dt.date]]:
    """The first and last days on which a calendar program shows an entry."""
    first, last = event["DTSTART"].dt, event["DTEND"].dt - DAY
    if "RRULE" not in event:
        return [(first, last)]
    rule = event["RRULE"].to_ical().decode()
    # dateutil takes days as midnights
    midnights = rrulestr(rule, dtstart=dt.datetime.combine(first, dt.time()))
    return [(found.date(), found.date() + (last - first)) for found in midnights]


def _document(**values: Any) -> dict[str, Any]:
    return {"doc_id": "d", "source_path": "a.txt", "type": "kế hoạch", "issued_precision": "day"} | values


def _deadline(**values: Any) -> dict[str, Any]:
    return {"doc_id": "d", "deadline_id": 0, "text": "thời hạn", "kind": "date"} | values


def test_entries_fall_on_the_days_of_the_table(sample_tables: Tables, tmp_path: Path) -> None:
    documents = {row["doc_id"]: row for row in sample_tables.rows("documents")}
    expected = []
    for deadline in sample_tables.rows("deadlines"):
        tasks = max(1, len(deadline["task_ids"]))
        if deadline["kind"] in ("date", "period") and (deadline["start_date"] or deadline["end_date"]):
            days = (
                deadline["start_date"] or deadline["end_date"],
                deadline["end_date"] or deadline["start_date"],
            )
            expected += [[days]] * tasks
        elif deadline["kind"] == "recurrence":
            for occasion in occasions(deadline, documents[deadline["doc_id"]]):
                expected += [[(day, day) for day in occasion.due_days()]] * tasks
    assert sorted(map(_days, _events(sample_tables, tmp_path))) == sorted(expected)


def test_the_same_tables_give_the_same_file(sample_tables: Tables, tmp_path: Path) -> None:
    write_calendar(sample_tables, tmp_path / "1.ics")
    write_calendar(sample_tables, tmp_path / "2.ics")
    assert (tmp_path / "1.ics").read_bytes() == (tmp_path / "2.ics").read_bytes()


def test_entries_are_such_as_outlook_and_google_take(sample_tables: Tables, tmp_path: Path) -> None:
    events = _events(sample_tables, tmp_path)
    run = max(row["run_id"] for row in sample_tables.rows("sources"))
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert event["DTSTAMP"].dt.strftime("%Y%m%dT%H%M%SZ") == run.partition("-")[0]
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event["DTSTART"].dt < event["DTEND"].dt
        assert str(event["SUMMARY"])
        if "RRULE" in event:  # RFC 5545, 3.3.10: of the same type as DTSTART
            (until,) = event["RRULE"]["UNTIL"]
            assert type(until) is dt.date
    raw = (tmp_path / "kehoach.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75  # RFC 5545, 3.1


def test_an_entry_says_what_who_and_by_which_plan(make_tables: Any, tmp_path: Path) -> None:
    tables = make_tables(
        {
            "documents": [
                _document(
                    number="19", symbol="KH/ĐU", issuer="Đảng ủy phường", issued_date=dt.date(2025, 1, 2)
                )
            ],
            "tasks": [
                {
                    "doc_id": "d",
                    "task_id": 0,
                    "text": "Chủ trì, kiểm tra; báo cáo\nkết quả",
                    "product": "Báo cáo",
                }
            ],
            "units": [
                {"doc_id": "d", "unit_id": 0, "name": "Sở A, B", "role": "lead"},
                {"doc_id": "d", "unit_id": 1, "name": "Sở C", "role": "coordinate"},
            ],
            "deadlines": [_deadline(task_ids=[0], end_date=dt.date(2025, 9, 30), page=3)],
        }
    )
    (event,) = _events(tables, tmp_path)
    assert str(event["SUMMARY"]) == "Hạn: Sở A, B: Chủ trì, kiểm tra; báo cáo kết quả"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Nhiệm vụ: Chủ trì, kiểm tra; báo cáo kết quả",
        "Chủ trì: Sở A, B",
        "Phối hợp: Sở C",
        "Sản phẩm: Báo cáo",
        "Thời hạn: thời hạn",
        "Theo: Kế hoạch số 19-KH/ĐU ngày 02/01/2025 của Đảng ủy phường (a.txt, trang 3)",
    ]
    assert _days(event) == [(dt.date(2025, 9, 30), dt.date(2025, 9, 30))]


def test_a_deadline_of_several_tasks_is_an_entry_for_each(make_tables: Any, tmp_path: Path) -> None:
    tasks = [
        {"doc_id": "d", "task_id": number, "char_start": number, "text": f"Việc {number}"}
        for number in (0, 1)
    ]
    deadline = _deadline(task_ids=[0, 1], end_date=dt.date(2025, 9, 30))
    tables = make_tables({"documents": [_document()], "tasks": tasks, "deadlines": [deadline]})
    assert [str(event["SUMMARY"]) for event in _events(tables, tmp_path)] == ["Hạn: Việc 0", "Hạn: Việc 1"]


PERIODS = [
    ({"end_date": dt.date(2025, 6, 30)}, "Hạn: ", "2025-06-30", "2025-06-30"),
    ({"start_date": dt.date(2025, 6, 1)}, "Từ ngày này: ", "2025-06-01", "2025-06-01"),
    ({"start_date": dt.date(2025, 4, 1), "end_date": dt.date(2025, 6, 30)}, "", "2025-04-01", "2025-06-30"),
]


@pytest.mark.parametrize(("dates", "prefix", "first", "last"), PERIODS)
def test_periods_open_at_an_end_stand_on_the_day_they_name(
    dates: Any, prefix: str, first: str, last: str, make_tables: Any, tmp_path: Path
) -> None:
    block = {"doc_id": "d", "block_id": 0, "label": "a", "text": "a) Tuyên truyền."}
    deadline = _deadline(kind="period", **dates)
    tables = make_tables({"documents": [_document()], "blocks": [block], "deadlines": [deadline]})
    (event,) = _events(tables, tmp_path)
    assert str(event["SUMMARY"]) == prefix + "Tuyên truyền."
    assert _days(event) == [(dt.date.fromisoformat(first), dt.date.fromisoformat(last))]


LEFT_OUT = [
    (_deadline(kind="ongoing"), "ongoing"),
    (_deadline(kind="relative", event="nhận kế hoạch"), "relative"),
    (_deadline(), "undated"),
    (_deadline(kind="recurrence", rrules=["FREQ=MONTHLY"], end_date=dt.date(2024, 12, 31)), "over"),
]


@pytest.mark.parametrize(("deadline", "reason"), LEFT_OUT)
def test_what_stands_on_no_day_is_counted(
    deadline: Any, reason: str, make_tables: Any, tmp_path: Path
) -> None:
    document = _document(issued_date=dt.date(2025, 1, 2), plan_year_first=2024, plan_year_last=2024)
    note = write_calendar(make_tables({"documents": [document], "deadlines": [deadline]}), tmp_path / "a.ics")
    assert (note.entries, note.left_out) == (0, {reason: 1})


RECURRING = [
    ("FREQ=MONTHLY;INTERVAL=3", ["2025-04-01", "2025-07-01", "2025-10-01"]),
    ("FREQ=MONTHLY;INTERVAL=6", ["2025-07-01"]),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", ["2025-12-15"]),
    ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5", []),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", ["2025-07-31", "2025-10-31"]),
]


@pytest.mark.parametrize(("rule", "days"), RECURRING)
def test_intervals_are_those_of_the_calendar_from_the_day_of_issue(
    rule: str, days: list[str], make_tables: Any, tmp_path: Path
) -> None:
    document = _document(issued_date=dt.date(2025, 2, 20), plan_year_first=2025, plan_year_last=2025)
    deadline = _deadline(kind="recurrence", rrules=[rule])
    events = _events(make_tables({"documents": [document], "deadlines": [deadline]}), tmp_path)
    assert [first.isoformat() for event in events for first, _ in _days(event)] == days


def test_a_weekly_rule_without_a_day_falls_on_mondays() -> None:
    span = Span(dt.date(2025, 1, 1), dt.date(2025, 2, 20), dt.date(2025, 12, 31))
    assert first_day("FREQ=WEEKLY", span) == dt.date(2025, 2, 24)


YEARS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
PARTS = st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3", ";INTERVAL=6"])
RULES = st.one_of(
    st.builds("FREQ=MONTHLY{}".format, PARTS),
    st.builds("FREQ=MONTHLY{};BYMONTHDAY={}".format, PARTS, st.integers(1, 31)),
    st.builds("FREQ=WEEKLY{}".format, PARTS),
    st.builds("FREQ=WEEKLY;BYDAY={}".format, st.sampled_from(["MO", "FR", "SU"])),
    st.builds("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)),
    st.just("FREQ=DAILY"),
)


@given(rule=RULES, issued=YEARS, years=st.integers(0, 5))
def test_a_rule_from_its_first_day_on_is_the_rule_of_the_year(rule: str, issued: dt.date, years: int) -> None:
    """The entry counts from its own first day, the plan from 1 January: both must name the same days."""
    document = _document(issued_date=issued, plan_year_first=issued.year, plan_year_last=issued.year + years)
    deadline = _deadline(kind="recurrence", rrules=[rule], start_date=None, end_date=None)
    begin, end = dt.date(issued.year, 1, 1), dt.date(issued.year + years, 12, 31)
    if rule.startswith("FREQ=WEEKLY") and "BYDAY" not in rule:
        begin += dt.timedelta(days=-begin.weekday() % 7)
    of_year = rrulestr(rule, dtstart=dt.datetime.combine(begin, dt.time()))
    until = dt.datetime.combine(end, dt.time())
    expected = [
        moment.date() for moment in of_year.between(dt.datetime.combine(issued, dt.time()), until, inc=True)
    ]
    found = [day for occasion in occasions(deadline, document) for day in occasion.due_days()]
    assert found == expected


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "Kế hoạch"),
        ({"type": None}, "Văn bản"),
        ({"number": "12", "symbol": "KH-UBND"}, "Kế hoạch số 12/KH-UBND"),
        ({"symbol": "KH-UBND", "subject": "Chuyển đổi số"}, "Kế hoạch – Chuyển đổi số"),
    ],
)
def test_documents_are_named_as_far_as_they_are_known(values: Any, name: str) -> None:
    blank = dict.fromkeys(("number", "symbol", "issued_date", "issued_precision", "issuer", "subject"))
    assert document_name(blank | {"type": "kế hoạch"} | values) == name
