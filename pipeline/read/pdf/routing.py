"""Whether a page's text layer is its text, or the page has to be read from its picture."""

from __future__ import annotations

import unicodedata
from enum import Enum

import regex

from pipeline.read.layout.records import Word
from pipeline.read.pdf.drawing import Picture

_LETTER = regex.compile(r"\p{L}")
# letters that no neighbouring language has: those with a Vietnamese tone or breve, horn and stroke
_VIETNAMESE = regex.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_UNREADABLE = regex.compile(r"[\ufffd\p{Co}\p{Cn}\p{Cc}]")
_MIXED = regex.compile(r"\p{L}\d\p{L}")
_FEWEST_LETTERS = 60
"""Of so few letters a page's language cannot be told."""
_STAMP_LETTERS = 300
"""A page that is a picture with no more letters than this shows only a signature's mark as text."""
_FULL = 0.5
"""A picture over this share of the page may be the page itself."""
_VIETNAMESE_SHARE = 0.06
"""Of Vietnamese texts' letters some 20 in 100 are such; in other languages' and misread layers hardly any."""
_UNREADABLE_SHARE = 0.15
_MANY_SHAPES = 250


class Source(Enum):
    """Where a page's text has to come from."""

    LAYER = "layer"
    HIDDEN_LAYER = "hidden layer"
    PICTURE = "picture"
    NOTHING = "nothing"


def source_of(words: list[Word], pictures: list[Picture], paths: int, width: float, height: float) -> Source:
    """Where the text of a page of this size comes from, by its layer's words, pictures and count of shapes.

    `HIDDEN_LAYER` is a good layer under a picture of the page: what somebody's OCR read.
    """
    text = unicodedata.normalize("NFC", " ".join([word.text for word in words if not word.stamp]))
    covered = max((_share(picture, width, height) for picture in pictures), default=0.0)
    if covered >= _FULL:
        letters = len(_LETTER.findall(text))
        if letters < _STAMP_LETTERS and not _fills(words, height):
            return Source.PICTURE
        return Source.HIDDEN_LAYER if _is_vietnamese(text, letters) else Source.PICTURE
    if _is_unreadable(text):
        return Source.PICTURE
    if (pictures or paths >= _MANY_SHAPES) and not _LETTER.search(text):
        # pictures in strips, or letters drawn as shapes
        return Source.PICTURE
    return Source.LAYER if words else Source.NOTHING


def _is_unreadable(text: str) -> bool:
    if text.isprintable() and "\ufffd" not in text:
        return False  # nearly every page: what cannot be printed need not be counted
    return len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * max(len(text), 1)


def _share(picture: Picture, width: float, height: float) -> float:
    wide = min(picture.x1, width) - max(picture.x0, 0)
    high = min(picture.bottom, height) - max(picture.top, 0)
    return max(wide, 0) * max(high, 0) / max(width * height, 1)


def _fills(words: list[Word], height: float) -> bool:
    """Whether the words stand over more of the page than a mark does."""
    own = [word for word in words if not word.stamp]
    return bool(own) and max(w.bottom for w in own) - min(w.top for w in own) > 0.3 * height


def _is_vietnamese(text: str, letters: int) -> bool:
    if letters < _FEWEST_LETTERS:
        return False
    return (
        len(_VIETNAMESE.findall(text)) >= _VIETNAMESE_SHARE * letters
        and len(_MIXED.findall(text)) < 0.01 * letters
    )
