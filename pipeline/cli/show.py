"""`kehoach show`: what one plan says, readable in a terminal."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from pipeline.cli.passages import sentence_of
from pipeline.cli.terminal import complain, output_console, printable
from pipeline.process import process_document
from pipeline.read import ReadError

Row = dict[str, Any]
_HEADER = (
    ("Type", "type"),
    ("Number", "number"),
    ("Symbol", "symbol"),
    ("Issuer", "issuer"),
    ("Under", "parent_body"),
    ("Province", "province"),
    ("Place", "place"),
    ("Date", "issued_date"),
    ("Subject", "subject"),
    ("Years", "plan_year_first"),
    ("Signer", "signer"),
    ("Position", "signer_position"),
    ("Authority", "signing_authority"),
    ("Urgency", "urgency"),
    ("Secrecy", "confidentiality"),
    ("To", "addressees"),
    ("Copies to", "recipients"),
    ("Warnings", "warnings"),
)


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    name = printable(options.file)
    try:
        processed = process_document(options.file.read_bytes(), options.file.name)
    except IsADirectoryError:
        return complain(f"{name} is a folder. Write its tables with: kehoach extract {name} --out DIR")
    except OSError as error:
        return complain(f"{name} cannot be read: {error.strerror}.")
    except ReadError as error:
        return complain(f"{name}: {error}")
    rows, console = processed.rows, output_console()
    _print_header(rows["documents"][0], console)
    _print_citations(rows["citations"], rows["blocks"], console)
    _print_indices(rows["indices"], rows["index_values"], rows["blocks"], console)
    _print_tasks(rows["tasks"], rows["units"], rows["deadlines"], console)
    _print_other_deadlines(rows["deadlines"], rows["blocks"], console)
    return 0


def _print_header(document: Row, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_row("Document", document["doc_id"], style="dim")
    for label, field in _HEADER:
        value = _header_value(document, field)
        if value:
            grid.add_row(label, Text(printable(value)))
    console.print(grid)


def _header_value(document: Row, field: str) -> str:
    value = document.get(field)
    if field == "plan_year_first" and value is not None and document["plan_year_last"] != value:
        return f"{value}–{document['plan_year_last']}"
    if field == "issued_date":
        return stated_date(document)
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _print_citations(citations: Sequence[Row], blocks: Sequence[Row], console: Console) -> None:
    _print_title("Citations", len(citations), console)
    facts = {
        row["citation_id"]: [
            f"{row['type']} {row['identifier'] or row['title']}",
            stated_date(row),
            row["issuer"],
            row["provision"],
            row["relation"],
        ]
        for row in citations
    }
    _print_mentions(citations, "citation_id", facts, blocks, console)


def _print_indices(
    indices: Sequence[Row], values: Sequence[Row], blocks: Sequence[Row], console: Console
) -> None:
    _print_title("Indices", len(indices), console)
    facts = {row["index_id"]: [row["code"], row["year"] and str(row["year"])] for row in indices}
    for value in values:
        facts[value["index_id"]].append(stated_value(value))
    _print_mentions(indices, "index_id", facts, blocks, console)


def _print_tasks(
    tasks: Sequence[Row], units: Sequence[Row], deadlines: Sequence[Row], console: Console
) -> None:
    _print_title("Tasks", len(tasks), console)
    if not tasks:
        return
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("#", justify="right")
    for heading, share in (("Who", 3), ("With whom", 3), ("What", 8), ("By when", 4)):
        table.add_column(heading, ratio=share, overflow="fold")
    for task in tasks:
        number = task["task_id"]
        names = defaultdict(list)
        for unit in units:
            if unit["task_id"] == number:
                names[unit["role"]].append(unit["text"])
        times = [deadline for deadline in deadlines if number in deadline["task_ids"]]
        when = [line for deadline in times for line in (deadline["text"], stated_time(deadline)) if line]
        report = [f"reports to: {name}" for name in names["report_to"]]
        product = [f"product: {task['product']}"] if task["product"] else []
        table.add_row(
            str(number),
            _lines(names["lead"]),
            _lines([*names["coordinate"], *report]),
            _lines([task["text"], *product]),
            _lines(when),
        )
        table.add_section()
    console.print(table)


def _print_other_deadlines(deadlines: Sequence[Row], blocks: Sequence[Row], console: Console) -> None:
    others = [row for row in deadlines if not row["task_ids"]]
    if not others:
        return
    _print_title("Deadlines of no task", len(others), console)
    facts = {row["deadline_id"]: [row["text"], row["kind"], stated_time(row)] for row in others}
    _print_mentions(others, "deadline_id", facts, blocks, console)


def _print_title(title: str, count: int, console: Console) -> None:
    console.print(Text(f"\n{title} ({count})", style="bold"))


def _print_mentions(
    rows: Sequence[Row],
    row_id: str,
    facts: dict[int, list[str | None]],
    blocks: Sequence[Row],
    console: Console,
) -> None:
    """A line of facts for each row, and under those of the same sentence that sentence with their words marked."""
    grid = Table.grid(Column(width=4, justify="right"), Column(), padding=(0, 1))
    for sentence, group in groupby(rows, key=lambda row: sentence_of(blocks, row)):
        members = list(group)
        for row in members:
            stated = " · ".join(printable(fact) for fact in facts[row[row_id]] if fact)
            grid.add_row(str(row[row_id]), Text(stated))
        grid.add_row("", sentence.marked(members), style="dim")
    console.print(grid)


def _lines(texts: Iterable[str]) -> Text:
    return Text("\n".join(printable(text) for text in texts))


def stated_time(deadline: Row) -> str:
    """What a deadline's words were read as: its days or its rules; empty where they give neither."""
    days = [deadline[end] for end in ("start_date", "end_date")]
    span = (
        ""
        if days == [None, None]
        else " – ".join("…" if day is None else str(day) for day in dict.fromkeys(days))
    )
    return ", ".join(part for part in (span, *deadline["rrules"]) if part)


def stated_date(row: Row) -> str:
    """A row's date of issue as far as it is stated: 2021-07-15, 2025-01 or 2015; empty where it is not."""
    shown = {"day": 10, "month": 7, "year": 4}
    date = row["issued_date"]
    return "" if date is None else str(date)[: shown[row["issued_precision"]]]


def stated_value(value: Row) -> str:
    """An index value in one phrase: `target 2025: percent >= 90 %`."""
    year = f" {value['year']}" if value["year"] else ""
    numbers = [f"{number:g}" for number in (value["value"], value["value_max"]) if number is not None]
    amount = value["level"] or f"{value['comparator']} {'–'.join(numbers)}"
    scale = f"/{value['scale']:g}" if value["scale"] else ""
    unit = f" {value['unit']}" if value["unit"] else ""
    baseline = f" against {value['baseline_year']}" if value["baseline_year"] else ""
    return f"{value['status']}{year}: {value['kind']} {amount}{scale}{unit}{baseline}"
