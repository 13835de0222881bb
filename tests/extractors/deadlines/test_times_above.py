"""What headings, groups of rows and cells say of times printed without a year, and of tasks that state no time."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.deadlines.blocks import find_document_deadlines
from pipeline import extract
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument
from pipeline.segment import segment

D = date


def days_of(body: str) -> list[date | None]:
    """The last day of each deadline of a plan for 2026 to 2028, issued on 5 January 2026."""
    text = f"KẾ HOẠCH\nRà soát thủ tục hành chính giai đoạn 2026 - 2028\n\nI. NHIỆM VỤ\n\n{body}\n"
    document = segment(normalise(SourceDocument(text=text, format="text")))
    found = find_document_deadlines(document, plan_years=(2026, 2028), issued=D(2026, 1, 5))
    return [deadline.end_date for deadline in found]


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Năm 2027", 2027),
        ("Trong năm 2027:", 2027),
        ("Giai đoạn 2027 - 2028", 2027),
        ("Giai đoạn 2 (từ năm 2027 đến năm 2028)", 2027),
        ("Quý III/2027", 2027),
        ("Nhiệm vụ trọng tâm năm 2027", 2027),
        ("NỘI DUNG TRIỂN KHAI NĂM 2027", 2027),
        ("Đến năm 2027", 2026),
        ("Mục tiêu đến năm 2027", 2026),
        ("Nhiệm vụ theo Kế hoạch số 5/KH-UBND năm 2027 của tỉnh", 2026),
        ("Công việc còn lại của năm 2025", 2026),
        ("Công việc năm 2025", 2026),
    ],
)
def test_a_heading_states_the_year_of_what_stands_under_it(heading: str, year: int) -> None:
    assert days_of(f"1. {heading}\n\n- Văn phòng Sở hoàn thành trước ngày 30/9.")[-1] == D(year, 9, 30)


def test_a_year_at_a_line_s_beginning_holds_for_its_later_times() -> None:
    text = "Năm 2027: Văn phòng Sở sơ kết trước ngày 30/6; Thanh tra Sở kiểm tra trong tháng 9."
    assert days_of(f"- {text}") == [D(2027, 12, 31), D(2027, 6, 30), D(2027, 9, 30)]


def test_a_time_that_prints_its_year_keeps_it() -> None:
    assert days_of("1. Năm 2027\n\n- Sở Y tế hoàn thành trước ngày 30/9/2026.")[-1] == D(2026, 9, 30)


def test_a_heading_that_is_a_time_holds_for_the_tasks_under_it_that_state_none() -> None:
    text = (
        "SỞ NỘI VỤ\n\nKẾ HOẠCH\nKiểm tra năm 2026\n\nI. MỤC TIÊU\n\n1. Năm 2026\n\n- 100% hồ sơ đúng hạn.\n\n"
        "II. NHIỆM VỤ\n\n1. Quý I/2026\n\n- Văn phòng Sở lập chương trình.\n\n"
        "- Thanh tra Sở kiểm tra trước ngày 15/3.\n\n2. Tháng 4/2026:\n\n- Thanh tra Sở họp.\n"
    )
    tables = extract(text)
    tasks = {row["task_id"]: row["text"] for row in tables["tasks"]}
    assert [(row["text"], [tasks[number] for number in row["task_ids"]]) for row in tables["deadlines"]] == [
        ("Quý I/2026", ["Văn phòng Sở lập chương trình."]),
        ("trước ngày 15/3", ["Thanh tra Sở kiểm tra trước ngày 15/3."]),
        ("Tháng 4/2026", ["Thanh tra Sở họp."]),
    ]


@pytest.mark.parametrize(
    ("heading", "time"),
    [
        ("Đợt 2 (từ ngày 01/6 đến ngày 15/6/2026)", "từ ngày 01/6 đến ngày 15/6/2026"),
        ("Bước 1 (từ 01/3 đến 15/3/2026): Khảo sát", "từ 01/3 đến 15/3/2026"),
        ("Giai đoạn 1: Từ tháng 3 đến tháng 5/2026", "Từ tháng 3 đến tháng 5/2026"),
    ],
)
def test_the_time_of_a_phase_holds_for_the_tasks_under_it(heading: str, time: str) -> None:
    text = f"SỞ NỘI VỤ\n\nKẾ HOẠCH\nKiểm tra năm 2026\n\nI. NHIỆM VỤ\n\n1. {heading}\n\n- Văn phòng Sở rà soát.\n"
    assert [(row["text"], row["task_ids"]) for row in extract(text)["deadlines"]] == [(time, [0])]


def test_a_group_of_rows_under_a_time_has_it_for_its_deadline() -> None:
    text = (
        "SỞ NỘI VỤ\n\nKẾ HOẠCH\nKiểm tra năm 2026\n\nI. NỘI DUNG\n\n| TT | Nội dung | Chủ trì | Thời gian |\n"
        "|---|---|---|---|\n| I | THÁNG 01/2026 | | |\n| 1 | Rà soát | Văn phòng | |\n"
        "| 2 | Kiểm tra | Văn phòng | 15/01/2026 |\n| II | Quý II | | |\n| 3 | Sơ kết | Văn phòng | |\n"
    )
    found = [(row["text"], row["task_ids"]) for row in extract(text)["deadlines"]]
    assert found == [("THÁNG 01/2026", [0]), ("15/01/2026", [1]), ("Quý II", [2])]


def test_a_group_of_rows_states_the_year_of_its_rows() -> None:
    table = (
        "| TT | Nhiệm vụ | Thời gian |\n|---|---|---|\n| I | Năm 2026 | |\n| 1 | Rà soát | Quý II |\n"
        "| II | Năm 2027 | |\n| 2 | Kiểm tra | Trước ngày 15/5 |\n"
    )
    assert days_of(table) == [D(2026, 6, 30), D(2027, 5, 15)]


def test_a_cell_states_the_year_of_those_after_it_and_a_merged_one_of_the_rows_below() -> None:
    table = (
        "| Tháng | Nội dung | Thời gian |\n|---|---|---|\n| 01/2027 | Thi học kỳ | 15/01 |\n"
        "| | Họp | 16/01 |\n| 02/2028 | Nghỉ Tết | 06/02 |\n"
    )
    assert days_of(table) == [D(2027, 1, 31), D(2027, 1, 15), D(2027, 1, 16), D(2028, 2, 29), D(2028, 2, 6)]


def test_a_column_states_the_year_of_its_cells_also_where_a_header_is_divided() -> None:
    page = (
        "<p>KẾ HOẠCH</p><p>Rà soát thủ tục giai đoạn 2026 - 2028</p><p>I. PHÂN CÔNG</p><table>"
        "<tr><td rowspan=2>TT</td><td rowspan=2>Nhiệm vụ</td><td rowspan=2>Chủ trì</td>"
        "<td colspan=2>Thời gian thực hiện</td></tr><tr><td>Năm 2026</td><td>Năm 2027</td></tr>"
        "<tr><td>1</td><td>Rà soát</td><td>Văn phòng</td><td>Quý II</td><td>Quý III</td></tr></table>"
    )
    tables = extract(f"<html><body>{page}</body></html>".encode())
    assert [(row["text"], row["end_date"]) for row in tables["deadlines"]] == [
        ("Quý II", D(2026, 6, 30)),
        ("Quý III", D(2027, 9, 30)),
    ]
    assert len(tables["tasks"]) == 1
