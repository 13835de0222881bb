"""What is written from the code is as the code has it."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from benchmarks.scoring import PARTS
from docs import make_accuracy, make_tables
from pipeline.store.schema import TABLES

PROJECT = Path(__file__).resolve().parents[2]


def test_the_description_of_the_tables_is_current() -> None:
    assert make_tables.TARGET.read_text(encoding="utf-8") == make_tables.described(), "run: make docs"


def test_the_figures_of_accuracy_are_those_that_are_pinned() -> None:
    assert make_accuracy.TARGET.read_text(encoding="utf-8") == make_accuracy.described(), "run: make docs"


def test_every_part_that_is_scored_is_explained() -> None:
    assert tuple(make_accuracy.MEANINGS) == PARTS


def test_every_column_is_described() -> None:
    described = make_tables.described()
    for name, table in TABLES.items():
        section = described.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert regex.findall(r"^\| `(\w+)` \|", section, regex.MULTILINE) == table.schema.names


def test_the_readme_says_of_each_table_what_the_schema_says() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    rows = dict(regex.findall(r"^\| `(\w+)` \| (.+?) \|", readme, regex.MULTILINE))
    assert rows == {name: table.one_row for name, table in TABLES.items()}


PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md")), PROJECT / "data" / "README.md"]
LARGEST_PICTURE = 150 * 1024


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {
        regex.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in regex.findall(r"^#+ (.*)$", text, regex.MULTILINE)
    }
    for link in regex.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        assert (page.parent / path).exists(), link
        assert path or anchor in headings, link


def test_pictures_are_small() -> None:
    pictures = list((PROJECT / "docs" / "images").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.suffix == ".png"
        assert picture.stat().st_size < LARGEST_PICTURE
