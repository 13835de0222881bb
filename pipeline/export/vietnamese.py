"""The tables' Vietnamese names: of sheets, columns and coded values."""

from __future__ import annotations

from typing import Any

from extractors.common.lexicon import load_lexicon

YES, NO = "có", "không"


def table_name(table: str) -> str:
    """What a table is called: `Nhiệm vụ` for `tasks`. Raises KeyError for a name that is no table."""
    return str(_lexicon()["tables"][table])


def column_name(table: str, column: str) -> str:
    """What a column is called. Raises KeyError where the lexicon lacks it."""
    own = _lexicon()["of_table"].get(table, {})
    return str(own.get(column) or _lexicon()["columns"][column])


def value_name(table: str, column: str, value: str) -> str:
    """The word for a coded value, `chủ trì` for the role `lead`; any other value as it is."""
    return str(_lexicon()["values"].get(table, {}).get(column, {}).get(value, value))


def _lexicon() -> Any:
    return load_lexicon("pipeline.export", "vietnamese")
