"""Logical lines from the printed lines of converters' text."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import NormalisedText, normalise
from pipeline.read.source import SourceDocument


def normalised(text: str, *, markdown: bool = False, page_starts: tuple[int, ...] = ()) -> NormalisedText:
    return normalise(SourceDocument(text=text, format="text", markdown=markdown, page_starts=page_starts))


def lines(text: str, *, markdown: bool = False) -> list[str]:
    result = normalised(text, markdown=markdown)
    return [result.text[line.start : line.end] for line in result.lines]


WRAPPED = """\
1. Mục đích

- Nâng cao nhận thức và trách nhiệm của cán bộ, công chức, viên chức trong
việc giải quyết hồ sơ của người dân, doanh nghiệp trên địa bàn tỉnh theo
quy định tại Nghị định số 61/2018/NĐ-CP và các văn bản hướng dẫn thi hành.

- Công khai kết quả giải quyết hồ sơ trên Cổng dịch vụ công của tỉnh để
người dân theo dõi, giám sát.
"""


def test_wrapped_lines_are_joined_and_items_kept_apart() -> None:
    heading, first, second = lines(WRAPPED)
    assert heading == "1. Mục đích"
    assert first == " ".join(WRAPPED.split("\n\n")[1].split())
    assert (
        second
        == "- Công khai kết quả giải quyết hồ sơ trên Cổng dịch vụ công của tỉnh để người dân theo dõi, giám sát."
    )


def test_a_number_of_months_awaits_no_other_number() -> None:
    assert lines("Đối thoại với doanh nghiệp 01 lần/6 tháng\n4. Tuyên truyền") == [
        "Đối thoại với doanh nghiệp 01 lần/6 tháng",
        "4. Tuyên truyền",
    ]


def test_a_closing_paragraph_begins_under_a_full_line() -> None:
    closing = "Yêu cầu các phòng thực hiện nghiêm túc."
    *_, last, request, trouble = lines(
        WRAPPED
        + "\n- Các phòng báo cáo kết quả về Văn phòng Sở để tổng hợp theo đúng quy định.\n"
        + f"{closing}\nTrong quá trình thực hiện, nếu có vướng mắc thì báo cáo Sở.\n"
    )
    assert last.startswith("- Các phòng báo cáo")
    assert request == closing
    assert trouble.startswith("Trong quá trình")


TIGHT = """\
KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị
Thực hiện Chương trình hành động số 08-CTr/TU, Đảng ủy xây dựng Kế hoạch.
1.Văn phòng
-Là cơ quan thường trực, theo dõi việc thực hiện.
2. Phòng Văn hóa
-Xã hội
"""


def test_dashes_without_a_blank_and_lines_that_are_whole_paragraphs() -> None:
    assert lines(TIGHT) == [*TIGHT.splitlines()[:5], "2. Phòng Văn hóa -Xã hội"]


def test_a_long_numbered_line_is_no_heading_in_printed_lines() -> None:
    first = "1. Các chi bộ trực thuộc xây dựng kế hoạch, báo cáo kết quả về Ban Thường vụ"
    second = "2. Văn phòng theo dõi, đôn đốc các chi bộ và tổng hợp kết quả hằng quý,\nnăm."
    assert f"{first} Đảng ủy xã." in lines(f"I. TỔ CHỨC\n\n{first}\nĐảng ủy xã.\n\n{second}\n")


def test_blank_lines_between_all_printed_lines_end_no_paragraph() -> None:
    assert lines(WRAPPED.replace("\n", "\n\n")) == lines(WRAPPED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Quyết định số 15/QĐ-\n\nUBND ngày 02/3/2024", "theo Quyết định số 15/QĐ-UBND ngày 02/3/2024"),
        ("theo Công văn số 6709/UBND-\nNC ngày 02/3/2024", "theo Công văn số 6709/UBND-NC ngày 02/3/2024"),
        ("theo Quyết định số 15/QĐ\n-UBND của tỉnh", "theo Quyết định số 15/QĐ-UBND của tỉnh"),
        ("theo Nghị quyết số 30a/2008/\nNQ-CP", "theo Nghị quyết số 30a/2008/NQ-CP"),
        ("phát triển kinh tế\n- xã hội của huyện", "phát triển kinh tế - xã hội của huyện"),
        ("tăng bình quân 05\n- 06% mỗi năm", "tăng bình quân 05 - 06% mỗi năm"),
        ("giao Sở\n\nGiáo dục và Đào tạo chủ trì", "giao Sở Giáo dục và Đào tạo chủ trì"),
        ("chuyên mục “Dân hỏi\n- Thủ trưởng trả lời”", "chuyên mục “Dân hỏi - Thủ trưởng trả lời”"),
        (
            "(gọi tắt là Nghị quyết\n57); Kế hoạch số 2/KH-UBND",
            "(gọi tắt là Nghị quyết 57); Kế hoạch số 2/KH-UBND",
        ),
        ("nội dung\ttiếp   theo", "nội dung tiếp theo"),
    ],
)
def test_what_a_line_end_cut_is_mended(text: str, expected: str) -> None:
    assert lines(text) == [expected]


def test_emphasis_and_heading_marks_are_taken_off() -> None:
    result = normalised("### **I. MỤC\nTIÊU**\n\n*a) Chung: *Nâng cao chất lượng.\n", markdown=True)
    texts = [result.text[line.start : line.end] for line in result.lines]
    assert texts == ["I. MỤC TIÊU", "a) Chung: Nâng cao chất lượng."]
    assert result.lines[0].emphasis == ((0, 11),)
    first, last = result.lines[1].emphasis[0]
    assert result.text[first:last].strip() == "a) Chung:"


def test_links_keep_their_words_only() -> None:
    text = '**Kế hoạch** số [63](https://vi.du/d/1?x=2 "tệp")/KH-UBND ![dấu](dau.png) [1](xem trang 2)[^2]\n'
    assert lines(text, markdown=True) == ["Kế hoạch số 63/KH-UBND dấu [1](xem trang 2)[^2]"]


def test_a_combining_mark_after_markup_does_not_join_the_letter_before() -> None:
    assert lines("Nội dung**\u0301 chính\u200b\u0301") == ["Nội dung chính"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sở Y tế⁹ chủ trì, xong năm 2025¹², theo “kế hoạch”³.",
            "Sở Y tế chủ trì, xong năm 2025, theo “kế hoạch”.",
        ),
        ("xây 300 m² nhà trên 2 km² đất, 5 cm³", "xây 300 m² nhà trên 2 km² đất, 5 cm³"),
        ("| Sở Y tế¹ | 1 |\n| --- | --- |\n| Sở Nội vụ² | 2 |", "Sở Y tế\t1\nSở Nội vụ\t2"),
    ],
)
def test_a_raised_figure_whose_note_is_lost_leaves_its_word(text: str, expected: str) -> None:
    assert "\n".join(lines(text, markdown=text.startswith("|"))) == expected


def test_a_stray_mark_opens_no_emphasis() -> None:
    result = normalised("của ** nhà trường\nvà **LỚP**. Mọi\n**1. Mục đích**\nNâng cao.", markdown=True)
    emphasised = [result.text[s:e] for line in result.lines for s, e in line.emphasis]
    assert "1. Mục đích" in emphasised
    assert not any("Nâng cao" in text for text in emphasised)


FOOTNOTES = """\
1. Tuyên truyền các quy định của pháp luật về thủ tục hành chính1 và tiếp tục
rà soát, kiến nghị cắt giảm những thủ tục không còn cần thiết cho người dân khi
đến làm việc tại bộ phận một cửa, nhất là người già và người khuyết

1 Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ; Nghị định số
107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ.
 tật trên địa bàn huyện.

2. Công khai kết quả năm 20232.

2Quyết định số 12/QĐ-UBND ngày 05/01/2024 của UBND huyện.
"""


def test_footnotes_leave_the_sentence_that_they_interrupt() -> None:
    result = normalised(FOOTNOTES)
    texts = [(line.kind, line.label, result.text[line.start : line.end]) for line in result.lines]
    assert [(kind, label) for kind, label, _ in texts] == [
        ("text", None),
        ("footnote", "1"),
        ("text", None),
        ("footnote", "2"),
    ]
    assert texts[0][2].endswith("người già và người khuyết tật trên địa bàn huyện.")
    assert "hành chính và tiếp tục" in texts[0][2]
    assert texts[1][2].endswith("107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ.")
    assert texts[2][2] == "2. Công khai kết quả năm 2023."
    anchors = [line.anchor for line in result.lines if line.kind == "footnote"]
    assert result.text[: anchors[0]].endswith("hành chính")
    assert result.text[: anchors[1]].endswith("2023")


def test_a_footnote_with_its_number_in_brackets_ends_at_a_blank_line() -> None:
    text = """\
Căn cứ Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục[1];

[1]: Nghị quyết số 281/NQ-CP ngày 15/9/2025 của Chính phủ ban hành Chương trình hành động.

Căn cứ Thông tư số 13/2016/TT-BYT ngày 12/5/2016 của Bộ Y tế;
"""
    assert [line.kind for line in normalised(text).lines] == ["text", "footnote", "text"]


def test_a_number_glued_to_a_word_is_no_mark_without_its_note() -> None:
    text = "theo Nghị quyết số 202/2025/QH15 và phòng, chống COVID19.\n15 Quyết định được giao."
    assert normalised(text).dropped == ()
    assert [line.kind for line in normalised(text).lines] == ["text"]


STREAM = """\
|
**TT**
|
**Nội dung**
|
**Chủ trì**
|
**Ghi chú**
|
|
**I**
|
**Tuyên truyền**
|
|
1
|
Đăng tin,
bài
|
Văn phòng
|
|
|
2
|
Phát tờ rơi
|
|
Hằng quý
|

Sau bảng là đoạn văn.
"""


def test_a_stream_of_bars_is_a_table() -> None:
    result = normalised(STREAM, markdown=True)
    rows = [
        [result.text[cell.start : cell.end] for cell in line.cells]
        for line in result.lines
        if line.kind == "table_row"
    ]
    assert rows == [
        ["TT", "Nội dung", "Chủ trì", "Ghi chú"],
        ["I", "Tuyên truyền"],
        ["1", "Đăng tin, bài", "Văn phòng", ""],
        ["2", "Phát tờ rơi", "", "Hằng quý"],
    ]
    assert [line.header for line in result.lines if line.kind == "table_row"] == [True, False, False, False]
    assert result.text.endswith("\nSau bảng là đoạn văn.")


PIPES = """\
| TT | Nhiệm vụ | Đơn vị chủ trì |
|----|:--------:|---|
| 1 | Rà soát | Phòng A |
"""
TABS = """\
TT\tNhiệm vụ\tSản phẩm\tĐơn vị chủ trì
1\tRà soát\tBáo cáo gửi\tPhòng A

TT\tNhiệm vụ\tSản phẩm\tĐơn vị chủ trì
\t\ttheo quý\t
2\tTổng hợp\tBáo cáo\tPhòng B
"""


def cells(text: str) -> list[list[str]]:
    result = normalised(text)
    return [[result.text[cell.start : cell.end] for cell in line.cells] for line in result.lines]


def test_pipe_rows_are_a_table() -> None:
    assert cells(PIPES) == [["TT", "Nhiệm vụ", "Đơn vị chủ trì"], ["1", "Rà soát", "Phòng A"]]


def test_line_break_tags_part_the_lines_of_a_cell() -> None:
    signature = "| ***Nơi nhận:***<br>- Lưu: VT. | **KT. GIÁM ĐỐC**<br>**PHÓ GIÁM ĐỐC**<br><br>Lê An |\n"
    expected = ["Nơi nhận:", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê An"]
    assert lines(f"{signature}| --- | --- |\n", markdown=True) == expected
    assert lines(f"| | |\n| --- | --- |\n{signature}", markdown=True) == expected
    assert cells("|Cơ quan **chủ**<br>**trì**|Sở Y tế|\n|---|---|\n") == [["Cơ quan chủ trì", "Sở Y tế"]]


def test_a_cells_line_with_room_for_the_next_word_was_ended_by_its_author() -> None:
    units = (
        "Các phòng thuộc Sở\nPhòng Y tế\nTrạm Y tế\nSở Khoa học và\nCông nghệ\nVăn phòng\nBan Quản lý các khu"
    )
    result = normalised(f"|\nTT\n|\nPhối hợp\n|\n|\n1\n|\n{units}\n|\n|\n2\n|\nSở Y tế\n|\n")
    breaks = [at for line in result.lines for cell in line.cells for at in cell.breaks]
    assert [result.text[at - 3 : at + 4] for at in breaks] == [
        " Sở Phò",
        " tế Trạ",
        " tế Sở ",
        "ghệ Văn",
        "òng Ban",
    ]


def test_one_line_between_bars_is_a_table_only_over_a_rule() -> None:
    assert lines("| Ghi chú | xem sau |\n") == ["| Ghi chú | xem sau |"]
    assert cells("| Ghi chú | xem sau |\n|---|---|\n") == [["Ghi chú", "xem sau"]]


def test_a_table_cut_by_a_page_break_is_one_table_with_one_header() -> None:
    assert cells(TABS) == [
        ["TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì"],
        ["1", "Rà soát", "Báo cáo gửi theo quý", "Phòng A"],
        ["2", "Tổng hợp", "Báo cáo", "Phòng B"],
    ]
    assert {line.table_id for line in normalised(TABS).lines} == {0}


def test_a_letterhead_in_a_table_is_lines() -> None:
    text = "|\n**UBND TỈNH\nAN BÌNH**\n-----\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|\n|\nSố: 12/KH-UBND\n|\n"
    assert lines(text, markdown=True) == [
        "UBND TỈNH AN BÌNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/KH-UBND",
    ]


PORTAL = """\
Kế hoạch 12/KH-SYT về cải cách hành chính do Sở Y tế tỉnh An Bình ban hành

Số hiệu 12/KH-SYT
Ngày ban hành 15/06/2024
Người ký Trần Văn Mẫu

SỞ Y TẾ AN BÌNH

KẾ HOẠCH

Cải cách hành chính

1. Rà soát thủ tục.

## Văn bản liên quan

Nghị định 61/2018/NĐ-CP
"""


def test_a_portals_text_is_furniture_and_its_statements_metadata() -> None:
    result = normalised(PORTAL, markdown=True)
    assert result.metadata == {
        "Số hiệu": "12/KH-SYT",
        "Ngày ban hành": "15/06/2024",
        "Người ký": "Trần Văn Mẫu",
    }
    body = [result.text[line.start : line.end] for line in result.lines if line.kind == "text"]
    assert body == ["SỞ Y TẾ AN BÌNH", "KẾ HOẠCH", "Cải cách hành chính", "1. Rà soát thủ tục."]


def test_page_numbers_are_dropped_where_they_count_up() -> None:
    page = "\n".join(["Nội dung của trang này được trình bày theo quy định."] * 9)
    result = normalised(f"{page}\n2\n{page}\n3\n{page}")
    assert {dropped.reason for dropped in result.dropped} == {"page number"}
    assert not any(line.end - line.start == 1 for line in result.lines)


def test_pages_are_told_by_their_starts() -> None:
    text = "Trang đầu.\n\nTrang hai."
    result = normalised(text, page_starts=(0, text.index("Trang hai")))
    assert [line.page for line in result.lines] == [1, 2]


def _unaccounted(text: str, result: NormalisedText) -> list[str]:
    covered = [False] * len(text)
    spans = result.offsets.source_spans(0, len(result.text))
    for start, end in [*spans, *((drop.start, drop.end) for drop in result.dropped)]:
        covered[start:end] = [True] * (end - start)
    return [char for char, known in zip(text, covered, strict=True) if not known and not char.isspace()]


_PIECES = st.sampled_from(
    [
        "**", "*", "|", "\n", "\n\n", "\t", " ", "-", "- ", "+ ", "1. ", "2", "a) ", "I. ", "[1]", "1Nghị", "#", "### ",
        "KẾ HOẠCH", "PHỤ LỤC", "Nơi nhận:", "Căn cứ", "Số hiệu 5/KH", "Ngày ban hành 1/1/2024", "Văn bản liên quan",
        "Nghị quyết số 76/NQ-", "UBND", "CCHC1", "năm 20232", "thực hiện", "Sở Y tế;", "ngày.", "---", "|---|", "<br>",
        "\\-", "\u200b", "\x0c", "đ", "e\u0302\u0301", "ê\u0301", "\u0301", "\ufeff", "TT", "Nội dung",
        "CỘNG HÒA XÃ HỘI",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200), st.booleans())
def test_nothing_is_lost(text: str, markdown: bool) -> None:
    result = normalised(text, markdown=markdown)
    assert _unaccounted(text, result) == []


@given(st.lists(_PIECES, max_size=60).map("".join), st.booleans())
def test_lines_are_clean_and_cover_the_text(text: str, markdown: bool) -> None:
    result = normalised(text, markdown=markdown)
    assert unicodedata.is_normalized("NFC", result.text)
    assert "\n".join(result.text[line.start : line.end] for line in result.lines) == result.text
    for line in result.lines:
        content = result.text[line.start : line.end]
        assert "\n" not in content
        assert ("\t" in content) <= (line.kind == "table_row")
        assert (
            content.split("\t") == [result.text[c.start : c.end] for c in line.cells]
            or line.kind != "table_row"
        )


@given(st.lists(_PIECES, max_size=60).map("".join), st.booleans())
def test_offsets_lead_back_to_the_same_characters(text: str, markdown: bool) -> None:
    result = normalised(text, markdown=markdown)
    spans = result.offsets.source_spans(0, len(result.text))
    back = "".join(text[start:end] for start, end in spans)
    here = Counter(unicodedata.normalize("NFD", result.text))
    there = Counter(unicodedata.normalize("NFD", back))
    assert {c: n for c, n in here.items() if not c.isspace()} == {
        c: n for c, n in there.items() if not c.isspace()
    }


def test_decomposed_text_is_composed_with_its_offsets() -> None:
    text = unicodedata.normalize("NFD", "Kế hoạch của Sở Y tế")
    result = normalised(text)
    assert result.text == "Kế hoạch của Sở Y tế"
    start = result.text.index("Sở")
    ((low, high),) = result.offsets.source_spans(start, start + 2)
    assert unicodedata.normalize("NFC", text[low:high]) == "Sở"
