"""Blocks of a plan: kinds, labels and places under the headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.common.document import Document
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument
from pipeline.segment import segment
from pipeline.segment.labels import match_label


def segmented(text: str, *, markdown: bool = False) -> Document:
    return segment(normalise(SourceDocument(text=text, format="text", markdown=markdown)))


PLAN = """\
UBND TỈNH AN BÌNH
SỞ Y TẾ

Số: 12/KH-SYT

An Bình, ngày 02 tháng 3 năm 2024

KẾ HOẠCH

Tuyên truyền cải cách hành chính năm 2024

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;

Sở Y tế ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Mục tiêu chung

Nâng cao nhận thức của công chức, viên chức.

1.1. Cụ thể

a) Đối với phòng chuyên môn:

- Niêm yết thủ tục.

+ Công khai trên trang thông tin.

đ) Đối với đơn vị trực thuộc, tổ chức tập huấn.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở:

- Theo dõi, đôn đốc.

Trên đây là Kế hoạch của Sở Y tế./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Mẫu

PHỤ LỤC 01
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 12/KH-SYT)

TT\tNhiệm vụ\tChủ trì
1\tRà soát\tPhòng A
"""


def test_each_part_of_a_plan_gets_its_kind() -> None:
    document = segmented(PLAN)
    kinds = [(block.kind, block.label, document.body_of(block)[:24]) for block in document.leaves()]
    assert kinds == [
        ("letterhead", None, "UBND TỈNH AN BÌNH"),
        ("letterhead", None, "SỞ Y TẾ"),
        ("letterhead", None, "Số: 12/KH-SYT"),
        ("letterhead", None, "An Bình, ngày 02 tháng 3"),
        ("title", None, "KẾ HOẠCH"),
        ("title", None, "Tuyên truyền cải cách hà"),
        ("legal_basis", None, "Căn cứ Nghị quyết số 76/"),
        ("paragraph", None, "Sở Y tế ban hành Kế hoạc"),
        ("heading", "I", "MỤC TIÊU"),
        ("heading", "1", "Mục tiêu chung"),
        ("paragraph", None, "Nâng cao nhận thức của c"),
        ("heading", "1.1", "Cụ thể"),
        ("heading", "a", "Đối với phòng chuyên môn"),
        ("item", "-", "Niêm yết thủ tục."),
        ("item", "+", "Công khai trên trang thô"),
        ("item", "đ", "Đối với đơn vị trực thuộ"),
        ("heading", "III", "TỔ CHỨC THỰC HIỆN"),
        ("heading", "1", "Văn phòng Sở:"),
        ("item", "-", "Theo dõi, đôn đốc."),
        ("paragraph", None, "Trên đây là Kế hoạch của"),
        ("recipients", None, "Nơi nhận:"),
        ("recipients", None, "- UBND tỉnh;"),
        ("recipients", None, "- Lưu: VT."),
        ("signature", None, "KT. GIÁM ĐỐC"),
        ("signature", None, "PHÓ GIÁM ĐỐC"),
        ("signature", None, "Trần Văn Mẫu"),
        ("heading", "PHỤ LỤC 01", ""),
        ("title", None, "DANH MỤC NHIỆM VỤ"),
        ("title", None, "(Kèm theo Kế hoạch số 12"),
        ("table_cell", None, "TT"),
        ("table_cell", None, "Nhiệm vụ"),
        ("table_cell", None, "Chủ trì"),
        ("table_cell", None, "1"),
        ("table_cell", None, "Rà soát"),
        ("table_cell", None, "Phòng A"),
    ]


def test_blocks_stand_under_the_heading_that_they_belong_to() -> None:
    document = segmented(PLAN)
    path = {
        document.body_of(block): [document.blocks[i.block_id].label for i in document.ancestors_of(block)]
        for block in document.leaves()
    }
    assert path["Công khai trên trang thông tin."] == ["-", "a", "1.1", "1", "I"]
    assert path["Đối với đơn vị trực thuộc, tổ chức tập huấn."] == ["1.1", "1", "I"]
    assert path["Theo dõi, đôn đốc."] == ["1", "III"]
    assert path["Trên đây là Kế hoạch của Sở Y tế./."] == ["III"]
    assert path["(Kèm theo Kế hoạch số 12/KH-SYT)"] == ["PHỤ LỤC 01"]


def test_cells_know_their_columns_header() -> None:
    document = segmented(PLAN)
    cells = [block for block in document.blocks if block.kind == "table_cell"]
    assert [(document.text_of(cell), cell.row, cell.column, cell.column_name) for cell in cells[3:]] == [
        ("1", 1, 0, "TT"),
        ("Rà soát", 1, 1, "Nhiệm vụ"),
        ("Phòng A", 1, 2, "Chủ trì"),
    ]


def test_a_header_over_two_rows_names_each_column_by_both() -> None:
    rows = [["**TT**", "**Chỉ tiêu**", "**Năm**"], ["**2025**", "**2026**"], ["1", "Hồ sơ", "90%", "95%"]]
    table = "".join("|\n" + "".join(f"{cell}\n|\n" for cell in row) for row in rows)
    document = segmented(table, markdown=True)
    named = {document.text_of(b): b.column_name for b in document.blocks if b.kind == "table_cell"}
    assert named["90%"] == "Năm 2025"
    assert named["95%"] == "Năm 2026"
    assert named["Hồ sơ"] == "Chỉ tiêu"


DECISION = """\
**QUYẾT ĐỊNH**

VỀ VIỆC BAN HÀNH KẾ HOẠCH NĂM 2026

**CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN AN LẠC**

*Căn cứ Luật Tổ chức chính quyền địa phương;*

**QUYẾT ĐỊNH:**

**Điều 1. **Ban hành kèm theo Quyết định này Kế hoạch năm 2026.

**Điều 2. **Quyết định có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

**KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Mẫu**

**KẾ HOẠCH**

CẢI CÁCH HÀNH CHÍNH NĂM 2026

**I. MỤC TIÊU**
"""


def test_a_decision_with_its_plan_has_two_titles() -> None:
    document = segmented(DECISION, markdown=True)
    kinds = [(block.kind, document.text_of(block)) for block in document.blocks]
    assert [text for kind, text in kinds if kind == "title"] == [
        "QUYẾT ĐỊNH",
        "VỀ VIỆC BAN HÀNH KẾ HOẠCH NĂM 2026",
        "KẾ HOẠCH",
        "CẢI CÁCH HÀNH CHÍNH NĂM 2026",
    ]
    assert ("heading", "QUYẾT ĐỊNH:") in kinds
    assert ("legal_basis", "Căn cứ Luật Tổ chức chính quyền địa phương;") in kinds
    assert ("signature", "Lê Thị Mẫu") in kinds
    assert kinds[-1] == ("heading", "I. MỤC TIÊU")


PARTY = """\
KẾ HOẠCH
học tập Nghị quyết năm 2026

I- MỤC ĐÍCH, YÊU CẦU
1- Mục đích
Nâng cao nhận thức của đảng viên.
II- TỔ CHỨC THỰC HIỆN
1- Ban Dân vận chủ trì
1.1- Tuyên truyền trong hội viên;
a- Biên soạn tài liệu.
2- Văn phòng theo dõi.

T/M BAN THƯỜNG VỤ
"""


def test_labels_that_end_in_a_dash_part_a_partys_plan() -> None:
    document = segmented(PARTY)
    assert [(block.kind, block.label, block.depth) for block in document.blocks[2:]] == [
        ("heading", "I", 0),
        ("heading", "1", 1),
        ("paragraph", None, 2),
        ("heading", "II", 0),
        ("heading", "1", 1),
        ("item", "1.1", 2),
        ("item", "a", 3),
        ("item", "2", 1),
        ("signature", None, 0),
    ]


def test_a_bracket_that_closes_a_title_belongs_to_it() -> None:
    document = segmented(
        "KẾ HOẠCH\nCHUYỂN ĐỔI SỐ TỈNH AN BÌNH\n(Giai đoạn: 2021- 2025)\nThực hiện Luật A, Sở B:\n"
    )
    titles = [document.text_of(block) for block in document.blocks if block.kind == "title"]
    assert titles == ["KẾ HOẠCH", "CHUYỂN ĐỔI SỐ TỈNH AN BÌNH", "(Giai đoạn: 2021- 2025)"]


def test_a_footnote_stands_under_the_block_with_its_mark() -> None:
    document = segmented("1. Rà soát thủ tục1.\n\n2. Niêm yết công khai.\n\n1 Nghị định số 61/2018/NĐ-CP.\n")
    note = next(block for block in document.blocks if block.kind == "footnote")
    assert note.parent_id is not None
    assert document.text_of(document.blocks[note.parent_id]) == "1. Rà soát thủ tục."
    assert (note.label, document.body_of(note)) == ("1", "Nghị định số 61/2018/NĐ-CP.")


@pytest.mark.parametrize(
    ("line", "label", "body"),
    [
        ("IV. TỔ CHỨC", "IV", "TỔ CHỨC"),
        ("II Nội dung", "II", "Nội dung"),
        ("1.2. Cụ thể", "1.2", "Cụ thể"),
        ("1.Tuyên truyền", "1", "Tuyên truyền"),
        ("đ) Rà soát", "đ", "Rà soát"),
        ("- Rà soát", "-", "Rà soát"),
        ("+ Rà soát", "+", "Rà soát"),
        ("Điều 5. Hiệu lực", "Điều 5", "Hiệu lực"),
        ("II- NỘI DUNG", "II", "NỘI DUNG"),
        ("II-NỘI DUNG", "II", "NỘI DUNG"),
        ("II - Nội dung", "II", "Nội dung"),
        ("B- PHƯƠNG HƯỚNG", "B", "PHƯƠNG HƯỚNG"),
        ("1- Mục đích", "1", "Mục đích"),
        ("1-Mục đích", "1", "Mục đích"),
        ("2.1- Ban Dân vận", "2.1", "Ban Dân vận"),
        ("a- Rà soát", "a", "Rà soát"),
        ("1-2 ngày", None, "1-2 ngày"),
        ("2- 3 ngày", None, "2- 3 ngày"),
        ("18- NQ/TW", None, "18- NQ/TW"),
        ("I-III", None, "I-III"),
        ("II - IV năm 2026", None, "II - IV năm 2026"),
        ("CC-BY-SA", None, "CC-BY-SA"),
        ("X-quang", None, "X-quang"),
        ("3.000 lượt người", None, "3.000 lượt người"),
        ("100% hồ sơ", None, "100% hồ sơ"),
        ("Sở Y tế", None, "Sở Y tế"),
    ],
)
def test_labels(line: str, label: str | None, body: str) -> None:
    found = match_label(line)
    assert (found.text if found else None, line[found.end if found else 0 :]) == (label, body)


_LINES = st.sampled_from(
    [
        "KẾ HOẠCH", "I. MỤC TIÊU", "1. Mục đích", "1.1. Cụ thể", "a) Rà soát.", "- Niêm yết.", "+ Công khai.",
        "Nơi nhận:",
        "KT. GIÁM ĐỐC", "PHỤ LỤC", "A\tB\tC", "1\t2\t3", "Căn cứ Luật Đất đai;", "Đoạn văn dài.", "1 Nghị định.",
        "hành chính1",
        "QUYẾT ĐỊNH:", "Kính gửi: Sở Y tế", "**Đậm**", "|", "", "(Kèm theo Kế hoạch)",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=40).map("\n".join))
def test_blocks_hold_the_text_piece_by_piece(text: str) -> None:
    document = segmented(text, markdown=True)
    lines = [block for block in document.blocks if block.kind != "table_cell"]
    assert "\n".join(document.text_of(block) for block in lines) == document.text
    assert [block.block_id for block in document.blocks] == list(range(len(document.blocks)))
    for block in document.blocks:
        assert block.char_start <= block.body_start <= block.char_end
        depth = 0 if block.parent_id is None else document.blocks[block.parent_id].depth + 1
        assert block.depth == depth
        if block.kind != "footnote":
            assert block.parent_id is None or block.parent_id < block.block_id


UNTYPED = """\
UBND TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 7/KH-UBND
Hà Nam, ngày 05 tháng 8 năm 2025
"""


@pytest.mark.parametrize(
    ("rest", "kinds"),
    [
        ("RÀ SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2026\nCăn cứ Luật Cư trú;", ["title", "legal_basis"]),
        ("KẾ HOẠCH HÀNH ĐỘNG THỰC HIỆN LUẬT CƯ TRÚ\nCăn cứ Luật Cư trú;", ["title", "legal_basis"]),
        (
            "QUYẾT ĐỊNH CỦA UBND TỈNH\n\nV/v ban hành Kế hoạch\n\n- Căn cứ Luật Cư trú;\n\nQUYẾT ĐỊNH:",
            ["title", "title", "item", "heading"],
        ),
        ("Thực hiện Luật Cư trú, UBND tỉnh ban hành kế hoạch:\n1. Mục đích", ["paragraph", "heading"]),
    ],
)
def test_a_letterhead_without_a_type_below_it(rest: str, kinds: list[str]) -> None:
    document = segmented(UNTYPED + rest)
    assert [block.kind for block in document.blocks] == ["letterhead"] * 4 + kinds
