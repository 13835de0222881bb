"""The text of an RTF file without LibreOffice: paragraphs, table rows with tabs between cells, and no more.

Rich Text Format Specification 1.9.1: groups in braces, control words, `\\'hh` for bytes in the font's code page,
`\\uN` for Unicode with a number of replacement characters after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.read.errors import ReadError
from pipeline.read.flow import FlowWriter
from pipeline.read.source import SourceDocument

_TOKEN = regex.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED_NAMES = """
    annotation atnauthor atnid bkmkend bkmkstart colorschememapping colortbl datastore deleted filetbl fldinst footer
    footerf footerl footerr footnote generator header headerf headerl headerr info latentstyles listoverridetable
    listtable nonshppict object pict revtbl rsidtbl shppict stylesheet themedata xmlnstbl
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "\u00ad"}
_WORDS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "cell": "\t", "nestcell": "\t",
}  # fmt: skip
_BREAKS = frozenset(("par", "row", "nestrow", "sect", "page"))
_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 134: "gbk", 163: "cp1258", 204: "cp1251", 238: "cp1250",
}  # fmt: skip
_MAX_GROUPS = 10_000
_WARNING = (
    "read without LibreOffice, as plain text: footnotes, merged cells and automatic numbers are missing; run make "
    "system and read the file again"
)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group."""

    skipped: bool = False
    fonts: bool = False
    font: int = 0
    strong: bool = False
    hidden: bool = False
    replacements: int = 1


def read_rtf_text(data: bytes) -> SourceDocument:
    """The text of an RTF file with a warning on what is missing. Raises ReadError, kinds `damaged` and `empty`."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("damaged", "This is no RTF file, whatever its name says. Fetch or convert it again.")
    reader = _Reader(FlowWriter(warnings=[_WARNING]))
    reader.read(data)
    return reader.flow.document("doc")


class _Reader:
    def __init__(self, flow: FlowWriter) -> None:
        self.flow = flow
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._code_pages: dict[int, str] = {}
        self._page = "cp1252"
        self._left = 0
        self._star = False

    def read(self, data: bytes) -> None:
        """Write the text of all tokens."""
        for match in _TOKEN.finditer(data):
            kind = match.lastgroup
            if kind == "brace":
                self._brace(match["brace"] == b"{")
            elif kind == "text":
                self._text(match["text"])
            elif kind == "byte":
                self._text(bytes([int(match["byte"], 16)]))
            elif kind == "sign":
                self._sign(match["sign"])
            elif match["word"]:
                number = match["number"]
                self._word(match["word"].decode("ascii"), None if number is None else int(number))

    def _brace(self, opens: bool) -> None:
        self._star = False
        self._left = 0
        if opens:
            if len(self._stack) >= _MAX_GROUPS:
                raise ReadError(
                    "damaged", "The RTF file nests its groups without end. Open it in Word and save it anew."
                )
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in (b"\\", b"{", b"}"):
            self._text(sign)
        elif sign in (b"\n", b"\r"):
            self._end()
        elif sign in _SIGNS:
            self._put(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u" and number is not None:
            code = number % 0x10000
            self._put(chr(code) if not 0xD800 <= code < 0xE000 else "")
            self._left = state.replacements
        elif word in _SKIPPED or (self._star and word != "pn"):
            self._state = replace(state, skipped=True)
        elif word == "fonttbl":
            self._state = replace(state, fonts=True)
        elif word == "f":
            self._state = replace(state, font=number or 0)
        elif word == "fcharset" and state.fonts:
            self._code_pages[state.font] = _CODE_PAGES.get(number or 0, "")
        elif word == "ansicpg":
            self._page = f"cp{number}" if number in (1250, 1251, 1252, 1258) else "cp1252"
        elif word == "uc":
            self._state = replace(state, replacements=max(number or 0, 0))
        elif word in ("b", "v"):
            on = number != 0
            self._state = replace(state, strong=on) if word == "b" else replace(state, hidden=on)
        elif word == "plain":
            self._state = replace(state, strong=False, hidden=False)
        elif word in _BREAKS:
            self._end()
        elif word == "line":
            if not state.skipped:
                self.flow.break_line()
        elif word in _WORDS:
            self._put(_WORDS[word])
        self._star = False

    def _text(self, content: bytes) -> None:
        if self._left:
            passed = min(self._left, len(content))
            content, self._left = content[passed:], self._left - passed
        if not content:
            return
        page = self._code_pages.get(self._state.font) or self._page
        text = content.decode(page, errors="replace")
        if self._state.fonts:
            name = self._fonts.get(self._state.font, "") + text
            self._fonts[self._state.font] = name.rstrip(";").strip()
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        state = self._state
        if not (state.skipped or state.fonts or state.hidden):
            self.flow.put(text, strong=state.strong, font=self._fonts.get(state.font))

    def _end(self) -> None:
        if not self._state.skipped:
            self.flow.end_paragraph()
