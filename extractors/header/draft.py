"""The header while it is filled in from one part of the document after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractors.header.records import Header, Stated


@dataclass(slots=True)
class Draft:
    """The header while it is filled in: the first value given for a field stays."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def take(self, name: str, stated: Stated[Any] | None) -> None:
        """Note a value with its span, unless there is one or it is None."""
        if stated is not None and self.values.get(name) is None:
            self.values[name] = stated.value
            self.spans[name] = (stated.start, stated.end)

    def take_bare(self, name: str, value: Any) -> None:
        """Note a value that stands nowhere in the text, unless there is one or it is None."""
        if value is not None and self.values.get(name) is None:
            self.values[name] = value

    def get(self, name: str) -> Any:
        """The value of a field so far; None where there is none."""
        return self.values.get(name)

    def header(self) -> Header:
        """The finished record."""
        return Header(**self.values, warnings=tuple(self.warnings), spans=self.spans)
