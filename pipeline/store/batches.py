"""Rows of plain dictionaries become Arrow record batches that hold to a table's schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

import pyarrow as pa

from pipeline.store.schema import Table

_MISFITS = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, TypeError)


class SchemaError(ValueError):
    """Rows that do not fit their table: an unknown column, a wrong type, a null where none may be."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A table's columns as `record_batch` needs them: as one Arrow type, by name, and the indexes of those that are
    never null; and the batch without rows, which most documents have of some table."""

    row: Any
    names: frozenset[str]
    required: tuple[int, ...]
    empty: Any


@cache
def _form_of(table: Table) -> _Form:
    schema = table.schema
    required = tuple(index for index, field in enumerate(schema) if not field.nullable)
    row = pa.struct(list(schema))
    empty = pa.RecordBatch.from_struct_array(pa.array([], type=row))
    return _Form(row, frozenset(schema.names), required, empty)


def record_batch(table: Table, rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as one `pyarrow.RecordBatch` in the table's order of rows.

    A nullable column may be missing from a row. Raises SchemaError, which names the table and the column.
    """
    form = _form_of(table)
    if not rows:
        return form.empty
    for row in rows:
        if not row.keys() <= form.names:
            unknown = ", ".join(sorted(row.keys() - form.names))
            raise SchemaError(f"Table {table.name} has no column {unknown}")
    try:
        ordered = sorted(rows, key=itemgetter(*table.order))
    except KeyError as error:
        raise SchemaError(f"A row of table {table.name} lacks its column {error.args[0]}") from error
    try:
        batch = pa.RecordBatch.from_struct_array(pa.array(ordered, type=form.row))
    except _MISFITS as error:
        raise _misfit(table, ordered) or error from error
    for index in form.required:
        if batch.column(index).null_count:
            raise SchemaError(f"Column {table.schema.names[index]} of table {table.name} may not be null")
    return batch


def _misfit(table: Table, rows: list[dict[str, Any]]) -> SchemaError | None:
    """What tells which column's values are not of its type, as Arrow does not."""
    for field in table.schema:
        try:
            pa.array([row.get(field.name) for row in rows], type=field.type)
        except _MISFITS as error:
            return SchemaError(f"Column {field.name} of table {table.name} takes {field.type}: {error}")
    return None
