"""Lays the corrections of one document over its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.export.documents import normalised_text
from pipeline.review.consequences import CONSEQUENCES, blank_row
from pipeline.review.fields import FIELDS, typed
from pipeline.review.records import OWNED_BY, Correction, Outcome
from pipeline.store.batches import record_batch
from pipeline.store.schema import CORRECTION, TABLES

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_BELOW = {"tasks": ("units", "task_id"), "indices": ("index_values", "index_id")}


def lay_over(
    batches: Mapping[str, Any], corrections: Sequence[Correction]
) -> tuple[dict[str, Any], list[Outcome]]:
    """A document's record batches, by table name, with its corrections laid over them in their order.

    Gives an outcome for each correction. Tables that no correction concerns stay the same objects.
    """
    rows: Rows = {name: batches[name].to_pylist() for name in FIELDS}
    before = {name: [dict(row) for row in of_table] for name, of_table in rows.items()}
    blocks = batches["blocks"].to_pylist()
    layer = _Layer(rows, blocks)
    outcomes = [layer.lay(correction) for correction in corrections]
    layer.finish()
    changed = {name: of_table for name, of_table in rows.items() if of_table != before[name]}
    return {
        **batches,
        **{name: record_batch(TABLES[name], of_table) for name, of_table in changed.items()},
    }, outcomes


class _Layer:
    def __init__(self, rows: Rows, blocks: list[Row]) -> None:
        self._rows, self._blocks = rows, blocks
        self._text = normalised_text(blocks)
        self._touched: dict[tuple[str, int], tuple[Row, Row, set[str]]] = {}

    def lay(self, correction: Correction) -> Outcome:
        table = correction.table
        if correction.place is None:
            return self._change(self._rows[table], correction)
        span = correction.place.span_in(self._text)
        owners = self._owners(correction)
        if span is None or owners is None:
            return Outcome("text_changed")
        found = self._found(table, span, owners)
        if correction.action == "add":
            return (
                Outcome("met", self._number(table, found[0]))
                if found
                else self._add(correction, span, owners)
            )
        if correction.action == "remove":
            return self._remove(table, found) if found else Outcome("met")
        return self._change(found, correction) if found else Outcome("row_gone")

    def finish(self) -> None:
        """Tell anew what follows from changed fields."""
        for (table, _), (row, old, fields) in self._touched.items():
            if consequence := CONSEQUENCES.get(table):
                consequence(row, old, fields, self._rows, self._text)

    def _owners(self, correction: Correction) -> list[int] | None:
        """The numbers of the rows that it belongs to; None where the words of one have changed."""
        if not correction.owners:
            return []
        table = OWNED_BY[correction.table][0] if correction.table in OWNED_BY else "tasks"
        numbers = []
        for owner in correction.owners:
            span = owner.span_in(self._text)
            found = [row for row in self._rows[table] if (row["char_start"], row["char_end"]) == span]
            if not found:
                return None
            numbers.append(self._number(table, found[0]))
        return numbers

    def _found(self, table: str, span: tuple[int, int], owners: Sequence[int]) -> list[Row]:
        column = OWNED_BY[table][1] if table in OWNED_BY else None
        return [
            row
            for row in self._rows[table]
            if (row["char_start"], row["char_end"]) == span and (column is None or row[column] in owners)
        ]

    def _change(self, found: Sequence[Row], correction: Correction) -> Outcome:
        table, field = correction.table, str(correction.field)
        value = typed(table, field, correction.value)
        number = None if table == "documents" else self._number(table, found[0])
        if all(row[field] == value for row in found):
            return Outcome("met", number)
        for row in found:
            _, _, fields = self._touched.setdefault((table, id(row)), (row, dict(row), set()))
            fields.add(field)
            row[field] = value
            _mark(row)
        return Outcome("applied", number)

    def _remove(self, table: str, found: Sequence[Row]) -> Outcome:
        number = self._number(table, found[0])
        numbers = {self._number(table, row) for row in found}
        gone = {id(row) for row in found}
        self._rows[table][:] = [row for row in self._rows[table] if id(row) not in gone]
        if table in _BELOW:
            below, column = _BELOW[table]
            self._rows[below][:] = [row for row in self._rows[below] if row[column] not in numbers]
        if table == "tasks":
            for row in self._rows["deadlines"]:
                row["task_ids"] = [task_id for task_id in row["task_ids"] if task_id not in numbers]
        return Outcome("applied", number)

    def _add(self, correction: Correction, span: tuple[int, int], owners: Sequence[int]) -> Outcome:
        table = correction.table
        row_id = str(TABLES[table].row_id)
        number = 1 + max((row[row_id] for row in self._rows[table]), default=-1)
        row = blank_row(table, correction.doc_id, span, self._text, self._blocks)
        row[row_id] = number
        if table in OWNED_BY:
            row[OWNED_BY[table][1]] = owners[0]
        elif table == "deadlines":
            row["task_ids"] = list(owners)
        _mark(row)
        self._rows[table].append(row)
        self._touched[table, id(row)] = (row, dict(row), {"text"})
        return Outcome("applied", number)

    @staticmethod
    def _number(table: str, row: Row) -> int:
        return int(row[TABLES[table].row_id or ""])


def _mark(row: Row) -> None:
    if "rule" in row:
        row["rule"], row["confidence"] = CORRECTION, 1.0
