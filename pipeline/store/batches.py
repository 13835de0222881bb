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
    """A table's columns as `record_batch` needs them: as one Arrow type, by name, the indexes of those that are never
    null, and those that hold lists of records; and the batch without rows, which most documents have of some table."""

    row: Any
    names: frozenset[str]
    required: tuple[int, ...]
    record_lists: tuple[int, ...]
    empty: Any


@cache
def _form_of(table: Table) -> _Form:
    schema = table.schema
    required = tuple(index for index, field in enumerate(schema) if not field.nullable)
    lists = tuple(
        index
        for index, field in enumerate(schema)
        if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
    )
    row = pa.struct(list(schema))
    empty = pa.RecordBatch.from_struct_array(pa.array([], type=row))
    return _Form(row, frozenset(schema.names), required, lists, empty)


def record_batch(table: Table, rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as one `pyarrow.RecordBatch` in the table's order of rows.

    A nullable column may be missing from a row. A list of records may be an Arrow array of them, in all rows or in
    none. Raises SchemaError, which names the table and the column.
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
        batch = _batch(form, ordered)
    except _MISFITS as error:
        raise _misfit(table, ordered) or error from error
    for index in form.required:
        if batch.column(index).null_count:
            raise SchemaError(f"Column {table.schema.names[index]} of table {table.name} may not be null")
    return batch


def _batch(form: _Form, rows: list[dict[str, Any]]) -> Any:
    made = {
        index: [row[form.row[index].name] for row in rows]
        for index in form.record_lists
        if isinstance(rows[0].get(form.row[index].name), pa.Array)
    }
    if not made:
        return pa.RecordBatch.from_struct_array(pa.array(rows, type=form.row))
    fields = list(form.row)
    others = [field for index, field in enumerate(fields) if index not in made]
    columns = pa.array(rows, type=pa.struct(others)).flatten()
    for index, arrays in made.items():
        ends = accumulate(map(len, arrays), initial=0)
        values = arrays[0] if len(arrays) == 1 else pa.concat_arrays(arrays)
        lists = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), values, type=fields[index].type)
        columns.insert(index, lists)
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def _misfit(table: Table, rows: list[dict[str, Any]]) -> SchemaError | None:
    """What tells which column's values are not of its type, as Arrow does not."""
    for field in table.schema:
        try:
            pa.array([row.get(field.name) for row in rows], type=field.type)
        except _MISFITS as error:
            return SchemaError(f"Column {field.name} of table {table.name} takes {field.type}: {error}")
    return None
