"""What is written from the code is as the code has it."""

from __future__ import annotations

from pathlib import Path

import regex

from docs import make_tables
from pipeline.store.schema import TABLES

PROJECT = Path(__file__).resolve().parents[2]


def test_the_description_of_the_tables_is_current() -> None:
    assert make_tables.TARGET.read_text(encoding="utf-8") == make_tables.described(), "run: make docs"


def test_every_column_is_described() -> None:
    described = make_tables.described()
    for name, table in TABLES.items():
        section = described.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert regex.findall(r"^\| `(\w+)` \|", section, regex.MULTILINE) == table.schema.names


def test_the_readme_says_of_each_table_what_the_schema_says() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    rows = dict(regex.findall(r"^\| `(\w+)` \| (.+?) \|", readme, regex.MULTILINE))
    assert rows == {name: table.one_row for name, table in TABLES.items()}
