"""PDF files born digital: reading order, footnotes, page furniture and tables, by place and size."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_pages import HEIGHT, Sheet, pdf_of

from pipeline.process import process_document
from pipeline.read import SourceDocument, read_document
from pipeline.read.source import LINE_SEPARATOR


def read(*sheets: Sheet) -> SourceDocument:
    return read_document(pdf_of(*sheets), "plan.pdf")


def blocks(*sheets: Sheet, kind: str | None = None) -> list[str]:
    rows: list[dict[str, Any]] = process_document(pdf_of(*sheets), "plan.pdf").rows["blocks"]
    return [row["text"] for row in rows if kind in (None, row["kind"])]


def body(sheet: Sheet, *lines: str, x: float = 85, y: float = 200, size: float = 13) -> Sheet:
    for number, line in enumerate(lines):
        sheet.text(x, y + 20 * number, line, size)
    return sheet


FULL = "Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành rà soát thủ tục của tỉnh"


def test_a_letterhead_in_two_columns_is_read_column_by_column() -> None:
    sheet = Sheet()
    for y, left, right in (
        (60, "UBND TỈNH ĐỒNG NAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (78, "SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
        (110, "Số: 27/KH-SNV", "Đồng Nai, ngày 15 tháng 01 năm 2026"),
    ):
        sheet.text(70, y, left, 12).text(290, y, right, 12)
    lines = read(body(sheet, FULL + ".")).text.split("\n")
    assert [line for line in lines if line][:6] == [
        "UBND TỈNH ĐỒNG NAI",
        "SỞ NỘI VỤ",
        "Số: 27/KH-SNV",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đồng Nai, ngày 15 tháng 01 năm 2026",
    ]


def test_what_was_stamped_on_the_finished_page_stands_where_it_was_put() -> None:
    sheet = Sheet().text(70, 60, "UBND TỈNH ĐỒNG NAI", 12)
    sheet.text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    sheet.text(70, 92, "Số:", 12).text(130, 92, "/KH-SNV", 12)
    sheet.text(290, 92, "Đồng Nai, ngày", 12).text(398, 92, "tháng 01 năm 2026", 12)
    body(sheet, FULL + ".")
    sheet.mark(300, 700, width=90).mark(102, 92, "27", size=12, width=20).mark(
        377, 92, "15", size=12, width=18
    )
    sheet.mark(300, 640, "Ký bởi: Lê Văn Ánh", "Thời gian ký: 15/01/2026 09:24:05", size=9, width=180)
    source = read(sheet)
    lines = source.text.split("\n")
    assert "Số: 27 /KH-SNV" in lines
    assert "Đồng Nai, ngày 15 tháng 01 năm 2026" in lines
    assert [source.text[start:end] for start, end in source.furniture] == [
        "Ký bởi: Lê Văn Ánh",
        "Thời gian ký: 15/01/2026 09:24:05",
    ]


def test_a_page_is_read_alike_with_marks_that_show_no_text() -> None:
    plain, marked = body(Sheet(), FULL + "."), body(Sheet(), FULL + ".")
    assert read(marked.mark(300, 700).mark(80, 200)).text == read(plain).text


def with_note(sheet: Sheet, note: str, label: str = "1") -> Sheet:
    sheet.rule(85, 745, 229, 745)
    return sheet.text(85, 757, label, 6).text(90, 760, note, 10)


def test_a_raised_mark_is_no_figure_of_the_number_before_it() -> None:
    sheet = body(Sheet(), FULL, "theo Nghị quyết số 76/NQ-CP")
    sheet.text(85 + 27 * 6.5, 215, "1", 7).text(85 + 29 * 6.5, 220, "của Chính phủ.")
    source = read(with_note(sheet, "Ngày 15/7/2021, đã được sửa đổi năm 2025."))
    (note,) = source.footnotes
    assert note.mark is not None
    assert (note.label, source.text[slice(*note.mark)]) == ("1", "1")
    assert source.text[slice(*note.body)] == "Ngày 15/7/2021, đã được sửa đổi năm 2025."
    texts = blocks(with_note(sheet, "Ngày 15/7/2021, đã được sửa đổi năm 2025."))
    assert any("số 76/NQ-CP của Chính phủ" in text for text in texts)


def test_a_number_set_smaller_than_its_paragraph_stands_before_it() -> None:
    sheet = body(Sheet(), FULL, FULL).text(85, 260, "1.", 10).text(110, 260, "Văn phòng Sở", 14)
    assert "1. Văn phòng Sở" in blocks(sheet)


@pytest.mark.parametrize("label", ["1.", "1-", "1.1-", "II-"])
def test_a_label_set_in_under_a_full_line_begins_a_paragraph(label: str) -> None:
    sheet = body(Sheet(), FULL, FULL).text(110, 232, f"{label} Văn phòng Sở")
    assert f"{label} Văn phòng Sở" in blocks(sheet)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "ñy ban nh©n d©n x· vµ Trêng TiÓu häc rµ so¸t hå s¬",
            "tríc ngµy 30/6/2026 theo híng dÉn cña Së Néi vô.",
        ],
        [
            "UÛy ban nhaân daân xaõ vaø Tröôøng Tieåu hoïc raø soaùt hoà sô",
            "tröôùc ngaøy 30/6/2026 theo höôùng daãn cuûa Sôû Noäi vuï.",
        ],
    ],
)
def test_a_layer_in_the_letters_of_an_old_font_is_read(lines: list[str]) -> None:
    source = read(body(Sheet(), *lines))
    assert " ".join(source.text.split()) == (
        "Ủy ban nhân dân xã và Trường Tiểu học rà soát hồ sơ trước ngày 30/6/2026 theo hướng dẫn của Sở Nội vụ."
    )
    assert "converted from" in source.warnings[0]


def test_a_raised_figure_without_a_footnote_stays_raised() -> None:
    sheet = body(Sheet(), "Diện tích trụ sở là 1.250 m", FULL).text(85 + 27 * 6.5, 195, "2", 7)
    assert "1.250 m²" in read(sheet).text


def test_a_footnote_that_goes_on_over_the_page_is_one() -> None:
    first = body(Sheet(), *[FULL] * 20, "theo Nghị quyết số 76/NQ-CP")
    first.text(85 + 27 * 6.5, 595, "1", 7)
    with_note(first, "Nghị quyết ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn")
    second = body(Sheet(), *[FULL] * 20, y=80)
    second.rule(85, 745, 229, 745).text(85, 760, "2021 - 2030, được sửa đổi năm 2025.", 10)
    source = read(first, second)
    (note,) = source.footnotes
    assert source.text[slice(*note.body)].startswith("Nghị quyết ban hành")
    (note_block,) = blocks(first, second, kind="footnote")
    assert note_block.endswith("nhà nước giai đoạn 2021 - 2030, được sửa đổi năm 2025.")


def test_page_numbers_and_running_heads_are_furniture() -> None:
    sheets = [
        body(Sheet(), *[FULL] * 10).text(295, 40, str(number), 13).text(85, 815, "Kế hoạch chuyển đổi số", 9)
        for number in range(1, 5)
    ]
    source = read(*sheets)
    furniture = [source.text[start:end] for start, end in source.furniture]
    assert sorted(furniture) == ["1", "2", "3", "4", *["Kế hoạch chuyển đổi số"] * 4]
    assert source.page_count == 4
    assert not any("Kế hoạch chuyển đổi số" in text for text in blocks(*sheets, kind="paragraph"))


def test_a_symbol_that_a_line_end_cuts_is_whole() -> None:
    sheet = body(
        Sheet(), f"{FULL} theo Kế hoạch số 548/KH-", "UBND ngày 20/11/2025 của Ủy ban nhân dân tỉnh."
    )
    assert "\x02" not in read(sheet).text
    assert "548/KH-UBND ngày 20/11/2025" in "\n".join(blocks(sheet))


def test_a_negative_size_that_its_matrix_turns_back_is_upright_type() -> None:
    sheet = body(Sheet(), FULL)
    codes = "".join(f"{ord(letter):04x}" for letter in FULL)
    sheet.content.append(f"BT /F -13 Tf -1 0 0 -1 85 {HEIGHT - 220} Tm <{codes}> Tj ET")
    assert read(sheet).text.split("\n")[:2] == [FULL, FULL]


def test_a_character_of_two_units_is_one_and_half_of_one_is_unreadable() -> None:
    source = read(body(Sheet(), "Dấu \ud83d\ude00 và \ud83d của tỉnh"))
    assert source.text.startswith("Dấu \U0001f600 và \ufffd của tỉnh")


HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
COLUMNS = [70.0, 100.0, 330.0, 430.0, 530.0]


def test_a_ruled_table_gives_its_cells_and_merged_ones_reach_over_rows() -> None:
    sheet = body(Sheet(), "Nhiệm vụ của năm 2026 như sau:", y=80).table(
        COLUMNS,
        [120.0, 145.0, 190.0, 220.0],
        [
            list(HEAD),
            ["1", "Rà soát thủ tục hành\nchính nội bộ", "Sở Nội vụ", "Quý I/2026"],
            ["2", "Công bố thủ tục", None, "Quý II/2026"],
        ],
    )
    (table,) = read(sheet).tables
    text = read(sheet).text
    cells = {(cell.row, cell.column): (text[cell.start : cell.end], cell.row_span) for cell in table.cells}
    # the column has room for the next word: the line was ended by hand
    assert cells[1, 1] == (f"Rà soát thủ tục hành{LINE_SEPARATOR}chính nội bộ", 1)
    assert cells[1, 2] == ("Sở Nội vụ", 2)
    assert cells[2, 3] == ("Quý II/2026", 1)
    units = process_document(pdf_of(sheet), "plan.pdf").rows["units"]
    assert [unit["name"] for unit in units] == ["Sở Nội vụ", "Sở Nội vụ"]


def test_a_table_over_pages_is_one_with_its_header_once_and_the_cut_row_whole() -> None:
    first = body(Sheet(), FULL + ".", y=80).table(
        COLUMNS,
        [700.0, 725.0, 760.0, 780.0],
        [
            list(HEAD),
            ["1", "Rà soát thủ tục", "Sở Nội vụ", "Quý I/2026"],
            ["2", "Công bố thủ tục", "Sở Tư pháp", "Quý II/2026"],
        ],
    )
    second = Sheet().table(
        COLUMNS,
        [60.0, 85.0, 105.0, 140.0],
        [list(HEAD), ["", "hành chính mới", "", ""], ["3", "Kiểm tra công vụ", "Thanh tra tỉnh", "Hằng quý"]],
    )
    rows = blocks(first, second, kind="table_row")
    assert rows == [
        "TT\tNhiệm vụ\tChủ trì\tThời hạn",
        "1\tRà soát thủ tục\tSở Nội vụ\tQuý I/2026",
        "2\tCông bố thủ tục hành chính mới\tSở Tư pháp\tQuý II/2026",
        "3\tKiểm tra công vụ\tThanh tra tỉnh\tHằng quý",
    ]


UNRULED = [
    ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
    ("1", "Rà soát thủ tục", "Sở Nội vụ", "Quý I/2026"),
    ("", "hành chính nội bộ", "", ""),
    ("2", "Công bố thủ tục", "Sở Tư pháp", "Quý II/2026"),
    ("3", "Kiểm tra công vụ", "Thanh tra tỉnh", "Hằng quý"),
]


def test_an_unruled_table_is_told_by_its_columns_where_they_are_clear() -> None:
    sheet = body(Sheet(), "Nhiệm vụ của năm 2026 như sau:", y=80)
    for number, row in enumerate(UNRULED):
        for x, text in zip((85, 115, 330, 440), row, strict=True):
            if text:
                sheet.text(x, 110 + 18 * number, text, 12)
    body(sheet, "Các cơ quan thực hiện Kế hoạch này theo chức năng, nhiệm vụ được giao.", y=230)
    assert blocks(sheet, kind="table_row") == [
        "TT\tNhiệm vụ\tChủ trì\tThời hạn",
        "1\tRà soát thủ tục hành chính nội bộ\tSở Nội vụ\tQuý I/2026",
        "2\tCông bố thủ tục\tSở Tư pháp\tQuý II/2026",
        "3\tKiểm tra công vụ\tThanh tra tỉnh\tHằng quý",
    ]


def test_a_row_that_a_page_break_cuts_after_a_semicolon_is_one() -> None:
    head: list[str | None] = ["TT", "Nội dung", "Chủ trì", "Sản phẩm"]
    xs = [60.0, 100.0, 280.0, 420.0, 540.0]
    first = Sheet().table(xs, [700, 720, 760], [head, ["1", "Rà soát văn bản của", "Sở Nông", "Báo cáo;"]])
    second = Sheet().table(xs, [60, 80], [["", "các sở, ban, ngành", "nghiệp", "Quyết định"]])
    rows: list[dict[str, Any]] = process_document(pdf_of(first, second), "plan.pdf").rows["tasks"]
    assert [(row["text"], row["product"]) for row in rows] == [
        ("Rà soát văn bản của các sở, ban, ngành", "Báo cáo; Quyết định")
    ]


def test_names_beside_values_and_stretched_lines_are_no_table() -> None:
    sheet = body(Sheet(), *[FULL] * 4, y=80)
    for number, (name, value) in enumerate(
        (("Họ và tên:", "Lê An"), ("Chức vụ:", "Phó phòng"), ("Nơi ở:", "Huế"))
    ):
        sheet.text(85, 200 + 18 * number, name).text(300, 200 + 18 * number, value)
    for number in range(4):
        for position, word in enumerate(FULL.split()[:6]):
            sheet.text(85 + 75 * position + (number % 2) * 9 * position, 300 + 18 * number, word)
    assert not read(sheet).tables
