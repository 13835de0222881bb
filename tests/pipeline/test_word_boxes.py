"""The boxes of words as they are stored."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import normalise
from pipeline.normalise.offsets import OffsetMap, Run
from pipeline.read import read_document
from pipeline.read.source import PlacedWords
from pipeline.store.batches import record_batch
from pipeline.store.schema import PAGES
from pipeline.word_boxes import placed_words, stored_boxes


def test_shares_are_stored_as_rounding_has_them() -> None:
    shares = [math.tan(number) for number in range(400)]
    shares += [number / 8_000 + 0.000_05 for number in range(-16_000, 16_000, 80)]
    shares += [math.nextafter(share, 0) for share in shares[400:]]
    shares += [0.0, -0.0, -0.000_01, 1e7 + 0.123_45, 1e300, -1e300, math.inf, -math.inf]
    boxes = np.array(shares).reshape(-1, 4)
    expected = [[round(share, 4) for share in box] for box in boxes.tolist()]
    assert repr(stored_boxes(boxes).tolist()) == repr(expected)
    assert stored_boxes(np.empty((0, 4))).shape == (0, 4)
    assert math.isnan(stored_boxes(np.array([[math.nan, 0, 0, 0]]))[0, 0])


def words_at(*spans: tuple[int, int]) -> PlacedWords:
    boxes = [[number / 10 + edge / 100 for edge in range(4)] for number in range(len(spans))]
    return PlacedWords(np.array(spans, np.int64).reshape(-1, 2), np.array(boxes).reshape(-1, 4))


def test_a_word_has_a_record_for_each_stretch_that_its_text_became() -> None:
    # six letters that stayed, one that was left out, two that moved on, four that became two
    offsets = OffsetMap((Run(0, 6, 0, 6), Run(7, 9, 10, 12), Run(9, 13, 12, 14)))
    words = words_at((0, 3), (4, 9), (6, 7), (9, 11), (20, 21))
    records = placed_words(words, offsets).to_pylist()
    spans = [(record["char_start"], record["char_end"]) for record in records]
    assert spans == [(0, 3), (4, 6), (10, 12), (12, 14)]
    assert [record["left"] for record in records] == pytest.approx([0.0, 0.1, 0.1, 0.3])


def test_pages_without_words_stand_in_the_table_beside_others() -> None:
    offsets = OffsetMap((Run(0, 6, 0, 6),))
    rows = [
        {
            "doc_id": "a",
            "page": number,
            "text_origin": "embedded",
            "skew": 0.0,
            "quarters": 0,
            "words": placed_words(words, offsets),
        }
        for number, words in ((2, words_at((0, 2), (3, 5))), (1, words_at()), (3, words_at()))
    ]
    batch = record_batch(PAGES, rows)
    assert batch.schema.equals(PAGES.schema)
    assert [len(words) for words in batch.column("words").to_pylist()] == [0, 2, 0]
    assert batch.column("page").to_pylist() == [1, 2, 3]


@given(text=st.text(alphabet="ae\u0301\u0302\u0323 -\n\t\u00a0\u00ad1.", max_size=40), data=st.data())
def test_spans_are_moved_together_as_one_by_one(text: str, data: st.DataObject) -> None:
    offsets = normalise(read_document(("Kế hoạch " + text).encode(), "plan.txt")).offsets
    for moved in (offsets, offsets.inverted()):
        places = st.integers(0, 60)
        spans = data.draw(st.lists(st.tuples(places, places).map(sorted).map(tuple), max_size=6))
        counts, every = moved.all_source_spans(np.array(spans, np.int64).reshape(-1, 2))
        expected = [moved.source_spans(start, end) for start, end in spans]
        assert counts.tolist() == [len(found) for found in expected]
        assert every.tolist() == [list(span) for found in expected for span in found]
