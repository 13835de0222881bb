"""Tasks in prose: who does what, with whom, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from task_support import SECTION, TITLE, document_of, found, no_time

from extractors.common.document import Document
from extractors.tasks import Task, find_tasks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Văn phòng Sở\n\n- Theo dõi, đôn đốc.\n\n- Phối hợp với Thanh tra Sở kiểm tra.\n",
            [
                ("Theo dõi, đôn đốc.", {"lead": ["Văn phòng Sở"]}),
                (
                    "Phối hợp với Thanh tra Sở kiểm tra.",
                    {"lead": ["Văn phòng Sở"], "coordinate": ["Thanh tra Sở"]},
                ),
            ],
            id="bullets-under-a-units-heading",
        ),
        pytest.param(
            "1. Văn phòng Sở: Tổng hợp, báo cáo UBND tỉnh.\n",
            [("Tổng hợp, báo cáo UBND tỉnh.", {"lead": ["Văn phòng Sở"], "report_to": ["UBND tỉnh"]})],
            id="text-after-a-units-colon",
        ),
        pytest.param(
            "1. Văn phòng Sở\n\n- Niêm yết thủ tục.\n\n- Thanh tra Sở kiểm tra việc niêm yết.\n",
            [
                ("Niêm yết thủ tục.", {"lead": ["Văn phòng Sở"]}),
                ("Thanh tra Sở kiểm tra việc niêm yết.", {"lead": ["Thanh tra Sở"]}),
            ],
            id="a-bullets-own-doer",
        ),
        pytest.param(
            "- Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Y tế rà soát biên chế.\n",
            [
                (
                    "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Y tế rà soát biên chế.",
                    {"lead": ["Sở Nội vụ"], "coordinate": ["Sở Tài chính", "Sở Y tế"]},
                )
            ],
            id="assigned",
        ),
        pytest.param(
            "1. Đề nghị Hội Nông dân tỉnh:\n\n- Vận động hội viên tham gia.\n",
            [("Vận động hội viên tham gia.", {"lead": ["Hội Nông dân tỉnh"]})],
            id="asked-in-a-heading",
        ),
        pytest.param(
            "Căn cứ Kế hoạch này, các sở, ban, ngành báo cáo về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.\n",
            [
                (
                    "Căn cứ Kế hoạch này, các sở, ban, ngành báo cáo về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.",
                    {"lead": ["các sở, ban, ngành"], "report_to": ["Sở Nội vụ"]},
                )
            ],
            id="after-an-adverbial-clause-and-a-chain-of-reports",
        ),
        pytest.param(
            "Trên đây là Kế hoạch năm 2025, yêu cầu các phòng, đơn vị trực thuộc Sở thực hiện nghiêm túc./.\n",
            [
                (
                    "Trên đây là Kế hoạch năm 2025, yêu cầu các phòng, đơn vị trực thuộc Sở thực hiện nghiêm túc./.",
                    {"lead": ["các phòng, đơn vị trực thuộc Sở"]},
                )
            ],
            id="closing-paragraph",
        ),
        pytest.param(
            "Ủy ban nhân dân tỉnh yêu cầu Sở Y tế công khai thủ tục.\n",
            [("Ủy ban nhân dân tỉnh yêu cầu Sở Y tế công khai thủ tục.", {"lead": ["Sở Y tế"]})],
            id="who-asks-is-not-who-does",
        ),
        pytest.param("- Tổ chức hội nghị giao ban hằng tháng.\n", [], id="verbs-are-no-units"),
        pytest.param("- 100% các sở, ban, ngành công khai thủ tục.\n", [], id="a-target"),
        pytest.param("- Nâng cao nhận thức của người dân.\n", [], id="nobody-named"),
    ],
)
def test_tasks_in_prose(text: str, expected: list[tuple[str, dict[str, list[str]]]]) -> None:
    assert found(SECTION + text) == expected


def test_slot_lines_hold_for_every_item_that_they_close() -> None:
    text = (
        "I. NHIỆM VỤ\n\n1. Công khai\n\na) Niêm yết thủ tục.\n\nb) Nhiệm vụ: Đăng tải kết quả.\n\n"
        "- Cơ quan chủ trì: Văn phòng Sở.\n\n- Cơ quan phối hợp: Thanh tra Sở.\n\n- Thời gian: Quý II/2025.\n\n"
        "2. Tập huấn nghiệp vụ\n\n- Đơn vị thực hiện: Phòng Tổ chức cán bộ.\n"
    )
    roles = {"lead": ["Văn phòng Sở"], "coordinate": ["Thanh tra Sở"]}
    assert found(TITLE + text) == [
        ("Niêm yết thủ tục.", roles),
        ("Đăng tải kết quả.", roles),
        ("Tập huấn nghiệp vụ", {"lead": ["Phòng Tổ chức cán bộ"]}),
    ]


def test_a_heading_among_those_of_units_names_one_too() -> None:
    text = (
        "1. Hiệu trưởng\n\n- Chỉ đạo chung.\n\n2. Tổ Toán\n\n- Soạn đề.\n\n3. Nhóm hỗ trợ kỹ thuật\n\n- Trực máy.\n\n"
        "4. Kinh phí thực hiện\n\n- Chi thường xuyên.\n\n5. Chế độ báo cáo: Các tổ báo cáo về Ban Giám hiệu.\n"
    )
    assert found(SECTION + text) == [
        ("Chỉ đạo chung.", {"lead": ["Hiệu trưởng"]}),
        ("Soạn đề.", {"lead": ["Tổ Toán"]}),
        ("Trực máy.", {"lead": ["Nhóm hỗ trợ kỹ thuật"]}),
        (
            "Chế độ báo cáo: Các tổ báo cáo về Ban Giám hiệu.",
            {"lead": ["Các tổ"], "report_to": ["Ban Giám hiệu"]},
        ),
    ]


def test_those_who_take_part_are_given_no_work() -> None:
    text = "I. THÀNH PHẦN THAM DỰ\n\n1. Sở Y tế\n\n- Đại diện lãnh đạo Sở.\n\n- Trưởng các phòng dự họp.\n"
    assert found(TITLE + text) == []


def test_a_units_name_with_the_word_of_a_product_is_no_slot() -> None:
    text = "2. Phòng Hướng dẫn và Tiếp nhận hồ sơ: Trả kết quả cho người dân.\n"
    assert found(SECTION + text) == [
        ("Trả kết quả cho người dân.", {"lead": ["Phòng Hướng dẫn và Tiếp nhận hồ sơ"]})
    ]


def test_slots_inside_an_item() -> None:
    text = "I. NHIỆM VỤ\n\n- Rà soát quy trình. Đơn vị thực hiện: Văn phòng Sở. Sản phẩm: Báo cáo.\n"
    document = document_of(TITLE + text)
    (task,) = find_tasks(document, no_time)
    assert document.text[task.start : task.end] == "Rà soát quy trình."
    assert [(part.role, document.text[part.start : part.end]) for part in task.units] == [
        ("lead", "Văn phòng Sở")
    ]
    assert task.product == "Báo cáo"


def test_money_that_a_unit_is_given_is_no_task() -> None:
    assert not found(f"{SECTION}Kinh phí thực hiện từ nguồn ngân sách nhà nước giao cho Sở năm 2026.\n")


@pytest.mark.parametrize(
    "time", ["Ngày 20/7/2025", "Dự kiến tháng 8/2025", "Quý III/2025", "Sáng ngày 05/8", "Đầu tháng 9"]
)
def test_a_time_may_stand_before_who_does_the_work(time: str) -> None:
    text = f"{time}, Thanh tra Sở kiểm tra 05 đơn vị."
    assert found(f"{TITLE}I. NHIỆM VỤ\n\n1. {text}\n") == [(text, {"lead": ["Thanh tra Sở"]})]


@pytest.mark.parametrize("said", ["ban hành Quyết định số 5/QĐ-UBND", "chỉ đạo tại Công văn số 7/UBND-NC"])
def test_what_was_issued_on_a_day_is_no_task(said: str) -> None:
    assert not found(f"{TITLE}I. NHIỆM VỤ\n\n1. Ngày 20/7/2025, UBND tỉnh {said} về việc này.\n")


def test_what_a_body_has_issued_is_no_task() -> None:
    text = "1. UBND tỉnh vừa ban hành Công văn số 3/UBND-KT.\n2. Sở Y tế đã ban hành Kế hoạch số 7/KH-SYT.\n"
    assert not found(f"{TITLE}I. NHIỆM VỤ\n\n{text}")


def test_slot_lines_hold_for_the_items_under_a_label_of_the_work() -> None:
    text = (
        "I. NỘI DUNG\n\n1. Tuyên truyền\n\na) Mục tiêu:\n\n- Nâng cao ý thức.\n\nb) Nội dung:\n\n- Viết tin, bài.\n\n"
        "- Phát thanh:\n\n+ Trên loa.\n\nc) Thời gian: Tháng 3/2025.\n\nd) Đơn vị thực hiện: Thanh tra Sở.\n"
    )
    lead = {"lead": ["Thanh tra Sở"]}
    assert found(TITLE + text) == [("Viết tin, bài.", lead), ("Trên loa.", lead)]


def test_units_may_stand_below_the_label_of_their_slot() -> None:
    text = (
        "I. NỘI DUNG\n\n1. Tập huấn\n\n- Nội dung: Mở lớp bồi dưỡng.\n\n- Đơn vị chủ trì:\n\n+ Văn phòng Sở.\n\n"
        "+ Thanh tra Sở.\n\n- Đơn vị phối hợp:\n\n+ Sở Y tế;\n"
    )
    units = {"lead": ["Văn phòng Sở", "Thanh tra Sở"], "coordinate": ["Sở Y tế"]}
    assert found(TITLE + text) == [("Mở lớp bồi dưỡng.", units)]


def test_a_line_that_only_states_a_time_is_no_task() -> None:
    text = "I. VIỆC\n\n1. Đăng tin\n\n- Viết tin, bài: Thường xuyên.\n\n- Đơn vị thực hiện: Văn phòng Sở.\n"
    document = document_of(TITLE + text)
    start = document.text.index("Thường xuyên")
    (task,) = find_tasks(document, lambda begin, _end: begin == start)
    assert document.text[task.start : task.end] == "Đăng tin"
    assert any(low <= start < high for low, high in task.time_spans)


def test_work_with_its_time_after_a_colon_is_a_task_where_no_line_beside_it_names_units() -> None:
    text = (
        "I. VIỆC\n\n1. Văn phòng Sở\n\n- Xây dựng kế hoạch: tháng 01/2025.\n\n- Tổ chức tập huấn: quý II/2025.\n\n"
        "2. Thanh tra Sở tổ chức kiểm tra đột xuất: tháng 3/2025.\n\n"
        "3. Giao Văn phòng Sở tiếp nhận hồ sơ; thời gian: từ 01/7/2025.\n"
    )
    document = document_of(TITLE + text)
    times = {
        document.text.index(time) for time in ("tháng 01/2025", "quý II/2025", "tháng 3/2025", "từ 01/7/2025")
    }
    tasks = find_tasks(document, lambda begin, _end: begin in times)
    assert [document.text[task.start : task.end] for task in tasks] == [
        "Xây dựng kế hoạch: tháng 01/2025.",
        "Tổ chức tập huấn: quý II/2025.",
        "Thanh tra Sở tổ chức kiểm tra đột xuất: tháng 3/2025.",
        "Giao Văn phòng Sở tiếp nhận hồ sơ; thời gian: từ 01/7/2025.",
    ]


def test_who_works_along_may_stand_after_what_the_lead_does() -> None:
    text = "I. VIỆC\n\n1. Sở Tư pháp chủ trì thẩm định văn bản, các sở, ngành phối hợp; xong trong tháng 6.\n"
    ((_, units),) = found(TITLE + text)
    assert units == {"lead": ["Sở Tư pháp"], "coordinate": ["các sở, ngành"]}


@pytest.mark.parametrize(
    "text",
    [
        "1. Công an tỉnh chủ trì, Sở Y tế, Sở Nội vụ phối hợp tổ chức diễn tập.",
        "1. Giao Công an tỉnh chủ trì; Sở Y tế, Sở Nội vụ phối hợp xây dựng phương án.",
        "1. Công an tỉnh là cơ quan chủ trì, Sở Y tế, Sở Nội vụ là đơn vị phối hợp.",
    ],
)
def test_who_works_along_may_be_told_what_to_do(text: str) -> None:
    ((_, units),) = found(TITLE + "I. VIỆC\n\n" + text + "\n")
    assert units == {"lead": ["Công an tỉnh"], "coordinate": ["Sở Y tế", "Sở Nội vụ"]}


def test_a_short_numbered_line_without_a_full_stop_is_a_task_where_nothing_stands_under_it() -> None:
    text = (
        "I. VIỆC\n\n1. Giao Sở Nội vụ xây dựng kế hoạch\n\n2. Mở lớp bồi dưỡng (Sở Y tế chủ trì)\n\n"
        "3. Sở Nội vụ xây dựng cơ sở dữ liệu\n\n- Nhập số liệu.\n\n"
        "II. SỞ TƯ PHÁP\n\n1. Rà soát văn bản\n\n2. Sở Y tế rà soát:\n"
    )
    assert found(TITLE + text) == [
        ("Giao Sở Nội vụ xây dựng kế hoạch", {"lead": ["Sở Nội vụ"]}),
        ("Mở lớp bồi dưỡng (Sở Y tế chủ trì)", {"lead": ["Sở Y tế"]}),
        ("Nhập số liệu.", {"lead": ["Sở Nội vụ"]}),
        ("Rà soát văn bản", {"lead": ["SỞ TƯ PHÁP"]}),
    ]


def test_a_line_of_work_among_headings_of_units_is_no_heading_of_a_unit() -> None:
    text = "1. Các thôn\n\n- Báo cáo.\n\n2. Các xã\n\n- Báo cáo.\n\n3. Công an xã nắm tình hình địa bàn\n"
    assert found(SECTION + text)[-1] == ("Công an xã nắm tình hình địa bàn", {"lead": ["Công an xã"]})


def test_slot_lines_hold_for_no_work_above_that_has_its_own() -> None:
    text = (
        "I. VIỆC\n\na) Rà soát\n\n- Nội dung: Rà soát văn bản.\n\n- Đơn vị chủ trì: Sở Tư pháp.\n\n"
        "b) Kiểm tra\n\n- Đơn vị chủ trì: Sở Y tế.\n"
    )
    assert found(TITLE + text) == [
        ("Rà soát văn bản.", {"lead": ["Sở Tư pháp"]}),
        ("Kiểm tra", {"lead": ["Sở Y tế"]}),
    ]


def _holders(document: Document, task: Task) -> list[tuple[int, int]]:
    """The stretches in which a task's units may be named: its block, those above, and slot lines beside or below."""
    block = document.block_at(task.start)
    assert block is not None
    above = [*document.ancestors_of(block), block]
    siblings = document.children_of(block.parent_id)
    below = [child for holder in (*above, *siblings) for child in document.children_of(holder.block_id)]
    return [(holder.char_start, holder.char_end) for holder in (*above, *siblings, *below)]


_PARTS = st.sampled_from(
    [
        "1. Văn phòng Sở", "2. Đề nghị Hội Nông dân tỉnh:", "- Niêm yết thủ tục.", "- Sở Y tế công khai kết quả.",
        "a) Rà soát.",
        "- Cơ quan chủ trì: Sở Nội vụ.", "- Thời gian: Quý II.",
        "- Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ tổng hợp.",
        "Yêu cầu các sở, ban, ngành thực hiện.", "II. NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN", "Báo cáo về Sở Nội vụ.",
        "- Rà soát. Đơn vị thực hiện: Sở Y tế.", "3. Sở Y tế: Tổng hợp, báo cáo UBND tỉnh.",
    ]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=25).map("\n\n".join))
def test_every_units_span_lies_in_its_task_or_in_what_the_task_has_it_from(text: str) -> None:
    document = document_of(TITLE + "I. NỘI DUNG\n\n" + text)
    for task in find_tasks(document, no_time):
        assert 0 <= task.start < task.end <= len(document.text)
        holders = _holders(document, task)
        for part in task.units:
            assert document.text[part.start : part.end].strip()
            assert any(low <= part.start and part.end <= high for low, high in holders)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- Giám đốc các Sở: Y tế, Nội vụ; Chủ tịch UBND các xã chịu trách nhiệm thi hành Kế hoạch.\n",
            [
                (
                    "Giám đốc các Sở: Y tế, Nội vụ; Chủ tịch UBND các xã chịu trách nhiệm thi hành Kế hoạch.",
                    {"lead": ["Y tế", "Nội vụ", "Chủ tịch UBND các xã"]},
                )
            ],
            id="a-colon-before-members-closes-no-heading",
        ),
        pytest.param(
            "1. Các sở: Y tế, Nội vụ\n\nTheo chức năng được giao, rà soát hồ sơ.\n",
            [("Theo chức năng được giao, rà soát hồ sơ.", {"lead": ["Y tế", "Nội vụ"]})],
            id="a-heading-of-members",
        ),
        pytest.param(
            "1. Đ/c Hoa - Phó Hiệu trưởng: Chỉ đạo chung.\n",
            [("Chỉ đạo chung.", {"lead": ["Đ/c Hoa - Phó Hiệu trưởng"]})],
            id="a-person-before-a-colon",
        ),
        pytest.param(
            "1. Văn phòng Sở tổ chức hội nghị. Thanh tra Sở chỉ đạo các đội:\n\n- Kiểm tra hồ sơ.\n",
            [("Kiểm tra hồ sơ.", {"lead": ["Thanh tra Sở"]})],
            id="the-last-sentence-introduces",
        ),
        pytest.param(
            "- Phân công Phòng Tư pháp: soạn thảo.\n\n- Phòng Tư pháp chủ trì: thẩm định.\n",
            [
                ("soạn thảo.", {"lead": ["Phòng Tư pháp"]}),
                ("thẩm định.", {"lead": ["Phòng Tư pháp"]}),
            ],
            id="a-label-that-names-the-unit-is-its-heading",
        ),
        pytest.param(
            "- Rà soát hồ sơ (Phòng Tư pháp, quý III).\n\n- Rà soát hộ nghèo (UBND các xã);\n",
            [
                ("Rà soát hồ sơ (Phòng Tư pháp, quý III).", {"lead": ["Phòng Tư pháp"]}),
                ("Rà soát hộ nghèo (UBND các xã);", {"lead": ["UBND các xã"]}),
            ],
            id="the-doer-in-a-closing-bracket",
        ),
        pytest.param(
            "- Vận hành hệ thống: Phòng Tin học; thời gian: hằng ngày.\n\n"
            "- Xây dựng kế hoạch: Phòng Tư pháp, quý II.\n",
            [
                ("Vận hành hệ thống: Phòng Tin học; thời gian: hằng ngày.", {"lead": ["Phòng Tin học"]}),
                ("Xây dựng kế hoạch: Phòng Tư pháp, quý II.", {"lead": ["Phòng Tư pháp"]}),
            ],
            id="the-doer-after-a-closing-colon",
        ),
        pytest.param(
            "- Kiểm tra các đơn vị: Sở Y tế, Sở Xây dựng.\n\n- Gửi báo cáo về: Sở Nội vụ.\n",
            [],
            id="lists-of-those-meant",
        ),
        pytest.param(
            "c) Các sở, cơ quan chuyên môn, đơn vị sự nghiệp công lập thuộc Ủy ban nhân dân tỉnh, doanh nghiệp:\n\n"
            "- Rà soát văn bản.\n\nCơ quan chủ trì: Sở Tư pháp.\n\nCơ quan phối hợp: Sở Nội vụ.\n",
            [("Rà soát văn bản.", {"lead": ["Sở Tư pháp"], "coordinate": ["Sở Nội vụ"]})],
            id="slot-lines-under-a-long-item-that-introduces",
        ),
        pytest.param(
            "- Phân công trực: Văn phòng lập lịch trực.\n",
            [("Phân công trực: Văn phòng lập lịch trực.", {"lead": ["Văn phòng"]})],
            id="a-label-that-says-what-is-given-out",
        ),
        pytest.param(
            "1. Đồng chí Lê Tuấn, Phó Chủ tịch UBND phường: Chỉ đạo.\n",
            [("Chỉ đạo.", {"lead": ["Lê Tuấn, Phó Chủ tịch UBND phường"]})],
            id="a-person-after-a-form-of-address",
        ),
        pytest.param(
            "1. YS. Lê Thị Hoa: theo dõi sau tiêm.\n",
            [("theo dõi sau tiêm.", {"lead": ["YS. Lê Thị Hoa"]})],
            id="a-person-with-a-degree",
        ),
        pytest.param(
            "- Huy động trẻ (Phòng Giáo dục phối hợp các trường).\n",
            [
                (
                    "Huy động trẻ (Phòng Giáo dục phối hợp các trường).",
                    {"lead": ["Phòng Giáo dục"], "coordinate": ["các trường"]},
                )
            ],
            id="partners-in-a-closing-bracket",
        ),
        pytest.param(
            "- Tổng kết. Phụ trách: Cô Lan, Đ/c An, Chánh Văn phòng.\n",
            [("Tổng kết.", {"lead": ["Cô Lan", "Đ/c An, Chánh Văn phòng"]})],
            id="persons-in-a-slot",
        ),
        pytest.param("- Rà soát hộ nghèo (UBND các xã).\n", [], id="one-bracket-alone-may-explain"),
        pytest.param(
            "- Gửi báo cáo về cơ quan thường trực (Sở Nội vụ).\n\n- Vận hành Trung tâm Lưu trữ (Sở Nội vụ).\n"
            "- Học tập Nghị quyết 57 (Bộ Chính trị, ngày 22/12/2024).\n",
            [],
            id="brackets-that-explain",
        ),
        pytest.param(
            "- Các thôn: Đông, Đoài và Hòa Lạc họp dân.\n",
            [("Các thôn: Đông, Đoài và Hòa Lạc họp dân.", {"lead": ["Đông", "Đoài", "Hòa Lạc"]})],
            id="places-after-a-colon",
        ),
        pytest.param(
            "1. Ngày hội đọc sách\n\n- Đối tượng: học sinh.\n\n- Đơn vị thực hiện: Tổ Văn.\n",
            [("Ngày hội đọc sách", {"lead": ["Tổ Văn"]})],
            id="notes-beside-slot-lines",
        ),
        pytest.param(
            "- Kiểm kê kho: Phòng Kế toán rà soát sổ sách.\n",
            [("Kiểm kê kho: Phòng Kế toán rà soát sổ sách.", {"lead": ["Phòng Kế toán"]})],
            id="a-doer-after-a-label",
        ),
        pytest.param(
            "Giao Văn phòng Sở theo dõi./.\n\n- Thanh tra Sở;\n",
            [("Giao Văn phòng Sở theo dõi./.", {"lead": ["Văn phòng Sở"]})],
            id="nothing-follows-the-closing-words",
        ),
    ],
)
def test_forms_of_giving_out_work(text: str, expected: list[tuple[str, dict[str, list[str]]]]) -> None:
    assert found(SECTION + text) == expected


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "Công an tỉnh phối hợp với Sở Tài chính lập dự toán.",
            [{"lead": ["Công an tỉnh"], "coordinate": ["Sở Tài chính"]}],
        ),
        ("Công an tỉnh lập dự toán.", [{"lead": ["Công an tỉnh"]}]),
        ("Công an tỉnh được hỗ trợ.", []),
    ],
)
def test_the_doer_may_open_a_later_sentence_where_work_is_given_out(
    sentence: str, roles: list[dict[str, list[str]]]
) -> None:
    text = f"Kinh phí lấy từ ngân sách. {sentence}"
    assert [units for _, units in found(SECTION + text)] == roles
    assert found(f"{TITLE}I. MỤC TIÊU\n\n{text}") == []


def test_a_numbered_item_before_the_first_heading_is_no_opening() -> None:
    text = "Kính gửi:\n\n- UBND các xã.\n\nSở đề nghị:\n\n1. Sở Y tế: Trực ban.\n\n2. UBND các xã:\n\na) Rà soát.\n"
    assert found(text) == [
        ("Trực ban.", {"lead": ["Sở Y tế"]}),
        ("Rà soát.", {"lead": ["UBND các xã"]}),
    ]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("I. ĐÁNH GIÁ TÌNH HÌNH NĂM 2024", 0),
        ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024", 0),
        ("1. Tồn tại, hạn chế", 0),
        ("I. TÌNH HÌNH VÀ NHIỆM VỤ NĂM 2025", 1),
        ("1. Đánh giá kết quả thực hiện", 1),
        ("I. KIỂM TRA, ĐÁNH GIÁ", 1),
    ],
)
def test_a_section_that_looks_back_gives_out_no_work(heading: str, number: int) -> None:
    text = f"{TITLE}{heading}\n\n- Sở Y tế tổ chức 12 đợt kiểm tra.\n"
    assert len(found(text)) == number


def test_a_numbered_line_of_times_holds_for_no_items_beside_it() -> None:
    text = (
        "1. Sở Y tế: Rà soát.\n\n2. Sở Nội vụ: Tổng hợp.\n\n3. Thời hạn báo cáo: trước ngày 20 hằng tháng.\n"
    )
    document = document_of(SECTION + text)
    spans = [
        [document.text[low:high] for low, high in task.time_spans] for task in find_tasks(document, no_time)
    ]
    assert spans == [["Rà soát."], ["Tổng hợp."]]


def test_addressees_of_a_dispatch_are_no_tasks() -> None:
    text = (
        "CÔNG ĐIỆN\n\nVề việc ứng phó lũ\n\nCHI CỤC TRƯỞNG CHI CỤC THỦY LỢI điện:\n\n"
        "- Chủ tịch UBND các xã: Tân Lập, Hòa An;\n\nTrời có mưa lớn.\n\nĐề nghị các xã trực ban.\n"
    )
    assert [task for task, _ in found(text)] == ["Đề nghị các xã trực ban."]
