"""Names of elements and attributes of WordprocessingML, and how their values are read."""

from __future__ import annotations

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return _W + name


VAL = w("val")


def value(element: Any | None, child: str) -> str | None:
    """The attribute `val` of a child; None where there is none."""
    found = None if element is None else element.find(w(child))
    return None if found is None else found.get(VAL)


def switch(element: Any | None, child: str) -> bool | None:
    """What a child that switches a property says; None where it is not there."""
    found = None if element is None else element.find(w(child))
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


def number(text: str | None) -> int | None:
    """A whole number; None where it is none."""
    if text is None:
        return None
    try:
        return int(text[:12])
    except ValueError:
        return None
