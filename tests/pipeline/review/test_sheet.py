"""The file that people fill, as spreadsheets write it."""

from pathlib import Path

import pytest

from pipeline.review.sheet import SheetError, action_called, read_sheet, table_called, write_sheet

HEADER = "Mã văn bản;Bảng;Mã dòng;Việc;Cột;Giá trị đúng"


def _read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return [{column: cell for column, cell in line.items() if cell} for line in read_sheet(path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_any_spreadsheet_are_read(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    text = HEADER + "\n" + "ab;Thời hạn;3;sửa;Đến ngày;30/6/2025\n"
    expected = {
        "doc_id": "ab",
        "table": "Thời hạn",
        "row_id": "3",
        "action": "sửa",
        "field": "Đến ngày",
        "value": "30/6/2025",
    }
    assert _read(tmp_path, text.replace(";", delimiter).replace("\n", end), encoding) == [expected]


def test_cells_may_hold_the_delimiter_and_line_ends(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, f'sep=;\n{HEADER}\nab;tasks;1;sửa;product;"Báo cáo; ""Đề án""\ncấp tỉnh"\n')
    assert line["value"] == 'Báo cáo; "Đề án"\ncấp tỉnh'


def test_lines_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    assert _read(tmp_path, f"{HEADER}\nab;Thời hạn;3;;;\n;;;;;\n\n") == []


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    (line,) = _read(tmp_path, f"{HEADER}\nab;units;1;sửa;name;Sở Y te\u0302\u0301\n")
    assert line["value"] == "Sở Y tế"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("Mã dòng;Việc\n", "line 1: no column is called Bảng"),
        (HEADER.replace("Mã dòng", "Bảng") + "\n", "line 1: two columns are called table"),
        (f"{HEADER}\nab;tasks;1;sửa;product;Báo cáo;Đề án\n", "line 2: it has 7 cells, the header 6"),
        (f'{HEADER}\nab;tasks;1;sửa;product;"Báo cáo\n', "line 2: unexpected end of data"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(SheetError) as error:
        _read(tmp_path, text)
    assert any(said.startswith(problem) for said in error.value.problems), error.value.problems


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="CSV UTF-8"):
        _read(tmp_path, f"{HEADER}\nab;tasks;1;sửa;product;Đề án\n", "utf-16-be")


def test_a_written_sheet_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    write_sheet(
        path,
        [{"doc_id": "ab", "table": "Nhiệm vụ", "row_id": 0, "text": "- Chủ trì; phối hợp", "action": "bỏ"}],
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    (line,) = read_sheet(path)
    assert (line["doc_id"], line["row_id"], line["text"]) == ("ab", "0", "- Chủ trì; phối hợp")


def test_tables_and_actions_have_vietnamese_and_english_names() -> None:
    tables = [table_called(name) for name in ("Nhiệm vụ", "tasks", "NHIỆM VỤ", "blocks")]
    assert tables == ["tasks", "tasks", "tasks", None]
    actions = [action_called(word) for word in ("không phải", "Sót", "change", "x")]
    assert actions == ["remove", "add", "change", None]
