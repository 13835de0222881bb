"""The table `instruments` of the next state: only those that a changed document mentions are made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES

_INSTRUMENTS = TABLES["instruments"]
_STATED = (
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
"""What a mention states of its instrument."""
_IN_MEMORY = 1 << 14
_MOST_ROUNDS = 8
"""The citations are read again for every so many mentions, or for a part of them, one of so many."""
_AT_A_TIME = 1_000
"""Mentions that are held as Python objects at once."""


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
        """The new table in record batches, from all citations (a ParquetFile whose row groups end with documents) and
        the old table; and the rows, made anew, that take the place of old ones, which are the last."""
        touched = None if self._all else pa.array(sorted(self._touched), pa.string())
        batches: list[Any] = []
        for first, last in _ranges(_ids(citations, touched)):
            batches += _made(_mentions(citations, touched, first, last))
        made = pa.Table.from_batches(batches, _INSTRUMENTS.schema)
        if touched is None:
            kept, replaced = _INSTRUMENTS.schema.empty_table(), old
        else:
            among = pc.is_in(old.column("instrument_id"), value_set=touched)
            kept, replaced = old.filter(pc.invert(among)), old.filter(among)
        table = pa.concat_tables([kept, made]).sort_by("instrument_id").combine_chunks()
        return table.to_batches(max_chunksize=_INSTRUMENTS.rows_per_group), made, replaced


def _groups(citations: Any, columns: Sequence[str], touched: Any) -> Iterator[Any]:
    """These columns of the citations of touched instruments, some at a time."""
    for number in range(citations.num_row_groups):
        rows = citations.read_row_group(number, columns=columns, use_threads=False)
        if touched is not None:
            rows = rows.filter(pc.is_in(rows.column("instrument_id"), value_set=touched))
        yield rows


def _ids(citations: Any, touched: Any) -> Any:
    """The instrument of each mention, sorted."""
    columns = [rows.column(0) for rows in _groups(citations, ["instrument_id"], touched)]
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string()).sort()


def _ranges(ids: Any) -> Iterator[tuple[str, str]]:
    """The first and the last of so many instruments that their mentions find room in memory."""
    size = max(_IN_MEMORY, -(-len(ids) // _MOST_ROUNDS))
    begin = 0
    while begin < len(ids):
        last = ids[min(begin + size, len(ids)) - 1]
        yield ids[begin].as_py(), last.as_py()
        begin = pc.sum(pc.less_equal(ids, last)).as_py()


def _mentions(citations: Any, touched: Any, first: str, last: str) -> Any:
    """The mentions of the instruments from the first to the last, one instrument after the other."""
    parts = []
    for rows in _groups(citations, ["instrument_id", "doc_id", *_STATED], touched):
        ids = rows.column("instrument_id")
        parts.append(rows.filter(pc.and_(pc.greater_equal(ids, first), pc.less_equal(ids, last))))
    table = pa.concat_tables(parts)
    return table.sort_by([("instrument_id", "ascending"), ("doc_id", "ascending")])


def _made(mentions: Any) -> Iterator[Any]:
    """The instruments of these mentions, some at a time."""
    from pipeline.link.instruments import Instruments  # loads the rules: only where one is made

    collected, count = Instruments(), 0
    for instrument_id, rows in groupby(_rows(mentions), key=itemgetter(0)):
        said: dict[tuple[Any, ...], int] = {}
        documents, doc_id = 0, None
        for row in rows:
            stated = row[2:]
            said[stated] = said.get(stated, 0) + 1
            documents += row[1] != doc_id
            doc_id = row[1]
        for stated, mentioned in said.items():
            collected.add_mentions(
                {"instrument_id": instrument_id, **dict(zip(_STATED, stated, strict=True))}, mentioned
            )
        collected.add_documents(instrument_id, documents)
        count += 1
        if count == _AT_A_TIME:
            yield record_batch(_INSTRUMENTS, collected.rows())
            collected, count = Instruments(), 0
    yield record_batch(_INSTRUMENTS, collected.rows())


def _rows(mentions: Any) -> Iterator[tuple[Any, ...]]:
    for at in range(0, mentions.num_rows, _AT_A_TIME):
        columns = [column.to_pylist() for column in mentions.slice(at, _AT_A_TIME).columns]
        yield from zip(*columns, strict=True)
