"""The same plan gives the same rows in every format."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.process import process_document
from pipeline.read import SUPPORTED_SUFFIXES, ReadError
from pipeline.read.office import find_office

FORMATS = Path(__file__).resolve().parents[3] / "data" / "formats"
PLANS = sorted(path.stem for path in FORMATS.glob("*.txt"))
FLOORS = {".md": 0.99, ".html": 0.99, ".docx": 0.99, ".doc": 0.99, ".pdf": 0.99, ".scan.pdf": 0.93}


@cache
def rows(name: str) -> dict[str, list[dict[str, Any]]]:
    return process_document((FORMATS / name).read_bytes(), name).rows


def citations(name: str) -> Counter[Any]:
    return Counter(
        (row["type_code"], row["identifier"] or row["text"], row["issued_date"], row["issued_precision"])
        for row in rows(name)["citations"]
    )


def units(name: str) -> Counter[Any]:
    return Counter((row["name"], row["role"]) for row in rows(name)["units"])


def deadlines(name: str) -> Counter[Any]:
    return Counter(
        (row["kind"], row["start_date"], row["end_date"], tuple(row["rrules"]))
        for row in rows(name)["deadlines"]
    )


def f1(found: Counter[Any], expected: Counter[Any]) -> float:
    both = (found & expected).total()
    return 2 * both / max(found.total() + expected.total(), 1)


def needs(suffix: str) -> None:
    if suffix == ".doc" and find_office() is None:
        pytest.skip("LibreOffice is not installed")
    if Path(f"plan{suffix}").suffix not in SUPPORTED_SUFFIXES:
        pytest.skip(f"{suffix} is not read yet")


@pytest.mark.parametrize("suffix", FLOORS)
@pytest.mark.parametrize("plan", PLANS)
def test_a_format_gives_the_rows_of_the_text(plan: str, suffix: str) -> None:
    needs(suffix)
    try:
        rows(plan + suffix)
    except ReadError as error:
        if error.kind != "missing_tool":
            raise
        pytest.skip(str(error))
    for part in (citations, units, deadlines):
        expected, found = part(f"{plan}.txt"), part(plan + suffix)
        assert f1(found, expected) >= FLOORS[suffix], (
            f"{part.__name__}: missing {expected - found}, more {found - expected}"
        )


@pytest.mark.parametrize("plan", PLANS)
def test_a_sample_in_every_format_says_something(plan: str) -> None:
    for part in (citations, units, deadlines):
        assert part(f"{plan}.txt").total() >= 4
