"""Rows of plain dictionaries become Arrow record batches that hold to a table's schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import Any

import pyarrow as pa

from pipeline.store.schema import Table

_MISFITS = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, TypeError)


class SchemaError(ValueError):
    """Rows that do not fit their table: an unknown column, a wrong type, a null where none may be."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A table's columns as `record_batch` needs them: as one Arrow type, all of them and all but the lists of records;
    by name, all and those lists; the indexes of those that are never null; and the batch without rows, which most
    documents have of some table."""

    row: Any
    flat_row: Any
    names: frozenset[str]
    record_lists: tuple[str, ...]
    required: tuple[int, ...]
    empty: Any


@cache
def _form_of(table: Table) -> _Form:
    schema = table.schema
    required = tuple(index for index, field in enumerate(schema) if not field.nullable)
    row = pa.struct(list(schema))
    flat_row = pa.struct([schema.field(name) for name in table.flat_columns])
    empty = pa.RecordBatch.from_struct_array(pa.array([], type=row))
    return _Form(row, flat_row, frozenset(schema.names), tuple(table.record_lists), required, empty)


def record_batch(table: Table, rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as one `pyarrow.RecordBatch` in the table's order of rows.

    A nullable column may be missing from a row. The lists of records may be Arrow arrays, all of them or none.
    Raises SchemaError, which names the table and the column.
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
        batch = _batch(table, form, ordered)
    except _MISFITS as error:
        raise _misfit(table, ordered) or error from error
    for index in form.required:
        if batch.column(index).null_count:
            raise SchemaError(f"Column {table.schema.names[index]} of table {table.name} may not be null")
    return batch


def _batch(table: Table, form: _Form, rows: list[dict[str, Any]]) -> Any:
    if not any(isinstance(rows[0].get(name), pa.Array) for name in form.record_lists):
        return pa.RecordBatch.from_struct_array(pa.array(rows, type=form.row))
    columns = dict(zip(table.flat_columns, pa.array(rows, type=form.flat_row).flatten(), strict=True))
    for name in form.record_lists:
        arrays = [row[name] for row in rows]
        ends = pa.array(accumulate(map(len, arrays), initial=0), pa.int32())
        type_ = table.schema.field(name).type
        columns[name] = pa.ListArray.from_arrays(ends, pa.concat_arrays(arrays), type=type_)
    return pa.RecordBatch.from_pydict(columns, schema=table.schema)


def _misfit(table: Table, rows: list[dict[str, Any]]) -> SchemaError | None:
    """What tells which column's values are not of its type, as Arrow does not."""
    for field in table.schema:
        try:
            pa.array([row.get(field.name) for row in rows], type=field.type)
        except _MISFITS as error:
            return SchemaError(f"Column {field.name} of table {table.name} takes {field.type}: {error}")
    return None
