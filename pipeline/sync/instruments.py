"""The table `instruments` of the next state: only those that a changed document mentions are made anew."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES
from pipeline.store.writer import ROWS_PER_GROUP

_INSTRUMENTS = TABLES["instruments"]
_EMPTY = _INSTRUMENTS.schema.empty_table()
_COLUMNS = (
    "instrument_id",
    "doc_id",
    "rule",
    "type",
    "type_code",
    "type_inferred",
    "identifier",
    "number_year",
    "issuer",
    "issuer_inferred",
    "issued_date",
    "issued_precision",
    "title",
)
_AT_A_TIME = 20_000
"""Mentions that are held as Python objects at once, about."""


class Mentions:
    """Remembers which instruments are touched; with `all_new`, that all are."""

    def __init__(self, *, all_new: bool) -> None:
        self._all = all_new
        self._touched: set[str] = set()

    def touch(self, citations: Any) -> None:
        """The citations, old or new, of a document that changes."""
        if not self._all:
            self._touched.update(citations.column("instrument_id").to_pylist())

    def merge(self, citations: Any, old: Any) -> tuple[list[Any], Any, Any]:
        """The new table in record batches, from all citations (a ParquetFile) and the old table; and the rows, made
        anew, that take the place of old ones, which are the last."""
        touched = pa.array(sorted(self._touched), pa.string())
        batches = []
        for batch in citations.iter_batches(columns=list(_COLUMNS)):
            affected = batch if self._all else batch.filter(_among(batch.column("instrument_id"), touched))
            if affected.num_rows:
                batches.append(affected)
        made = pa.concat_tables([_EMPTY, *(self._made(pa.Table.from_batches(batches)) if batches else [])])
        if self._all:
            kept, replaced = _EMPTY, old
        else:
            among = _among(old.column("instrument_id"), touched)
            kept, replaced = old.filter(pc.invert(among)), old.filter(among)
        table = pa.concat_tables([kept, made]).sort_by("instrument_id").combine_chunks()
        new = [
            batch
            for at in range(0, table.num_rows, ROWS_PER_GROUP)
            for batch in table.slice(at, ROWS_PER_GROUP).to_batches()
        ]
        return new, made, replaced

    def _made(self, mentions: Any) -> list[Any]:
        """The instruments of these mentions; one instrument's are always looked at together."""
        from pipeline.link.instruments import Instruments  # loads the rules: only where one is made

        mentions = mentions.sort_by([("instrument_id", "ascending"), ("doc_id", "ascending")])
        mentions = mentions.combine_chunks()
        ends = pc.run_end_encode(mentions.column("instrument_id").chunk(0)).run_ends.to_pylist()
        made, begin = [], 0
        for end in ends:
            if end - begin >= _AT_A_TIME or end == ends[-1]:
                collected = Instruments()
                rows = mentions.slice(begin, end - begin).to_pylist()
                for (_, doc_id), group in groupby(rows, key=itemgetter("instrument_id", "doc_id")):
                    collected.add(doc_id, list(group))
                made.append(pa.Table.from_batches([record_batch(_INSTRUMENTS, collected.rows())]))
                begin = end
        return made


def _among(ids: Any, touched: Any) -> Any:
    return pc.is_in(ids, value_set=touched)
