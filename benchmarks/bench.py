"""Measures speed and memory, each as a ratio within one run on one machine.

python -m benchmarks.bench [--only speed|stages|formats|scaling|nightly|hostile|report] [--documents DIR] [--pdf DIR]
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

import pipeline.preload  # noqa: F401 - loads all models, which is not measured
from benchmarks.corpora import HOSTILE, hostile_text, make_tables, sample_texts, varied_texts, write_texts
from benchmarks.nightly import nightly
from benchmarks.reading import FORMATS, formats
from benchmarks.review_page import report
from benchmarks.timing import Stopwatch, growth_exponent, memory_of_kehoach, seconds, seconds_of_kehoach
from extractors.citations import find_citations
from extractors.common.toolkit import underthesea_function
from pipeline.language import make_doc
from pipeline.normalise import normalise
from pipeline.process import language, process_document
from pipeline.read import ReadError, read_document
from pipeline.segment import segment
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES
from pipeline.sync.options import Options
from pipeline.sync.run import synchronise

_SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
_FEW, _MANY = 100, 1_000
_SPEED_DOCUMENTS = 100
_WHO_AND_WHEN = ["kehoach_tasks", "kehoach_deadlines"]
_HOSTILE_SIZES = (20_000, 40_000, 80_000)
_MEBIBYTE = 1024 * 1024
Texts = list[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurements and print a table of each."""
    sections: dict[str, Callable[[Texts, Console], None]] = {
        "speed": speed,
        "stages": stages,
        "formats": lambda _texts, shown: formats(options.pdf, shown),
        "scaling": scaling,
        "nightly": nightly,
        "hostile": hostile,
        "report": report,
    }
    parser = argparse.ArgumentParser(prog="make bench", description="Measures speed and memory.")
    parser.add_argument("--only", choices=sections, help="one of the measurements")
    parser.add_argument("--documents", type=Path, default=_SAMPLES, help="what to multiply (the samples)")
    parser.add_argument("--pdf", type=Path, default=FORMATS, help="PDF files to read (the samples')")
    options = parser.parse_args(arguments)
    texts = sample_texts(options.documents)
    if not texts:
        print(f"There is no text below {options.documents}.", file=sys.stderr)
        return 2
    gc.freeze()  # what is loaded is not gone through again, as in the processes of a run
    console = Console(width=100)
    for name, section in sections.items():
        if options.only in (None, name):
            section(texts, console)
    return 0


def speed(texts: Texts, console: Console) -> None:
    """Citations alone, and the whole way from files to tables, against underthesea's word_tokenize."""
    word_tokenize = underthesea_function("word_tokenize")
    varied = list(varied_texts(texts, _SPEED_DOCUMENTS))
    documents = [segment(normalise(read_document(text.encode(), name))) for name, text in varied]
    characters = sum(len(document.text) for document in documents)
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "in", Path(folder) / "out"
        write_texts(iter(varied), inputs)
        words = seconds(lambda: [word_tokenize(document.text) for document in documents], repeats=2)
        citations = seconds(lambda: [find_citations(document) for document in documents])

        def whole() -> object:
            return synchronise([inputs], out, Options(engine="single", anew=True))

        def in_memory() -> None:
            for name, text in varied:
                make_tables(text.encode(), name)

        everything, text_to_tables = seconds(whole), seconds(in_memory)
        with language().select_pipes(disable=_WHO_AND_WHEN):
            main_job = seconds(whole)

    table = Table("", "kB/s", "times word_tokenize", "aim", title="one process, models loaded")
    byte_count = sum(len(document.text.encode()) for document in documents)
    for name, taken, aim in (
        ("underthesea.word_tokenize", words, ""),
        ("citations alone", citations, "≥ 4"),
        ("file to tables without tasks, units and deadlines", main_job, "≥ 2"),
        ("text to tables", text_to_tables, "≥ 1.5"),
        ("file to tables", everything, ""),
    ):
        table.add_row(name, f"{byte_count / taken / 1000:,.0f}", f"{words / taken:.2f}", aim)
    console.print(table, f"{len(documents)} documents, {characters:,} characters")


def stages(texts: Texts, console: Console) -> None:
    """Characters per second of each stage, on the same documents."""
    varied = list(varied_texts(texts, _SPEED_DOCUMENTS))
    nlp = language()
    watch = Stopwatch()
    characters = 0
    for name, text in varied:
        data = text.encode()
        with watch("read"):
            source = read_document(data, name)
        with watch("normalise"):
            normalised = normalise(source)
        with watch("segment"):
            document = segment(normalised)
        with watch("tokenise"):
            doc = make_doc(nlp, document)
        for component_name, component in nlp.pipeline:
            with watch(component_name.removeprefix("kehoach_")):
                doc = component(doc)
        characters += len(document.text)
        with watch("whole"):
            rows = process_document(data, name).rows
        with watch("arrow"):
            for table_name, table_rows in rows.items():
                record_batch(TABLES[table_name], table_rows)
    spent = watch.spent
    total = spent.pop("whole") + spent["arrow"]
    spent["link and rows"] = max(0.0, total - sum(spent.values()))
    table = Table("stage", "characters/s", "share of the time")
    for stage, taken in sorted(spent.items(), key=lambda item: -item[1]):
        table.add_row(stage, f"{characters / taken:,.0f}" if taken else "", f"{taken / total:.0%}")
    table.add_row("all", f"{characters / total:,.0f}", "100%")
    console.print(table)


def scaling(texts: Texts, console: Console) -> None:
    """Two processes against one, and the peak of memory on many documents against few."""
    table = Table("documents", "processes", "seconds", "without start", "peak MiB")
    taken: dict[tuple[int, int], float] = {}
    peaks: dict[tuple[int, int], int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (2, _FEW, _MANY):
            inputs = Path(folder) / f"in{count}"
            write_texts(varied_texts(texts, count), inputs)
            for jobs in (1, 2):
                out = str(Path(folder) / f"out{count}-{jobs}")
                command = ["extract", str(inputs), "--jobs", str(jobs), "--out"]
                run = taken[count, jobs] = seconds_of_kehoach([*command, out])
                peak = peaks[count, jobs] = memory_of_kehoach([*command, f"{out}-watched"])
                working = max(0.0, run - taken[2, jobs])
                table.add_row(
                    f"{count:,}",
                    str(jobs),
                    f"{run:.1f}",
                    f"{working:.1f}",
                    f"{peak / _MEBIBYTE:,.0f}",
                )
    console.print(table)
    faster = (taken[_MANY, 1] - taken[2, 1]) / (taken[_MANY, 2] - taken[2, 2])
    wall = taken[_MANY, 1] / taken[_MANY, 2]
    console.print(
        f"two processes against one: {faster:.2f} times without the start, {wall:.2f} with it (aim ≥ 1.7)"
    )
    for jobs in (1, 2):
        growth = peaks[_MANY, jobs] / peaks[_FEW, jobs]
        console.print(
            f"peak memory of {_MANY:,} documents against {_FEW}, {jobs} processes: {growth:.2f} (aim ≤ 1.2)"
        )


def hostile(_texts: Texts, console: Console) -> None:
    """The time that growing hostile inputs take, and how it grows with their size."""
    table = Table(
        "input",
        *(f"{size // 1000} k" for size in _HOSTILE_SIZES),
        "exponent",
        title="seconds (aim: exponent about 1)",
    )
    for shown, unit in HOSTILE.items():
        times = []
        try:
            for size in _HOSTILE_SIZES:
                data = hostile_text(unit, size).encode()
                times.append(seconds(lambda data=data: process_document(data, "hostile.txt"), repeats=2))  # type: ignore[misc]
        except ReadError as error:
            table.add_row(shown, f"refused: {error.kind}")
            continue
        table.add_row(
            shown, *(f"{taken:.3f}" for taken in times), f"{growth_exponent(_HOSTILE_SIZES, times):.2f}"
        )
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
