"""Counting the letters with diacritics that come back, and the count over the shared legacy files."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.diacritics import Recovery, expected_pairs, recovery
from benchmarks.gold import GOLD_SETS
from pipeline.read import SUPPORTED_SUFFIXES, read_document

LEGACY = next(gold for gold in GOLD_SETS if gold.name == "shared").documents / "more" / "legacy"


@pytest.mark.parametrize(
    ("expected", "read", "counted"),
    [
        ("Độc lập - Tự do", "Độc  lập\n- Tự do", Recovery(4, 4)),
        ("Độc lập - Tự do", "ĐỘC LẬP - TỰ DO", Recovery(4, 4)),
        ("Độc lập - Tự do", "Độc lâp - Tự do", Recovery(4, 3)),
        ("Độc lập - Tự do", "§éc lËp - Tù do", Recovery(4, 0)),
        ("nư\x1fớc", "nước", Recovery(2, 2)),
        ("Độc lập", "", Recovery(3, 0)),
        ("No. 12", "No. 12", Recovery(0, 0)),
    ],
)
def test_recovery(expected: str, read: str, counted: Recovery) -> None:
    assert recovery(expected, read) == counted


def test_recovery_with_case() -> None:
    assert recovery("Độc lập", "ĐỘC lập", cased=True) == Recovery(3, 2)


@pytest.mark.skipif(not LEGACY.is_dir(), reason="the shared legacy files are not beside the project")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(".doc" not in SUPPORTED_SUFFIXES, reason="this build reads no .doc files")
def test_letters_of_legacy_files_come_back() -> None:
    shares = {
        path.name: recovery(expected, read_document(path.read_bytes(), path.name).text).share
        for path, expected in expected_pairs(LEGACY)
    }
    assert shares
    assert {name: share for name, share in shares.items() if share < 0.98} == {}
