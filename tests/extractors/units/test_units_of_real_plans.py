"""Units of annotated real plans, where they are at hand beside the repository."""

import os
import unicodedata
from pathlib import Path

import pytest
import yaml

from extractors.common.document import Document
from extractors.common.spelling import fold
from extractors.units import UnitMention, find_units, read_unit_list, read_whole_list
from pipeline.normalise import normalise
from pipeline.read import read_document
from pipeline.segment import segment

SHARED = Path(os.environ.get("KEHOACH_SHARED", Path(__file__).resolve().parents[4] / "shared"))
LOWEST_RECALL = 0.98

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the annotated plans are not beside the repository"
)


def _document(path: Path) -> Document:
    return segment(normalise(read_document(path.read_bytes(), path.name)))


def _found(document: Document) -> set[str]:
    found: set[str] = set()
    for block in document.leaves():
        text = document.body_of(block)
        readings = [(text, find_units(text))]
        cell = block.kind == "table_cell"
        parts = [part for part in (text, *text.split(":", 1)) if cell or read_whole_list(part) is not None]
        readings.extend((part, read_unit_list(part, cell=cell)) for part in parts)
        readings.extend((part, read_unit_list(part, cell=False)) for part in text.split(":", 1)[1:])
        found |= {_key(part, unit) for part, units in readings for unit in units}
    return found


def _key(text: str, unit: UnitMention) -> str:
    return fold(text[unit.start : unit.end])


def test_annotated_units_are_found_as_annotated() -> None:
    wanted = missed = 0
    for gold in sorted((SHARED / "gold").glob("*.yaml")):
        plans = [
            path for path in (SHARED / "corpus").rglob(f"{gold.stem}.*") if path.suffix in (".txt", ".md")
        ]
        found = _found(_document(plans[0]))
        for task in yaml.safe_load(gold.read_text(encoding="utf-8"))["tasks"]:
            for role in ("lead", "coordinate", "report_to"):
                units = {fold(unicodedata.normalize("NFC", unit)) for unit in task[role]}
                wanted += len(units)
                missed += len(units - found)
    assert wanted > 0
    assert 1 - missed / wanted >= LOWEST_RECALL
