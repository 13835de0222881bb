"""The segmented document that every extractor reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

BlockKind = Literal[
    "letterhead",
    "title",
    "legal_basis",
    "heading",
    "paragraph",
    "item",
    "table_row",
    "table_cell",
    "footnote",
    "recipients",
    "signature",
    "page_furniture",
]


class Block(NamedTuple):
    """One piece of a document's structure: a row of the table `blocks` without its text.

    `char_start` and `char_end` (half open) count code points in the document's normalised text.
    `parent_id` is the heading, item or row that the block stands under; a footnote's is the block that
    holds its mark. `label` is what stands before the text (`IV`, `2.1`, `a`, `-`, `+`, a footnote's mark);
    `body_start` is where the text after that label begins. A `covered` cell is part of the cell above it.
    """

    block_id: int
    parent_id: int | None
    kind: BlockKind
    label: str | None
    depth: int
    char_start: int
    char_end: int
    body_start: int
    page: int | None = None
    table_id: int | None = None
    row: int | None = None
    column: int | None = None
    column_name: str | None = None
    covered: bool = False


@dataclass(frozen=True)
class Document:
    """A plan's normalised text and its blocks in reading order.

    The text is NFC. A block is one line of it: blocks are separated by a line feed, the cells of a row by a
    tab, and no line feed or tab stands inside a block that is not a `table_row`. Rows precede their cells.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    """What a portal's page or a file's properties state, keyed by the printed label (`Số hiệu`)."""
    breaks: tuple[int, ...] = ()
    """The offsets, in order, of the blanks in table cells that stand for line breaks which the cell's author set."""

    def text_of(self, block: Block) -> str:
        """The block's text, its label included."""
        return self.text[block.char_start : block.char_end]

    def lines_of(self, cell: Block) -> str:
        """A cell's text with a line feed for each blank at which its author broke the line: as long as the text."""
        first, last = (bisect_left(self.breaks, at) for at in (cell.char_start, cell.char_end))
        edges = [cell.char_start - 1, *self.breaks[first:last], cell.char_end]
        return "\n".join(self.text[low + 1 : high] for low, high in pairwise(edges))

    def body_of(self, block: Block) -> str:
        """The block's text after its label."""
        return self.text[block.body_start : block.char_end]

    def leaves(self) -> Iterator[Block]:
        """Blocks that hold text once: every block but the rows whose cells follow as blocks."""
        return (block for block in self.blocks if block.kind != "table_row")

    def block_at(self, offset: int) -> Block | None:
        """The innermost block that covers a character offset; None between blocks."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            block = self.blocks[index]
            if block.char_start <= offset < block.char_end:
                return block
            if block.kind not in ("table_row", "table_cell"):
                return None
            index -= 1
        return None

    def children_of(self, block_id: int | None) -> tuple[Block, ...]:
        """Blocks whose parent is the given one, in reading order."""
        return self._children.get(block_id, ())

    def is_item(self, block: Block) -> bool:
        """Whether a block is an item, or a heading that is no more than one: a short numbered line without a full
        stop is set as a heading, and with nothing under it and no colon after it heads nothing."""
        if block.kind != "heading":
            return block.kind == "item"
        numbered = block.label is not None and block.label[0].isdigit()
        return numbered and not self.children_of(block.block_id) and self.text[block.char_end - 1] != ":"

    def ancestors_of(self, block: Block) -> Iterator[Block]:
        """The block's parent, its parent's parent and so on."""
        while block.parent_id is not None:
            block = self.blocks[block.parent_id]
            yield block

    @cached_property
    def _starts(self) -> list[int]:
        return [block.char_start for block in self.blocks]

    @cached_property
    def _children(self) -> dict[int | None, tuple[Block, ...]]:
        children: dict[int | None, list[Block]] = {}
        for block in self.blocks:
            children.setdefault(block.parent_id, []).append(block)
        return {parent: tuple(blocks) for parent, blocks in children.items()}
