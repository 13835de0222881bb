"""What the tests of tasks share: a plan's beginnings, and what is found in a text."""

from __future__ import annotations

from extractors.common.document import Document
from extractors.tasks import find_tasks
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument
from pipeline.segment import segment

TITLE = "KẾ HOẠCH\n\nNăm 2025\n\n"
SECTION = TITLE + "I. TỔ CHỨC THỰC HIỆN\n\n"


def document_of(text: str) -> Document:
    return segment(normalise(SourceDocument(text=text, format="text")))


def no_time(_start: int, _end: int) -> bool:
    return False


def found(text: str) -> list[tuple[str, dict[str, list[str]]]]:
    document = document_of(text)
    result = []
    for task in find_tasks(document, no_time):
        roles: dict[str, list[str]] = {}
        for part in task.units:
            roles.setdefault(part.role, []).append(document.text[part.start : part.end])
        result.append((document.text[task.start : task.end], roles))
    return result
