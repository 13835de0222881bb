"""`kehoach show` and `kehoach explain`: what one plan says, and where a row comes from."""

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.cli.show import stated_time, stated_value
from pipeline.store.schema import TABLES

PLAN = """SỞ NỘI VỤ TỈNH HÀ NAM
PHÒNG CẢI CÁCH HÀNH CHÍNH
Số: 12/KH-SNV

Hà Nam, ngày 15 tháng 01 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2025

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể cải cách hành chính.

I. MỤC TIÊU

1. Phấn đấu Chỉ số PAR INDEX năm 2025 đạt từ 90% trở lên. Giữ vững kết quả.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở

- Chủ trì, phối hợp với Thanh tra Sở kiểm tra công vụ, hoàn thành trước ngày 15/6/2025.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("in") / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tables(plan, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    assert main(["extract", str(plan), "--out", str(out), "--jobs", "1"]) == 0
    return out


def row_of(tables, name):
    return pq.read_table(tables / f"{name}.parquet").to_pylist()[0]


def explain(tables, *arguments):
    return main(["explain", *map(str, arguments), "--out", str(tables)])


def test_show_prints_header_mentions_and_tasks(plan, capsys):
    assert main(["show", str(plan)]) == 0
    printed = capsys.readouterr().out
    for words in (
        "KH-SNV",
        "2025-01-15",
        "Citations (1)",
        "nghị quyết 76/NQ-CP · 2021-07-15 · Chính phủ · legal_basis",
        "Căn cứ »Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ« về Chương trình",
        "PAR_INDEX · 2025 · target 2025: percent >= 90 %",
        "Văn phòng Sở",
        "Thanh tra Sở",
        "2025-06-15",
    ):
        assert words in printed
    sentence = next(line for line in printed.splitlines() if "»Chỉ số PAR INDEX«" in line)
    assert "Giữ vững" not in sentence


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [("empty.txt", b"", "holds no bytes"), ("gone.txt", None, "cannot be read"), ("", None, "is a folder")],
)
def test_show_says_what_is_wrong_with_a_file(tmp_path, capsys, name, content, complaint):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["show", str(tmp_path / name)]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert error.startswith(f"kehoach: {tmp_path / name}")


def test_explain_marks_the_words_and_names_the_rule(tables, capsys):
    row = row_of(tables, "citations")
    assert explain(tables, row["doc_id"], "citations", 0) == 0
    printed = capsys.readouterr().out
    assert f"citations 0 of plan.txt ({row['doc_id']})" in printed
    assert f"{row['rule']} (confidence" in printed
    assert "»Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ«" in printed
    assert f"characters {row['char_start']}–{row['char_end']}" in printed


def test_explain_shows_the_headings_above(tables, capsys):
    row = row_of(tables, "tasks")
    assert explain(tables, row["doc_id"][:6], "tasks", row["task_id"]) == 0
    printed = capsys.readouterr().out
    assert printed.index("TỔ CHỨC THỰC HIỆN") < printed.index("»")


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.row_id])
def test_explain_knows_every_table_of_rows_in_a_document(tables, capsys, name):
    row = row_of(tables, name)
    assert explain(tables, row["doc_id"], name, row[TABLES[name].row_id]) == 0
    assert "»" in capsys.readouterr().out


def test_explain_says_what_there_is_instead(tables, tmp_path, capsys):
    doc_id = row_of(tables, "documents")["doc_id"]
    assert explain(tables, doc_id, "citations", 7) == 2
    assert explain(tables, "zz", "citations", 0) == 2
    assert explain(tables, doc_id, "instruments", 0) == 2
    assert explain(tmp_path, doc_id, "citations", 0) == 2
    complaints = capsys.readouterr().err
    for words in (
        "has no citation_id 7: they go from 0 to 0",
        "no document zz",
        "not a table whose",
        "kehoach extract",
    ):
        assert words in complaints


def test_explain_asks_for_more_digits_where_several_documents_begin_alike(plan, tmp_path, capsys):
    other = plan.with_name("other.txt")
    other.write_text(PLAN.replace("2025", "2024"), encoding="utf-8")
    main(["extract", str(plan), str(other), "--out", str(tmp_path), "--jobs", "1"])
    assert explain(tmp_path, "", "citations", 0) == 2
    assert "Give more digits." in capsys.readouterr().err


def test_a_broken_table_is_named(tables, tmp_path, capsys):
    (tmp_path / "documents.parquet").write_bytes((tables / "documents.parquet").read_bytes()[:-100])
    assert explain(tmp_path, "aa", "citations", 0) == 2
    assert "documents.parquet cannot be read as a Parquet table" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "target 2025: percent >= 90 %"),
        ({"comparator": "between", "value_max": 95.5}, "target 2025: percent between 90–95.5 %"),
        ({"kind": "rank", "status": "result", "comparator": "=", "value": 38.0, "scale": 63.0, "unit": None},
         "result 2025: rank = 38/63"),
        ({"kind": "level", "level": "khá", "value": None, "unit": None, "year": None}, "target: level khá"),
        ({"kind": "change", "value": 3.0, "unit": "bậc", "baseline_year": 2024},
         "target 2025: change >= 3 bậc against 2024"),
    ],
)  # fmt: skip
def test_an_index_value_is_said_in_one_phrase(change, expected):
    value = {"status": "target", "kind": "percent", "comparator": ">=", "value": 90.0, "value_max": None}
    value |= {"unit": "%", "scale": None, "level": None, "year": 2025, "baseline_year": None}
    assert stated_value(value | change) == expected


@pytest.mark.parametrize(
    ("start", "end", "rules", "expected"),
    [
        (None, None, [], ""),
        (None, "2025-06-15", [], "… – 2025-06-15"),
        ("2025-01-01", "2025-03-31", [], "2025-01-01 – 2025-03-31"),
        ("2025-06-15", "2025-06-15", [], "2025-06-15"),
        (None, None, ["FREQ=YEARLY"], "FREQ=YEARLY"),
    ],
)
def test_a_deadline_is_said_as_it_was_read(start, end, rules, expected):
    assert stated_time({"start_date": start, "end_date": end, "rrules": rules}) == expected
