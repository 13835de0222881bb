"""Gives each line of the normalised text its kind, its label and its place under the headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import regex

from extractors.common.document import Block, BlockKind, Document
from extractors.common.slots import find_slots
from pipeline.normalise.joining import is_type_line
from pipeline.normalise.text import Line, NormalisedText
from pipeline.segment import marks
from pipeline.segment.columns import column_names
from pipeline.segment.heads import find_untyped_title
from pipeline.segment.labels import INTRODUCTION_RANK, UNLABELLED_RANK, Label, match_label

_CLOSING = regex.compile(
    r"(?:Trên\s+đây\s+là|Trong\s+quá\s+trình|Yêu\s+cầu|Đề\s+nghị|Ủy\s+ban\s+nhân\s+dân\s.{0,40}yêu\s+cầu"
    r"|UBND\s.{0,40}yêu\s+cầu|Giao\s|Kế\s+hoạch\s+này\s|Căn\s+cứ\s+(?:Kế\s+hoạch|nội\s+dung))"
)
_NOTE_LABEL = regex.compile(r"\[?\^?[\d⁰¹²³⁴-⁹]{1,3}\]?:?\s*")
_ADDRESS = regex.compile(r"Kính\s+gửi")
_INNER_COLON = regex.compile(r":\s+\S")
# what a council's resolution has where a decision has `QUYẾT ĐỊNH:`
_ENACTING = regex.compile(r"QUYẾT\s+NGHỊ\s*:")
# a list of units whose head stands once (`Các sở: Y tế, Giáo dục và Đào tạo, Tư pháp`)
_LISTED = regex.compile(
    r"(?:\S+\s+){0,4}?(?i:các)\s+\p{L}[^:.;]{0,60}:\s+\p{Lu}[^,;:.]{1,60}+(?:[,;]\s+(?:và\s+)?\p{Lu}[^,;:.]{1,60}+){1,20}"
)
_HEADING_LENGTH = 180
_SHORT_HEADING = 80
_LETTERHEAD_LINES = 40


class _Part(Enum):
    LETTERHEAD = 1
    TITLE = 2
    OPENING = 3
    BODY = 4
    RECIPIENTS = 5
    SIGNATURE = 6
    APPENDIX = 7


@dataclass(slots=True)
class _Open:
    """A block that later blocks may stand under."""

    block_id: int
    rank: float
    kind: BlockKind
    depth: int
    introduces: bool = False
    """Whether it is an item that ends in a colon."""


def _is_slot_line(text: str) -> bool:
    """Whether a line begins with the label of a slot."""
    slots = find_slots(text) if ":" in text else []
    return bool(slots) and slots[0].label_start == 0


def segment(normalised: NormalisedText) -> Document:
    """The document's blocks, one a line of the normalised text and one a cell of its tables."""
    segmenter = _Segmenter(normalised)
    for index, line in enumerate(normalised.lines):
        segmenter.add(index, line)
    breaks = tuple(at for line in normalised.lines for cell in line.cells for at in cell.breaks)
    return Document(normalised.text, tuple(segmenter.finish()), dict(normalised.metadata), breaks)


class _Segmenter:
    def __init__(self, normalised: NormalisedText) -> None:
        self._text = normalised.text
        self._lines = normalised.lines
        self._blocks: list[Block] = []
        self._stack: list[_Open] = []
        self._anchors: list[tuple[int, int]] = []
        self._columns = column_names(normalised)
        first = [line for line in self._lines if line.kind == "text"][:_LETTERHEAD_LINES]
        texts = [self._of(line) for line in first]
        # below the bases it is the decision's own words that begin (`QUYẾT ĐỊNH:`), its title having been lost
        bases = next((i for i, text in enumerate(texts) if marks.begins_bases(text)), len(texts))
        typed = any(is_type_line(text) for text in texts[:bases])
        lettered = any(_ADDRESS.match(text) for text in texts)
        title, body = (None, 0) if typed or lettered else find_untyped_title(texts)
        self._title_start = None if title is None else first[title].start
        self._body_start = first[body].start if 0 < body < len(first) else None
        headed = typed or lettered or title is not None or self._body_start is not None
        self._part = _Part.LETTERHEAD if headed else _Part.OPENING
        self._titles = 0
        self._typed: set[str] = set()

    def add(self, index: int, line: Line) -> None:
        """Makes the blocks of one line."""
        if line.kind == "furniture":
            self._put(line, "page_furniture", parent=None, depth=0)
        elif line.kind == "table_row":
            self._row(line)
        elif line.kind == "footnote":
            self._footnote(line)
        else:
            self._prose(index, line)

    def finish(self) -> list[Block]:
        """All blocks, with each footnote under the block that holds its mark."""
        lines = [block for block in self._blocks if block.kind != "table_cell"]
        for block_id, anchor in self._anchors:
            low, high = 0, len(lines)
            while low < high:
                middle = (low + high) // 2
                if lines[middle].char_start < anchor:
                    low = middle + 1
                else:
                    high = middle
            if low:
                parent = lines[low - 1]
                note = self._blocks[block_id]
                self._blocks[block_id] = note._replace(parent_id=parent.block_id, depth=parent.depth + 1)
        return self._blocks

    def _of(self, line: Line) -> str:
        return self._text[line.start : line.end]

    def _put(
        self,
        line: Line,
        kind: BlockKind,
        *,
        parent: int | None,
        depth: int,
        label: str | None = None,
        body: int = 0,
    ) -> Block:
        block = Block(
            block_id=len(self._blocks),
            parent_id=parent,
            kind=kind,
            label=label,
            depth=depth,
            char_start=line.start,
            char_end=line.end,
            body_start=line.start + body,
            page=line.page,
            table_id=line.table_id,
            row=line.row,
        )
        self._blocks.append(block)
        return block

    def _row(self, line: Line) -> None:
        if self._part is not _Part.LETTERHEAD:
            self._part = _Part.BODY
        parent = self._stack[-1] if self._stack else None
        depth = parent.depth + 1 if parent else 0
        row = self._put(line, "table_row", parent=parent.block_id if parent else None, depth=depth)
        for cell in line.cells:
            names = self._columns.get(line.table_id or 0, {})
            self._blocks.append(
                Block(
                    block_id=len(self._blocks),
                    parent_id=row.block_id,
                    kind="table_cell",
                    label=None,
                    depth=depth + 1,
                    char_start=cell.start,
                    char_end=cell.end,
                    body_start=cell.start,
                    page=line.page,
                    table_id=line.table_id,
                    row=line.row,
                    column=cell.column,
                    column_name=None if line.header else names.get(cell.column),
                    covered=cell.covered,
                )
            )

    def _footnote(self, line: Line) -> None:
        text = self._of(line)
        match = _NOTE_LABEL.match(text)
        body = match.end() if match and line.label and line.label in match.group() else 0
        block = self._put(line, "footnote", parent=None, depth=0, label=line.label, body=body)
        if line.anchor is not None:
            self._anchors.append((block.block_id, line.anchor))

    def _prose(self, index: int, line: Line) -> None:
        text = self._of(line)
        if self._opens_part(line, text):
            return
        if self._part is _Part.LETTERHEAD:
            if _ADDRESS.match(text):
                self._part = _Part.OPENING
            self._put(line, "letterhead", parent=None, depth=0)
        elif self._part is _Part.RECIPIENTS:
            self._put(line, "recipients", parent=None, depth=0)
        elif self._part is _Part.SIGNATURE and not self._leaves_signature(text):
            self._put(line, "signature", parent=None, depth=0)
        elif self._part in (_Part.TITLE, _Part.APPENDIX) and self._is_title(line, text):
            self._titles += 1
            top = self._stack[-1] if self._part is _Part.APPENDIX and self._stack else None
            kind: BlockKind = "letterhead" if marks.names_issuer(text) and self._titles > 1 else "title"
            self._put(line, kind, parent=top.block_id if top else None, depth=top.depth + 1 if top else 0)
        elif self._part is not _Part.BODY and marks.is_basis(text):
            self._part = _Part.OPENING
            self._put(line, "legal_basis", parent=None, depth=0)
        else:
            if self._part is not _Part.OPENING:
                self._part = _Part.BODY
            self._body(index, line, text)

    def _opens_part(self, line: Line, text: str) -> bool:
        """Handles the lines that open a part of the document; whether this was one."""
        if line.start == self._title_start:
            self._part, self._titles = _Part.TITLE, 1
            self._put(line, "title", parent=None, depth=0)
            return True
        if line.start == self._body_start and self._part is _Part.LETTERHEAD:
            self._part = _Part.OPENING
        if not text[:1].isupper():
            return False  # what opens a part begins with a capital
        if is_type_line(text) or _ENACTING.fullmatch(text):
            enacting = text.rstrip().endswith(":") or text.strip(" :") in self._typed
            if self._part in (_Part.OPENING, _Part.BODY) and enacting:
                self._stack.clear()
                self._heading(line, None, 0.9)
                self._part = _Part.BODY
                return True
            if self._part is not _Part.BODY or not self._stack:
                self._typed.add(text.strip(" :"))
                self._stack.clear()
                self._part, self._titles = _Part.TITLE, 1
                self._put(line, "title", parent=None, depth=0)
                return True
        if marks.is_recipients(text) and self._part is not _Part.LETTERHEAD:
            self._part = _Part.RECIPIENTS
            self._put(line, "recipients", parent=None, depth=0)
            return True
        found = marks.appendix(text) if self._part is not _Part.LETTERHEAD else None
        if found is not None:
            self._stack.clear()
            label, rest = found
            self._heading(line, Label(label, len(text) - len(rest), -1.0, "appendix"), -1.0)
            self._part, self._titles = _Part.APPENDIX, 0
            return True
        closing = self._part in (_Part.RECIPIENTS, _Part.BODY, _Part.OPENING)
        if closing and marks.is_signature(text):
            self._part = _Part.SIGNATURE
            self._put(line, "signature", parent=None, depth=0)
            return True
        return False

    def _leaves_signature(self, text: str) -> bool:
        """Whether a line after the signature belongs to what follows it."""
        label = match_label(text)
        return len(text) > 160 or (label is not None and label.kind in ("roman", "number", "part", "article"))

    def _is_title(self, line: Line, text: str) -> bool:
        """Whether a line under a type line or an appendix's label still belongs to the title."""
        label = match_label(text)
        if label is not None and label.kind not in ("capital", "star"):
            return False
        if marks.is_attachment_note(text) or marks.is_scope(text):
            return True
        if marks.is_basis(text) and not marks.is_capitals(text):
            return False
        if marks.is_opening(text) and not (marks.is_capitals(text) or self._wholly_emphasised(line)):
            return (
                self._titles == (1 if self._part is _Part.TITLE else 0)
                and not marks.ends_sentence(text)
                and (len(text) < 300 and not text.endswith((":", ",")))
            )
        if marks.is_capitals(text) or self._wholly_emphasised(line):
            return True
        first = self._titles < (2 if self._part is _Part.TITLE else 1)
        return first and not text.endswith(":") and len(text) < 500

    def _wholly_emphasised(self, line: Line) -> bool:
        return sum(end - start for start, end in line.emphasis) >= 0.9 * (line.end - line.start)

    def _body(self, index: int, line: Line, text: str) -> None:
        label = match_label(text)
        if label is None:
            self._unlabelled(index, line, text)
            return
        self._part = _Part.BODY
        body = text[label.end :]
        if self._is_heading(line, label, body):
            self._heading(line, label, label.rank)
        else:
            self._close_from(label.rank)
            block = self._under("item", line, label)
            self._stack.append(_Open(block.block_id, label.rank, "item", block.depth, text.endswith(":")))

    def _is_heading(self, line: Line, label: Label, body: str) -> bool:
        if label.kind == "appendix":
            return True
        if len(body) > _HEADING_LENGTH or marks.ends_sentence(body):
            return label.kind in ("roman", "part", "section") and marks.is_capitals(body)
        if label.rank < 5:
            return not body.endswith(",") and (not _INNER_COLON.search(body) or bool(_LISTED.fullmatch(body)))
        introduces = label.kind == "letter" and body.endswith(":") and len(body) < _SHORT_HEADING
        return introduces or self._wholly_emphasised(line) or (bool(body) and marks.is_capitals(body))

    def _heading(self, line: Line, label: Label | None, rank: float) -> None:
        self._close_from(rank)
        block = self._under("heading", line, label)
        self._stack.append(_Open(block.block_id, rank, "heading", block.depth))

    def _unlabelled(self, index: int, line: Line, text: str) -> None:
        if self._part is _Part.BODY and len(text) <= _HEADING_LENGTH and not marks.ends_sentence(text):
            if marks.is_capitals(text):
                self._heading(line, None, 1.0)
                return
            if self._wholly_emphasised(line) and not text.endswith(",") and not text.startswith("("):
                self._heading(line, None, UNLABELLED_RANK)
                return
        if _CLOSING.match(text) and self._closes(index):
            self._close_from(2.0)
        else:
            # `Cơ quan chủ trì: …` belongs to the items above it, under what introduces them
            while self._stack and self._stack[-1].kind != "heading":
                if self._stack[-1].introduces and _is_slot_line(text):
                    break
                self._stack.pop()
        block = self._under("paragraph", line, None)
        if text.endswith(":") and self._part is _Part.BODY:
            self._stack.append(_Open(block.block_id, INTRODUCTION_RANK, "paragraph", block.depth))

    def _closes(self, index: int) -> bool:
        """Whether the paragraph is one of the last before the recipients, the signature, an appendix or the end."""
        for line in self._lines[index + 1 : index + 4]:
            if line.kind == "furniture":
                return True
            if line.kind != "text":
                continue
            text = self._of(line)
            if marks.is_recipients(text) or marks.is_signature(text) or marks.appendix(text):
                return True
            if match_label(text):
                return False
        return index + 4 >= len(self._lines)

    def _close_from(self, rank: float) -> None:
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()

    def _under(self, kind: BlockKind, line: Line, label: Label | None) -> Block:
        top = self._stack[-1] if self._stack else None
        return self._put(
            line,
            kind,
            parent=top.block_id if top else None,
            depth=top.depth + 1 if top else 0,
            label=label.text if label else None,
            body=label.end if label else 0,
        )
