"""Writes tables.md, which describes every column, from the schema (pipeline/store/schema.py).

python docs/make_tables.py [FILE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.export.vietnamese import column_name, table_name
from pipeline.store.schema import SCHEMA_VERSION, TABLES, Table

TARGET = Path(__file__).resolve().parent / "tables.md"

HEAD = f"""\
# The tables

Written by `make docs` from `pipeline/store/schema.py`; schema version {SCHEMA_VERSION}.

`kehoach extract INPUT --out DIR` writes one Parquet file a table, `DIR/<table>.parquet`. Rows are sorted by document,
then by where they stand in it; equal input and rules give equal files, but for `sources` and `runs`, which log times.
Each file carries these descriptions in its Arrow fields (metadata key `description`), and `schema_version` and
`rules_version` in its own metadata.

- **Types** are Arrow's. Where a `?` follows, a value may be missing: the document does not state it, and nothing is
  guessed.
- **Offsets** (`char_start`, `char_end`, half open) count Unicode code points in the document's normalised text, which
  `blocks` holds piece by piece. The `text` of every mention is what stands there.
- **Pages** count from 1 and are missing for formats without pages.
- **Dates** are the first day of what is stated; the precision stands beside them.
- **Recurrences** are rules of RFC 5545 without the prefix `RRULE:`. They name no first and last day: those are the
  document's years (`plan_year_first`, `plan_year_last`), from its day of issue on.
- **A better rank is a smaller number**: `xếp thứ 15 trở lên` is `<=` 15, `nhóm 10 tỉnh dẫn đầu` is `top` 10, `tăng ít
  nhất 3 bậc` is a change of `>=` 3, `giảm 7 bậc` one of -7.
- **Confidence** is 1.0 where nothing was forgiven or inferred; `rule` names the grammar rule that found the row.

The Vietnamese names are those of sheets and columns in the exports.

A column may be added at any time. One that is renamed, removed or changes its type raises the schema version and
stands in the changelog.
"""


def main(target: Path = TARGET) -> None:
    """Write the file."""
    target.write_text(described(), encoding="utf-8")


def described() -> str:
    """All tables as Markdown."""
    listed = ["| table | in Vietnamese | one row is |", "| --- | --- | --- |"]
    listed += [
        f"| [`{name}`](#{name}) | {table_name(name)} | {table.one_row} |" for name, table in TABLES.items()
    ]
    return "\n".join([HEAD, *listed, *(line for table in TABLES.values() for line in _section(table))]) + "\n"


def _section(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    yield f"One row is {table.one_row}. Sorted by {', '.join(f'`{name}`' for name in table.order)}."
    yield ""
    yield "| column | type | in Vietnamese | meaning |"
    yield "| --- | --- | --- | --- |"
    for column in table.schema:
        meaning = column.metadata[b"description"].decode().replace("|", "\\|")
        yield f"| `{column.name}` | `{type_name(column)}` | {column_name(table.name, column.name)} | {meaning} |"


def type_name(column: Any) -> str:
    """An Arrow field's type, with `?` where it may be null: `date32?`, `list<string>`."""
    return _type(column.type) + "?" * column.nullable


def _type(arrow: Any) -> str:
    if pa.types.is_list(arrow):
        return f"list<{_type(arrow.value_type)}>"
    if pa.types.is_struct(arrow):
        return "struct<" + ", ".join(f"{field.name}: {_type(field.type)}" for field in arrow) + ">"
    return {"date32[day]": "date32", "float": "float32", "double": "float64"}.get(str(arrow), str(arrow))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
