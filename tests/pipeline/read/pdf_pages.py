"""PDF files of pages with words and lines at given places, without any font program."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from hostile_files import pdf, stream

WIDTH, HEIGHT = 595, 842
_HALF = 500
"""All letters are half as wide as their size."""


@dataclass
class Sheet:
    """A page under construction; y grows downwards from its upper edge, in points."""

    content: list[str] = field(default_factory=list)
    marks: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)

    def mark(self, x: float, y: float, *lines: str, width: float = 120, size: float = 13) -> Sheet:
        """A stamp put on the finished page, whose first line stands on `y`; without lines it shows a filled box."""
        height = size * max(len(lines), 1) + 4
        shown = Sheet()
        for number, line in enumerate(lines):
            shown.text(0, HEIGHT - height + size * (number + 1), line, size)
        drawn = "\n".join(shown.content) or f"0 0 {width} {height} re f"
        bottom = HEIGHT - y + size - height
        self.marks.append(((x, bottom, x + width, bottom + height), drawn))
        return self

    def text(self, x: float, y: float, text: str, size: float = 13, *, bold: bool = False) -> Sheet:
        codes = "".join(f"{ord(letter):04x}" for letter in text)
        font = "B" if bold else "F"
        self.content.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.content.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def table(self, xs: list[float], ys: list[float], cells: list[list[str | None]]) -> Sheet:
        """A ruled table; a cell that is None goes on with the one above it."""
        for row, y in enumerate(ys):
            for column, (left, right) in enumerate(pairwise(xs)):
                if not (0 < row < len(cells) and cells[row][column] is None):
                    self.rule(left, y, right, y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                for number, line in enumerate((text or "").split("\n")):
                    if line:
                        self.text(xs[column] + 3, ys[row] + 14 + 15 * number, line, 12)
        return self


def pdf_of(*sheets: Sheet) -> bytes:
    """A PDF file of the pages. Its letters' codes are their code points, which a map to Unicode says."""
    ranges = "".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>\n" for high in range(0x21))
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"33 beginbfrange\n{ranges}endbfrange endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: stream(unicode_map.encode())}
    for number, name in ((4, b"Plain"), (7, b"Plain-Bold")):
        objects[number] = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] "
            b"/ToUnicode 3 0 R >>" % (name, number + 1)
        )
        objects[number + 1] = (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /DW %d /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R >>" % (name, _HALF, number + 2)
        )
        objects[number + 2] = (
            b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
            b"/Ascent 800 /Descent -200 /CapHeight 660 /StemV 80 >>" % name
        )
    kids = []
    page = 10
    fonts = b"/Resources << /Font << /F 4 0 R /B 7 0 R >> >>"
    for sheet in sheets:
        marks = [page + 2 + 2 * index for index in range(len(sheet.marks))]
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R %s /Annots [%s] >>"
            % (WIDTH, HEIGHT, page + 1, fonts, b" ".join(b"%d 0 R" % mark for mark in marks))
        )
        objects[page + 1] = stream("\n".join(sheet.content).encode())
        for mark, (box, drawn) in zip(marks, sheet.marks, strict=True):
            place = b"[%f %f %f %f]" % box
            objects[mark] = b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect %s /AP << /N %d 0 R >> >>" % (
                place,
                mark + 1,
            )
            inner = b"/Type /XObject /Subtype /Form /BBox [0 0 %f %f] %s"
            size = (box[2] - box[0], box[3] - box[1])
            objects[mark + 1] = stream(drawn.encode(), inner % (*size, fonts))
        kids.append(b"%d 0 R" % page)
        page += 2 + 2 * len(marks)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return pdf(objects)
