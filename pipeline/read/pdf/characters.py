"""The characters of a PDF page's text layer, and where and in what type each is set, asked of PDFium many at once."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import regex
from numpy.typing import NDArray

from pipeline.read.pdf.addresses import address_of, by_address
from pipeline.read.pdf.space import PageSpace

_BOLD_NAME = regex.compile(r"bold|black|heavy|demi", regex.IGNORECASE)
_HALF = regex.compile(r"\p{Cs}")
_BOLD_WEIGHT = 600
_NAME_BYTES = 160
_BOX_BYTES = ctypes.sizeof(pdfium_c.FS_RECTF)


_loose_box = by_address(
    pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_text_object = by_address(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_origin = by_address(
    pdfium_c.FPDFText_GetCharOrigin,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,
)
_matrix = by_address(
    pdfium_c.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_font_size = by_address(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_font = by_address(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
_text = by_address(
    pdfium_c.FPDFText_GetText, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p
)
_unicode = by_address(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)


@dataclass(slots=True)
class Type:
    """The type that a stretch of text is set in."""

    size: float
    bold: bool
    turned: int


class Characters:
    """The characters of an open text page. `text` holds one for each index, U+FFFD where there is no Unicode value.

    `halved` tells whether some stand in `text` as two halves (surrogates), each with an index of its own.
    Indexes that are asked for have to be those of characters of `text`.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, space: PageSpace) -> None:
        self._handle = textpage.raw
        self._address = address_of(self._handle)
        self._space = space
        self._types: dict[int | None, Type] = {}
        self._bold: dict[int | None, bool] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_address, self._y_address = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._matrix = pdfium_c.FS_MATRIX()
        self._matrix_address = ctypes.addressof(self._matrix)
        self._matrix_numbers = memoryview(self._matrix).cast("B").cast("f")
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()
        self.halved = False
        self.text = self._read_text()

    def _read_text(self) -> str:
        count = max(pdfium_c.FPDFText_CountChars(self._handle), 0)
        if not count:
            return ""
        raw = np.empty(count + 1, np.uint16)
        written = _text(self._address, 0, count, raw.ctypes.data)
        text = raw[: max(written - 1, 0)].tobytes().decode("utf-16-le", errors="replace")
        if len(text) == count and "\0" not in text:
            return text
        # characters that have no Unicode value, or need two units, put the indexes out of step
        codes = map(_unicode, repeat(self._address), range(count))
        text = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
        self.halved = _HALF.search(text) is not None
        return text

    def boxes(self, indexes: Sequence[int]) -> NDArray[np.float64]:
        """A row for each: left, right, top and bottom on the page as shown, as high as its type's letters are."""
        raw = np.empty((len(indexes), len(pdfium_c.FS_RECTF._fields_)), np.float32)
        first = raw.ctypes.data
        places = range(first, first + raw.nbytes, _BOX_BYTES)
        deque(map(_loose_box, repeat(self._address), indexes, places), maxlen=0)
        return self._space.boxes(raw.astype(np.float64))

    def objects(self, indexes: Sequence[int]) -> list[int | None]:
        """What tells, of each, the text object that shows it."""
        return list(map(_text_object, repeat(self._address), indexes))

    def shown_by(self, index: int) -> int | None:
        """What tells the text object that shows a character."""
        shown: int | None = _text_object(self._address, index)
        return shown

    def baseline(self, index: int) -> float:
        """The y of a character's origin on the page as shown."""
        _origin(self._address, index, self._x_address, self._y_address)
        return self._space.point(self._x.value, self._y.value)[1]

    def type_of(self, index: int, shown_by: int | None) -> Type:
        """The type of a character, read once for all characters that one text object shows."""
        kind = self._types.get(shown_by)
        if kind is None:
            kind = self._types[shown_by] = self._read_type(index, shown_by)
        return kind

    def _read_type(self, index: int, shown_by: int | None) -> Type:
        _matrix(self._address, index, self._matrix_address)
        a, b, c, d, *_ = self._matrix_numbers
        along = self._space.direction(a, b)
        height = (c**2 + d**2) ** 0.5
        size = _font_size(self._address, index) * (height or 1.0)
        if size < 0:
            # a negative size turns the letters round, as the matrix then does again
            size, along = -size, (-along[0], -along[1])
        return Type(size or 1.0, self._is_bold(index, shown_by), _quarters(*along))

    def _is_bold(self, index: int, shown_by: int | None) -> bool:
        """Whether a character is set in bold, read once for all text objects of one font."""
        font = _font(shown_by) if shown_by else None
        bold = self._bold.get(font)
        if bold is None:
            pdfium_c.FPDFText_GetFontInfo(self._handle, index, self._name, _NAME_BYTES, self._flags)
            named = _BOLD_NAME.search(self._name.value.decode("utf-8", errors="replace"))
            bold = bool(named) or pdfium_c.FPDFText_GetFontWeight(self._handle, index) >= _BOLD_WEIGHT
            self._bold[font] = bold
        return bold


def _quarters(x: float, y: float) -> int:
    """How many quarters, clockwise, a direction is turned from that of a line of text."""
    if abs(y) <= 0.2 * abs(x) or (x == 0 and y == 0):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3
