"""The scorer counts as the annotators' own scorer does, also where much is missing or wrong."""

import copy
import importlib.util
import random

import pytest

from benchmarks.gold import GOLD_SETS, load_annotation
from benchmarks.scoring import PARTS, Scoreboard
from pipeline.process import process_document
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES
from pipeline.store.writer import TableSet

SHARED = next(gold for gold in GOLD_SETS if gold.name == "shared")
SCORER = SHARED.annotations / "score.py"
pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="the shared annotations are not beside the project"
)

SPOILT = {
    "documents": ("issuer", "province", "signer"),
    "citations": ("identifier", "issued_date", "issuer", "title", "relation"),
    "indices": ("code", "year"),
    "index_values": ("value", "year"),
    "tasks": ("text",),
    "units": ("text", "role"),
    "deadlines": ("kind", "text", "end_date"),
}


@pytest.fixture(scope="module")
def extracted():
    pairs = list(SHARED.pairs())
    return [
        (path.stem, load_annotation(path), process_document(doc.read_bytes(), doc.name))
        for path, doc in pairs
    ]


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("shared_scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoil(rows, chance):
    """The rows with some left out, some twice and some with another row's values."""
    rows = copy.deepcopy(rows)
    for table, columns in SPOILT.items():
        kept = []
        for row in rows[table]:
            for column in columns:
                if chance.random() < 0.2:
                    row[column] = chance.choice(rows[table])[column]
            copies = 1 if table in ("documents", "indices", "tasks") else chance.choice([0, 1, 1, 1, 1, 2])
            kept += [row] * copies
        rows[table] = kept
    return rows


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_counts_are_those_of_the_annotators_scorer(extracted, scorer, tmp_path, seed):
    board, documents = Scoreboard(), {}
    for stem, annotation, processed in extracted:
        rows = processed.rows if seed is None else spoil(processed.rows, random.Random(f"{seed}{stem}"))  # noqa: S311
        board.add(stem, annotation, rows)
        documents[processed.doc_id] = rows
    with TableSet(tmp_path) as tables:
        for doc_id in sorted(documents):
            tables.add({name: record_batch(TABLES[name], rows) for name, rows in documents[doc_id].items()})
        tables.commit()
    theirs = scorer.score(tmp_path, SHARED.annotations, set())
    assert {part: (tally.tp, tally.fp, tally.fn) for part, tally in theirs.items()} == {
        part: (tally.true_positives, tally.false_positives, tally.false_negatives)
        for part, tally in ((part, board.tallies[part]) for part in PARTS)
    }
    assert seed is None or board.tallies["units: name+role"].f1 < 0.9
