"""What holds for whatever text the finder is given."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from extractors.indices import IndexMention, find_in_text

PIECES = [
    "Chỉ số PCI",
    "PAR INDEX",
    "(PAPI)",
    "các chỉ số PCI, CCHC",
    "Chỉ số cải cách hành chính",
    "mức độ hài lòng của người dân",
    "của tỉnh",
    "năm 2024",
    "đến năm 2030",
    "phấn đấu",
    "đạt",
    "từ 90%",
    "trở lên",
    "87,61 điểm",
    "xếp thứ 38/63",
    "thuộc nhóm 10 tỉnh",
    "dẫn đầu",
    "tăng ít nhất 2 bậc",
    "so với năm 2023",
    "giảm 7 bậc",
    "nhóm khá",
    "và",
    ",",
    ";",
    ".",
    "(",
    ")",
    "-",
    "về",
    "lần lượt",
    "100% các đơn vị",
    "chỉ số",
    "766/QĐ-TTg",
    "từ",
    "lên",
    "năm",
    "1",
    "1/",
    "%",
    "\t",
    "“",
    "”",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
ANY = st.text(st.sampled_from(list("PCIAchỉ số đạt 0123456789%/.,;()-–năm tăng bậc nhóm\n\t")), max_size=120)


def summary(mentions: list[IndexMention]) -> list[object]:
    return [
        (
            mention.code,
            mention.year,
            [(v.status, v.kind, v.comparator, v.value, v.year) for v in mention.values],
        )
        for mention in mentions
    ]


@given(TEXTS | ANY | st.text(max_size=80))
def test_spans_lie_in_the_text_in_order(text: str):
    end = 0
    for mention in find_in_text(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        for value in mention.values:
            assert 0 <= value.start < value.end <= len(text)
            assert text[value.start : value.end] == text[value.start : value.end].strip()


@given(TEXTS)
def test_values_are_complete(text: str):
    for mention in find_in_text(text):
        for value in mention.values:
            assert (value.value is None) == (value.kind == "level") == (value.level is not None)
            assert (value.value_max is not None) == (value.comparator == "between")
            assert value.comparator != "top" or value.kind == "rank"
            assert 0 < value.confidence <= 1


@example("xếp thứ 38/63 của tỉnh của tỉnh của tỉnh của tỉnh các chỉ số PCI, CCHC")
@example("so với năm 2023 Chỉ số cải cách hành chính đến năm 2030 xếp thứ 38/63")
@example("Chỉ số PCI và so với năm 2023 dẫn đầu và xếp thứ 38/63")
@given(TEXTS)
def test_runs_of_blanks_change_nothing(text: str):
    assert summary(find_in_text(text.replace(" ", "   "))) == summary(find_in_text(text))


@given(TEXTS)
def test_a_sentence_before_changes_nothing(text: str):
    before = "Sở Nội vụ gửi các đơn vị; "
    shifted = find_in_text(before + text)
    assert summary(shifted) == summary(find_in_text(text))
    assert all(mention.start >= len(before) for mention in shifted)


@given(TEXTS)
def test_shifting_moves_values_along(text: str):
    for mention in find_in_text(text):
        moved = mention.shifted(7)
        assert (moved.start - mention.start, moved.end - mention.end) == (7, 7)
        assert [value.start - 7 for value in moved.values] == [value.start for value in mention.values]
