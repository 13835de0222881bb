"""From the lines of a filled sheet to corrections, by the tables that the people had before them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import regex

from pipeline.export.documents import normalised_text
from pipeline.export.vietnamese import table_name
from pipeline.review.fields import FIELDS, NEEDED, FieldError, day_of, field_named, written
from pipeline.review.records import OWNED_BY, Action, Anchor, Correction, added, withdrawn
from pipeline.review.sheet import Line, SheetError, action_called, table_called
from pipeline.store.reader import read_rows
from pipeline.store.schema import TABLES

Row = dict[str, Any]
_DOC_ID = regex.compile(r"[0-9a-f]{16}")
_IDS = regex.compile(r"\d+(?:\s*[;,]\s*\d+)*")
_PLACES_LISTED = 5


class _ProblemError(Exception):
    """What is wrong with a line."""


class SheetReader:
    """Reads sheets against the tables in a folder; `today` is the day, and `who` the name, for lines without."""

    def __init__(self, folder: Path, *, today: dt.date, who: str | None = None) -> None:
        self._folder, self._today, self._who = folder, today, who
        self._paths: dict[str, str] = {
            row["doc_id"]: row["source_path"] for row in read_rows(folder, "documents")
        }
        self._rows = cache(lambda table, doc_id: read_rows(folder, table, doc_id))
        self._text = cache(lambda doc_id: normalised_text(self._rows("blocks", doc_id)))

    def laid_over(self, known: list[Correction], lines: Sequence[Line]) -> list[Correction]:
        """The corrections that are known with those of a sheet. Raises SheetError, which names every line that is
        wrong; none is taken then."""
        problems: list[str] = []
        result = known
        begun: dict[tuple[Any, ...], int] = {}
        for line in lines:
            try:
                result = self._taken(result, line, begun)
            except (_ProblemError, FieldError) as error:
                problems.append(f"line {line.number}: {error}")
        problems += _unfinished(result, begun)
        if problems:
            raise SheetError(problems)
        return result

    def _taken(
        self, known: list[Correction], line: Line, begun: dict[tuple[Any, ...], int]
    ) -> list[Correction]:
        doc_id, table, action = self._document(line), _table(line), _action(line)
        place, owners = self._row_meant(known, line, table, doc_id, action, begun)
        who, when = self._named(line), self._day(line)

        def said(action: Action, field: str | None = None, value: str | None = None) -> Correction:
            return Correction(
                doc_id, table, action, place, owners, field, value, who, when, line["note"] or None
            )

        row = said("remove")
        if action == "remove":
            return added(known, [row])
        if action == "withdraw":
            rest = withdrawn(known, row.row, field_named(table, line["field"]) if line["field"] else None)
            if len(rest) == len(known):
                raise _ProblemError("no correction of this row is kept, so none can be withdrawn.")
            return rest
        if action == "add":
            begun.setdefault(row.row, line.number)
            known = added(known, [said("add")])
            if not line["field"] or _names_owner(table, line["field"]):
                return known
        return added(known, [said("change", *_field_and_value(line, table))])

    def _row_meant(
        self,
        known: list[Correction],
        line: Line,
        table: str,
        doc_id: str,
        action: str,
        begun: dict[tuple[Any, ...], int],
    ) -> tuple[Anchor | None, tuple[Anchor, ...]]:
        """The place of the row that a line is about, and of the rows that it belongs to."""
        if table == "documents":
            if action in ("add", "remove"):
                raise _ProblemError(
                    "a document's own row is changed only. Leave the file out of the input instead."
                )
            return None, ()
        if action != "add":
            return self._row(line, table, doc_id)
        place = self._missed(line, doc_id)
        if _names_owner(table, line["field"]):
            return place, self._owners_named(line, table, doc_id)
        for row in known:
            if row.action == "add" and row.row in begun and row.row[:3] == (doc_id, table, place[:2]):
                return place, row.owners
        if table in OWNED_BY:
            raise _ProblemError(
                f"the row that it belongs to is not named. Give it first: Cột {OWNED_BY[table][1]}, and its number "
                "as the value."
            )
        return place, ()

    def _document(self, line: Line) -> str:
        doc_id = line["doc_id"].lower()
        if doc_id in self._paths:
            return doc_id
        path = line["source_path"]
        found = [known for known, known_path in self._paths.items() if path and known_path == path]
        if len(found) == 1:
            return found[0]
        if doc_id and not _DOC_ID.fullmatch(doc_id):
            raise _ProblemError(
                f"`{line['doc_id']}` is no doc_id, which has 16 hexadecimal digits: the spreadsheet may have taken it "
                "for a number. Copy it anew into a cell that is formatted as text, or name the file (Tệp)."
            )
        raise _ProblemError(f"no document {doc_id or path or 'is named, and none'} is in {self._folder}.")

    def _row(self, line: Line, table: str, doc_id: str) -> tuple[Anchor, tuple[Anchor, ...]]:
        rows = self._rows(table, doc_id)
        row_id = str(TABLES[table].row_id)
        if line["row_id"]:
            rows = [row for row in rows if str(row[row_id]) == line["row_id"]]
            if not rows:
                raise _ProblemError(f"the table {table} has no {row_id} {line['row_id']} of this document.")
            if line["text"] and _words(line["text"]) != _words(rows[0]["text"]):
                raise _ProblemError(
                    f"{row_id} {line['row_id']} says `{_short(rows[0]['text'])}`, the line `{_short(line['text'])}`: "
                    "the tables have changed since. Look the row up again."
                )
        elif line["text"]:
            rows = [row for row in rows if _words(row["text"]) == _words(line["text"])]
            if line["char_start"]:
                rows = [row for row in rows if str(row["char_start"]) == line["char_start"]]
            if len(rows) != 1:
                raise _ProblemError(
                    f"{len(rows) or 'no'} rows of {table} say `{_short(line['text'])}`. Give the row's number "
                    "(Mã dòng)."
                )
        else:
            raise _ProblemError(f"no row is named. Give its {row_id} (Mã dòng).")
        row, text = rows[0], self._text(doc_id)
        owners: tuple[Anchor, ...] = ()
        if table in OWNED_BY:
            owner_table, owner_id = OWNED_BY[table]
            owners = self._owners(owner_table, doc_id, [row[owner_id]])
        return Anchor.at(text, row["char_start"], row["char_end"]), owners

    def _missed(self, line: Line, doc_id: str) -> Anchor:
        """Where the words of a row that is added stand."""
        if not line["text"]:
            raise _ProblemError("the words of the missed row are not given (Nguyên văn).")
        text = self._text(doc_id)
        pattern = r"\s+".join(regex.escape(word) for word in line["text"].split())
        found = [match.span() for match in regex.finditer(pattern, text)]
        if line["char_start"]:
            found = [span for span in found if str(span[0]) == line["char_start"]]
        if not found:
            raise _ProblemError(f"`{_short(line['text'])}` does not stand in the document's text.")
        if len(found) > 1:
            places = ", ".join(str(start) for start, _ in found[:_PLACES_LISTED])
            raise _ProblemError(
                f"`{_short(line['text'])}` stands at {len(found)} places ({places}"
                f"{', …' if len(found) > _PLACES_LISTED else ''}). Give the one that is meant (Vị trí đầu)."
            )
        return Anchor.at(text, *found[0])

    def _owners_named(self, line: Line, table: str, doc_id: str) -> tuple[Anchor, ...]:
        if not _names_owner(table, line["field"]):
            return ()
        if not _IDS.fullmatch(line["value"]):
            raise _ProblemError(f"`{line['value']}` is no number of a row.")
        owner_table = OWNED_BY[table][0] if table in OWNED_BY else "tasks"
        return self._owners(
            owner_table, doc_id, [int(number) for number in regex.findall(r"\d+", line["value"])]
        )

    def _owners(self, table: str, doc_id: str, numbers: Sequence[int]) -> tuple[Anchor, ...]:
        by_number = {row[TABLES[table].row_id or ""]: row for row in self._rows(table, doc_id)}
        for number in numbers:
            if number not in by_number:
                raise _ProblemError(
                    f"the table {table} has no {TABLES[table].row_id} {number} of this document."
                )
        text = self._text(doc_id)
        return tuple(
            Anchor.at(text, by_number[number]["char_start"], by_number[number]["char_end"])
            for number in numbers
        )

    def _named(self, line: Line) -> str:
        who = line["who"] or self._who
        if not who:
            raise _ProblemError("nobody is named who says so. Fill the column Người sửa, or give --by NAME.")
        return who

    def _day(self, line: Line) -> str:
        return (day_of(line["when"]) if line["when"] else self._today).isoformat()


def _table(line: Line) -> str:
    table = table_called(line["table"])
    if table is None:
        known = ", ".join(f"{table_name(name)} ({name})" for name in FIELDS)
        raise _ProblemError(f"`{line['table']}` is no table that can be corrected. Tables: {known}.")
    return table


def _action(line: Line) -> Action | str:
    action = action_called(line["action"]) if line["action"] else "change"
    if action is None:
        raise _ProblemError(
            f"`{line['action']}` is not known. Write sửa, bỏ, thêm or rút in the column Việc."
        )
    return action


def _field_and_value(line: Line, table: str) -> tuple[str, str | None]:
    if not line["field"]:
        raise _ProblemError("no field is named (Cột).")
    field = field_named(table, line["field"])
    if not line["value"]:
        raise _ProblemError(f"no value is given for {field} (Giá trị đúng). Write (trống) where it has none.")
    return field, written(table, field, line["value"])


def _names_owner(table: str, field: str) -> bool:
    owner = OWNED_BY[table][1] if table in OWNED_BY else "task_ids" if table == "deadlines" else None
    return owner is not None and field == owner


def _unfinished(corrections: Sequence[Correction], begun: dict[tuple[Any, ...], int]) -> list[str]:
    """What is missing of rows that are added."""
    given: dict[tuple[Any, ...], set[str]] = {}
    for correction in corrections:
        if correction.action == "change" and correction.field and correction.value is not None:
            given.setdefault(correction.row, set()).add(correction.field)
    problems = []
    for row, number in begun.items():
        missing = [field for field in NEEDED[row[1]] if field not in given.get(row, set())]
        if missing:
            problems.append(
                f"line {number}: the row to be added to {row[1]} lacks {', '.join(missing)}. Give each in a line of "
                "its own with the same words and the action thêm."
            )
    return problems


def _words(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    text = _words(text)
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"
