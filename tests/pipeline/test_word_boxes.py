"""The boxes of words as they are stored."""

from __future__ import annotations

import math

from pipeline.read.source import PlacedWord
from pipeline.word_boxes import stored_boxes


def test_shares_are_stored_as_rounding_has_them() -> None:
    shares = [math.tan(number) for number in range(400)]
    shares += [number / 8_000 + 0.000_05 for number in range(-16_000, 16_000, 80)]
    shares += [math.nextafter(share, 0) for share in shares[400:]]
    shares += [0.0, -0.0, -0.000_01, 1e7 + 0.123_45, 1e300, -1e300, math.inf, -math.inf]
    words = [PlacedWord(0, 1, *shares[at : at + 4]) for at in range(0, len(shares), 4)]
    assert repr(stored_boxes(words)) == repr([[round(share, 4) for share in word[2:]] for word in words])
    assert stored_boxes([]) == []
    assert math.isnan(stored_boxes([PlacedWord(0, 1, math.nan, 0, 0, 0)])[0][0])
