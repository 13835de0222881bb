"""What a publication changes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """Rows gained and lost by table, and the paths of documents that came in, left, or differ from before."""

    tables: dict[str, list[int]] = field(default_factory=dict)
    came_in: list[str] = field(default_factory=list)
    went_out: list[str] = field(default_factory=list)
    redone: list[str] = field(default_factory=list)

    def count(self, table: str, gained: int, lost: int) -> bool:
        """Add to a table's numbers; gives whether there was anything to add."""
        sums = self.tables.setdefault(table, [0, 0])
        sums[0] += gained
        sums[1] += lost
        return bool(gained or lost)

    def rows(self) -> list[tuple[str, str, int, int]]:
        """What changed as the ledger holds it: kind, name, rows gained and lost."""
        documents = (("in", self.came_in), ("out", self.went_out), ("redone", self.redone))
        return [
            *(("table", table, gained, lost) for table, (gained, lost) in self.tables.items()),
            *((kind, path, 0, 0) for kind, paths in documents for path in paths),
        ]
