"""Writes a plan as a Word file: letterhead in a table, bullets and chapters numbered by Word, notes at the page's foot."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import regex
from plan_model import Paragraph, Plan, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "footnotes", "footer")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CHAPTER = regex.compile(r"([IVX]+)\. (?=\p{Lu})")
_WIDTH = 9300
_LETTER = 150
_MARGIN = 240
_FONT = "Liberation Serif"


def word_file(plan: Plan) -> bytes:
    """The bytes of a .docx file; the same plan gives the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations((("officeDocument", "word/document.xml"),)),
        "word/document.xml": _Body(plan).document(),
        "word/_rels/document.xml.rels": _relations(tuple((kind, f"{kind}.xml") for kind in _PARTS)),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _footnotes(plan.notes),
        "word/footer.xml": _footer(),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # a fixed time: zipfile would write the present one
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


class _Body:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chapters = 0

    def document(self) -> str:
        """The main part."""
        content = [self._side_by_side("letterhead")]
        content += [
            _table(item) if isinstance(item, Table) else self._paragraph(item) for item in self._plan.body()
        ]
        content.append(self._side_by_side("closing"))
        section = (
            f'<w:sectPr><w:footerReference w:type="default" r:id="footer" xmlns:r="{_OFFICE}"/>'
            '<w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418" w:header="567" w:footer="567"/></w:sectPr>'
        )
        return f"{_HEAD}<w:document {_W}><w:body>{''.join(content)}{section}</w:body></w:document>"

    def _side_by_side(self, part: str) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH // 2}" w:type="dxa"/></w:tcPr>'
            + ("".join(self._paragraph(line, centred=part == "letterhead") for line in lines) or "<w:p/>")
            + "</w:tc>"
            for lines in self._plan.columns(part)
        )
        grid = f'<w:tblGrid><w:gridCol w:w="{_WIDTH // 2}"/><w:gridCol w:w="{_WIDTH // 2}"/></w:tblGrid>'
        return f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/></w:tblPr>{grid}<w:tr>{cells}</w:tr></w:tbl><w:p/>'

    def _paragraph(self, paragraph: Paragraph, *, centred: bool = False) -> str:
        properties, cut = "", 0
        chapter = _CHAPTER.match(paragraph.text)
        if paragraph.part == "body" and paragraph.text.startswith("- "):
            properties, cut = _list_of(1), 2
        elif chapter and self._chapters < len(_ROMAN) and chapter[1] == _ROMAN[self._chapters]:
            self._chapters += 1
            properties, cut = _list_of(2), chapter.end()
        if centred or paragraph.part == "title":
            properties += '<w:jc w:val="center"/>'
        runs = []
        for piece in paragraph.pieces:
            text, cut = piece.text[cut:], max(0, cut - len(piece.text))
            if piece.note is not None:
                runs.append(
                    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                    f'<w:footnoteReference w:id="{piece.note + 2}"/></w:r>'
                )
            elif text:
                runs.append(_run(text, piece.bold))
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _run(text: str, bold: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _list_of(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _table(table: Table) -> str:
    widths = _widths(table)
    rows = []
    for number, row in enumerate(table.rows):
        cells, place = "", 0
        for cell in row:
            width = sum(widths[place : place + cell.columns])
            place += cell.columns
            text = _run(cell.text, cell.bold or number < table.header_rows) if cell.text else ""
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.columns}"/></w:tcPr>'
                f'<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>{text}</w:p></w:tc>'
            )
        header = "<w:tblHeader/>" if number < table.header_rows else ""
        rows.append(f"<w:tr><w:trPr>{header}</w:trPr>{cells}</w:tr>")
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl><w:p/>'
    )


def _widths(table: Table) -> list[int]:
    """Each column as wide as its longest word at least, and the rest shared out by the length of its texts."""
    longest, length = [1] * table.width, [1] * table.width
    for row in table.rows:
        place = 0
        for cell in row:
            if cell.columns == 1:
                longest[place] = max(longest[place], *map(len, cell.text.split()), 1)
                length[place] = max(length[place], len(cell.text))
            place += cell.columns
    least = [_MARGIN + _LETTER * letters for letters in longest]
    rest = max(0, _WIDTH - sum(least))
    return [low + rest * size // sum(length) for low, size in zip(least, length, strict=True)]


def _footnotes(notes: list[str]) -> str:
    own = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, (kind, mark) in enumerate(
            (("separator", "separator"), ("continuationSeparator", "continuationSeparator"))
        )
    )
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>{own}{_run(" " + note, False)}</w:p></w:footnote>'
        for number, note in enumerate(notes, start=2)
    )
    return f"{_HEAD}<w:footnotes {_W}>{separators}{bodies}</w:footnotes>"


def _footer() -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}</w:p></w:ftr>'


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:pPr><w:spacing w:before="60" w:after="60"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:sz w:val="20"/></w:rPr></w:style></w:styles>'
    )


def _numbering() -> str:
    levels = (("bullet", "-"), ("upperRoman", "%1."))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>{"<w:rPr><w:b/></w:rPr>" * (number == 2)}</w:lvl></w:abstractNum>'
        for number, (form, text) in enumerate(levels, start=1)
    )
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{_HEAD}<w:numbering {_W}>{abstract}{lists}</w:numbering>"


def _relations(relations: tuple[tuple[str, str], ...]) -> str:
    inside = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types() -> str:
    kinds = (("document", "document.main"), *((part, part) for part in _PARTS))
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
