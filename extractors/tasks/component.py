"""The tasks' component of a spaCy pipeline."""

from __future__ import annotations

from bisect import bisect_left

import regex
from spacy.language import Language
from spacy.tokens import Doc

from extractors.common.annotations import add_spans, document_of
from extractors.tasks import find_tasks

NAME = "kehoach_tasks"

_JOINTS = regex.compile(r"[\s.,;:()\-–]*")


@Language.component(
    NAME, requires=["doc._.document", "doc._.deadlines"], assigns=["doc._.tasks", "doc.spans"]
)
def annotate_tasks(doc: Doc) -> Doc:
    """Finds the tasks of a Doc's document and the units' parts in them: records in `doc._.tasks`, spans in
    `doc.spans["tasks"]` and `doc.spans["units"]`, labelled with the origin and with the unit's role. Where the
    deadlines were found before, they tell lines that state only a time from pieces of work."""
    document = document_of(doc)
    times = sorted((deadline.start, deadline.end) for deadline in doc._.deadlines)

    def is_time(start: int, end: int) -> bool:
        first = bisect_left(times, (start, 0))
        if first == len(times) or times[first][1] > end:
            return False
        rest = document.text[start : times[first][0]] + document.text[times[first][1] : end]
        return bool(_JOINTS.fullmatch(rest))

    found = tuple(find_tasks(document, is_time))
    doc._.tasks = found
    add_spans(doc, "tasks", found, lambda task: task.origin)
    add_spans(doc, "units", (part for task in found for part in task.units), lambda part: part.role)
    return doc
