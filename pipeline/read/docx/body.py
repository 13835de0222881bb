"""Walks the body of a Word file: paragraphs, runs, text boxes and tables in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.read.docx.names import ALTERNATE, CHOICE, FALLBACK, MATH_TEXT, VAL, value, w
from pipeline.read.docx.notes import Notes
from pipeline.read.docx.numbering import ListLabel, Numbering
from pipeline.read.docx.styles import RunLook, Styles, run_look
from pipeline.read.docx.symbols import symbol
from pipeline.read.docx.tables import is_placement, read_rows
from pipeline.read.flow import FlowWriter, TableWriter

_PARAGRAPH, _RUN, _TABLE, _BOX = w("p"), w("r"), w("tbl"), w("txbxContent")
# containers that a reader does not see: their content stands where they do
_INLINE = frozenset(
    w(name)
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
)
_BLOCKS = frozenset(w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_REFERENCES = (w("footnoteReference"), w("endnoteReference"))
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTENTS = "Table of Contents"


class BodyReader:
    """Writes blocks of a Word file to a flow. One reader serves body and notes: lists count on over both."""

    def __init__(self, flow: FlowWriter, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self._flow = flow
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._in_table = 0

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables of an element."""
        for element in parent:
            if element.tag == _PARAGRAPH:
                self._paragraph(element)
            elif element.tag == _TABLE:
                self._table(element)
            elif element.tag == w("sdt") and _is_contents(element):
                with self._flow.page_furniture():
                    self.blocks(element.find(w("sdtContent")))
            elif element.tag in _BLOCKS:
                self.blocks(element)
            elif element.tag == ALTERNATE:
                chosen = _alternative(element)
                if chosen is not None:
                    self.blocks(chosen)
            elif element.tag == w("altChunk"):
                self._flow.warnings.append(
                    "the Word file embeds another file whose text is not read; save it anew in Word"
                )

    def _paragraph(self, element: Any) -> None:
        properties = element.find(w("pPr"))
        style_id = value(properties, "pStyle")
        mark = None if properties is None else properties.find(w("rPr"))
        joins_next = mark is not None and mark.find(w("del")) is not None
        boxes: list[Any] = []
        runs = list(self._runs(element, boxes))
        label = None
        if not (joins_next and not runs):
            numbered = None if properties is None else properties.find(w("numPr"))
            label = self._numbering.label(numbered, style_id)
        base = self._styles.paragraph_look(style_id)
        heading = self._styles.is_heading(style_id)
        if run_look(mark).over(base).hidden and not runs:
            label = None
        _ParagraphWriter(self, self._flow, label, base, heading).write(runs)
        if not joins_next:
            self._flow.end_paragraph()
        for box in boxes:
            self._flow.end_paragraph()
            self.blocks(box)

    def _runs(self, parent: Any, boxes: list[Any]) -> Iterator[Any]:
        """The runs of a paragraph in order, those of insertions and links among them; text boxes go to `boxes`."""
        for element in parent:
            if element.tag == _RUN:
                boxes.extend(_text_boxes(element))
                yield element
            elif element.tag in _INLINE:
                yield from self._runs(element, boxes)
            elif element.tag == ALTERNATE:
                chosen = _alternative(element)
                if chosen is not None:
                    yield from self._runs(chosen, boxes)
            elif isinstance(element.tag, str) and element.tag.startswith(_MATHS):
                yield element

    def _table(self, element: Any) -> None:
        rows = read_rows(element)
        if is_placement(rows, nested=self._in_table > 0):
            for row in rows:
                for cell in row.cells:
                    self.blocks(cell.element)
            return
        writer = TableWriter(self._flow)
        self._in_table += 1
        for row in rows:
            for cell in row.cells:
                with writer.cell(
                    row.number,
                    cell.column,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    header=row.header,
                ):
                    self.blocks(cell.element)
        self._in_table -= 1
        writer.finish()

    def look(self, run: Any, base: RunLook) -> RunLook:
        """How a run is set in a paragraph whose style gives `base`."""
        properties = run.find(w("rPr"))
        own = run_look(properties)
        style_id = value(properties, "rStyle")
        return own.over(self._styles.look(style_id)).over(base) if style_id else own.over(base)

    def refer(self, reference: Any, following: str) -> None:
        """Write the mark of a note."""
        own = following if reference.get(w("customMarkFollows"), "0") not in ("0", "false", "off") else None
        note = self._notes.refer(reference, own)
        if note is not None:
            self._flow.mark(note.key, note.label)


class _ParagraphWriter:
    """Writes one paragraph: its label before its first text, set like it."""

    def __init__(
        self, reader: BodyReader, flow: FlowWriter, label: ListLabel | None, base: RunLook, heading: bool
    ) -> None:
        self._reader = reader
        self._flow = flow
        self._label = label
        self._base = base
        self._heading = heading

    def write(self, runs: list[Any]) -> None:
        """Write the runs; a number without text after it is printed too, as in a table's first column."""
        for run in runs:
            self._run(run)
        if self._label is not None and not self._label.bullet:
            self._settle_label(self._base)

    def _run(self, run: Any) -> None:
        if run.tag != _RUN:
            for text in run.iter(MATH_TEXT):
                self._put(text.text or "", self._base)
            return
        look = self._reader.look(run, self._base)
        if look.hidden:
            return
        own_mark = False
        for child in run:
            tag = child.tag
            if tag == w("t"):
                if not own_mark:
                    self._put(child.text or "", look)
            elif tag in (w("tab"), w("ptab")):
                self._put("\t", look)
            elif tag in (w("br"), w("cr")):
                if child.get(w("type")) in ("page", "column"):
                    self._flow.end_paragraph()
                else:
                    self._flow.break_line()
            elif tag == w("noBreakHyphen"):
                self._put("-", look)
            elif tag == w("softHyphen"):
                self._put("\u00ad", look)
            elif tag == w("sym"):
                self._put(symbol(child.get(w("char")), child.get(w("font"))), look)
            elif tag in _REFERENCES:
                self._settle_label(look)
                following = "".join(text.text or "" for text in run.iterfind(w("t")))
                own_mark = child.get(w("customMarkFollows"), "0") not in ("0", "false", "off")
                self._reader.refer(child, following)

    def _put(self, text: str, look: RunLook) -> None:
        if text.strip():
            self._settle_label(look)
        self._flow.put(
            text, strong=self._heading or bool(look.bold), font=look.font, capitals=bool(look.capitals)
        )

    def _settle_label(self, look: RunLook) -> None:
        if self._label is None:
            return
        label, self._label = self._label, None
        look = label.look.over(look)
        self._flow.put(
            label.text, strong=self._heading or bool(look.bold), font=look.font, capitals=bool(look.capitals)
        )


def _alternative(element: Any) -> Any | None:
    """The one of several versions of a content that is read: the first that is given, else the fallback."""
    chosen = element.find(CHOICE)
    return element.find(FALLBACK) if chosen is None else chosen


def _text_boxes(run: Any) -> Iterator[Any]:
    """The contents of the text boxes that are anchored in a run, each once."""
    pending = list(reversed(run))
    while pending:
        element = pending.pop()
        if element.tag == _BOX:
            yield element
        elif element.tag == ALTERNATE:
            chosen = _alternative(element)
            if chosen is not None:
                pending.append(chosen)
        else:
            pending.extend(reversed(element))


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(VAL) == _CONTENTS
