"""The tables that a run writes: columns, Arrow types, what each column holds, and the order of the rows.

The names are a contract with whoever queries the files. A column may be added; one that is renamed, removed or
changes its type asks for a new SCHEMA_VERSION and a note in the changelog.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

SCHEMA_VERSION = "1"

CORRECTION = "correction"
"""The rule that a row names which a person has corrected."""

_LIST_OF_STRINGS = pa.list_(pa.string())

PLACED_WORD = pa.struct(
    [
        pa.field("char_start", pa.int64(), nullable=False),
        pa.field("char_end", pa.int64(), nullable=False),
        pa.field("left", pa.float32(), nullable=False),
        pa.field("right", pa.float32(), nullable=False),
        pa.field("top", pa.float32(), nullable=False),
        pa.field("bottom", pa.float32(), nullable=False),
    ]
)
"""A word of a page: its span, and its box in shares of the page's width and height from the upper left corner."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table: its Arrow schema, the columns that its rows are sorted by, and the column that names a row.

    `row_id` is the column that counts a document's rows; None where a row is named by the document alone.
    `one_row` says what a row stands for. A row group of its file has at least `rows_per_group` rows, and ends with
    the document that fills it: whoever writes or reads a file holds as many in memory.
    """

    name: str
    schema: Any
    order: tuple[str, ...]
    row_id: str | None = None
    one_row: str = field(kw_only=True)
    rows_per_group: int = field(default=1 << 15, kw_only=True)

    @property
    def record_lists(self) -> list[str]:
        """The columns that hold lists of records."""
        return [
            field.name
            for field in self.schema
            if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
        ]

    @property
    def flat_columns(self) -> list[str]:
        """The columns that one cell of a spreadsheet can hold: all but lists of records."""
        lists = self.record_lists
        return [name for name in self.schema.names if name not in lists]


def column(name: str, type_: Any, description: str, *, nullable: bool = False) -> Any:
    """An Arrow field that carries its description."""
    return pa.field(name, type_, nullable=nullable, metadata={"description": description})


def optional(name: str, type_: Any, description: str) -> Any:
    """An Arrow field that may be null."""
    return column(name, type_, description, nullable=True)


_DOC_ID = column(
    "doc_id", pa.string(), "The document: first 16 hex digits of the SHA-256 of the file's bytes"
)
_BLOCK_ID = column("block_id", pa.int32(), "Block of the document that it stands in")
_SPAN = (
    column("char_start", pa.int64(), "Where it begins: code points of the document's normalised text"),
    column("char_end", pa.int64(), "Where it ends, exclusive"),
    optional("page", pa.int32(), "Page on which it begins, from 1; null for formats without pages"),
    column("text", pa.string(), "The words themselves: the normalised text from char_start to char_end"),
)
_EVIDENCE = (
    column("rule", pa.string(), "Name of the grammar rule that found it"),
    column(
        "confidence",
        pa.float32(),
        "1.0 where nothing was forgiven or inferred, lower otherwise; times the OCR's confidence in its words on scans",
    ),
)
_PRECISION = "How much of the date is stated: day, month or year"

DOCUMENTS = Table(
    "documents",
    pa.schema(
        [
            _DOC_ID,
            column("source_path", pa.string(), "First path it was found at, relative to the input folder"),
            column("format", pa.string(), "What was read: text, html, docx, doc, pdf or image"),
            column("text_origin", pa.string(), "Where the text comes from: embedded, ocr or mixed"),
            optional("page_count", pa.int32(), "Number of pages; null for formats without pages"),
            column("char_count", pa.int64(), "Length of the normalised text in code points"),
            optional("type", pa.string(), "Document type in lower case: kế hoạch, quyết định, …"),
            optional("type_code", pa.string(), "Abbreviation of the type, as in Nghị định 30/2020/NĐ-CP"),
            optional("number", pa.string(), "The document's number as printed; null while it has none"),
            optional("symbol", pa.string(), "The document's symbol: KH-SYT"),
            optional("issuer", pa.string(), "The issuing body as named in the document"),
            optional("parent_body", pa.string(), "The body above the issuer in the letterhead"),
            optional("province", pa.string(), "Standard name of the province or city at the document's date"),
            optional("place", pa.string(), "Place in the dateline"),
            optional("issued_date", pa.date32(), "Date of issue: the first day of what is stated"),
            optional("issued_precision", pa.string(), _PRECISION),
            optional("subject", pa.string(), "The title under the document type, on one line"),
            optional("signer", pa.string(), "Name of the signer"),
            optional("signer_position", pa.string(), "Position of the signer as printed"),
            optional("signing_authority", pa.string(), "On whose behalf it is signed: TM, KT, TL, TUQ or Q"),
            optional("plan_year_first", pa.int16(), "First year that the plan covers"),
            optional("plan_year_last", pa.int16(), "Last year that the plan covers"),
            column("addressees", _LIST_OF_STRINGS, "Bodies that a letter is addressed to (Kính gửi)"),
            column("recipients", _LIST_OF_STRINGS, "Bodies that get a copy (Nơi nhận)"),
            optional("urgency", pa.string(), "KHẨN, THƯỢNG KHẨN or HỎA TỐC"),
            optional("confidentiality", pa.string(), "MẬT, TỐI MẬT or TUYỆT MẬT"),
            column("warnings", _LIST_OF_STRINGS, "What a reader of the tables should know of this document"),
            column("status", pa.string(), "ok, or partial where some pages or stages failed"),
        ]
    ),
    order=("doc_id",),
    one_row="a distinct document: its header, years, signer, recipients, warnings",
)

BLOCKS = Table(
    "blocks",
    pa.schema(
        [
            _DOC_ID,
            column("block_id", pa.int32(), "Number of the block in reading order, from 0"),
            optional("parent_id", pa.int32(), "Heading, item or row that the block stands under"),
            column(
                "kind",
                pa.string(),
                "letterhead, title, legal_basis, heading, paragraph, item, table_row, table_cell, footnote, "
                "recipients, signature or page_furniture",
            ),
            optional("label", pa.string(), "What stands before the text: IV, 2, a, -, +, a footnote's mark"),
            column("depth", pa.int16(), "Depth in the document's outline, 0 at the top"),
            optional("table_id", pa.int32(), "Table that a row or cell belongs to, from 0"),
            optional("row", pa.int32(), "Row of the table, from 0"),
            optional("column", pa.int32(), "Column of the table, from 0"),
            optional("column_name", pa.string(), "Header above a cell"),
            column("text", pa.string(), "The block's text, its label included"),
            column(
                "char_start", pa.int64(), "Where it begins: code points of the document's normalised text"
            ),
            column("char_end", pa.int64(), "Where it ends, exclusive"),
            optional("page", pa.int32(), "Page on which it begins, from 1; null for formats without pages"),
        ]
    ),
    order=("doc_id", "block_id"),
    row_id="block_id",
    one_row="a heading, item, paragraph, table cell, footnote, …: the text, piece by piece",
)

PAGES = Table(
    "pages",
    pa.schema(
        [
            _DOC_ID,
            column("page", pa.int32(), "Number of the page, from 1"),
            optional(
                "width", pa.float32(), "Width in points (1/72 inch); null for a page that could not be opened"
            ),
            optional("height", pa.float32(), "Height in points"),
            column("text_origin", pa.string(), "Where the page's text comes from: embedded or ocr"),
            column(
                "skew", pa.float32(), "Degrees, counter-clockwise, that straighten the page as it is shown"
            ),
            column(
                "quarters", pa.int16(), "Quarter turns, counter-clockwise, that then set its text upright"
            ),
            column(
                "words",
                pa.list_(PLACED_WORD),
                "The words of the normalised text that stand on the page, each with its box on the straightened "
                "page, in shares of width and height from the upper left corner",
            ),
        ]
    ),
    order=("doc_id", "page"),
    rows_per_group=1 << 10,  # each has its words, some hundred
    one_row="a page of a PDF or a picture: its size, and where each word stands on it",
)

CITATIONS = Table(
    "citations",
    pa.schema(
        [
            _DOC_ID,
            column("citation_id", pa.int32(), "Number of the mention in the document, from 0"),
            _BLOCK_ID,
            *_SPAN,
            column("type", pa.string(), "Type of the cited instrument in lower case: nghị quyết"),
            column("type_code", pa.string(), "Abbreviation of the type: NQ"),
            optional("identifier", pa.string(), "Number and symbol: 76/NQ-CP; null for a law cited by name"),
            optional("number", pa.string(), "Number as printed: 61"),
            optional("symbol", pa.string(), "Symbol: NĐ-CP"),
            optional("number_year", pa.int16(), "Year inside the number: 2018 in 61/2018/NĐ-CP"),
            optional("issued_date", pa.date32(), "Date of the cited instrument: first day of what is stated"),
            optional("issued_precision", pa.string(), _PRECISION),
            column("date_shared", pa.bool_(), "Whether the date is stated once for several instruments"),
            optional("issuer", pa.string(), "Issuing body as stated"),
            optional("title", pa.string(), "What the mention says that the instrument is about"),
            optional("provision", pa.string(), "Part that is cited: khoản 2 Điều 5"),
            column("relation", pa.string(), "legal_basis, implements, amends or mention"),
            column("instrument_id", pa.string(), "The instrument, in the table instruments"),
            column(
                "type_inferred", pa.bool_(), "Whether the type is read off the symbol, not stated in words"
            ),
            optional(
                "issuer_inferred", pa.string(), "Body that the symbol stands for, where no issuer is stated"
            ),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "citation_id"),
    row_id="citation_id",
    rows_per_group=1 << 14,  # the instruments are made of them, some groups at a time
    one_row="a mention of a legal or administrative instrument",
)

INSTRUMENTS = Table(
    "instruments",
    pa.schema(
        [
            column("instrument_id", pa.string(), "Identity of the instrument over all documents"),
            column("type", pa.string(), "Type in lower case: nghị quyết"),
            column("type_code", pa.string(), "Abbreviation of the type: NQ"),
            optional("identifier", pa.string(), "Number and symbol: 76/NQ-CP"),
            optional("issuer", pa.string(), "Issuing body"),
            optional("issued_date", pa.date32(), "Date of issue: first day of what is stated"),
            optional("issued_precision", pa.string(), _PRECISION),
            optional("title", pa.string(), "What it is about"),
            optional("akn_uri", pa.string(), "Name by the Akoma Ntoso convention: /akn/vn/act/…"),
            column("mention_count", pa.int32(), "Number of mentions in all documents"),
            column("document_count", pa.int32(), "Number of documents that mention it"),
            column("conflicts", _LIST_OF_STRINGS, "Mentions that disagree on the date or issuer, in words"),
            column("type_inferred", pa.bool_(), "Whether no mention states the type in words"),
            column("issuer_inferred", pa.bool_(), "Whether the issuer is read off the symbol, not stated"),
        ]
    ),
    order=("instrument_id",),
    one_row="a distinct instrument, over all documents",
)

INDICES = Table(
    "indices",
    pa.schema(
        [
            _DOC_ID,
            column("index_id", pa.int32(), "Number of the mention in the document, from 0"),
            _BLOCK_ID,
            *_SPAN,
            column(
                "code",
                pa.string(),
                "PAR_INDEX, PCI, SIPAS, PAPI, DDCI, DTI, ICT_INDEX, PGI, SERVICE_766, PCI_TRANSPARENCY or OTHER",
            ),
            optional("year", pa.int16(), "Year that the index is of, where stated with the mention"),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "index_id"),
    row_id="index_id",
    one_row="a mention of a governance index",
)

INDEX_VALUES = Table(
    "index_values",
    pa.schema(
        [
            _DOC_ID,
            column("index_id", pa.int32(), "Mention in the table indices that the value belongs to"),
            column("value_id", pa.int32(), "Number of the value in the document, from 0"),
            *_SPAN,
            column("status", pa.string(), "target or result"),
            column("kind", pa.string(), "rank, score, percent, level or change"),
            column("comparator", pa.string(), ">=, <=, =, top (among the first n) or between"),
            optional("value", pa.float64(), "The number; null for a level"),
            optional("value_max", pa.float64(), "Upper number of a range (comparator between)"),
            optional("unit", pa.string(), "%, điểm, bậc, tỉnh, …"),
            optional("scale", pa.float64(), "Out of how many: 63 in 38/63"),
            optional("level", pa.string(), "Named group: khá, trung bình cao, nhóm 4"),
            optional("year", pa.int16(), "Year that the value holds for"),
            optional("baseline_year", pa.int16(), "Year that a change is measured against"),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "index_id", "value_id"),
    row_id="value_id",
    one_row="a target or a result that is stated for an index",
)

TASKS = Table(
    "tasks",
    pa.schema(
        [
            _DOC_ID,
            column("task_id", pa.int32(), "Number of the task in the document, from 0"),
            _BLOCK_ID,
            *_SPAN,
            column("section", pa.string(), "Headings above it, from the outermost, joined by ' > '"),
            column("origin", pa.string(), "prose or table"),
            optional("product", pa.string(), "What is to be delivered, as stated"),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "task_id"),
    row_id="task_id",
    one_row="a piece of work given to somebody",
)

UNITS = Table(
    "units",
    pa.schema(
        [
            _DOC_ID,
            column("task_id", pa.int32(), "Task in the table tasks that the unit takes part in"),
            column("unit_id", pa.int32(), "Number of the unit's part in the document, from 0"),
            _BLOCK_ID,
            *_SPAN,
            column("name", pa.string(), "Standard form of the unit's name"),
            column("kind", pa.string(), "ubnd, so, phong, ban, trung_tam, benh_vien, …"),
            optional("level", pa.string(), "central, province, district, commune or internal"),
            column("role", pa.string(), "lead, coordinate or report_to"),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "task_id", "unit_id"),
    row_id="unit_id",
    one_row="a unit's part in a task: lead, coordinate or report_to",
)

DEADLINES = Table(
    "deadlines",
    pa.schema(
        [
            _DOC_ID,
            column("deadline_id", pa.int32(), "Number of the expression in the document, from 0"),
            column(
                "task_ids", pa.list_(pa.int32()), "Tasks in the table tasks that it holds for; may be empty"
            ),
            _BLOCK_ID,
            *_SPAN,
            column("kind", pa.string(), "date, period, recurrence, ongoing or relative"),
            optional("start_date", pa.date32(), "First day that it covers; null where open"),
            optional("end_date", pa.date32(), "Last day that it covers, the day itself for a date"),
            column("rrules", _LIST_OF_STRINGS, "Recurrence rules of RFC 5545, without the prefix RRULE:"),
            optional("event", pa.string(), "What a relative deadline counts from"),
            *_EVIDENCE,
        ]
    ),
    order=("doc_id", "char_start", "deadline_id"),
    row_id="deadline_id",
    one_row="an expression of by when, when or how often",
)

CORRECTIONS = Table(
    "corrections",
    pa.schema(
        [
            column(
                "position", pa.int32(), "Place in the order in which corrections are laid over rows, from 0"
            ),
            column("correction_id", pa.string(), "Names the correction: 16 hex digits of what it says"),
            column("doc_id", pa.string(), "The document that it is about"),
            column("table_name", pa.string(), "The table that it is about"),
            optional(
                "row_id", pa.int32(), "Number of the row that it was laid over; null where there is none"
            ),
            column("action", pa.string(), "change (a field), remove (the row is none) or add (a missed row)"),
            optional("char_start", pa.int64(), "Where the row began when it was corrected"),
            optional("char_end", pa.int64(), "Where it ended, exclusive"),
            optional("text", pa.string(), "Its words; null for a document's own row"),
            optional("field", pa.string(), "The column that is changed"),
            optional(
                "value", pa.string(), "What it should hold, dates as 2025-06-30; null where it holds nothing"
            ),
            column("corrected_by", pa.string(), "Who says so"),
            column("corrected_on", pa.date32(), "The day on which it was said"),
            optional("note", pa.string(), "What was noted beside it"),
            column(
                "status",
                pa.string(),
                "applied; met (the rules say the same); text_changed (its words are no longer there), row_gone (the "
                "rules find no such row) or document_gone, where it was not applied",
            ),
        ]
    ),
    order=("position",),
    one_row="what a person has corrected: who, when, and whether it is laid over the rows",
)

SOURCES = Table(
    "sources",
    pa.schema(
        [
            column("path", pa.string(), "Path that was looked at, relative to the input folder"),
            optional(
                "location", pa.string(), "The same as an absolute path, on the machine that looked at it"
            ),
            optional("doc_id", pa.string(), "The document, where the file could be opened"),
            column("byte_size", pa.int64(), "Size of the file in bytes; 0 where it is unknown"),
            optional("modified_at", pa.timestamp("us", tz="UTC"), "When the file was last changed"),
            column("status", pa.string(), "ok, partial, failed, skipped or duplicate"),
            optional("error_kind", pa.string(), "Kind of failure: empty, binary, too_large, unreadable, …"),
            optional("error_message", pa.string(), "What is wrong and what to do"),
            column("seconds", pa.float64(), "Time that reading and extracting took"),
            column("run_id", pa.string(), "The run that looked at it"),
            column("pipeline_version", pa.string(), "Version of the program and of its rules"),
        ]
    ),
    order=("path",),
    one_row="a path that was looked at, also where nothing could be read",
)

RUNS = Table(
    "runs",
    pa.schema(
        [
            column("run_id", pa.string(), "The run, as in the table sources; sorts by time"),
            column("started_at", pa.timestamp("us", tz="UTC"), "When it began"),
            column("finished_at", pa.timestamp("us", tz="UTC"), "When it wrote this row"),
            column("seconds", pa.float64(), "How long it took until then"),
            column("outcome", pa.string(), "published, unchanged, stopped (by a signal) or failed"),
            optional("state_id", pa.string(), "State of the tables that it published; null where none"),
            column("files", pa.int64(), "Paths that were looked at"),
            column("documents", pa.int64(), "Distinct documents in the tables after it"),
            column("processed", pa.int64(), "Documents that it read and extracted"),
            column("documents_in", pa.int64(), "Documents that came into the tables"),
            column("documents_out", pa.int64(), "Documents that left the tables"),
            column("failed", pa.int64(), "Paths that failed"),
            column("skipped", pa.int64(), "Paths that were left out on purpose"),
            column("exit_code", pa.int16(), "0 all well, 1 some documents failed, 2 none came out"),
            column("rules_version", pa.string(), "Version of the rules"),
            column("program_version", pa.string(), "Version of the program"),
        ]
    ),
    order=("run_id",),
    one_row="a run: when, how long, what it did, with which versions",
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        BLOCKS,
        PAGES,
        CITATIONS,
        INSTRUMENTS,
        INDICES,
        INDEX_VALUES,
        TASKS,
        UNITS,
        DEADLINES,
        CORRECTIONS,
        SOURCES,
        RUNS,
    )
}
"""Every table by name, in the order in which they are listed to a reader."""

DOCUMENT_TABLES: tuple[str, ...] = tuple(
    name for name, table in TABLES.items() if table.schema.names[0] == "doc_id"
)
"""Tables whose rows belong to one document each."""
