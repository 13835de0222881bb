"""Reads a web page: decodes it, finds the document in it and writes that out paragraph by paragraph."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from typing import Any

import regex
from lxml import etree

from extractors.common.labels import DASHED, DASHED_ROMAN
from pipeline.read.encoding import decode
from pipeline.read.errors import ReadError
from pipeline.read.flow import FlowWriter, TableWriter
from pipeline.read.html import elements
from pipeline.read.html.container import find_container
from pipeline.read.html.metadata import read_metadata
from pipeline.read.html.notes import PageNote, find_notes
from pipeline.read.html.tables import cells_of, is_placement, rows_of, span
from pipeline.read.limits import ReadLimits
from pipeline.read.source import SourceDocument

_CHARSET = regex.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})"
)
_HEAD = 4096
_BLANKS = regex.compile(r"[ \t\n\r\f]+")
_XML_DECLARATION = regex.compile(r"\s*<\?xml[^>]*\?>")
_LABELLED = regex.compile(
    rf"\s*(?:[-–—+•●▪◦*]|\d{{1,2}}(?:\.\d{{1,2}})*(?:[.)]|{DASHED})|\p{{L}}(?:[.)]|{DASHED})|[IVXLC]{{1,6}}(?:[.)]|{DASHED_ROMAN}))\s*"
)
_MAX_DEPTH = 200
_LINK_SHARE = 0.7
_FEWEST_LINKS = 3


def read_html(data: bytes, name: str, limits: ReadLimits) -> SourceDocument:  # noqa: ARG001 - what all readers are given
    """Read a web page.

    The text is that of the element that holds the document, a line feed after each paragraph; menus, lists of
    links and what is not shown are left out, tables and footnotes noted, labels of lists written out. What the
    page states about the document outside it is in `metadata`. Nothing that the page refers to is fetched.
    Raises ReadError, kinds `empty`, `binary`, `encoding` and `damaged`.
    """
    text, encoding, warnings = _decode(data)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_XML_DECLARATION.sub("", text, count=1), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        raise ReadError("damaged", "The web page cannot be parsed. Save it again from a browser.") from error
    if root is None:
        raise ReadError("empty", "The web page holds no elements. Save it again from a browser.")
    container = find_container(root)
    flow = FlowWriter(warnings=warnings)
    if container is not root:
        flow.metadata.update(read_metadata(root, container))
    _PageWriter(flow, find_notes(container)).write(container)
    return flow.document("html", encoding=encoding)


def _decode(data: bytes) -> tuple[str, str, list[str]]:
    """The page's text, its encoding and warnings: UTF-8 where it is that, else what the page states."""
    match = _CHARSET.search(data[:_HEAD])
    stated = (match[1] or match[2]).decode("ascii", "replace") if match else None
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if stated and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            codec = codecs.lookup(stated)
            if codec.name not in ("utf-8", "utf-16", "utf-32") and getattr(codec, "_is_text_encoding", False):
                return data.decode(codec.name), codec.name, []
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    return decoded.text, decoded.encoding, list(decoded.warnings)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How text is set where the walk stands."""

    strong: bool = False
    capitals: bool = False
    font: str | None = None
    kept_blanks: bool = False
    in_table: bool = False
    depth: int = 0


class _PageWriter:
    def __init__(self, flow: FlowWriter, notes: list[PageNote]) -> None:
        self._flow = flow
        self._marks = {note.mark: note for note in notes}
        self._back_links = {note.back_link for note in notes}
        self._bodies = {note.body: note for note in notes}
        self._blank = True
        self._bullet = ""

    def write(self, container: Any) -> None:
        """Write the document's element."""
        self._children(container, _Setting())
        self._flow.end_paragraph()

    def _element(self, element: Any, setting: _Setting) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in elements.SILENT or element in self._back_links:
            return
        if elements.is_hidden(element) or elements.is_navigation(element) or _is_link_list(element):
            return
        if setting.depth > _MAX_DEPTH:
            self._text("".join(element.itertext()), setting)
        elif element in self._bodies:
            with self._flow.note_body(self._bodies[element].key):
                self._children(element, self._inner(element, setting))
        elif element in self._marks:
            note = self._marks[element]
            self._flow.mark(note.key, note.label, "".join(element.itertext()).strip())
        elif tag == "br":
            self._flow.break_line()
            self._blank = True
        elif tag == "table":
            self._table(element, self._inner(element, setting))
        elif tag in ("ol", "ul", "menu"):
            self._list(element, self._inner(element, setting))
        elif tag in elements.BLOCKS:
            self._end()
            self._children(element, self._inner(element, setting))
            self._end()
        else:
            self._children(element, self._inner(element, setting))

    def _children(self, element: Any, setting: _Setting) -> None:
        self._text(element.text, setting)
        for child in element:
            self._element(child, setting)
            self._text(child.tail, setting)

    def _inner(self, element: Any, setting: _Setting) -> _Setting:
        weight = elements.weight(element)
        return replace(
            setting,
            strong=setting.strong if weight is None else weight,
            capitals=setting.capitals or elements.shows_capitals(element),
            font=elements.family(element) or setting.font,
            kept_blanks=setting.kept_blanks or element.tag == "pre",
            depth=setting.depth + 1,
        )

    def _text(self, text: str | None, setting: _Setting) -> None:
        if not text:
            return
        if setting.kept_blanks:
            first, *rest = text.split("\n")
            self._put(first, setting)
            for line in rest:
                self._end()
                self._put(line, setting)
            return
        text = _BLANKS.sub(" ", text)
        self._put(text[1:] if self._blank and text.startswith(" ") else text, setting)

    def _put(self, text: str, setting: _Setting) -> None:
        if not text:
            return
        if self._bullet and text.strip():
            bullet, self._bullet = self._bullet, ""
            if not _LABELLED.match(text):
                self._flow.put(bullet, strong=setting.strong)
        self._flow.put(text, strong=setting.strong, font=setting.font, capitals=setting.capitals)
        self._blank = text.endswith(" ")

    def _end(self) -> None:
        self._flow.end_paragraph()
        self._blank = True

    def _list(self, element: Any, setting: _Setting) -> None:
        self._end()
        start = element.get("start") or ""
        count = int(start[:6]) if start.isdecimal() else 1
        form = element.get("type") or "1"
        for child in element:
            if child.tag == "li" and element.tag == "ol":
                self._bullet = f"{_counted(count, form)}. "
                count += 1
            elif child.tag == "li":
                self._bullet = "- "
            self._element(child, setting)
            self._text(child.tail, setting)
            self._bullet = ""
        self._end()

    def _table(self, element: Any, setting: _Setting) -> None:
        self._end()
        rows = rows_of(element)
        if is_placement(rows, nested=setting.in_table):
            for row, _ in rows:
                for cell in cells_of(row):
                    self._element(cell, self._inner(row, setting))
            return
        for child in element:
            if child.tag == "caption":
                self._element(child, setting)
        writer = TableWriter(self._flow)
        inside = replace(setting, in_table=True)
        for number, (row, in_head) in enumerate(rows):
            row_setting = self._inner(row, inside)
            column = 0
            if elements.is_hidden(row):
                continue
            for cell in cells_of(row):
                column = writer.free_column(number, column)
                row_span = min(span(cell, "rowspan"), len(rows) - number)
                with writer.cell(
                    number,
                    column,
                    row_span=row_span,
                    column_span=span(cell, "colspan"),
                    header=in_head or cell.tag == "th",
                ):
                    self._element(cell, row_setting)
                    self._blank = True
                column += span(cell, "colspan")
        writer.finish()


def _counted(count: int, form: str) -> str:
    if form in ("a", "A") and 0 < count <= 26:
        return chr(ord(form) + count - 1)
    return str(count)


def _is_link_list(element: Any) -> bool:
    """Whether a block is a menu or a list of other pages: little but links to elsewhere."""
    if element.tag not in ("div", "ul", "ol", "section", "table"):
        return False
    links = [
        link
        for link in element.iter("a")
        if link.get("href") and not link.get("href").startswith(("#", "javascript"))
    ]
    if len(links) < _FEWEST_LINKS:
        return False
    linked = sum(len("".join(link.itertext())) for link in links)
    return linked >= _LINK_SHARE * len("".join(element.itertext()).strip())
