"""What was found in one document as rows of the tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

from extractors.common.document import Block, Document
from extractors.common.mention import Mention
from extractors.deadlines.records import Deadline
from extractors.header import Header
from extractors.indices import IndexMention
from extractors.tasks import Task
from pipeline.link.deadlines import tasks_of_deadlines
from pipeline.link.documents import LinkedDocument
from pipeline.normalise.offsets import OffsetMap
from pipeline.read.source import SourceDocument, SourcePage
from pipeline.word_boxes import placed_words

Row = dict[str, Any]
_HEADER_FIELDS = (
    "type",
    "type_code",
    "number",
    "symbol",
    "issuer",
    "parent_body",
    "province",
    "place",
    "issued_date",
    "issued_precision",
    "subject",
    "signer",
    "signer_position",
    "signing_authority",
    "plan_year_first",
    "plan_year_last",
    "urgency",
    "confidentiality",
)


class RowBuilder:
    """Makes the rows of one document; offsets of all records count code points of its normalised text.

    `page_at` tells the page of an offset, `ocr_confidence` how sure the OCR was of each word of a span (nothing
    where the text was embedded). A row of a text that OCR read is no surer than its least sure word; a task, which
    may be long, than its words are on average.
    """

    def __init__(
        self,
        doc_id: str,
        document: Document,
        page_at: Callable[[int], int | None],
        ocr_confidence: Callable[[int, int], Sequence[float]],
    ) -> None:
        self._doc_id = doc_id
        self._document = document
        self._page_at = page_at
        self._ocr_confidence = ocr_confidence
        self._leaves = [block for block in document.blocks if block.kind != "table_row"]
        self._starts = [block.char_start for block in self._leaves]

    def document(
        self,
        source: SourceDocument,
        source_path: str,
        header: Header | None,
        warnings: Sequence[str],
        status: str,
    ) -> Row:
        """The row of the table `documents`."""
        stated = {name: getattr(header, name) if header is not None else None for name in _HEADER_FIELDS}
        return {
            "doc_id": self._doc_id,
            "source_path": source_path,
            "format": source.format,
            "text_origin": source.text_origin,
            "page_count": source.page_count,
            "char_count": len(self._document.text),
            **stated,
            "addressees": list(header.addressees) if header is not None else [],
            "recipients": list(header.recipients) if header is not None else [],
            "warnings": list(warnings),
            "status": status,
        }

    def blocks(self) -> list[Row]:
        """The rows of the table `blocks`."""
        return [
            {
                "doc_id": self._doc_id,
                "block_id": block.block_id,
                "parent_id": block.parent_id,
                "kind": block.kind,
                "label": block.label,
                "depth": block.depth,
                "table_id": block.table_id,
                "row": block.row,
                "column": block.column,
                "column_name": block.column_name,
                "text": self._document.text_of(block),
                "char_start": block.char_start,
                "char_end": block.char_end,
                "page": block.page,
            }
            for block in self._document.blocks
        ]

    def pages(self, pages: Sequence[SourcePage], offsets: OffsetMap) -> list[Row]:
        """The rows of the table `pages`; `offsets` leads from the normalised text to the reader's."""
        normalised = offsets.inverted() if pages else offsets
        return [
            {
                "doc_id": self._doc_id,
                "page": page.number,
                "width": page.width or None,
                "height": page.height or None,
                "text_origin": page.origin,
                "skew": page.skew,
                "quarters": page.quarters,
                "words": placed_words(page.words, normalised),
            }
            for page in pages
        ]

    def citations(self, linked: LinkedDocument) -> list[Row]:
        """The rows of the table `citations`."""
        joined = zip(linked.citations, linked.instrument_ids, linked.inferred_issuers, strict=True)
        return [
            {
                **self._mention(citation, block=True),
                "citation_id": number,
                "type": citation.type,
                "type_code": citation.type_code,
                "identifier": citation.identifier,
                "number": citation.number,
                "symbol": citation.symbol,
                "number_year": citation.number_year,
                "issued_date": citation.issued_date,
                "issued_precision": citation.issued_precision,
                "date_shared": citation.date_shared,
                "issuer": citation.issuer,
                "title": citation.title,
                "provision": citation.provision,
                "relation": citation.relation,
                "instrument_id": instrument_id,
                "type_inferred": citation.type_inferred,
                "issuer_inferred": inferred_issuer,
            }
            for number, (citation, instrument_id, inferred_issuer) in enumerate(joined)
        ]

    def indices(self, mentions: Sequence[IndexMention]) -> list[Row]:
        """The rows of the table `indices`."""
        return [
            {
                **self._mention(mention, block=True),
                "index_id": number,
                "code": mention.code,
                "year": mention.year,
            }
            for number, mention in enumerate(mentions)
        ]

    def index_values(self, mentions: Sequence[IndexMention]) -> list[Row]:
        """The rows of the table `index_values`."""
        values = [(number, value) for number, mention in enumerate(mentions) for value in mention.values]
        return [
            {
                **self._mention(value, block=False),
                "index_id": index_id,
                "value_id": number,
                "status": value.status,
                "kind": value.kind,
                "comparator": value.comparator,
                "value": value.value,
                "value_max": value.value_max,
                "unit": value.unit,
                "scale": value.scale,
                "level": value.level,
                "year": value.year,
                "baseline_year": value.baseline_year,
            }
            for number, (index_id, value) in enumerate(values)
        ]

    def tasks(self, tasks: Sequence[Task]) -> list[Row]:
        """The rows of the table `tasks`."""
        return [
            {
                **self._mention(task, block=True, sure=fmean),
                "task_id": number,
                "section": " > ".join(task.section),
                "origin": task.origin,
                "product": task.product,
            }
            for number, task in enumerate(tasks)
        ]

    def units(self, tasks: Sequence[Task]) -> list[Row]:
        """The rows of the table `units`."""
        parts = [(number, part) for number, task in enumerate(tasks) for part in task.units]
        return [
            {
                **self._mention(part, block=True),
                "task_id": task_id,
                "unit_id": number,
                "name": part.name,
                "kind": part.kind,
                "level": part.level,
                "role": part.role,
            }
            for number, (task_id, part) in enumerate(parts)
        ]

    def deadlines(self, deadlines: Sequence[Deadline], tasks: Sequence[Task]) -> list[Row]:
        """The rows of the table `deadlines`."""
        return [
            {
                **self._mention(deadline, block=True),
                "deadline_id": number,
                "task_ids": task_ids,
                "kind": deadline.kind,
                "start_date": deadline.start_date,
                "end_date": deadline.end_date,
                "rrules": list(deadline.rrules),
                "event": deadline.event,
            }
            for number, (deadline, task_ids) in enumerate(
                zip(deadlines, tasks_of_deadlines(tasks, deadlines), strict=True)
            )
        ]

    def _mention(
        self, mention: Mention, *, block: bool, sure: Callable[[Sequence[float]], float] = min
    ) -> Row:
        read = self._ocr_confidence(mention.start, mention.end)
        holder = self._block_at(mention.start)
        row: Row = {
            "doc_id": self._doc_id,
            "char_start": mention.start,
            "char_end": mention.end,
            "page": self._page_at(mention.start),
            "text": self._document.text[mention.start : mention.end],
            "rule": mention.rule,
            "confidence": mention.confidence * sure(read) if read else mention.confidence,
        }
        if block:
            row["block_id"] = holder.block_id
        return row

    def _block_at(self, offset: int) -> Block:
        index = bisect_right(self._starts, offset) - 1
        # an empty cell may begin where the cell before a tab ends: the last block that begins here holds the text
        while index > 0 and self._leaves[index].char_start == self._leaves[index].char_end:
            index -= 1
        return self._leaves[max(index, 0)]
