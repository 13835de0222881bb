import json
import re
from datetime import date
from pathlib import Path

import pytest
from invented_plans import HOSTILE, Plan, health_plan, row_of, write_tables
from lxml import html

from pipeline.cli import main
from pipeline.report import write_report
from pipeline.report.html import json_for_script
from pipeline.report.layout import document_html
from pipeline.report.marks import Marker
from pipeline.report.wording import span_in_words, value_in_words, warning_in_vietnamese
from pipeline.store.reader import TableError


def test_every_row_leads_to_a_passage_with_its_words(tmp_path: Path) -> None:
    plan = health_plan()
    write_report(write_tables(tmp_path, [plan]))
    page = html.parse(str(tmp_path / "report/documents" / f"{plan.doc_id}.html"))
    texts = {
        row["text"]
        for table in ("citations", "tasks", "units", "deadlines", "indices", "index_values")
        for row in plan.rows[table]
    }
    passages = {
        page.xpath(f"//mark[@id='{link.get('href')[1:]}']")[0].text_content()
        for link in page.xpath("//a[contains(@class, 'go')]")
    }
    assert passages == texts


def test_the_document_is_shown_whole_and_in_order(tmp_path: Path) -> None:
    plan = health_plan()
    write_report(write_tables(tmp_path, [plan]))
    page = html.parse(str(tmp_path / "report/documents" / f"{plan.doc_id}.html"))
    article = page.xpath("//article")[0]
    shown = re.sub(r"\s+", "", article.text_content())
    assert shown == re.sub(r"\s+", "", plan.text)
    assert [heading.tag for heading in article.xpath(".//h3|.//h4")] == ["h3", "h4"]
    assert [cell.text_content() for cell in article.xpath(".//th")] == ["STT", "Việc"]
    assert article.xpath(".//td")[1].text_content() == "Lắp bảng <b>chỉ dẫn</b>"


def test_what_documents_hold_is_text_and_no_markup(tmp_path: Path) -> None:
    plan = health_plan()
    write_report(
        write_tables(tmp_path, [plan], ({"path": HOSTILE, "status": "failed", "error_message": HOSTILE},))
    )
    for path in (tmp_path / "report").rglob("*.html"):
        page = html.parse(str(path))
        assert not page.xpath("//article//script|//*[@onerror]|//article//img|//article//b")
        assert "<img src=x" not in path.read_text(encoding="utf-8")
    overview = (tmp_path / "report/index.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', overview, re.DOTALL)[1])  # type: ignore[index]
    assert HOSTILE in data["files"][0][1]


@pytest.mark.parametrize("text", ["</script>", "<!-- <script>", "a & b", "\u2028", "“ngoặc”"])
def test_json_in_a_script_says_the_same_and_ends_nothing(text: str) -> None:
    written = str(json_for_script([text]))
    assert json.loads(written) == [text]
    assert not re.search("[<>&\u2028]", written)


def test_a_report_is_replaced_as_a_whole(tmp_path: Path) -> None:
    write_report(write_tables(tmp_path, [health_plan("a" * 16), health_plan("b" * 16)]))
    write_report(write_tables(tmp_path, [health_plan("b" * 16)]))
    assert [path.stem for path in (tmp_path / "report/documents").iterdir()] == ["b" * 16]
    assert not list(tmp_path.glob(".report*"))


def test_a_folder_that_is_no_report_is_left_alone(tmp_path: Path) -> None:
    write_tables(tmp_path, [health_plan()])
    (tmp_path / "report").mkdir()
    (tmp_path / "report/note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_report(tmp_path)
    assert [path.name for path in (tmp_path / "report").iterdir()] == ["note.txt"]
    assert not list(tmp_path.glob(".report*"))


def test_a_run_without_documents_has_an_overview(tmp_path: Path) -> None:
    failed = {"path": "a.bin", "status": "failed", "error_kind": "binary", "error_message": "no text"}
    summary = write_report(write_tables(tmp_path, [], (failed,)))
    assert summary.documents == 0
    assert "Tệp không phải văn bản: no text" in summary.index.read_text(encoding="utf-8")


def test_tables_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"documents\.parquet does not exist"):
        write_report(tmp_path)


def test_the_command_says_where_the_report_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(tmp_path, [health_plan()])
    assert main(["report", "--out", str(tmp_path)]) == 0
    assert str(tmp_path / "report" / "index.html") in capsys.readouterr().out.replace("\n", "")
    assert main(["report", "--out", str(tmp_path / "nothing")]) == 2


def test_headings_never_skip_a_level_and_pages_are_shown() -> None:
    plan = Plan("c" * 16, "a.pdf")
    above = plan.block("heading", "A", depth=0, page=1)
    item = plan.block("item", "a", depth=1, parent_id=above, page=1)
    plan.block("heading", "B", depth=4, parent_id=item, page=2)
    page = html.fragment_fromstring(document_html(plan.rows["blocks"], Marker([])), create_parent=True)
    assert [(node.tag, node.text) for node in page if node.tag != "p"] == [("h3", "A"), ("h4", "B")]
    assert [node.get("id") for node in page.xpath(".//*[@class='page-start']")] == ["page-1", "page-2"]


def test_a_row_without_cells_and_a_table_broken_by_a_note_are_shown() -> None:
    plan = Plan("c" * 16, "a.txt")
    plan.block("table_row", "một", table_id=0, row=0)
    plan.block("footnote", "ghi chú")
    plan.block("table_row", "hai", table_id=0, row=1)
    page = html.fragment_fromstring(document_html(plan.rows["blocks"], Marker([])), create_parent=True)
    assert [node.text_content() for node in page] == ["một", "ghi chú", "hai"]


@pytest.mark.parametrize(
    ("warning", "expected"),
    [
        ("no year is stated", ("Có thời hạn không nêu năm", True)),
        ("page 3 was not read: x", ("Trang 3 không đọc được (x)", True)),
        ("the date of issue does not exist: `30/{2}`", ("Ngày ban hành không có trong lịch: “30/{2}”", True)),
        ("something new", ("something new", False)),
    ],
)
def test_warnings_are_said_in_vietnamese(warning: str, expected: tuple[str, bool]) -> None:
    assert warning_in_vietnamese(warning) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ""),
        (None, date(2025, 6, 30), "đến 30/06/2025"),
        (date(2025, 6, 30), date(2025, 6, 30), "30/06/2025"),
        (date(2025, 1, 1), None, "từ 01/01/2025"),
    ],
)
def test_spans_of_days_in_words(first: date | None, last: date | None, expected: str) -> None:
    assert span_in_words(first, last) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {
                "status": "target",
                "kind": "percent",
                "comparator": ">=",
                "value": 90.5,
                "unit": "%",
                "year": 2025,
            },
            "chỉ tiêu 2025: tỷ lệ từ 90,5 %",
        ),
        (
            {"status": "result", "kind": "rank", "comparator": "=", "value": 38.0, "scale": 63.0},
            "kết quả: thứ hạng 38/63",
        ),
        ({"status": "target", "kind": "level", "comparator": "=", "level": "khá"}, "chỉ tiêu: nhóm khá"),
    ],
)
def test_index_values_in_words(values: dict[str, object], expected: str) -> None:
    assert value_in_words(row_of("index_values", **values)) == expected
