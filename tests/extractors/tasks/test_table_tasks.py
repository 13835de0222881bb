"""Tasks in tables: columns of many names, groups of rows, merged cells."""

from __future__ import annotations

import pytest
from task_support import SECTION, TITLE, document_of, found, no_time

from extractors.tasks import find_tasks

TABLE = "\n".join(
    "\t".join(cells)
    for cells in [
        ["TT", "Thời hạn", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Kết quả"],
        ["I", "", "TUYÊN TRUYỀN", "", "", ""],
        ["1", "Quý I", "Đăng tin, bài", "Văn phòng Sở", "Thanh tra Sở; Phòng Nghiệp vụ Y", "Tin, bài"],
        ["2", "Quý II", "Phát tờ rơi", "nt", "", ""],
        ["3", "Quý III", "Tọa đàm", "", "", ""],
        ["II", "", "KIỂM TRA", "", "", ""],
        ["4", "Quý IV", "Kiểm tra", "Thanh tra Sở chủ trì; Văn phòng Sở phối hợp", "", "Báo cáo"],
    ]
)


def test_tasks_in_a_table() -> None:
    document = document_of(f"KẾ HOẠCH\n\nNăm 2025\n\nPHỤ LỤC\n\nNHIỆM VỤ\n\n{TABLE}\n")
    tasks = find_tasks(document, no_time)
    rows = [
        (
            document.text[task.start : task.end],
            [(part.role, document.text[part.start : part.end]) for part in task.units],
            task.product,
            task.section[-1],
        )
        for task in tasks
    ]
    assert rows == [
        (
            "Đăng tin, bài",
            [("lead", "Văn phòng Sở"), ("coordinate", "Thanh tra Sở"), ("coordinate", "Phòng Nghiệp vụ Y")],
            "Tin, bài",
            "I TUYÊN TRUYỀN",
        ),
        ("Phát tờ rơi", [("lead", "Văn phòng Sở")], None, "I TUYÊN TRUYỀN"),
        ("Tọa đàm", [("lead", "Văn phòng Sở")], None, "I TUYÊN TRUYỀN"),
        ("Kiểm tra", [("lead", "Thanh tra Sở"), ("coordinate", "Văn phòng Sở")], "Báo cáo", "II KIỂM TRA"),
    ]
    merged = next(task for task in tasks if document.text[task.start : task.end] == "Tọa đàm")
    assert all(part.confidence < 1 for part in merged.units)


def _table(*rows: str) -> list[tuple[str, dict[str, list[str]]]]:
    """What is found in a table whose cells are divided by strokes."""
    lines = "\n".join(row.replace("|", "\t") for row in rows)
    return found(f"{TITLE}PHỤ LỤC\n\nNHIỆM VỤ\n\n{lines}\n")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                "Nội dung|Phân công nhiệm vụ|Tiến độ",
                "Kiểm kê mỏ|Chủ trì: Sở Y tế. Phối hợp: Sở Tài chính, doanh nghiệp|Quý II/2025",
                "Tổng kinh phí: 1.500 triệu đồng||",
            ],
            [("Kiểm kê mỏ", {"lead": ["Sở Y tế"], "coordinate": ["Sở Tài chính", "doanh nghiệp"]})],
            id="who is given it, and a total",
        ),
        pytest.param(
            ["TT|Việc|Người phụ trách|Hạn", "1|- Làm thẻ|Tổ Văn phòng|5/3", "2|- Phát thẻ|Không|6/3"],
            [("Làm thẻ", {"lead": ["Tổ Văn phòng"]}), ("Phát thẻ", {})],
            id="bullets-and-nobody",
        ),
        pytest.param(
            [
                "STT|Nội dung|Đơn vị thực hiện||Thời gian",
                "||Chủ trì|Phối hợp|",
                "1|Rà soát|Sở Nội vụ|Sở Y tế|Quý I",
                "2|Công bố|||",
                "3|Tập huấn|Sở Y tế||Quý II",
            ],
            [
                ("Rà soát", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
                ("Công bố", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
                ("Tập huấn", {"lead": ["Sở Y tế"]}),
            ],
            id="header-over-two-rows-and-cells-merged-downwards",
        ),
        pytest.param(
            [
                "TT|Công việc|Thời hạn|Ghi chú",
                "I|Văn phòng Sở||",
                "1|Niêm yết thủ tục|Quý I|",
                "II|Thanh tra Sở||",
                "1|Kiểm tra việc niêm yết|Quý II|",
            ],
            [
                ("Niêm yết thủ tục", {"lead": ["Văn phòng Sở"]}),
                ("Kiểm tra việc niêm yết", {"lead": ["Thanh tra Sở"]}),
            ],
            id="groups-that-are-units",
        ),
        pytest.param(
            [
                "TT|Tiêu chí|Điểm|Đơn vị chủ trì|Đơn vị phối hợp",
                "1|Chỉ đạo điều hành|9,5||",
                "1.1|Ban hành kế hoạch|1|Sở Nội vụ|Sở Y tế",
                "1.2|Kiểm tra|2||",
            ],
            [
                ("Ban hành kế hoạch", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
                ("Kiểm tra", {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"]}),
            ],
            id="criteria-numbered-in-levels",
        ),
        pytest.param(
            ["TT|Nội dung|Đơn vị|Số lượng|Đơn giá", "1|In tờ rơi|tờ|100|2.000", "2|Thuê xe|chuyến|1|900.000"],
            [],
            id="a-budget",
        ),
        pytest.param(
            ["TT|Tên đơn vị|Cấp học", "1|Trường THCS Tân Lập|THCS", "2|Trường THPT Sơn Lập|THPT"],
            [],
            id="a-list-of-units",
        ),
        pytest.param(
            ["Nội dung|Giải pháp|Phòng phụ trách", "Đăng tin|Mở chuyên mục|Văn phòng Sở"],
            [("Đăng tin", {"lead": ["Văn phòng Sở"]})],
            id="how-it-is-done-beside-what",
        ),
    ],
)
def test_layouts_of_tables(rows: list[str], expected: list[tuple[str, dict[str, list[str]]]]) -> None:
    assert _table(*rows) == expected


def test_a_table_under_a_units_heading() -> None:
    table = "TT\tNội dung\tThời gian\n1\tHội thi\tQuý I\n2\tTập huấn\tQuý II\n"
    assert found(f"{SECTION}1. Phòng Y tế\n\n{table}") == [
        ("Hội thi", {"lead": ["Phòng Y tế"]}),
        ("Tập huấn", {"lead": ["Phòng Y tế"]}),
    ]


def test_times_of_merged_cells_hold_for_each_row() -> None:
    rows = [
        "Tháng\tNội dung\tPhụ trách",
        "9/2025\tKhai giảng\tVăn phòng",
        "\tHội nghị\tTổ Toán",
        "10/2025\tThao giảng\tTổ Văn",
    ]
    document = document_of(f"{TITLE}PHỤ LỤC\n\nNHIỆM VỤ\n\n" + "\n".join(rows) + "\n")
    times = [
        [document.text[low:high] for low, high in task.time_spans] for task in find_tasks(document, no_time)
    ]
    assert times == [["9/2025", "Khai giảng"], ["9/2025", "Hội nghị"], ["10/2025", "Thao giảng"]]


def test_a_table_of_figures_holds_no_tasks() -> None:
    assert (
        found(
            "KẾ HOẠCH\n\nNăm 2025\n\nTT\tChỉ tiêu\tĐVT\tNăm 2025\n1\tHồ sơ trực tuyến\t%\t80\n2\tSố hóa\t%\t90\n"
        )
        == []
    )
