"""The words of a PDF page's text layer, with their places and type, as PDFium gives them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import regex

from pipeline.read.layout.records import Word
from pipeline.read.pdf.space import PageSpace

# PDFium writes U+0002 (older versions U+FFFE) for a hyphen at a line's end and goes on without a break
_HYPHENS = "\x02\ufffe"
_WORD = regex.compile(rf"[^\s{_HYPHENS}]++[{_HYPHENS}]?|[{_HYPHENS}]")
_MARK_BEFORE_END = regex.compile(r"[^\d\s][\d*]{1,3}[.,;:)”\"’\]]++$")
_AFTER_MARKS = frozenset(".,;:)”\"’']")
_BOLD_NAME = regex.compile(r"bold|black|heavy|demi", regex.IGNORECASE)
_BOLD_WEIGHT = 600
_RAISED_SIZE = 0.82
_NAME_BYTES = 160


@dataclass(frozen=True, slots=True)
class _Type:
    """The type that a stretch of text is set in."""

    size: float
    bold: bool
    turned: int


@dataclass(frozen=True, slots=True)
class Stamps:
    """Marks put on the finished page: where each stands (left, right, top, bottom), and the index of the first
    character of the text layer that belongs to one."""

    boxes: tuple[tuple[float, float, float, float], ...]
    first: int

    def number(self, word: Word) -> int:
        """Which of them a word stands in, counted from 1; a number of its own where in none."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for number, (left, right, top, bottom) in enumerate(self.boxes, 1):
            if left <= x <= right and top <= y <= bottom:
                return number
        return len(self.boxes) + 1


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer: its words in the file's order, and how many characters it holds, PDFium's own blanks
    and line ends included."""

    words: list[Word]
    characters: int


def read_layer(page: pdfium.PdfPage, space: PageSpace, stamps: Stamps | None = None) -> Layer:
    """The page's text layer; where `stamps` is given, only the words of those.

    Characters without a Unicode value come as U+FFFD.
    """
    textpage = page.get_textpage()
    try:
        layer = _Layer(textpage, space)
        return Layer(list(layer.words(stamps)), len(layer.text))
    finally:
        textpage.close()


class _Layer:
    def __init__(self, textpage: pdfium.PdfTextPage, space: PageSpace) -> None:
        self._handle = textpage.raw
        self._space = space
        self._types: dict[int, _Type] = {}
        self._box = pdfium_c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()
        self.text = self._read_text()

    def _read_text(self) -> str:
        count = max(pdfium_c.FPDFText_CountChars(self._handle), 0)
        if not count:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium_c.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
        if len(text) == count and "\0" not in text:
            return text
        # characters that have no Unicode value, or need two units, put the indexes out of step
        codes = (pdfium_c.FPDFText_GetUnicode(self._handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)

    def words(self, stamps: Stamps | None) -> Iterator[Word]:
        order = 0
        for match in _WORD.finditer(self.text, stamps.first if stamps else 0):
            for word in self._parts(match.start(), match.end(), match.group()):
                word.order = order
                word.stamp = stamps.number(word) if stamps else 0
                order += 1
                yield word

    def _parts(self, start: int, end: int, text: str) -> list[Word]:
        kind = self._type(start)
        first = self._place(start)
        last = self._place(end - 1) if end - start > 1 else first
        marked = text[-1] in _AFTER_MARKS and _MARK_BEFORE_END.search(text)
        if not kind.turned and (marked or self._uneven(first, last)):
            return self._split(start, end)
        return [self._word(start, end, kind, first, last)]

    @staticmethod
    def _uneven(first: _Place, last: _Place) -> bool:
        """Whether a word's ends differ in height or place as a superscript or another line's type does."""
        height, other = first[3] - first[2], last[3] - last[2]
        shift = abs(first[3] - last[3])
        return shift > 0.12 * max(height, other)

    def _split(self, start: int, end: int) -> list[Word]:
        """The word's parts of one size and baseline each."""
        begin = start
        places = [self._place(index) for index in range(start, end)]
        kinds = [self._type(index) for index in range(start, end)]
        bases = [self._baseline(index) for index in range(start, end)]
        parts: list[Word] = []
        for index in range(start + 1, end + 1):
            at = index - start
            if index < end:
                same_size = abs(kinds[at].size - kinds[at - 1].size) < 0.1 * kinds[at - 1].size
                if same_size and abs(bases[at] - bases[at - 1]) < 0.1 * kinds[at].size:
                    continue
            part = self._word(begin, index, kinds[begin - start], places[begin - start], places[at - 1])
            if parts:
                previous = parts[-1]
                near = abs(part.x0 - previous.x1) < 0.4 * max(part.size, previous.size)
                part.glued = near and abs(part.baseline - previous.baseline) < 0.6 * max(
                    part.size, previous.size
                )
            parts.append(part)
            begin = index
        largest = max(part.size for part in parts)
        for part in parts:
            lowest = max(other.baseline for other in parts if other.size == largest)
            part.raised = part.size < _RAISED_SIZE * largest and part.baseline < lowest - 0.08 * largest
        return parts

    def _word(self, start: int, end: int, kind: _Type, first: _Place, last: _Place) -> Word:
        text = self.text[start:end]
        if text[-1] in _HYPHENS:
            text = text[:-1] + "-"
        (x0, x1, top, bottom), (other_x0, other_x1, other_top, other_bottom) = first, last
        return Word(
            text,
            min(other_x0, x0),
            max(other_x1, x1),
            min(other_top, top),
            max(other_bottom, bottom),
            self._baseline(start),
            kind.size,
            bold=kind.bold,
            turned=kind.turned,
        )

    def _place(self, index: int) -> _Place:
        """A character's left, right, top and bottom on the page as shown."""
        box = self._box
        pdfium_c.FPDFText_GetLooseCharBox(self._handle, index, box)
        return self._space.box(box.left, box.bottom, box.right, box.top)

    def _baseline(self, index: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return self._space.point(self._x.value, self._y.value)[1]

    def _type(self, index: int) -> _Type:
        """The type of a character, read once for all characters that one text object shows."""
        shown = pdfium_c.FPDFText_GetTextObject(self._handle, index)
        key = ctypes.c_void_p.from_buffer(shown).value or 0
        kind = self._types.get(key)
        if kind is None:
            kind = self._types[key] = self._read_type(index)
        return kind

    def _read_type(self, index: int) -> _Type:
        matrix = self._matrix
        pdfium_c.FPDFText_GetMatrix(self._handle, index, matrix)
        along = self._space.direction(matrix.a, matrix.b)
        height = (matrix.c**2 + matrix.d**2) ** 0.5
        size = pdfium_c.FPDFText_GetFontSize(self._handle, index) * (height or 1.0)
        pdfium_c.FPDFText_GetFontInfo(self._handle, index, self._name, _NAME_BYTES, self._flags)
        weight = pdfium_c.FPDFText_GetFontWeight(self._handle, index)
        bold = bool(_BOLD_NAME.search(self._name.value.decode("utf-8", errors="replace")))
        return _Type(
            size=size or 1.0,
            bold=bold or weight >= _BOLD_WEIGHT,
            turned=_quarters(*along),
        )


def _quarters(x: float, y: float) -> int:
    """How many quarters, clockwise, a direction is turned from that of a line of text."""
    if abs(y) <= 0.2 * abs(x) or (x == 0 and y == 0):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3


_Place = tuple[float, float, float, float]
