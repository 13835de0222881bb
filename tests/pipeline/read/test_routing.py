"""Whether a PDF page's text comes from its layer or from its picture, decided page by page."""

from __future__ import annotations

import pytest

from pipeline.read.layout.records import Word
from pipeline.read.pdf.drawing import Picture
from pipeline.read.pdf.routing import Source, source_of

WIDTH, HEIGHT = 595.0, 842.0
SCAN = [Picture(0, WIDTH, 0, HEIGHT, 1654, 2339)]
LOGO = [Picture(60, 120, 60, 120, 300, 300)]
VIETNAMESE = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện Kế hoạch này theo đúng quy định. "
    * 6
)
MISREAD = (
    "Uy ban nhan dan tinh yeu cdu cic s&, ban, nganh tri6n khai thuc hi6n K6 hoach nay theo dirng quy dinh. "
    * 6
)
STAMP = "Ký bởi: Sở Nội vụ Thời gian ký: 05.08.2026 16:20:11 +07:00"


def words(text: str, *, top: float = 60, stamp: int = 0) -> list[Word]:
    """The words of a text, ten a line, from `top` downwards."""
    return [
        Word(
            word,
            60 + 45 * (n % 10),
            100 + 45 * (n % 10),
            top + 20 * (n // 10),
            top + 34 * (n // 10),
            0,
            13,
            stamp=stamp,
        )
        for n, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("layer", "pictures", "paths", "source"),
    [
        pytest.param(words(VIETNAMESE), [], 0, Source.LAYER, id="born digital"),
        pytest.param(words(VIETNAMESE), LOGO, 40, Source.LAYER, id="born digital with a seal's picture"),
        pytest.param([], SCAN, 0, Source.PICTURE, id="a scan without a layer"),
        pytest.param(words(STAMP), SCAN, 0, Source.PICTURE, id="a scan with only a signature's mark"),
        pytest.param(
            words(MISREAD), SCAN, 0, Source.PICTURE, id="a scan with a layer that is not Vietnamese"
        ),
        pytest.param(words(VIETNAMESE), SCAN, 0, Source.HIDDEN_LAYER, id="a scan with a good layer"),
        pytest.param(words("\ufffd" * 60), [], 0, Source.PICTURE, id="a font without a map to Unicode"),
        pytest.param([], [], 900, Source.PICTURE, id="letters drawn as shapes"),
        pytest.param([], [], 0, Source.NOTHING, id="an empty page"),
    ],
)
def test_the_source_of_a_page(layer: list[Word], pictures: list[Picture], paths: int, source: Source) -> None:
    assert source_of(layer, pictures, paths, WIDTH, HEIGHT) is source
