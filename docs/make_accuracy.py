"""Writes accuracy.md: what is measured, the figures that are pinned, and what is known to be weak.

python docs/make_accuracy.py [FILE]

The figures are those of data/gold/floors.toml and data/formats/floors.toml, which `make evaluate PIN=1` and
`python -m benchmarks.formats --pin` write after measuring.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.formats import FLOORS as FORMAT_FLOORS
from benchmarks.formats import FORMATS
from benchmarks.gold import FLOORS, GOLD_SETS, load_annotation, load_floors
from benchmarks.scoring import PARTS, Scoreboard

TARGET = Path(__file__).resolve().parent / "accuracy.md"
TEXT = Path(__file__).resolve().parent / "accuracy.in.md"
MEANINGS: Mapping[str, str] = {
    "document fields": "each field of the header: type, number, symbol, issuer, province, date, subject, signer, years",
    "citations: identity": "type and number with symbol of each mention; for a law its name",
    "citations: identity+date": "the same, with the date exactly as far as it is stated",
    "citations: relation": "legal basis, implements, amends or mention, of the mentions that were found",
    "citations: issuer": "the issuing body as stated, of the mentions that were found",
    "citations: title": "the words of what the instrument is about, of the mentions that were found",
    "indices": "the index and its year",
    "index values": "index, target or result, kind, comparison, number and year",
    "tasks": "each task, by the beginning of its text; one too many counts as wrong",
    "units: name+role": "each unit of each task with its role",
    "units: name, any role": "the same without the role",
    "deadlines": "kind, first and last day, and recurrence rules",
    "task deadlines": "each deadline with the task that it holds for",
}
"""What has to be right, for each part."""


def main(target: Path = TARGET) -> None:
    """Write the file."""
    target.write_text(described(), encoding="utf-8")


def described() -> str:
    """The page as Markdown: the text of accuracy.in.md, with its tables filled in."""
    samples, shared = (load_floors(FLOORS)[gold.name].f1 for gold in GOLD_SETS)
    marked = marked_in_samples()
    formats = {name: floors.f1 for name, floors in load_floors(FORMAT_FLOORS).items()}
    tables = {
        "parts": _table(
            ["part", "what has to be right", "marked in the samples", "F1, samples", "F1, published plans"],
            (
                [part, MEANINGS[part], marked[part] or "", _f1(samples[part]), _f1(shared[part])]
                for part in PARTS
            ),
        ),
        "formats": _table(
            ["part", *FORMATS],
            ([part, *(_f1(formats[name][part]) for name in FORMATS)] for part in PARTS),
        ),
    }
    text = TEXT.read_text(encoding="utf-8")
    for name, table in tables.items():
        text = text.replace(f"{{{name}}}", table)
    return text


def marked_in_samples() -> dict[str, int]:
    """How many entries the samples' annotations hold for each part; 0 where only found ones are compared."""
    board = Scoreboard()
    for annotation, _ in GOLD_SETS[0].pairs():
        board.add(annotation.stem, load_annotation(annotation), {})
    return {part: tally.false_negatives for part, tally in board.tallies.items()}


def _table(head: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _f1(value: float) -> str:
    return f"{value:.3f}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
