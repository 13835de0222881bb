"""The names of a table's columns, from its header rows."""

from __future__ import annotations

import regex

from pipeline.normalise.text import NormalisedText

_NUMBERING = regex.compile(r"\(?(?:\d{1,2}|[A-Z]|\d{1,2}\s*=.*)\)?$")


def column_names(normalised: NormalisedText) -> dict[int, dict[int, str]]:
    """By table, the name of each column that has one: the header cells above it, the upper first, joined by a
    blank. Rows that only number the columns give no name."""
    names: dict[int, dict[int, str]] = {}
    for line in normalised.lines:
        if line.kind != "table_row" or not line.header or line.table_id is None:
            continue
        texts = [normalised.text[cell.start : cell.end].strip() for cell in line.cells]
        if all(not text or _NUMBERING.match(text) for text in texts):
            continue
        table = names.setdefault(line.table_id, {})
        for cell, text in zip(line.cells, texts, strict=True):
            if not text:
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                table[column] = f"{table[column]} {text}" if column in table else text
    return names
