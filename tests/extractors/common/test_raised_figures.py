"""A raised figure, the mark of a footnote, is no part of the word before it."""

from __future__ import annotations

import pytest

from extractors.common.organisations import find_organisations
from extractors.common.places import find_provinces
from extractors.common.spelling import standard_tones
from extractors.indices import find_in_text

MARKS = "¹²³⁴⁹"


@pytest.mark.parametrize("mark", MARKS)
def test_words_end_before_a_raised_figure(mark: str) -> None:
    assert standard_tones(f"hoà{mark}") == f"hòa{mark}"
    assert [place.name for place in find_provinces(f"thành phố Hải Phòng{mark}")] == ["Hải Phòng"]
    [body] = find_organisations(f"Sở Y tế{mark} chủ trì")
    assert body.end == len("Sở Y tế")
    assert [mention.code for mention in find_in_text(f"nâng hạng PCI{mark} của tỉnh")] == ["PCI"]
