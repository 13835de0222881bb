import re
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.marks import Mark, Marker, distinct


def test_marks_nested_marks() -> None:
    html = Marker([Mark(0, 9, "t"), Mark(4, 9, "u", low=True)]).html("làm ở Sở X.", 0)
    assert html == (
        '<mark class="t" id="t0-9" tabindex="-1">làm '
        '<mark class="u low" id="u4-9" tabindex="-1">ở Sở </mark></mark>X.'
    )


def test_a_mark_over_two_blocks_is_named_once() -> None:
    marker = Marker([Mark(2, 8, "t")])
    assert marker.html("abcd", 0) == 'ab<mark class="t" id="t2-8" tabindex="-1">cd</mark>'
    assert marker.html("fghi", 5) == '<mark class="t" data-of="t2-8">fgh</mark>i'


def test_equal_spans_of_one_kind_are_one_mark() -> None:
    marks = [Mark(3, 5, "u"), Mark(3, 5, "u", low=True), Mark(3, 5, "d"), Mark(4, 4, "u")]
    assert distinct(marks) == [Mark(3, 5, "d"), Mark(3, 5, "u", low=True)]


_TEXT = st.text(alphabet="aă<>&\"' /\n", min_size=1, max_size=30)
_SPAN = st.tuples(st.integers(0, 32), st.integers(0, 32), st.sampled_from("citvud"), st.booleans())


@given(_TEXT, st.lists(_SPAN, max_size=8), st.integers(0, 3))
def test_any_spans_leave_the_text_and_well_formed_marks(
    text: str, spans: list[tuple[int, int, str, bool]], offset: int
) -> None:
    marks = distinct(Mark(min(a, b), max(a, b), kind, low) for a, b, kind, low in spans)
    html = Marker(marks).html(text, offset)
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text
    covered: dict[str, str] = {mark.key: "" for mark in marks}
    opened: list[str] = []
    for piece in re.findall(r"</?mark[^>]*>|[^<]+", html):
        if piece == "</mark>":
            opened.pop()
        elif piece.startswith("<"):
            opened.append(re.search(r'(?:id|data-of)="([^"]+)"', piece)[1])  # type: ignore[index]
        else:
            assert len(opened) == len(set(opened))
            for key in opened:
                covered[key] += unescape(piece)
    assert not opened
    for mark in marks:
        inside = text[max(mark.start - offset, 0) : max(mark.end - offset, 0)]
        assert covered[mark.key] == inside


@given(st.lists(_SPAN, max_size=8))
def test_marks_are_ordered_with_the_longer_first(spans: list[tuple[int, int, str, bool]]) -> None:
    marks = distinct(Mark(min(a, b), max(a, b), kind, low) for a, b, kind, low in spans)
    assert all((one.start, -one.end) <= (other.start, -other.end) for one, other in pairwise(marks))
