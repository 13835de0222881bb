"""Word files: what a reader sees in Word, whatever way the file says it."""

from __future__ import annotations

from typing import Any

import pytest
from hostile_files import word

from pipeline.process import process_document
from pipeline.read import SourceDocument, read_document

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def file_of(body: str, **parts: str) -> bytes:
    """A Word file of a body and of parts (`numbering`, `footnotes`, …)."""
    related = "".join(
        f'<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}</Relationships>'
    files = {
        f"word__{kind}_dot_xml": f"<w:{kind} {NAMESPACES}>{text}</w:{kind}>".encode()
        for kind, text in parts.items()
    }
    files["word___rels__document_dot_xml_dot_rels"] = relations.encode()
    return word(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode(), **files)


def read(body: str, **parts: str) -> SourceDocument:
    return read_document(file_of(body, **parts), "plan.docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.rstrip("\n").split("\n")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Số: 27/KH-SNV')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"{paragraph('SỞ NỘI VỤ')}<w:p>{drawn}</w:p>{paragraph('KẾ HOẠCH')}"
    assert lines(body) == ["SỞ NỘI VỤ", "Số: 27/KH-SNV", "KẾ HOẠCH"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Hoàn thành trước ngày </w:t></w:r>"
        "<w:del><w:r><w:delText>30/6/2026</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30/9/2026</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> bỏ</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>.</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(body) == ["Hoàn thành trước ngày 30/9/2026."]


NUMBERING = "".join(
    f"<w:abstractNum w:abstractNumId='{number}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
    f"<w:lvlText w:val='{text}'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    f"<w:lvlText w:val='%1.%2.'/></w:lvl></w:abstractNum>"
    for number, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%1."), ("lowerLetter", "%1)")))
) + "".join(f"<w:num w:numId='{n + 1}'><w:abstractNumId w:val='{n}'/></w:num>" for n in range(3))


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def test_automatic_numbers_are_restored() -> None:
    body = (
        numbered("MỤC TIÊU", 1)
        + numbered("NHIỆM VỤ", 1)
        + numbered("Sở Nội vụ", 2)
        + numbered("Chủ trì kiểm tra", 2, 1)
        + numbered("Báo cáo", 2, 1)
        + numbered("Sở Tài chính", 2)
        + numbered("Bố trí kinh phí", 3)
    )
    assert lines(body, numbering=NUMBERING) == [
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ",
        "1. Sở Nội vụ",
        "1.1. Chủ trì kiểm tra",
        "1.2. Báo cáo",
        "2. Sở Tài chính",
        "a) Bố trí kinh phí",
    ]


def test_footnotes_and_endnotes_are_tied_to_their_marks() -> None:
    body = (
        "<w:p><w:r><w:t>Căn cứ Nghị quyết số 76/NQ-CP</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:t xml:space='preserve"
        "'> của Chính phủ</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r></w:p>"
    )
    source = read(
        body,
        footnotes=f"<w:footnote w:id='2'>{paragraph('Ngày 15/7/2021.')}</w:footnote>",
        endnotes=f"<w:endnote w:id='1'>{paragraph('Đã sửa đổi năm 2025.')}</w:endnote>",
    )
    notes = {source.text[slice(*note.body)]: note for note in source.footnotes}
    assert set(notes) == {"Ngày 15/7/2021.", "Đã sửa đổi năm 2025."}
    mark = notes["Ngày 15/7/2021."].mark
    assert mark is not None
    assert source.text[: mark[0]].endswith("76/NQ-CP")
    citations = process_document(
        file_of(body, footnotes=f"<w:footnote w:id='2'>{paragraph('Ngày 15/7/2021.')}</w:footnote>"),
        "plan.docx",
    ).rows["citations"]
    assert citations[0]["identifier"] == "76/NQ-CP"


def grid(source: SourceDocument) -> dict[tuple[int, int], tuple[str, int, int]]:
    (found,) = source.tables
    return {
        (one.row, one.column): (source.text[one.start : one.end], one.row_span, one.column_span)
        for one in found.cells
    }


def test_merged_cells_reach_over_rows_and_columns() -> None:
    body = table(
        [
            cell(paragraph("Nhiệm vụ"), properties="<w:vMerge w:val='restart'/>"),
            cell(paragraph("Phân công"), properties="<w:gridSpan w:val='2'/>"),
        ],
        [
            cell(paragraph(""), properties="<w:vMerge/>"),
            cell(paragraph("Chủ trì")),
            cell(paragraph("Phối hợp")),
        ],
        [cell(paragraph("Rà soát")), cell(paragraph("Sở Nội vụ")), cell(paragraph("Sở Tư pháp"))],
    )
    cells = grid(read(body))
    assert cells[0, 0] == ("Nhiệm vụ", 2, 1)
    assert cells[0, 1] == ("Phân công", 1, 2)
    assert cells[1, 2] == ("Phối hợp", 1, 1)
    assert cells[2, 0] == ("Rà soát", 1, 1)


def test_a_table_inside_a_cell_loses_no_text() -> None:
    inner = table([cell(paragraph("Quý I")), cell(paragraph("Quý II"))])
    body = table(
        [cell(paragraph("Nhiệm vụ")), cell(paragraph("Thời hạn"))],
        [cell(paragraph("Rà soát")), cell(paragraph("Theo quý:"), inner, paragraph(""))],
    )
    text = read(body).text
    assert [text.count(words) for words in ("Rà soát", "Theo quý:", "Quý I", "Quý II")] == [1, 1, 2, 1]


def test_a_letterhead_table_only_places_its_text() -> None:
    body = table(
        [
            cell(paragraph("UBND TỈNH ĐỒNG NAI"), paragraph("SỞ NỘI VỤ"), paragraph("Số: 27/KH-SNV")),
            cell(
                paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                paragraph("Độc lập - Tự do - Hạnh phúc"),
                paragraph("Đồng Nai, ngày 15 tháng 01 năm 2026"),
            ),
        ]
    )
    rows: dict[str, list[dict[str, Any]]] = process_document(
        file_of(body + paragraph("KẾ HOẠCH") + paragraph("Chuyển đổi số năm 2026")), "plan.docx"
    ).rows
    header = rows["documents"][0]
    assert (header["number"], header["symbol"], header["issuer"]) == ("27", "KH-SNV", "SỞ NỘI VỤ")
    assert not [row for row in rows["blocks"] if row["kind"] == "table_row"]


@pytest.mark.parametrize("form", ["<w:br/>", "<w:cr/>"])
def test_a_line_break_in_a_paragraph_parts_no_sentence(form: str) -> None:
    body = f"<w:p><w:r><w:t>Sở Nội vụ chủ trì</w:t>{form}<w:t>kiểm tra.</w:t></w:r></w:p>"
    assert lines(body) == ["Sở Nội vụ chủ trì kiểm tra."]


@pytest.mark.parametrize("form", ["</w:t><w:br/><w:t>", "</w:t></w:r></w:p><w:p><w:r><w:t>"])
def test_the_lines_of_a_cell_part_units_and_no_names(form: str) -> None:
    body = paragraph("KẾ HOẠCH") + paragraph("Chuyển đổi số năm 2026")
    head, cells = (
        ("Nội dung", "Phối hợp", "Chủ trì"),
        ("Rà soát", "Trạm Y tế@Công an xã", "Văn phòng@và@các thôn"),
    )
    for row in (head, cells):
        body += table([cell(paragraph(text)) for text in row]).replace("@", form)
    rows = process_document(file_of(body.replace("</w:tbl><w:tbl>", "")), "plan.docx").rows
    assert [unit["name"] for unit in rows["units"]] == ["văn phòng", "các thôn", "Trạm Y tế", "Công an xã"]


def test_what_a_merged_cell_says_holds_for_all_its_rows() -> None:
    rows = [
        ("Nội dung", "Chủ trì", "Phối hợp", "Thời gian"),
        ("Rà soát", "Sở Nội vụ", "Sở Y tế", "Quý I/2026"),
        ("Công bố", "Sở Tài chính", None, None),
        ("Kiểm tra", "Sở Nội vụ", "", "Quý II/2026"),
        (None, "Sở Y tế", "", "Quý III/2026"),
    ]
    cells = [[_merging(rows, row, column) for column in range(4)] for row in range(len(rows))]
    body = paragraph("KẾ HOẠCH") + paragraph("Cải cách hành chính năm 2026") + table(*cells)
    found = process_document(file_of(body), "plan.docx").rows
    units = [
        [(unit["role"], unit["name"]) for unit in found["units"] if unit["task_id"] == task["task_id"]]
        for task in found["tasks"]
    ]
    assert [task["text"] for task in found["tasks"]] == ["Rà soát", "Công bố", "Kiểm tra"]
    assert units == [
        [("lead", "Sở Nội vụ"), ("coordinate", "Sở Y tế")],
        [("lead", "Sở Tài chính"), ("coordinate", "Sở Y tế")],
        [("lead", "Sở Nội vụ"), ("lead", "Sở Y tế")],
    ]
    assert [(row["text"], len(row["task_ids"])) for row in found["deadlines"]] == [
        ("Quý I/2026", 2),
        ("Quý II/2026", 1),
        ("Quý III/2026", 1),
    ]


def _merging(rows: list[tuple[str | None, ...]], row: int, column: int) -> str:
    """A cell that is merged with the one above it where it is None."""
    below = row + 1 < len(rows) and rows[row + 1][column] is None
    text = rows[row][column]
    merge = "<w:vMerge/>" if text is None else "<w:vMerge w:val='restart'/>" if below else ""
    return cell(paragraph(text or ""), properties=merge)


def test_dashes_before_the_lines_of_a_cell_span_no_time() -> None:
    times = cell(paragraph("- Tháng 3/2026"), paragraph("- Tháng 9/2026"))
    head = [cell(paragraph(text)) for text in ("Nội dung", "Chủ trì", "Thời gian")]
    row = [cell(paragraph("Kiểm tra")), cell(paragraph("Sở Nội vụ")), times]
    body = paragraph("KẾ HOẠCH") + paragraph("Cải cách hành chính năm 2026") + table(head, row)
    rows = process_document(file_of(body), "plan.docx").rows
    assert [row["text"] for row in rows["deadlines"]] == ["Tháng 3/2026", "Tháng 9/2026"]


@pytest.mark.parametrize("between", ["</w:t><w:tab/><w:tab/><w:t>", " " * 30])
def test_a_signature_that_tabs_or_blanks_set_beside_the_recipients(between: str) -> None:
    lines = [
        "KẾ HOẠCH",
        "Dạy học năm 2025",
        "I. MỤC TIÊU",
        "Nâng cao chất lượng.",
        f"Nơi nhận:{between}HIỆU TRƯỞNG",
    ]
    lines += ["- Phòng GD&amp;ĐT (b/c);", f"- Lưu: VT.{between}Lê Thị Hà"]
    header = process_document(file_of("".join(map(paragraph, lines))), "plan.docx").rows["documents"][0]
    assert (header["signer_position"], header["signer"]) == ("HIỆU TRƯỞNG", "Lê Thị Hà")
    assert header["recipients"] == ["Phòng GD&ĐT (b/c)", "Lưu: VT"]
