"""Footnotes and endnotes: their numbers as printed, and their text by the id that the marks name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.read.docx.names import number, value, w
from pipeline.read.docx.numbering import format_number
from pipeline.read.docx.package import Package

_KINDS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text refers to: its key in the document, its label and the element with its paragraphs."""

    key: str
    label: str
    element: Any


@dataclass(slots=True)
class Notes:
    """The notes' texts by kind and id, how each kind is numbered, and those referred to so far in `seen`."""

    texts: dict[tuple[str, str], Any] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=lambda: dict(_FORMS))
    firsts: dict[str, int] = field(default_factory=dict)
    seen: list[Note] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def refer(self, reference: Any, own_mark: str | None) -> Note | None:
        """The note that a mark refers to; `own_mark` is what stands in place of a number, where it is given."""
        kind = _KINDS[reference.tag]
        note_id = reference.get(w("id"), "")
        element = self.texts.get((kind, note_id))
        key = f"{kind} {note_id}"
        if element is None or key in self._keys:
            return None
        if own_mark is None:
            count = self._counts.get(kind, self.firsts.get(kind, 1) - 1) + 1
            self._counts[kind] = count
            own_mark = format_number(count, self.forms[kind])
        self._keys.add(key)
        note = Note(key, own_mark, element)
        self.seen.append(note)
        return note


def read_notes(package: Package, body: Any) -> Notes:
    """All notes of a Word file, with the numbering that its settings or its last section state."""
    notes = Notes()
    settings = package.related("settings")
    sections = list(body.iter(w("sectPr")))
    for kind in ("footnote", "endnote"):
        root = package.related(f"{kind}s")
        for element in root.iterfind(w(kind)) if root is not None else ():
            # separators between text and notes are kept among the notes, marked by a type
            if element.get(w("type")) in (None, "normal"):
                notes.texts[kind, element.get(w("id"), "")] = element
        for owner in (settings, *sections[-1:]):
            properties = None if owner is None else owner.find(w(f"{kind}Pr"))
            notes.forms[kind] = value(properties, "numFmt") or notes.forms[kind]
            first = number(value(properties, "numStart"))
            if first is not None:
                notes.firsts[kind] = first
    return notes
