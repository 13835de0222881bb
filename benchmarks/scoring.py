"""Scores the rows of documents against their annotations, part by part, strictly and micro-averaged.

An annotation is a YAML file with the keys document, citations, indices, tasks, deadlines and ignore. What each
part compares is said in the function of that part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import regex

from benchmarks.folding import as_text, fold, stated_date
from benchmarks.tally import Entry, Tally

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Annotation = dict[str, Any]

PARTS = (
    "document fields",
    "citations: identity",
    "citations: identity+date",
    "citations: relation",
    "citations: issuer",
    "citations: title",
    "indices",
    "index values",
    "tasks",
    "units: name+role",
    "units: name, any role",
    "deadlines",
    "task deadlines",
)
_DOCUMENT_FIELDS = (
    "type",
    "number",
    "symbol",
    "issuer",
    "province",
    "issued_date",
    "subject",
    "signer",
    "signer_position",
    "signing_authority",
    "plan_years",
)
_OPEN = "?"
"""What an annotation writes for a field that the document leaves open."""
_PROVINCE_HEAD = regex.compile(r"^(?:thành phố|tp\.?|tỉnh) ")
_YEAR_OF_LAW = regex.compile(r"\s*[,(]?\s*(?:năm|ngày)\s+\d.*$", regex.IGNORECASE | regex.DOTALL)
_ROLES = ("lead", "coordinate", "report_to")
_ANCHOR_LENGTH = 30


class Scoreboard:
    """A tally for each of PARTS, over all documents that were added."""

    def __init__(self) -> None:
        self.tallies = {part: Tally() for part in PARTS}

    def add(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """Score one document's rows, by table; no rows at all where the document did not come out."""
        self._document(name, annotation, rows)
        self._citations(name, annotation, rows)
        self._indices(name, annotation, rows)
        self._deadlines(name, annotation, rows)
        self._tasks(name, annotation, rows)

    def _document(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """Each field of the header is an entry; one that is null on a side is no entry there."""
        stated = annotation.get("document") or {}
        found = next(iter(rows.get("documents", [])), {})
        wanted, have = [], []
        for field in _DOCUMENT_FIELDS:
            if stated.get(field) == _OPEN:
                continue
            value, got = _annotated_field(field, stated), _found_field(field, found)
            wanted += [((field, value), value)] if value is not None else []
            have += [((field, got), got)] if got is not None else []
        self.tallies["document fields"].compare(name, wanted, have)

    def _citations(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """Identity is type and identifier, or type and words for a law cited by name; with the date as far as it
        is stated. Relation, issuer and the title's words count on mentions whose identity was found."""
        wanted, found = annotation.get("citations") or [], rows.get("citations", [])
        ignored = _ignored(annotation, "citations")
        want = [(_citation_key(entry), entry["text"]) for entry in wanted]
        have = [(_citation_key(row), row["text"]) for row in found]
        self.tallies["citations: identity"].compare(name, want, have, ignored)
        dates = [as_text(entry.get("date")) for entry in wanted]
        dates_found = [stated_date(row["issued_date"], row["issued_precision"]) for row in found]
        self.tallies["citations: identity+date"].compare(
            name,
            [((key, date), text) for (key, text), date in zip(want, dates, strict=True)],
            [((key, date), text) for (key, text), date in zip(have, dates_found, strict=True)],
            ignored,
        )
        unpaired = defaultdict(list)
        for (key, _), row in zip(have, found, strict=True):
            unpaired[key].append(row)
        for (key, _), entry in zip(want, wanted, strict=True):
            if unpaired[key]:
                self._citation_pair(name, key, entry, unpaired[key].pop(0))

    def _citation_pair(self, name: str, key: tuple[str | None, ...], entry: Row, row: Row) -> None:
        relation, issuer = entry.get("relation") or "mention", fold(entry.get("issuer"))
        for part, value, got in (
            ("relation", relation, row["relation"]),
            ("issuer", issuer, fold(row["issuer"])),
        ):
            self.tallies[f"citations: {part}"].compare(
                name, _one_entry(key, value, entry["text"]), _one_entry(key, got, row["text"])
            )
        title, title_found = (Counter((fold(side.get("title")) or "").split()) for side in (entry, row))
        tally = self.tallies["citations: title"]
        tally.true_positives += (title & title_found).total()
        tally.false_negatives += (title - title_found).total()
        tally.false_positives += (title_found - title).total()
        if title != title_found:
            tally.misses.append(f"{name}: title of {key}: «{entry.get('title')}», found «{row['title']}»")

    def _indices(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """An index is its code and year; a value is code, status, kind, comparator, number and year."""
        wanted, found = annotation.get("indices") or [], rows.get("indices", [])
        ignored = _ignored(annotation, "indices")
        self.tallies["indices"].compare(
            name,
            [((entry["code"], entry.get("year")), entry["text"]) for entry in wanted],
            [((row["code"], row["year"]), row["text"]) for row in found],
            ignored,
        )
        codes = {row["index_id"]: row["code"] for row in found}
        self.tallies["index values"].compare(
            name,
            [
                (_value_key(entry["code"], value), entry["text"])
                for entry in wanted
                for value in entry.get("values") or []
            ],
            [(_value_key(codes[row["index_id"]], row), row["text"]) for row in rows.get("index_values", [])],
            ignored,
        )

    def _deadlines(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """A deadline is its kind, first and last day and rules; for a date only the day by which counts."""
        self.tallies["deadlines"].compare(
            name,
            [
                (
                    _deadline_key(entry["kind"], entry.get("start"), entry.get("end"), entry.get("rrule")),
                    entry["text"],
                )
                for entry in annotation.get("deadlines") or []
            ],
            [
                (_deadline_key(row["kind"], row["start_date"], row["end_date"], row["rrules"]), row["text"])
                for row in rows.get("deadlines", [])
            ],
            _ignored(annotation, "deadlines"),
        )

    def _tasks(self, name: str, annotation: Annotation, rows: Rows) -> None:
        """A task is found where a row's text holds the beginning of the annotated one, each row once. Units and
        deadlines are compared task by task."""
        parts_of, times_of = defaultdict(list), defaultdict(list)
        for unit in rows.get("units", []):
            parts_of[unit["task_id"]].append(unit)
        for deadline in rows.get("deadlines", []):
            for task_id in deadline["task_ids"]:
                times_of[task_id].append(deadline)
        free = {task["task_id"]: fold(task["text"]) or "" for task in rows.get("tasks", [])}
        for entry in annotation.get("tasks") or []:
            hit = _task_of(entry, free)
            free.pop(hit, None)
            task = fold(entry["anchor"]) or ""
            mark: list[Entry] = [(task, entry["anchor"])]
            self.tallies["tasks"].compare(name, mark, mark if hit is not None else [])
            wanted = [(fold(unit), role) for role in _ROLES for unit in entry.get(role) or []]
            self._units(name, task, wanted, [(fold(unit["text"]), unit["role"]) for unit in parts_of[hit]])
            self.tallies["task deadlines"].compare(
                name,
                [((task, fold(text)), text) for text in entry.get("deadlines") or []],
                [((task, fold(row["text"])), row["text"]) for row in times_of[hit]],
            )
        skipped = [text[:_ANCHOR_LENGTH] for text in _ignored(annotation, "tasks")]
        for task_id, text in free.items():
            if not any(beginning in text for beginning in skipped):
                self.tallies["tasks"].compare(name, [], [(text[:_ANCHOR_LENGTH], text[:80])])
                units = [(fold(unit["text"]), unit["role"]) for unit in parts_of[task_id]]
                self._units(name, f"{task_id}", [], units)

    def _units(
        self,
        name: str,
        task: str,
        wanted: Sequence[tuple[str | None, str]],
        found: Sequence[tuple[str | None, str]],
    ) -> None:
        self.tallies["units: name+role"].compare(
            name,
            [((task, *unit), str(unit)) for unit in wanted],
            [((task, *unit), str(unit)) for unit in found],
        )
        self.tallies["units: name, any role"].compare(
            name,
            [((task, unit[0]), str(unit)) for unit in wanted],
            [((task, unit[0]), str(unit)) for unit in found],
        )


def _ignored(annotation: Annotation, part: str) -> list[str]:
    strings = (annotation.get("ignore") or {}).get(part) or []
    return [folded for folded in map(fold, strings) if folded]


def _annotated_field(field: str, stated: Row) -> str | None:
    if field in ("issued_date", "plan_years"):
        return as_text(stated.get(field))
    return _folded_field(field, stated.get(field))


def _found_field(field: str, row: Row) -> str | None:
    if field == "issued_date":
        return stated_date(row.get(field), row.get("issued_precision"))
    if field == "plan_years":
        years = [row.get("plan_year_first"), row.get("plan_year_last")]
        return None if years == [None, None] else str(years)
    return _folded_field(field, row.get(field))


def _folded_field(field: str, value: Any) -> str | None:
    folded = fold(value)
    return _PROVINCE_HEAD.sub("", folded) if field == "province" and folded else folded


def _citation_key(entry: Row) -> tuple[str | None, ...]:
    identifier = fold(entry.get("identifier"))
    # a law is known by its type and name, whatever part of it the title repeats
    return fold(entry["type"]), identifier, None if identifier else fold(_YEAR_OF_LAW.sub("", entry["text"]))


def _one_entry(key: tuple[str | None, ...], value: str | None, words: str) -> list[Entry]:
    return [((key, value), words)] if value else []


def _value_key(code: str, value: Row) -> tuple[Any, ...]:
    number = value.get("value")
    return (
        code,
        value["status"],
        value["kind"],
        value["comparator"],
        None if number is None else float(number),
        value.get("year"),
    )


def _deadline_key(kind: str, start: Any, end: Any, rules: Any) -> tuple[Any, ...]:
    listed = [rules] if isinstance(rules, str) else rules or []
    return kind, as_text(start) if kind != "date" else None, as_text(end), tuple(sorted(listed))


def _task_of(entry: Row, free: dict[int, str]) -> int | None:
    """The row, of those not yet taken, whose text holds the annotated task's anchor, or else its beginning, or
    else one of the other places where the task may start; where several do, the one that it stands first in."""
    anchor = fold(entry["anchor"]) or ""
    beginning = anchor[:_ANCHOR_LENGTH]
    for way in (anchor, beginning, *(fold(other) for other in entry.get("also") or [])):
        hits = [task_id for task_id, text in free.items() if way and way in text]
        if hits:
            return min(hits, key=lambda task_id: (free[task_id].find(beginning), task_id))
    return None
