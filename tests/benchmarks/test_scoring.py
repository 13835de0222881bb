"""The scorer: what counts as found, as missed and as false, part by part."""

import datetime as dt

import pytest

from benchmarks.folding import fold
from benchmarks.scoring import PARTS, Scoreboard
from benchmarks.tally import Tally


def counts(tally):
    return tally.true_positives, tally.false_positives, tally.false_negatives


def scored(annotation, **rows):
    board = Scoreboard()
    board.add("plan", annotation, rows)
    return {part: counts(board.tallies[part]) for part in PARTS}


CITATION = {
    "text": "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
    "type": "nghị quyết",
    "identifier": "76/NQ-CP",
    "date": "2021-07-15",
    "issuer": "Chính phủ",
    "title": "về cải cách hành chính",
    "relation": "legal_basis",
}
FOUND_CITATION = {
    **{name: CITATION[name] for name in ("text", "type", "identifier", "issuer", "title", "relation")},
    "issued_date": dt.date(2021, 7, 15),
    "issued_precision": "day",
}
TASK = {
    "anchor": "Tham mưu ban hành kế hoạch kiểm tra công vụ",
    "lead": ["Sở Nội vụ"],
    "deadlines": ["Quý I"],
}
FOUND_TASK = {"task_id": 0, "text": "Tham mưu ban hành kế hoạch kiểm tra công vụ năm 2025."}
FOUND_UNIT = {"task_id": 0, "text": "Sở Nội vụ", "role": "lead"}
DEADLINE = {"text": "Quý I", "kind": "period", "start": dt.date(2025, 1, 1), "end": dt.date(2025, 3, 31)}
FOUND_DEADLINE = {
    "text": "Quý I",
    "kind": "period",
    "start_date": dt.date(2025, 1, 1),
    "end_date": dt.date(2025, 3, 31),
    "rrules": [],
    "task_ids": [0],
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("giai đoạn 2021 – 2025", "giai đoạn 2021-2025"),
        ("“Chính phủ số”.", "Chính phủ số"),
        ("Sở  Y\ntế", "sở y tế"),
        ("Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"),
    ],
)
def test_spellings_of_the_same_are_equal(one, other):
    assert fold(one) == fold(other)


def test_nothing_to_compare_is_none():
    assert fold(None) is None
    assert fold(" .,;") is None


def test_all_right():
    parts = scored(
        {
            "document": {
                "type": "kế hoạch",
                "issued_date": "2025-01",
                "plan_years": [2025, 2026],
                "signer": None,
            },
            "citations": [CITATION],
            "tasks": [TASK],
            "deadlines": [DEADLINE],
        },
        documents=[
            {
                "type": "Kế hoạch",
                "issued_date": dt.date(2025, 1, 1),
                "issued_precision": "month",
                "plan_year_first": 2025,
                "plan_year_last": 2026,
            }
        ],
        citations=[FOUND_CITATION],
        tasks=[FOUND_TASK],
        units=[FOUND_UNIT],
        deadlines=[FOUND_DEADLINE],
    )
    assert parts["document fields"] == (3, 0, 0)
    assert parts["citations: title"] == (5, 0, 0)
    for part in ("identity", "identity+date", "relation", "issuer"):
        assert parts[f"citations: {part}"] == (1, 0, 0)
    for part in ("tasks", "units: name+role", "units: name, any role", "deadlines", "task deadlines"):
        assert parts[part] == (1, 0, 0)


def test_a_document_that_did_not_come_out_misses_everything():
    parts = scored({"document": {"type": "kế hoạch"}, "citations": [CITATION], "tasks": [TASK]})
    assert parts["document fields"] == (0, 0, 1)
    assert parts["citations: identity"] == (0, 0, 1)
    assert parts["citations: relation"] == (0, 0, 0)
    assert parts["tasks"] == (0, 0, 1)
    assert parts["units: name+role"] == (0, 0, 1)


def test_a_field_left_open_does_not_count():
    parts = scored(
        {"document": {"plan_years": "?", "number": None}},
        documents=[{"plan_year_first": 2025, "number": "7"}],
    )
    assert parts["document fields"] == (0, 1, 0)


@pytest.mark.parametrize("name", ["TP. Đà Nẵng", "thành phố Đà Nẵng", "Đà Nẵng"])
def test_a_province_is_known_without_its_head(name):
    assert scored({"document": {"province": "Đà Nẵng"}}, documents=[{"province": name}])[
        "document fields"
    ] == (1, 0, 0)


@pytest.mark.parametrize(
    ("change", "part", "expected"),
    [
        ({"identifier": "67/NQ-CP"}, "identity", (0, 1, 1)),
        ({"identifier": "67/NQ-CP"}, "relation", (0, 0, 0)),
        ({"issued_precision": "month"}, "identity+date", (0, 1, 1)),
        ({"issued_date": None}, "identity+date", (0, 1, 1)),
        ({"issued_date": None}, "identity", (1, 0, 0)),
        ({"relation": "mention"}, "relation", (0, 1, 1)),
        ({"issuer": None}, "issuer", (0, 0, 1)),
        ({"title": "về cải cách"}, "title", (3, 0, 2)),
        ({"title": None}, "title", (0, 0, 5)),
    ],
)
def test_what_is_wrong_with_a_citation_counts_in_its_part(change, part, expected):
    parts = scored({"citations": [CITATION]}, citations=[FOUND_CITATION | change])
    assert parts[f"citations: {part}"] == expected


def test_a_law_is_known_by_its_words_without_the_year():
    law = {
        "text": "Luật Cán bộ, công chức năm 2008",
        "type": "luật",
        "identifier": None,
        "title": "Cán bộ, công chức",
    }
    found = law | {"text": "Luật Cán bộ, công chức", "issued_date": None, "issued_precision": None}
    found |= {"issuer": None, "relation": "mention"}
    assert scored({"citations": [law]}, citations=[found])["citations: identity"] == (1, 0, 0)


def test_what_is_ignored_is_neither_rewarded_nor_punished():
    annotation = {
        "citations": [],
        "ignore": {"citations": ["Nghị quyết số 76/NQ-CP"], "tasks": ["Tham mưu ban hành"]},
    }
    parts = scored(annotation, citations=[FOUND_CITATION], tasks=[FOUND_TASK], units=[FOUND_UNIT])
    assert parts["citations: identity"] == (0, 0, 0)
    assert parts["tasks"] == (0, 0, 0)
    assert parts["units: name+role"] == (0, 0, 0)


def test_index_values_are_compared_with_the_index_they_belong_to():
    value = {"status": "target", "kind": "percent", "comparator": ">=", "value": 90, "year": 2025}
    annotation = {"indices": [{"text": "PAR INDEX", "code": "PAR_INDEX", "year": 2025, "values": [value]}]}
    rows = {
        "indices": [{"index_id": 4, "code": "PAR_INDEX", "year": 2025, "text": "PAR INDEX"}],
        "index_values": [value | {"index_id": 4, "value": 90.0, "text": "90%"}],
    }
    assert scored(annotation, **rows)["index values"] == (1, 0, 0)
    rows["indices"][0]["code"] = "PCI"
    assert scored(annotation, **rows)["index values"] == (0, 1, 1)
    assert scored(annotation, **rows)["indices"] == (0, 1, 1)


def test_the_start_of_a_date_does_not_count_but_its_rules_do():
    annotation = {"deadlines": [{"text": "trước 15/6", "kind": "date", "start": None, "end": "2025-06-15"}]}
    found = FOUND_DEADLINE | {"kind": "date", "end_date": dt.date(2025, 6, 15)}
    assert scored(annotation, deadlines=[found])["deadlines"] == (1, 0, 0)
    assert scored(annotation, deadlines=[found | {"rrules": ["FREQ=YEARLY"]}])["deadlines"] == (0, 1, 1)


def test_a_task_is_taken_once_and_may_start_elsewhere():
    entries = [TASK, TASK, {"anchor": "Đôn đốc thực hiện", "also": ["kế hoạch kiểm tra"]}]
    rows = [FOUND_TASK, FOUND_TASK | {"task_id": 1}]
    assert scored({"tasks": entries}, tasks=rows)["tasks"] == (2, 0, 1)
    assert scored({"tasks": entries[2:]}, tasks=rows)["tasks"] == (1, 1, 0)


def test_a_unit_in_another_role_counts_in_one_part_only():
    parts = scored({"tasks": [TASK]}, tasks=[FOUND_TASK], units=[FOUND_UNIT | {"role": "coordinate"}])
    assert parts["units: name+role"] == (0, 1, 1)
    assert parts["units: name, any role"] == (1, 0, 0)


def test_equal_entries_count_as_often_as_they_stand():
    tally = Tally()
    tally.compare("plan", [("a", "A"), ("a", "A"), ("b", "B")], [("a", "A"), ("c", "C")])
    assert counts(tally) == (1, 1, 2)
    assert tally.precision == 0.5
    assert tally.recall == pytest.approx(1 / 3)
    assert tally.f1 == pytest.approx(0.4)
    assert [miss.split(": ")[1][:6] for miss in tally.misses] == ["missed", "missed", "false "]
    assert Tally().f1 == 1.0
