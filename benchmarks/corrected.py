"""Scores the rules by what people have corrected: how many corrections the rules would need no longer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from pipeline.inputs import InputFile, identify
from pipeline.process import process_document
from pipeline.read import ReadError
from pipeline.review.laying import lay_over
from pipeline.review.records import Correction
from pipeline.review.store import load_corrections
from pipeline.store.batches import record_batch
from pipeline.store.reader import HIDDEN, read_rows, whole_state
from pipeline.store.schema import TABLES


def score_corrections(out: Path) -> dict[str, Counter[str]]:
    """By table, what becomes of the corrections kept in a folder of tables when its documents are read anew.

    Counts by status as in the table `corrections`: `met` where the rules say what the person said, `applied` and
    `row_gone` where they do not. `file_gone` counts those whose file does not lie where it was read. Raises
    TableError, CorrectionsError and OSError.
    """
    by_document: dict[str, list[Correction]] = defaultdict(list)
    for correction in load_corrections(out / HIDDEN):
        by_document[correction.doc_id].append(correction)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sources = read_rows(whole_state(out), "sources")
    locations = {row["doc_id"]: row["location"] for row in sources if row["doc_id"] and row["location"]}
    for doc_id, corrections in sorted(by_document.items()):
        for correction, status in zip(
            corrections, _statuses(doc_id, locations.get(doc_id), corrections), strict=True
        ):
            counts[correction.table][status] += 1
    return counts


def print_corrections(out: Path) -> None:
    """A line for each table."""
    counts = score_corrections(out)
    print(f"\ncorrections kept in {out}")
    print(f"{'table':26}{'met':>6}{'not met':>9}{'not comparable':>16}{'share met':>11}")
    for table, of_table in sorted(counts.items()):
        met, unmet = of_table["met"], of_table["applied"] + of_table["row_gone"]
        share = f"{met / (met + unmet):.3f}" if met + unmet else ""
        print(f"{table:26}{met:6}{unmet:9}{of_table.total() - met - unmet:16}{share:>11}")


def _statuses(doc_id: str, location: str | None, corrections: Sequence[Correction]) -> list[str]:
    path = Path(location or "")
    try:
        if identify(InputFile(path.name, path, path.stat().st_size)).doc_id != doc_id:
            raise FileNotFoundError(path)
        rows = process_document(path.read_bytes(), path.name).rows
    except (OSError, ReadError):
        return ["file_gone"] * len(corrections)
    batches = {name: record_batch(TABLES[name], of_table) for name, of_table in rows.items()}
    _, outcomes = lay_over(batches, corrections)
    return [outcome.status for outcome in outcomes]
