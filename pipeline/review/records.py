"""A correction, as it is kept: by what the document says, not by numbers that a later run may give anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

Action = Literal["change", "remove", "add"]
Status = Literal["applied", "met", "text_changed", "row_gone", "document_gone"]
APPLIED: tuple[Status, ...] = ("applied", "met")
"""What becomes of a correction where the rows say what it says."""

_CONTEXT = 32
"""Characters before and after the words by which they are found again in a text that has grown or shrunk."""


class Anchor(NamedTuple):
    """Words of a document's normalised text, where they stood, and what stood around them."""

    start: int
    end: int
    text: str
    before: str
    after: str

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of the words from `start` to `end`."""
        return cls(
            start, end, text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        )

    def span_in(self, text: str) -> tuple[int, int] | None:
        """Where the words stand in a text: where they stood, or at the one place with the same words around them."""
        if text[self.start : self.end] == self.text:
            return self.start, self.end
        whole = self.before + self.text + self.after
        first = text.find(whole)
        if first < 0 or text.find(whole, first + 1) >= 0:
            return None
        start = first + len(self.before)
        return start, start + len(self.text)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says about a row of a document, or about words that should be one.

    `place` is the row's span, None for the document's own row; `owners` are the spans of the rows that it belongs
    to: the task of a unit, the index of a value, the tasks of a deadline that is added. A `change` gives `field` the
    `value`, in the form of `fields.written`; None empties it. `when` is a day in ISO 8601.
    """

    doc_id: str
    table: str
    action: Action
    place: Anchor | None
    owners: tuple[Anchor, ...]
    field: str | None
    value: str | None
    who: str
    when: str
    note: str | None = None

    @property
    def row(self) -> tuple[Any, ...]:
        """Tells the row that it is about from others."""
        owner = self.owners[0][:2] if self.table in OWNED_BY and self.owners else None
        return self.doc_id, self.table, self.place and self.place[:2], owner

    @property
    def key(self) -> tuple[Any, ...]:
        """What it settles: a later correction with the same key takes its place."""
        return *self.row, self.field if self.action == "change" else None

    def same_words(self, other: Correction) -> bool:
        """Whether another says the same, whoever says it and when."""
        return replace(self, who="", when="", note=None) == replace(other, who="", when="", note=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction: `status` as in the table `corrections`, and the row that it was laid over."""

    status: Status
    row_id: int | None = None


OWNED_BY = {"units": ("tasks", "task_id"), "index_values": ("indices", "index_id")}
"""Tables whose rows each belong to a row of another, with the column that names that."""


def added(known: list[Correction], new: list[Correction]) -> list[Correction]:
    """The corrections with new ones, in the order in which they are laid.

    What is said again stays as it is; what is said otherwise goes to the end. A row that is removed loses its
    other corrections.
    """
    kept = list(known)
    for correction in new:
        if any(correction.same_words(other) for other in kept):
            continue
        kept = [other for other in kept if not _replaces(correction, other)]
        kept.append(correction)
    return kept


def withdrawn(known: list[Correction], row: tuple[Any, ...], field: str | None) -> list[Correction]:
    """The corrections without those of a row, or of one of its fields."""
    return [other for other in known if other.row != row or (field is not None and other.field != field)]


def _replaces(correction: Correction, other: Correction) -> bool:
    if correction.row != other.row:
        return False
    # a row that was said to be none is one after all, or the other way round
    if "remove" in (correction.action, other.action):
        return True
    return correction.key == other.key
