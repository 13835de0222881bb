"""`kehoach explain`: where a row of a table comes from."""

from __future__ import annotations

import argparse
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.passages import Passage, block_of, headings_above
from pipeline.cli.terminal import complain, output_console, printable
from pipeline.store.reader import TableError, read_rows, shown_state, whole_doc_id
from pipeline.store.schema import TABLES

_NEIGHBOURS = 1
_LONGEST_NEIGHBOUR = 300
_PLACE = ("doc_id", "char_start", "char_end", "page", "text", "rule", "confidence", "block_id")


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    table = TABLES.get(options.table)
    explained = [name for name, candidate in TABLES.items() if candidate.row_id is not None]
    if table is None or table.row_id is None:
        return complain(
            f"{options.table} is not a table whose rows can be explained: {', '.join(explained)}."
        )
    try:
        folder = shown_state(options.out)
        doc_id = whole_doc_id(folder, options.doc_id)
        rows = read_rows(folder, table.name, doc_id)
        blocks = read_rows(folder, "blocks", doc_id)
        document = read_rows(folder, "documents", doc_id)[0]
    except TableError as error:
        return complain(str(error))
    row = next((row for row in rows if row[table.row_id] == options.row_id), None)
    if row is None:
        last = max((row[table.row_id] for row in rows), default=None)
        there = (
            "it has none"
            if last is None
            else f"they go from {min(row[table.row_id] for row in rows)} to {last}"
        )
        return complain(f"document {doc_id} has no {table.row_id} {options.row_id}: {there}.")
    console = output_console()
    console.print(f"{table.name} {options.row_id} of {printable(document['source_path'])} ({doc_id})")
    _print_row(row, table.row_id, console)
    _print_passage(row, blocks, console)
    return 0


def _print_row(row: dict[str, Any], row_id: str, console: Console) -> None:
    left_out = {*_PLACE, row_id}
    facts = {name: value for name, value in row.items() if name not in left_out and value not in (None, [])}
    if "rule" in row:
        facts = {"rule": f"{row['rule']} (confidence {row['confidence']:.2f})"} | facts
    width = max(map(len, facts), default=0)
    for name, value in facts.items():
        console.print(f"  {name:{width}}  {printable(str(value))}")


def _print_passage(row: dict[str, Any], blocks: list[dict[str, Any]], console: Console) -> None:
    block = block_of(blocks, row)
    if block is None:
        console.print(row["text"])
        return
    page = "" if row["page"] is None else f"page {row['page']}, "
    where = (
        f"{page}block {block['block_id']} ({block['kind']}), characters {row['char_start']}–{row['char_end']}"
    )
    console.print(f"\n{where}")
    above = headings_above(blocks, block)
    for depth, heading in enumerate(above):
        console.print(Padding(_dimmed(heading["text"]), (0, 0, 0, 2 * depth)))
    number = blocks.index(block)
    shown = {heading["block_id"] for heading in above}
    for neighbour in blocks[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]:
        if neighbour is block:
            console.print(
                Padding(
                    Passage(block["char_start"], block["char_end"], block["text"]).marked([row]),
                    (0, 0, 0, 2 * len(above)),
                )
            )
        elif neighbour["block_id"] not in shown:
            console.print(Padding(_dimmed(neighbour["text"]), (0, 0, 0, 2 * len(above))))


def _dimmed(text: str) -> Text:
    short = text if len(text) <= _LONGEST_NEIGHBOUR else text[:_LONGEST_NEIGHBOUR] + " …"
    return Text(printable(short), style="dim", overflow="fold")
