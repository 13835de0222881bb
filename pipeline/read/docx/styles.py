"""Styles of paragraphs and runs: what a run looks like after all that it inherits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.read.docx.names import VAL, number, switch, value, w

_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is set; None where nothing says so, and the style below decides."""

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, base: RunLook) -> RunLook:
        """This look, with what it leaves open taken from another."""
        return RunLook(
            base.bold if self.bold is None else self.bold,
            base.capitals if self.capitals is None else self.capitals,
            base.hidden if self.hidden is None else self.hidden,
            base.font if self.font is None else self.font,
        )


@dataclass(frozen=True, slots=True)
class StyleNumbering:
    """The list that a paragraph style belongs to: the list's id and the level, each where stated."""

    num_id: str | None
    level: int | None


PLAIN = RunLook()
"""The look that says nothing."""


class Styles:
    """The styles part: looks and list memberships by style id, with what they are based on."""

    def __init__(self, root: Any | None) -> None:
        styles = () if root is None else root.iterfind(w("style"))
        self._styles: dict[str, Any] = {style.get(w("styleId"), ""): style for style in styles}
        self._looks: dict[str, RunLook] = {}
        self._default_paragraph = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
            ),
            None,
        )
        self._defaults = (
            None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        )

    @cached_property
    def defaults(self) -> RunLook:
        """How text is set where no style says otherwise."""
        return run_look(self._defaults)

    def paragraph_look(self, style_id: str | None) -> RunLook:
        """How a paragraph's text is set by its style (None: by the default style)."""
        return self.look(style_id or self._default_paragraph).over(self.defaults)

    def look(self, style_id: str | None) -> RunLook:
        """What a style and those it is based on say."""
        if style_id is None:
            return PLAIN
        if style_id not in self._looks:
            look = PLAIN
            for style in self._chain(style_id):
                look = look.over(run_look(style.find(w("rPr"))))
            self._looks[style_id] = look
        return self._looks[style_id]

    def numbering(self, style_id: str | None) -> StyleNumbering:
        """The list that a paragraph style puts its paragraphs into."""
        for style in self._chain(style_id or self._default_paragraph):
            properties = style.find(f"{w('pPr')}/{w('numPr')}")
            if properties is not None:
                return StyleNumbering(value(properties, "numId"), number(value(properties, "ilvl")))
        return StyleNumbering(None, None)

    def list_of(self, style_id: str) -> str | None:
        """The list's id that a numbering style stands for."""
        style = self._styles.get(style_id)
        properties = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}")
        return value(properties, "numId")

    def is_heading(self, style_id: str | None) -> bool:
        """Whether a style is one of headings."""
        for style in self._chain(style_id):
            outline = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            if outline is not None:
                return bool(outline.get(VAL, "9") != "9")
        return False

    def _chain(self, style_id: str | None) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._styles and len(chain) < _MAX_DEPTH:
            chain.append(self._styles[style_id])
            style_id = value(chain[-1], "basedOn")
        return chain


def run_look(properties: Any | None) -> RunLook:
    """What run properties (`rPr`) say themselves."""
    if properties is None:
        return PLAIN
    fonts = properties.find(w("rFonts"))
    font = None if fonts is None else (fonts.get(w("ascii")) or fonts.get(w("hAnsi")))
    return RunLook(switch(properties, "b"), switch(properties, "caps"), switch(properties, "vanish"), font)
