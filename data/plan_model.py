"""A sample as paragraphs, tables and footnotes: what the writers of all formats are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import regex

from pipeline.normalise import NormalisedText, normalise
from pipeline.read import read_document
from pipeline.segment import segment

_RIGHT = regex.compile(r"CỘNG HO|CỘNG HÒ|Độc lập|.{0,40}, ngày .* tháng ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text set in one way, or a footnote's mark (`note`, from 0)."""

    text: str
    bold: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one of the parts that a document has: letterhead, title, body, recipients, signature."""

    part: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its text without marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's text and how many columns it reaches over."""

    text: str
    columns: int
    bold: bool


@dataclass(slots=True)
class Table:
    """Rows of cells, and how many of them are the header's."""

    rows: list[list[TableCell]] = field(default_factory=list)
    header_rows: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(sum(cell.columns for cell in row) for row in self.rows)


@dataclass(slots=True)
class Plan:
    """A whole document."""

    stem: str
    items: list[Paragraph | Table]
    notes: list[str]

    def columns(self, part: str) -> tuple[list[Paragraph], list[Paragraph]]:
        """What stands on the left and on the right in the letterhead, or of recipients and signature."""
        paragraphs = [item for item in self.items if isinstance(item, Paragraph)]
        if part == "letterhead":
            lines = [paragraph for paragraph in paragraphs if paragraph.part == part]
            right = [line for line in lines if _RIGHT.match(line.text)]
            return [line for line in lines if line not in right], right
        return (
            [paragraph for paragraph in paragraphs if paragraph.part == "recipients"],
            [paragraph for paragraph in paragraphs if paragraph.part == "signature"],
        )

    def body(self) -> list[Paragraph | Table]:
        """All but letterhead, recipients and signature."""
        outside = ("letterhead", "recipients", "signature")
        return [item for item in self.items if isinstance(item, Table) or item.part not in outside]


def load_plan(path: Path, notes: dict[str, str]) -> Plan:
    """A sample, with footnotes put after the phrases given."""
    normalised = normalise(read_document(path.read_bytes(), path.name))
    parts = {
        block.char_start: block.kind for block in segment(normalised).blocks if block.kind != "table_cell"
    }
    plan = Plan(path.stem, [], [])
    for line in normalised.lines:
        if line.kind == "table_row":
            if line.row == 0:
                plan.items.append(Table())
            table = plan.items[-1]
            if isinstance(table, Table):
                table.header_rows += line.header
                bold = bool(line.emphasis)
                table.rows.append(
                    [TableCell(normalised.text[c.start : c.end], c.column_span, bold) for c in line.cells]
                )
        elif line.kind == "text":
            kind = parts.get(line.start, "paragraph")
            part = kind if kind in ("letterhead", "title", "recipients", "signature") else "body"
            pieces = list(_pieces(normalised, line.start, line.end, line.emphasis))
            plan.items.append(Paragraph(part, tuple(_with_notes(pieces, notes, plan.notes))))
    missing = set(notes.values()) - set(plan.notes)
    if missing:
        raise ValueError(f"no phrase for the footnotes {sorted(missing)}")
    return plan


def _pieces(
    normalised: NormalisedText, start: int, end: int, emphasis: tuple[tuple[int, int], ...]
) -> Iterator[Piece]:
    done = start
    for low, high in emphasis:
        if low > done:
            yield Piece(normalised.text[done:low])
        yield Piece(normalised.text[low:high], bold=True)
        done = high
    if done < end:
        yield Piece(normalised.text[done:end])


def _with_notes(pieces: list[Piece], notes: dict[str, str], found: list[str]) -> Iterator[Piece]:
    for piece in pieces:
        done = 0
        places = sorted((piece.text.find(phrase), phrase) for phrase in notes)
        for begin, phrase in places:
            if begin < done or notes[phrase] in found:
                continue
            cut = begin + len(phrase)
            found.append(notes[phrase])
            yield Piece(piece.text[done:cut], piece.bold)
            yield Piece("", piece.bold, note=len(found) - 1)
            done = cut
        if done < len(piece.text):
            yield Piece(piece.text[done:], piece.bold)
