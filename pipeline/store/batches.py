"""Rows of plain dictionaries become Arrow record batches that hold to a table's schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from pipeline.store.schema import Table


class SchemaError(ValueError):
    """Rows that do not fit their table: an unknown column, a wrong type, a null where none may be."""


def record_batch(table: Table, rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as one `pyarrow.RecordBatch` in the table's order of rows.

    A nullable column may be missing from a row. Raises SchemaError, which names the table and the column.
    """
    names = table.schema.names
    known = set(names)
    for row in rows:
        if not row.keys() <= known:
            raise SchemaError(f"Table {table.name} has no column {', '.join(sorted(row.keys() - known))}")
    try:
        ordered = sorted(rows, key=lambda row: tuple(row[name] for name in table.order))
    except KeyError as error:
        raise SchemaError(f"A row of table {table.name} lacks its column {error.args[0]}") from error
    return pa.RecordBatch.from_arrays(
        [_array(table, field, ordered) for field in table.schema], schema=table.schema
    )


def _array(table: Table, field: Any, rows: Sequence[dict[str, Any]]) -> Any:
    values = [row.get(field.name) for row in rows]
    try:
        array = pa.array(values, type=field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, TypeError) as error:
        raise SchemaError(f"Column {field.name} of table {table.name} takes {field.type}: {error}") from error
    if array.null_count and not field.nullable:
        raise SchemaError(f"Column {field.name} of table {table.name} may not be null")
    return array
