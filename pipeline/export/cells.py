"""What stands in a cell of a spreadsheet for a value of a table."""

from __future__ import annotations

from typing import Any

LIST_SEPARATOR = "; "
# as OWASP lists them under "CSV Injection", the wide ones of East Asian keyboards too
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet that is given the text as typed would take it for a formula or a command."""
    return text.startswith(_FORMULA_SIGNS)


def joined(values: list[Any]) -> str:
    """A list in one cell."""
    return LIST_SEPARATOR.join(str(value) for value in values)
