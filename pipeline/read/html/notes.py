"""Footnotes of a web page: two places of which each links to the other, the mark first and the note after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from pipeline.read.html.elements import BLOCKS

_MARK = regex.compile(r"\s*[\[(]?\s*(?P<label>\d{1,3}|\*{1,3}|\p{Ll}{1,4})\s*[\])]?\s*$")
_NOTE_BLOCKS = frozenset(("li", "p", "div", "aside", "dd", "td"))


@dataclass(frozen=True, slots=True)
class PageNote:
    """A footnote: its key, its label, the link at its mark, the link before its text and the block of its text."""

    key: str
    label: str
    mark: Any
    back_link: Any
    body: Any


def find_notes(container: Any) -> list[PageNote]:
    """The footnotes inside an element, in the order of their marks."""
    links = [link for link in container.iter("a") if (link.get("href") or "").count("#") == 1]
    order = {link: place for place, link in enumerate(links)}
    by_target: dict[str, list[Any]] = {}
    for link in links:
        by_target.setdefault(_target(link), []).append(link)
    notes: list[PageNote] = []
    taken: set[Any] = set()
    for link in links:
        label = _MARK.match("".join(link.itertext()))
        if label is None or link in taken:
            continue
        back = next(
            (
                other
                for name in _names_around(link)
                for other in by_target.get(name, ())
                if order[other] > order[link] and _target(link) in _names_around(other)
            ),
            None,
        )
        body = None if back is None else _body(back)
        if body is None or link in set(body.iter("a")):
            continue
        taken.update((link, back))
        notes.append(PageNote(f"note {len(notes)}", label["label"], link, back, body))
    return notes


def _target(link: Any) -> str:
    return str(link.get("href", "").partition("#")[2])


def _names_around(link: Any) -> list[str]:
    """The names by which links may point to a link: its own and those of the elements it stands in, up to its block."""
    names: list[str] = []
    element = link
    while element is not None:
        names += [name for name in (element.get("id"), element.get("name")) if name]
        previous = element.getprevious()
        if element is link and previous is not None and previous.tag == "a" and not previous.get("href"):
            names += [name for name in (previous.get("id"), previous.get("name")) if name]
        if element.tag in BLOCKS and (element is not link) and element.tag != "p":
            break
        element = element.getparent()
    return names


def _body(back: Any) -> Any | None:
    """The block that a note's text fills: the one around its link, or the one around that with nothing else in it."""
    body = next((element for element in back.iterancestors() if element.tag in _NOTE_BLOCKS), None)
    if body is None:
        return None
    parent = body.getparent()
    if body.tag == "p" and parent is not None and parent.tag in ("div", "li", "aside") and parent[0] is body:
        marks = sum(1 for link in parent.iter("a") if "#" in (link.get("href") or ""))
        if marks == 1 and parent.get("id"):
            return parent
    return body
