"""`kehoach query`: SQL over the tables, which are only read."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any

import duckdb
from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.cli.terminal import complain, output_console, printable
from pipeline.export.cells import joined
from pipeline.store.reader import TableError
from pipeline.tables import open_tables

ROWS_SHOWN = 100
"""Rows that are printed as a table; all are written as CSV."""

_ROWS_AT_ONCE = 10_000
# PIVOT is run as a CREATE of a type and a SELECT; both are in memory only
_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.CREATE})


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        connection = open_tables(options.tables).connection
        statements = connection.extract_statements(options.sql)
        if not statements or any(statement.type not in _READING for statement in statements):
            return complain("only a query can be run, as SELECT … FROM citations: the tables are only read.")
        connection.execute(options.sql)
        if options.csv:
            _write_csv(connection)
        else:
            _print_table(connection)
    except (TableError, duckdb.Error) as error:
        return complain(str(error))
    return 0


def _write_csv(connection: duckdb.DuckDBPyConnection) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_columns(connection))
    while rows := connection.fetchmany(_ROWS_AT_ONCE):
        writer.writerows(
            [joined(value) if isinstance(value, list) else value for value in row] for row in rows
        )


def _print_table(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.fetchmany(ROWS_SHOWN + 1)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for name in _columns(connection):
        table.add_column(printable(name), overflow="fold")
    for row in rows[:ROWS_SHOWN]:
        table.add_row(*(_shown(value) for value in row))
    console = output_console()
    console.print(table)
    if len(rows) > ROWS_SHOWN:
        console.print(f"… only the first {ROWS_SHOWN} rows are shown; --csv writes all.")
    else:
        console.print(f"{len(rows)} row" + ("" if len(rows) == 1 else "s"))


def _columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [str(column[0]) for column in connection.description or ()]


def _shown(value: Any) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, list):
        value = joined(value)
    if isinstance(value, str):
        return Text("\n".join(printable(line) for line in value.split("\n")))
    return Text(str(value), justify="right" if isinstance(value, int | float) else "left")
