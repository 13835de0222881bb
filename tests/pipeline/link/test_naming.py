"""Names for people and machines."""

import pytest

from pipeline.link.naming import document_number


@pytest.mark.parametrize(
    ("number", "symbol", "expected"),
    [
        ("12", "KH-UBND", "12/KH-UBND"),
        ("19", "KH/ĐU", "19-KH/ĐU"),
        (None, "KH-SYT", "KH-SYT"),
        ("3025", None, "3025"),
        (None, None, ""),
    ],
)
def test_a_document_is_numbered_as_its_body_writes(number: str, symbol: str, expected: str) -> None:
    assert document_number(number, symbol) == expected
