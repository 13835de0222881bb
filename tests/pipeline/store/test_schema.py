"""The tables' columns are a contract: name, order, type and whether null is allowed (`?`)."""

import pyarrow as pa
import pytest

from pipeline.store.schema import DOCUMENT_TABLES, TABLES

SPAN = "char_start int64, char_end int64, page int32?, text string"
EVIDENCE = "rule string, confidence float"
DATE = "issued_date date32[day]?, issued_precision string?"
COLUMNS = {
    "documents": "doc_id string, source_path string, format string, text_origin string, page_count int32?, "
    "char_count int64, type string?, type_code string?, number string?, symbol string?, issuer string?, "
    f"parent_body string?, province string?, place string?, {DATE}, subject string?, signer string?, "
    "signer_position string?, signing_authority string?, plan_year_first int16?, plan_year_last int16?, "
    "addressees list<item: string>, recipients list<item: string>, urgency string?, confidentiality string?, "
    "warnings list<item: string>, status string",
    "blocks": "doc_id string, block_id int32, parent_id int32?, kind string, label string?, depth int16, "
    "table_id int32?, row int32?, column int32?, column_name string?, text string, char_start int64, "
    "char_end int64, page int32?",
    "pages": "doc_id string, page int32, width float?, height float?, text_origin string, skew float, quarters int16, "
    "words list<item: struct<char_start: int64 not null, char_end: int64 not null, left: float not null, "
    "right: float not null, top: float not null, bottom: float not null>>",
    "citations": f"doc_id string, citation_id int32, block_id int32, {SPAN}, type string, type_code string, "
    f"identifier string?, number string?, symbol string?, number_year int16?, {DATE}, date_shared bool, "
    f"issuer string?, title string?, provision string?, relation string, instrument_id string, "
    f"type_inferred bool, issuer_inferred string?, {EVIDENCE}",
    "instruments": f"instrument_id string, type string, type_code string, identifier string?, issuer string?, {DATE}, "
    "title string?, akn_uri string?, mention_count int32, document_count int32, conflicts list<item: string>, "
    "type_inferred bool, issuer_inferred bool",
    "indices": f"doc_id string, index_id int32, block_id int32, {SPAN}, code string, year int16?, {EVIDENCE}",
    "index_values": f"doc_id string, index_id int32, value_id int32, {SPAN}, status string, kind string, "
    "comparator string, value double?, value_max double?, unit string?, scale double?, level string?, "
    f"year int16?, baseline_year int16?, {EVIDENCE}",
    "tasks": f"doc_id string, task_id int32, block_id int32, {SPAN}, section string, origin string, "
    f"product string?, {EVIDENCE}",
    "units": f"doc_id string, task_id int32, unit_id int32, block_id int32, {SPAN}, name string, kind string, "
    f"level string?, role string, {EVIDENCE}",
    "deadlines": f"doc_id string, deadline_id int32, task_ids list<item: int32>, block_id int32, {SPAN}, kind string, "
    f"start_date date32[day]?, end_date date32[day]?, rrules list<item: string>, event string?, {EVIDENCE}",
    "corrections": "position int32, correction_id string, doc_id string, table_name string, row_id int32?, "
    "action string, char_start int64?, char_end int64?, text string?, field string?, value string?, "
    "corrected_by string, corrected_on date32[day], note string?, status string",
    "sources": "path string, location string?, doc_id string?, byte_size int64, "
    "modified_at timestamp[us, tz=UTC]?, status string, "
    "error_kind string?, error_message string?, seconds double, run_id string, pipeline_version string",
    "runs": "run_id string, started_at timestamp[us, tz=UTC], finished_at timestamp[us, tz=UTC], seconds double, "
    "outcome string, state_id string?, files int64, documents int64, processed int64, documents_in int64, "
    "documents_out int64, failed int64, skipped int64, exit_code int16, rules_version string, "
    "program_version string",
}


def test_every_table_is_pinned():
    assert list(TABLES) == list(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_as_pinned(name):
    fields = TABLES[name].schema
    assert ", ".join(f"{field.name} {field.type}{'?' * field.nullable}" for field in fields) == COLUMNS[name]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_tells_what_it_holds(name):
    for field in TABLES[name].schema:
        assert len(field.metadata[b"description"].decode()) > 5


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_ordered_by_columns_that_are_never_null(name):
    table = TABLES[name]
    for column in table.order:
        assert not table.schema.field(column).nullable
    assert table.row_id is None or table.row_id in table.order


@pytest.mark.parametrize("name", TABLES)
def test_no_column_stands_twice(name):
    names = TABLES[name].schema.names
    assert len(names) == len(set(names))


def test_tables_of_documents_begin_with_the_document():
    assert set(TABLES) - set(DOCUMENT_TABLES) == {"instruments", "corrections", "sources", "runs"}
    assert all(TABLES[name].order[0] == "doc_id" for name in DOCUMENT_TABLES)
    assert all(TABLES[name].schema.field("doc_id").type == pa.string() for name in DOCUMENT_TABLES)
