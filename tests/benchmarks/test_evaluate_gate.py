"""The gate of `make evaluate`: floors hold, fall, are pinned, and refuse to be lowered unasked."""

import pytest

from benchmarks.evaluate import main, rounded_down
from benchmarks.gold import FLOORS, GOLD_SETS, Floors, GoldSet, load_annotation, load_floors, save_floors
from benchmarks.scoring import PARTS

PLAN = """SỞ Y TẾ
Số: 12/KH-SYT

Hà Nam, ngày 15 tháng 01 năm 2025

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2025

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách hành chính.
"""
ANNOTATION = """
citations:
  - text: Nghị quyết số {number}/NQ-CP ngày 15/7/2021 của Chính phủ
    type: nghị quyết
    identifier: {number}/NQ-CP
    date: 2021-07-15
    relation: legal_basis
"""


@pytest.fixture
def gold(tmp_path):
    annotations, documents = tmp_path / "gold", tmp_path / "samples" / "deep"
    annotations.mkdir()
    documents.mkdir(parents=True)
    (documents / "plan.txt").write_text(PLAN, encoding="utf-8")
    (annotations / "plan.yaml").write_text(ANNOTATION.format(number=76), encoding="utf-8")
    return GoldSet("own", annotations, tmp_path / "samples")


def test_without_floors_it_fails_and_with_them_it_holds(gold, tmp_path, capsys):
    floors = tmp_path / "floors.toml"
    assert main([], [gold], floors) == 1
    assert "no floors are pinned" in capsys.readouterr().out
    assert main(["--pin"], [gold], floors) == 0
    assert main([], [gold], floors) == 0
    assert load_floors(floors)["own"].f1["citations: identity"] == 1.0


def test_a_part_below_its_floor_fails(gold, tmp_path, capsys):
    floors = tmp_path / "floors.toml"
    (gold.annotations / "plan.yaml").write_text(ANNOTATION.format(number=77), encoding="utf-8")
    main(["--pin"], [gold], floors)
    pinned = load_floors(floors)
    pinned["own"].f1["citations: identity"] = 0.5
    save_floors(floors, pinned)
    assert main([], [gold], floors) == 1
    assert "FAILED own: citations: identity: 0.0000 is below 0.5000" in capsys.readouterr().out


def test_pinning_does_not_lower_a_floor_unasked(gold, tmp_path):
    floors = tmp_path / "floors.toml"
    (gold.annotations / "plan.yaml").write_text(ANNOTATION.format(number=77), encoding="utf-8")
    too_high = {"own": Floors(gold.digest(), {"citations: identity": 0.5})}
    save_floors(floors, too_high)
    assert main(["--pin"], [gold], floors) == 1
    assert load_floors(floors) == too_high
    assert main(["--pin", "--allow-regression"], [gold], floors) == 0
    assert load_floors(floors)["own"].f1["citations: identity"] == 0.0


@pytest.mark.parametrize("changed", ["gold/plan.yaml", "samples/deep/plan.txt"])
def test_changed_documents_or_annotations_must_be_pinned_anew(gold, tmp_path, capsys, changed):
    floors = tmp_path / "floors.toml"
    main(["--pin"], [gold], floors)
    with (tmp_path / changed).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert main([], [gold], floors) == 1
    assert "have changed" in capsys.readouterr().out
    assert main(["--pin"], [gold], floors) == 0


def test_a_set_that_is_not_there_keeps_its_floors(gold, tmp_path, capsys):
    floors = tmp_path / "floors.toml"
    elsewhere = {"other": Floors("0" * 16, {"tasks": 0.75})}
    save_floors(floors, elsewhere)
    missing = GoldSet("other", tmp_path / "no" / "gold", tmp_path / "no" / "documents")
    assert main(["--pin"], [gold, missing], floors) == 0
    assert "other: not there" in capsys.readouterr().out
    assert load_floors(floors)["other"] == elsewhere["other"]
    assert main([], [missing], floors) == 2


def test_show_lists_the_misses(gold, tmp_path, capsys):
    (gold.annotations / "plan.yaml").write_text(ANNOTATION.format(number=77), encoding="utf-8")
    main(["--show"], [gold], tmp_path / "floors.toml")
    assert "citations: identity | plan: missed 1 x" in capsys.readouterr().out


def test_an_annotation_of_no_document_is_an_error(gold):
    (gold.annotations / "lost.yaml").write_text("citations: []", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="lost"):
        list(gold.pairs())


def test_an_annotation_without_keys_is_an_error(gold):
    (gold.annotations / "plan.yaml").write_text("- 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not an annotation"):
        load_annotation(gold.annotations / "plan.yaml")


@pytest.mark.parametrize(
    ("f1", "rounded"), [(1.0, 1.0), (0.99999, 0.9999), (2 / 3, 0.6666), (0.3, 0.3), (0.0, 0.0)]
)
def test_a_floor_is_never_above_the_score(f1, rounded):
    assert rounded_down(f1) == rounded


def test_the_pinned_floors_hold_for_every_part_of_every_set():
    pinned = load_floors(FLOORS)
    assert {gold.name for gold in GOLD_SETS} == set(pinned)
    for name, floors in pinned.items():
        assert set(floors.f1) == set(PARTS), name
        assert all(0.9 <= floor <= 1.0 for floor in floors.f1.values()), name


def test_the_samples_are_those_that_the_floors_were_pinned_on():
    samples = GOLD_SETS[0]
    pinned = load_floors(FLOORS)[samples.name].digest
    assert pinned == samples.digest(), "pin the floors anew: python -m benchmarks.evaluate --pin"
