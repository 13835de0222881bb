"""What is found: mentions of an index, and the values stated for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from extractors.common.mention import Mention

Status = Literal["target", "result"]
ValueKind = Literal["rank", "score", "percent", "level", "change"]
Comparator = Literal[">=", "<=", "=", "top", "between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexValue(Mention):
    """A target or a result of an index; the span covers the words that state it (`đạt từ 90% trở lên`).

    A better rank is a smaller number: `xếp thứ 15 trở lên` is `<=` 15. `top` is a place among the first
    `value`. A `change` is positive where the index rose. `value_max` is the upper bound of `between`;
    `value` is None for a `level`, whose group `level` names. `scale` says out of how many. `year` is the year
    it holds for, `baseline_year` the one that a change is measured against; both None where not stated.
    """

    status: Status
    kind: ValueKind
    comparator: Comparator
    value: float | None
    value_max: float | None = None
    unit: str | None = None
    scale: float | None = None
    level: str | None = None
    year: int | None = None
    baseline_year: int | None = None

    def shifted(self, offset: int) -> IndexValue:
        """The same value in a text in which `offset` characters stand before."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMention(Mention):
    """A mention of a named index: name, acronym, or name with its acronym in brackets; the year stays outside.

    `code` is one of PAR_INDEX, PCI, SIPAS, PAPI, DDCI, DTI, ICT_INDEX, PGI, SERVICE_766, PCI_TRANSPARENCY
    and OTHER (another named index). `year` is the year the index is of, as stated with the mention.
    """

    code: str
    year: int | None = None
    values: tuple[IndexValue, ...] = ()

    def shifted(self, offset: int) -> IndexMention:
        """The same mention, values included, in a text in which `offset` characters stand before."""
        return replace(
            self,
            start=self.start + offset,
            end=self.end + offset,
            values=tuple(value.shifted(offset) for value in self.values),
        )
