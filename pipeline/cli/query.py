"""`kehoach query`: SQL over the tables, which are only read."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import duckdb
from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import complain, output_console, printable
from pipeline.export.cells import joined
from pipeline.store.reader import TableError
from pipeline.tables import open_tables, with_short_numbers

ROWS_SHOWN = 100
"""Rows that are printed as a table; all are written as CSV."""

_ROWS_AT_ONCE = 10_000
_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})
# PIVOT is run as the CREATE of a type, in memory, before its SELECT
_BEFORE = _READING | {duckdb.StatementType.CREATE}


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        connection = open_tables(options.tables).connection
        types = [statement.type for statement in connection.extract_statements(options.sql)]
        if not types or types[-1] not in _READING or not _BEFORE.issuperset(types):
            return complain("only a query can be run, as SELECT … FROM citations: the tables are only read.")
        # values come through Arrow: DuckDB's own times need a library for zones
        result = connection.execute(options.sql).to_arrow_reader(_ROWS_AT_ONCE)
        if options.csv:
            _write_csv(result)
        else:
            _print_table(result)
    except (TableError, duckdb.Error) as error:
        return complain(str(error))
    return 0


def _rows(result: Any) -> Iterator[tuple[Any, ...]]:
    for batch in result:
        yield from zip(*(column.to_pylist() for column in with_short_numbers(batch).columns), strict=True)


def _write_csv(result: Any) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(result.schema.names)
    for row in _rows(result):
        writer.writerow([joined(value) if isinstance(value, list) else value for value in row])


def _print_table(result: Any) -> None:
    rows = list(islice(_rows(result), ROWS_SHOWN + 1))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for name in result.schema.names:
        table.add_column(printable(name), overflow="fold")
    for row in rows[:ROWS_SHOWN]:
        table.add_row(*(_shown(value) for value in row))
    console = output_console()
    console.print(table)
    if len(rows) > ROWS_SHOWN:
        console.print(f"… only the first {ROWS_SHOWN} rows are shown; --csv writes all.")
    else:
        console.print(f"{len(rows)} row" + ("" if len(rows) == 1 else "s"))


def _shown(value: Any) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, list):
        value = joined(value)
    if isinstance(value, str):
        return Text("\n".join(printable(line) for line in value.split("\n")))
    return Text(str(value), justify="right" if isinstance(value, int | float) else "left")
