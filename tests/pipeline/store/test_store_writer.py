"""Writing: what is written can be read, is the same however it came in, and appears at once or not at all."""

import datetime as dt
from itertools import accumulate

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.batches import SchemaError, record_batch
from pipeline.store.schema import SCHEMA_VERSION, TABLES
from pipeline.store.version import pipeline_version, program_version, rules_version
from pipeline.store.writer import TableSet

INDICES = TABLES["indices"]


def index_row(doc_id="a" * 16, index_id=0, **changes):
    row = {
        "doc_id": doc_id,
        "index_id": index_id,
        "block_id": 3,
        "char_start": 10 * index_id,
        "char_end": 10 * index_id + 3,
        "page": None,
        "text": "PCI",
        "code": "PCI",
        "year": 2025,
        "rule": "acronym",
        "confidence": 1.0,
    }
    return row | changes


def write(folder, documents, **options):
    with TableSet(folder, **options) as tables:
        for rows in documents:
            tables.add({"indices": record_batch(INDICES, rows)})
        tables.commit()


def test_writes_every_table_and_nothing_else(tmp_path):
    write(tmp_path / "new" / "tables", [])
    assert sorted(path.name for path in (tmp_path / "new" / "tables").iterdir()) == sorted(
        f"{name}.parquet" for name in TABLES
    )


def test_a_file_alone_tells_its_version_and_its_columns(tmp_path):
    write(tmp_path, [[index_row()]])
    schema = pq.read_schema(tmp_path / "indices.parquet")
    assert schema.metadata == {
        b"schema_version": SCHEMA_VERSION.encode(),
        b"rules_version": rules_version().encode(),
        b"program_version": program_version().encode(),
    }
    assert [(f.name, f.nullable, f.metadata) for f in schema] == [
        (f.name, f.nullable, f.metadata) for f in INDICES.schema
    ]
    assert pq.ParquetFile(tmp_path / "indices.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_rows_come_back_as_they_went_in(tmp_path):
    rows = [index_row(), index_row(index_id=1, year=None, page=2, text="Chỉ số PCI")]
    write(tmp_path, [rows])
    assert pq.read_table(tmp_path / "indices.parquet").to_pylist() == rows


@given(st.permutations([index_row(index_id=number) for number in range(5)]))
def test_a_document_is_sorted_by_position(rows):
    assert record_batch(INDICES, rows).column("index_id").to_pylist() == [0, 1, 2, 3, 4]


def test_row_groups_end_where_documents_end(tmp_path):
    documents = [[index_row(f"{doc:016x}", number) for number in range(30)] for doc in range(10)]
    write(tmp_path, documents, rows_per_group=100)
    metadata = pq.ParquetFile(tmp_path / "indices.parquet").metadata
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [
        120,
        120,
        60,
    ]


def test_a_table_has_its_own_size_of_row_groups(tmp_path):
    words = [{"char_start": 0, "char_end": 1, "left": 0.0, "right": 1.0, "top": 0.0, "bottom": 1.0}]
    page = dict.fromkeys(("width", "height", "skew"), 1.0) | {
        "quarters": 0,
        "text_origin": "ocr",
        "words": words,
    }
    documents = [
        [page | {"doc_id": f"{doc:016x}", "page": number} for number in range(500)] for doc in range(5)
    ]
    with TableSet(tmp_path) as tables:
        for rows in documents:
            tables.add({"pages": record_batch(TABLES["pages"], rows)})
        tables.commit()
    metadata = pq.ParquetFile(tmp_path / "pages.parquet").metadata
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [1500, 1000]


def test_many_small_documents_stay_in_order(tmp_path):
    documents = [[index_row(f"{doc:016x}")] for doc in range(300)]
    write(tmp_path, [*documents, []], rows_per_group=250)
    table = pq.read_table(tmp_path / "indices.parquet")
    assert table.column("doc_id").to_pylist() == [rows[0]["doc_id"] for rows in documents]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    documents = [[index_row(f"{doc:016x}", number) for number in range(7)] for doc in range(100)]
    write(tmp_path / "one", documents)
    write(tmp_path / "other", documents)
    for name in TABLES:
        one, other = (tmp_path / side / f"{name}.parquet" for side in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_what_is_not_committed_leaves_the_old_tables(tmp_path):
    write(tmp_path, [[index_row()]])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with TableSet(tmp_path) as tables:
        tables.add({"indices": record_batch(INDICES, [index_row("b" * 16)])})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_run_that_fails_leaves_no_folder_behind(tmp_path):
    with pytest.raises(RuntimeError), TableSet(tmp_path / "a" / "b"):
        raise RuntimeError
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (index_row(surprise=1), "no column surprise"),
        (index_row(code=None), "code of table indices may not be null"),
        (index_row(year="soon"), "year of table indices takes int16"),
        (index_row(year=70_000), "year of table indices takes int16"),
        (index_row(text=7), "text of table indices takes string"),
        ({"doc_id": "a"}, "lacks its column"),
    ],
)
def test_rows_that_do_not_fit_are_refused_by_name(row, message):
    with pytest.raises(SchemaError, match=message):
        record_batch(INDICES, [row])


def test_a_nullable_column_may_be_missing():
    row = index_row()
    del row["page"]
    assert record_batch(INDICES, [row]).column("page").to_pylist() == [None]


def test_times_of_sources_are_microseconds_in_utc():
    row = dict.fromkeys(TABLES["sources"].schema.names, "x") | {
        "byte_size": 1,
        "seconds": 0.5,
        "modified_at": 1_000_000,
    }
    batch = record_batch(TABLES["sources"], [row])
    assert batch.column("modified_at").to_pylist() == [dt.datetime(1970, 1, 1, 0, 0, 1, tzinfo=dt.UTC)]


def test_what_fails_in_a_thread_fails_the_whole(tmp_path):
    other = pa.RecordBatch.from_pylist([{"no": "column"}])
    with TableSet(tmp_path / "new", rows_per_group=1, threads=1) as tables:
        tables.add({"indices": other})
        with pytest.raises(ValueError, match="no: string"):
            tables.commit()
    assert list((tmp_path / "new").iterdir()) == []


def test_versions_are_stable_and_name_program_and_rules():
    assert len(rules_version()) == 16
    assert pipeline_version() == f"{program_version()}+rules.{rules_version()}"


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.integers(0, 12), st.sampled_from([0, 1, 2]))
def test_documents_written_together_make_the_same_file_as_one_by_one(
    tmp_path_factory, sizes, before, threads
):
    folder = tmp_path_factory.mktemp("tables")
    documents = [
        [index_row(f"{number:016}", index_id) for index_id in range(size)]
        for number, size in enumerate(sizes)
    ]
    write(folder / "apart", documents, rows_per_group=4)
    with TableSet(folder / "together", rows_per_group=4, threads=threads) as tables:
        for rows in documents[:before]:
            tables.add({"indices": record_batch(INDICES, rows)})
        rest = record_batch(INDICES, [row for rows in documents[before:] for row in rows])
        tables.add_documents("indices", rest, list(accumulate(sizes[before:])))
        tables.commit()
    apart, together = (folder / name / "indices.parquet" for name in ("apart", "together"))
    assert apart.read_bytes() == together.read_bytes()
