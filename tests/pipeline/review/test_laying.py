"""Corrections read from lines, and laid over the rows of a document."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.process import process_document
from pipeline.review.laying import lay_over
from pipeline.review.reading import SheetReader
from pipeline.review.records import Anchor, Correction
from pipeline.review.sheet import COLUMNS, Line, SheetError
from pipeline.review.store import FILE, CorrectionsError, corrections_as_text, load_corrections
from pipeline.store.batches import record_batch
from pipeline.store.reader import read_rows
from pipeline.store.schema import TABLES

TODAY = dt.date(2026, 3, 1)


class Desk:
    """A document's tables, and what is said about them."""

    def __init__(self, folder: Path, plan: Path) -> None:
        self.folder = folder
        self.doc_id = read_rows(folder, "documents")[0]["doc_id"]
        rows = process_document(plan.read_bytes(), plan.name).rows
        self.batches = {name: record_batch(TABLES[name], of_table) for name, of_table in rows.items()}
        self.reader = SheetReader(folder, today=TODAY, who="An")

    def line(self, number: int = 2, **cells: str) -> Line:
        return Line(number, {"doc_id": self.doc_id, **cells})

    def said(self, *lines: dict[str, str], known: list[Correction] | None = None) -> list[Correction]:
        numbered = [self.line(number, **cells) for number, cells in enumerate(lines, 2)]
        return self.reader.laid_over(known or [], numbered)

    def laid(self, corrections: list[Correction]) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
        batches, outcomes = lay_over(self.batches, corrections)
        return {name: batch.to_pylist() for name, batch in batches.items()}, [
            outcome.status for outcome in outcomes
        ]

    def row(self, table: str, text: str) -> dict[str, Any]:
        return next(row for row in self.batches[table].to_pylist() if row["text"] == text)


@pytest.fixture
def desk(extract: Callable[[], Path], plans: Path) -> Desk:
    return Desk(extract(), plans / "plan.txt")


def test_a_field_is_changed_and_says_so(desk: Desk) -> None:
    deadline = desk.row("deadlines", "trước ngày 30/6/2025")
    cells = {
        "table": "Thời hạn",
        "row_id": str(deadline["deadline_id"]),
        "field": "Đến ngày",
        "value": "15/07/2025",
    }
    corrections = desk.said(cells)
    rows, statuses = desk.laid(corrections)
    changed = next(row for row in rows["deadlines"] if row["deadline_id"] == deadline["deadline_id"])
    expected = {"end_date": dt.date(2025, 7, 15), "rule": "correction", "confidence": 1.0}
    assert changed == deadline | expected
    assert statuses == ["applied"]
    assert (corrections[0].who, corrections[0].when) == ("An", "2026-03-01")
    others = [row for row in rows["deadlines"] if row is not changed]
    assert all(row in desk.batches["deadlines"].to_pylist() for row in others)


def test_what_the_rules_say_already_stays_as_it_is(desk: Desk) -> None:
    cells = {
        "table": "deadlines",
        "text": "trước ngày 30/6/2025",
        "field": "end_date",
        "value": "2025-06-30",
    }
    batches, outcomes = lay_over(desk.batches, desk.said(cells))
    assert outcomes[0].status == "met"
    assert all(batches[name] is desk.batches[name] for name in batches)


def test_a_number_that_is_corrected_changes_the_instrument(desk: Desk) -> None:
    cells = {
        "table": "citations",
        "text": "Kế hoạch số 21/KH-UBND ngày 10/01/2025 của UBND tỉnh",
        "field": "Số và ký hiệu",
        "value": "27/KH-UBND",
    }
    rows, _ = desk.laid(desk.said(cells))
    changed = rows["citations"][1]
    assert (changed["number"], changed["symbol"]) == ("27", "KH-UBND")
    assert changed["instrument_id"] == "KH:27-kh-ubnd:2025:hoa-binh"
    assert rows["citations"][0] == desk.batches["citations"].to_pylist()[0]


def test_a_units_name_tells_its_kind(desk: Desk) -> None:
    unit = desk.row("units", "Văn phòng Sở")
    cells = {"table": "units", "row_id": str(unit["unit_id"]), "field": "name", "value": "Sở Y tế"}
    rows, _ = desk.laid(desk.said(cells))
    changed = next(row for row in rows["units"] if row["unit_id"] == unit["unit_id"])
    assert (changed["name"], changed["kind"], changed["level"]) == ("Sở Y tế", "so", "province")
    assert changed["text"] == "Văn phòng Sở"


def test_the_documents_own_row_is_corrected(desk: Desk) -> None:
    cells = {"table": "Văn bản", "field": "Ngày ban hành", "value": "5/2/2025"}
    rows, statuses = desk.laid(desk.said(cells))
    document = rows["documents"][0]
    assert (document["issued_date"], document["issued_precision"]) == (dt.date(2025, 2, 5), "day")
    assert statuses == ["applied"]


def test_a_row_that_is_none_goes_with_all_that_belongs_to_it(desk: Desk) -> None:
    task = next(row for row in desk.batches["tasks"].to_pylist() if "khảo sát" in row["text"])
    number = task["task_id"]
    rows, _ = desk.laid(desk.said({"table": "tasks", "row_id": str(number), "action": "không phải"}))
    assert number not in [row["task_id"] for row in rows["tasks"]]
    assert number not in [row["task_id"] for row in rows["units"]]
    deadlines = [row for row in rows["deadlines"] if number in row["task_ids"]]
    assert not deadlines
    assert len(rows["deadlines"]) == desk.batches["deadlines"].num_rows


def test_missed_rows_are_added_with_what_their_words_tell(desk: Desk) -> None:
    text = "Rà soát quy trình khám bệnh."
    task = next(row for row in desk.batches["tasks"].to_pylist() if row["text"].endswith(text))
    lines = (
        {
            "table": "units",
            "text": "Chỉ số SIPAS",
            "action": "thêm",
            "field": "task_id",
            "value": str(task["task_id"]),
        },
        {"table": "units", "text": "Chỉ số SIPAS", "action": "thêm", "field": "Vai trò", "value": "phối hợp"},
        {"table": "units", "text": "Chỉ số SIPAS", "action": "thêm", "field": "name", "value": "Sở Nội vụ"},
        {"table": "deadlines", "text": "năm 2025 đạt", "action": "sót", "field": "task_ids", "value": "0; 1"},
        {
            "table": "deadlines",
            "text": "năm 2025 đạt",
            "action": "sót",
            "field": "kind",
            "value": "khoảng thời gian",
        },
        {"table": "tasks", "text": "Phấn đấu Chỉ số SIPAS", "action": "thêm"},
    )
    rows, statuses = desk.laid(desk.said(*lines))
    assert statuses == ["applied"] * 6
    unit = next(row for row in rows["units"] if row["text"] == "Chỉ số SIPAS")
    assert (unit["task_id"], unit["role"], unit["name"], unit["kind"]) == (
        task["task_id"],
        "coordinate",
        "Sở Nội vụ",
        "so",
    )
    deadline = next(row for row in rows["deadlines"] if row["text"] == "năm 2025 đạt")
    assert (deadline["task_ids"], deadline["kind"], deadline["rule"]) == ([0, 1], "period", "correction")
    added = next(row for row in rows["tasks"] if row["rule"] == "correction")
    assert (added["section"], added["origin"]) == ("I. MỤC TIÊU", "prose")
    assert added["task_id"] == max(row["task_id"] for row in desk.batches["tasks"].to_pylist()) + 1


def test_an_added_citation_is_read_off_its_words(desk: Desk) -> None:
    cells = {
        "table": "citations",
        "text": "12/KH-SYT",
        "action": "thêm",
        "field": "type",
        "value": "kế hoạch",
    }
    rows, _ = desk.laid(desk.said(cells))
    added = next(row for row in rows["citations"] if row["rule"] == "correction")
    assert (added["identifier"], added["number"], added["symbol"]) == ("12/KH-SYT", "12", "KH-SYT")
    assert (added["type_code"], added["relation"]) == ("KH", "mention")
    assert added["instrument_id"].startswith("KH:12-kh-syt")


def test_the_same_said_twice_is_said_once_and_other_words_replace_it(desk: Desk) -> None:
    cells = {"table": "deadlines", "text": "trước ngày 30/6/2025", "field": "end_date", "value": "1/7/2025"}
    once = desk.said(cells)
    assert desk.said(cells, known=once) == once
    other = desk.said(cells | {"value": "2/7/2025"}, known=once)
    assert [correction.value for correction in other] == ["2025-07-02"]
    removed = desk.said({"table": "deadlines", "text": cells["text"], "action": "bỏ"}, known=other)
    assert [correction.action for correction in removed] == ["remove"]
    assert desk.said({"table": "deadlines", "text": cells["text"], "action": "rút"}, known=removed) == []


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"doc_id": "0" * 16, "table": "tasks"}, "no document 0000000000000000"),
        ({"doc_id": "1,23457E+15", "table": "tasks"}, "taken it for a number"),
        ({"table": "blocks"}, "`blocks` is no table that can be corrected. Tables: Văn bản"),
        ({"table": "tasks", "action": "xem"}, "Write sửa, bỏ, thêm or rút"),
        (
            {"table": "tasks", "row_id": "99", "field": "product", "value": "x"},
            "the table tasks has no task_id 99",
        ),
        (
            {"table": "tasks", "row_id": "0", "text": "Khác", "field": "product", "value": "x"},
            "the tables have changed",
        ),
        ({"table": "tasks", "row_id": "0", "field": "product"}, "no value is given for product"),
        ({"table": "tasks", "row_id": "0", "value": "x"}, "no field is named"),
        ({"table": "tasks", "field": "product", "value": "x"}, "no row is named"),
        ({"table": "tasks", "row_id": "1", "action": "rút"}, "no correction of this row is kept"),
        ({"table": "documents", "action": "bỏ"}, "Leave the file out of the input"),
        ({"table": "deadlines", "action": "thêm", "text": "ngày"}, "stands at 4 places"),
        (
            {"table": "deadlines", "action": "thêm", "text": "tháng Giêng"},
            "does not stand in the document's text",
        ),
        ({"table": "deadlines", "action": "thêm", "text": "khám bệnh"}, "lacks kind"),
        (
            {"table": "units", "action": "thêm", "text": "người bệnh", "field": "role", "value": "lead"},
            "Cột task_id",
        ),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_taken(
    desk: Desk, cells: dict[str, str], problem: str
) -> None:
    good = desk.line(2, table="tasks", row_id="0", field="product", value="Báo cáo")
    with pytest.raises(SheetError) as error:
        desk.reader.laid_over([], [good, Line(7, {"doc_id": desk.doc_id, **cells})])
    assert len(error.value.problems) == 1
    assert error.value.problems[0].startswith("line 7: ")
    assert problem in error.value.problems[0]


def test_a_file_may_stand_for_its_document(desk: Desk) -> None:
    line = Line(2, {"source_path": "plan.txt", "table": "tasks", "row_id": "0", "action": "bỏ"})
    assert desk.reader.laid_over([], [line])[0].doc_id == desk.doc_id


def test_somebody_has_to_say_it(desk: Desk) -> None:
    reader = SheetReader(desk.folder, today=TODAY)
    with pytest.raises(SheetError, match="--by NAME"):
        reader.laid_over([], [desk.line(table="tasks", row_id="0", action="bỏ")])


def _anchored(text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor.at(text, start, start + len(words))


def test_words_are_found_where_the_text_has_moved_but_not_where_it_has_changed() -> None:
    text = "Căn cứ văn bản. Hoàn thành trước ngày 30/6 năm nay."
    anchor = _anchored(text, "trước ngày 30/6")
    assert anchor.span_in(text) == (27, 42)
    assert anchor.span_in("Kính gửi: " + text) == (37, 52)
    assert anchor.span_in(text.replace("30/6", "30/7")) is None
    assert anchor.span_in(text.replace("Hoàn thành", "Xong") + text.replace("năm nay", "")) is None


def test_what_has_changed_is_reported_and_not_applied(desk: Desk) -> None:
    deadline = desk.row("deadlines", "trước ngày 30/6/2025")
    place = Anchor(deadline["char_start"], deadline["char_end"], "trước ngày 30/9/2025", "x", "y")
    changed = Correction(
        desk.doc_id, "deadlines", "change", place, (), "end_date", "2025-01-01", "An", "2026-03-01"
    )
    text = "".join(
        block["text"] for block in desk.batches["blocks"].to_pylist() if "Rà soát" in block["text"]
    )
    blocks = desk.batches["blocks"].to_pylist()
    start = next(block["char_start"] for block in blocks if block["text"] == text)
    gone = Correction(
        desk.doc_id,
        "deadlines",
        "change",
        Anchor(start, start + len(text), text, "", ""),
        (),
        "end_date",
        "2025-01-01",
        "An",
        "2026-03-01",
    )
    batches, outcomes = lay_over(desk.batches, [changed, gone])
    assert [outcome.status for outcome in outcomes] == ["text_changed", "row_gone"]
    assert all(batches[name] is desk.batches[name] for name in batches)


def test_corrections_are_kept_as_they_are(desk: Desk, tmp_path: Path) -> None:
    corrections = desk.said(
        {"table": "units", "row_id": "0", "field": "role", "value": "phối hợp", "note": "xem lại \u2028"},
        {"table": "documents", "field": "number", "value": "(trống)"},
    )
    (tmp_path / FILE).write_text(corrections_as_text(corrections), encoding="utf-8")
    assert load_corrections(tmp_path) == corrections
    (tmp_path / FILE).write_text('{"doc_id": "x"}\n', encoding="utf-8")
    with pytest.raises(CorrectionsError, match="damaged in line 1"):
        load_corrections(tmp_path)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_corrections_laid_in_two_steps_are_those_laid_at_once(desk: Desk, data: st.DataObject) -> None:
    rows = [
        (table, row) for table in ("deadlines", "units", "tasks") for row in desk.batches[table].to_pylist()
    ]
    chosen = data.draw(st.lists(st.sampled_from(rows), max_size=5, unique_by=lambda pair: str(pair)))
    values = {
        "deadlines": ("end_date", "1/1/2026"),
        "units": ("role", "báo cáo tới"),
        "tasks": ("product", "Đề án"),
    }
    lines = []
    for table, row in chosen:
        number = str(row[f"{table[:-1]}_id"])
        if data.draw(st.booleans()):
            lines.append({"table": table, "row_id": number, "action": "bỏ"})
        else:
            field, value = values[table]
            lines.append({"table": table, "row_id": number, "field": field, "value": value})
    corrections = desk.said(*lines)
    cut = data.draw(st.integers(0, len(corrections)))
    at_once, _ = lay_over(desk.batches, corrections)
    first, _ = lay_over(desk.batches, corrections[:cut])
    in_two, _ = lay_over(first, corrections[cut:])
    assert all(at_once[name].equals(in_two[name]) for name in at_once)


def test_every_column_of_the_sheet_can_be_filled() -> None:
    assert set(Line(1, {})) == set(COLUMNS)
