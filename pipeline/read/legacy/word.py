"""Conversion of a Word document's texts where they stand, in the XML of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.legacy.runs import convert_runs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_SOFT_HYPHEN = "\u00ad"
# What stands between two words, and what between two paragraphs or cells
_GAPS = frozenset(f"{_W}{name}" for name in ("tab", "br", "cr", "noBreakHyphen", "sym", "ptab"))
_ENDS = frozenset(f"{_W}{name}" for name in ("p", "tc", "tr"))
_MOST_STYLES = 32


def convert_word(
    parts: Sequence[etree._Element], styles: etree._Element | None, numbering: etree._Element | None = None
) -> tuple[str, ...]:
    """Convert legacy texts in the parts of a Word document (roots of their XML) in place; gives warnings.

    The fonts are those of the runs, of their character and paragraph styles, or the document's own, as
    `styles` has them. Optional hyphens in legacy texts become the letters that stand for them, and the texts
    of numbered levels in `numbering` are converted too. A document in Unicode stays as it is.
    """
    fonts = _Fonts(styles)
    places: list[_Place] = []
    for part in parts:
        places += _places(part, fonts)
    if numbering is not None:
        places += _level_places(numbering, fonts)
    converted = convert_runs([(place.text, place.font) for place in places])
    for place, text in zip(places, converted.texts, strict=True):
        if place.element is not None and text != place.text:
            place.put(text)
    return converted.warnings


@dataclass(slots=True)
class _Place:
    """A text with its font and the element that it stands in; None for what only parts texts."""

    text: str
    font: str | None
    element: etree._Element | None = None

    def put(self, text: str) -> None:
        element = self.element
        if element is None:
            return
        if element.tag == f"{_W}lvlText":
            element.set(_VALUE, text)
            return
        if element.tag == f"{_W}softHyphen":
            element.tag = f"{_W}t"
        element.text = text


@dataclass(slots=True)
class _Fonts:
    """The fonts of a document's styles, found through what they are based on."""

    styles: etree._Element | None
    _own: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    _standard: dict[str, str] = field(default_factory=dict)
    _document: str | None = None

    def __post_init__(self) -> None:
        if self.styles is None:
            return
        defaults = self.styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        self._document = _named_font(defaults)
        for style in self.styles.iterfind(f"{_W}style"):
            identity, kind = style.get(f"{_W}styleId"), style.get(f"{_W}type")
            based_on = style.find(f"{_W}basedOn")
            if identity is None:
                continue
            parent = based_on.get(_VALUE) if based_on is not None else None
            self._own[identity] = (_named_font(style.find(f"{_W}rPr")), parent)
            if kind == "paragraph" and (
                style.get(f"{_W}default") in ("1", "true", "on") or identity == "Normal"
            ):
                self._standard.setdefault("paragraph", identity)

    def of_style(self, identity: str | None) -> str | None:
        """The font that a style has or takes over; None where it names none."""
        for _ in range(_MOST_STYLES):
            if identity is None or identity not in self._own:
                return None
            font, identity = self._own[identity]
            if font is not None:
                return font
        return None

    def of_paragraph(self, paragraph: etree._Element | None) -> str | None:
        """The font of the runs in a paragraph that name none."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle") if paragraph is not None else None
        identity = style.get(_VALUE) if style is not None else self._standard.get("paragraph")
        return self.of_style(identity) or self._document

    def of_properties(self, properties: etree._Element | None) -> str | None:
        """The font that a run's properties name themselves or by a character style."""
        font = _named_font(properties)
        if font is not None or properties is None:
            return font
        style = properties.find(f"{_W}rStyle")
        return self.of_style(style.get(_VALUE)) if style is not None else None


def _named_font(properties: etree._Element | None) -> str | None:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    if fonts is None:
        return None
    name: str | None = fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}ascii")
    return name


def _places(part: etree._Element, fonts: _Fonts) -> Iterator[_Place]:
    """The texts of a part in their order, with line feeds between paragraphs."""
    # text boxes stand inside paragraphs: the fonts of those that are open, innermost last
    open_fonts: list[str | None] = [fonts.of_paragraph(None)]
    run_font: str | None = None
    for event, element in etree.iterwalk(part, events=("start", "end")):
        tag = element.tag
        if tag in _ENDS:
            if tag == f"{_W}p":
                if event == "start":
                    open_fonts.append(fonts.of_paragraph(element))
                elif len(open_fonts) > 1:
                    open_fonts.pop()
            yield _Place("\n", None)
        elif event == "end":
            continue
        elif tag == f"{_W}r":
            run_font = fonts.of_properties(element.find(f"{_W}rPr")) or open_fonts[-1]
        elif tag in (f"{_W}t", f"{_W}delText"):
            yield _Place(element.text or "", run_font, element)
        elif tag == f"{_W}softHyphen":
            yield _Place(_SOFT_HYPHEN, run_font, element)
        elif tag in _GAPS:
            yield _Place(" ", run_font)


def _level_places(numbering: etree._Element, fonts: _Fonts) -> Iterator[_Place]:
    """The texts of numbered levels, each a paragraph of its own."""
    for level in numbering.iter(f"{_W}lvl"):
        text = level.find(f"{_W}lvlText")
        if text is None or not text.get(_VALUE):
            continue
        style = level.find(f"{_W}pStyle")
        font = fonts.of_properties(level.find(f"{_W}rPr"))
        if font is None and style is not None:
            font = fonts.of_style(style.get(_VALUE))
        yield _Place(text.get(_VALUE) or "", font or fonts.of_paragraph(None), text)
        yield _Place("\n", None)
