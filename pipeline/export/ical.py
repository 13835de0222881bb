"""The deadlines as a calendar (RFC 5545) that Outlook and Google take up: what is due, by whom, by which plan."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event, vRecur

from pipeline.export.occasions import Occasion, occasions, span_of
from pipeline.export.work import Work, work_by_task
from pipeline.link.naming import document_number
from pipeline.tables import Tables

Row = dict[str, Any]
_DAY = dt.timedelta(days=1)
_LONGEST_SUMMARY = 150
_AFTER_LABEL = " \t.):"
_TIME_OF_RUN, _LENGTH_OF_TIME = "%Y%m%dT%H%M%S", 15
_DOCUMENT = ("doc_id", "source_path", "type", "number", "symbol", "issuer", "subject")
_DATES = ("issued_date", "issued_precision", "plan_year_first", "plan_year_last")
_ROLES = (("lead", "Chủ trì"), ("coordinate", "Phối hợp"), ("report_to", "Báo cáo tới"))


@dataclass(frozen=True, slots=True)
class CalendarNote:
    """What a calendar holds: its entries, and the deadlines that no day stands for, counted by why.

    Reasons: `ongoing` and `relative`, the kinds that state no day; `undated`, where the row has no date;
    `over`, where no day of a recurrence falls into the years of its plan after the day of issue.
    """

    entries: int
    left_out: Mapping[str, int]


def write_calendar(tables: Tables, path: Path) -> CalendarNote:
    """Write the deadlines as all-day entries, one for each task that a deadline holds for and each of its rules.

    The days are those of pipeline.export.occasions; an entry's end is exclusive, as RFC 5545 has it. Entries keep
    their UID as long as the words of the document stay where they are, and carry the time of the run that wrote
    the tables: a calendar that is taken up again changes them and adds no second ones, and the same tables give
    the same file. Raises OSError where the file cannot be written.
    """
    documents = {row["doc_id"]: row for row in tables.rows("documents", [*_DOCUMENT, *_DATES])}
    work = work_by_task(tables)
    passages = _passages(tables)
    stamp = _time_of_run(tables)
    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//kehoach//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Thời hạn theo kế hoạch")
    entries, left_out = 0, Counter[str]()
    for deadline in tables.rows("deadlines"):
        document = documents[deadline["doc_id"]]
        found = list(occasions(deadline, document))
        if not found:
            left_out[_reason(deadline, document)] += 1
        tasks: list[Work | None] = [work[deadline["doc_id"], number] for number in deadline["task_ids"]]
        for number, occasion in enumerate(found):
            for task in tasks or [None]:
                passage = passages.get((deadline["doc_id"], deadline["block_id"]), deadline["text"])
                event = _event(deadline, document, occasion, task, passage)
                event.add("uid", _uid(deadline, task, number))
                event.add("dtstamp", stamp)
                calendar.add_component(event)
                entries += 1
    path.write_bytes(calendar.to_ical())
    return CalendarNote(entries, dict(left_out))


def _time_of_run(tables: Tables) -> dt.datetime:
    """When the last run began that read these documents, which its `run_id` begins with; 1970 where none is named."""
    latest = max((row["run_id"] for row in tables.rows("sources", ["run_id"])), default="")
    try:
        return dt.datetime.strptime(latest[:_LENGTH_OF_TIME], _TIME_OF_RUN).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _reason(deadline: Row, document: Row) -> str:
    if deadline["kind"] in ("ongoing", "relative"):
        return str(deadline["kind"])
    return "over" if deadline["rrules"] and span_of(deadline, document) else "undated"


def _passages(tables: Tables) -> dict[tuple[str, int], str]:
    """The blocks' texts, without their labels, of deadlines that belong to no task: what they are about stands nowhere
    else."""
    wanted = {
        (row["doc_id"], row["block_id"])
        for row in tables.rows("deadlines", ["doc_id", "block_id", "task_ids"])
        if not row["task_ids"]
    }
    blocks = tables.rows("blocks", ["doc_id", "block_id", "label", "text"]) if wanted else ()
    return {
        key: row["text"].removeprefix(row["label"] or "").lstrip(_AFTER_LABEL)
        for row in blocks
        if (key := (row["doc_id"], row["block_id"])) in wanted
    }


def _event(deadline: Row, document: Row, occasion: Occasion, work: Work | None, passage: str) -> Event:
    event = Event()
    event.add("dtstart", occasion.first)
    event.add("dtend", occasion.last + _DAY)
    if occasion.rule is not None:
        rule = vRecur.from_ical(occasion.rule)
        rule["UNTIL"] = [occasion.until]  # a day as DTSTART is one: RFC 5545, 3.3.10
        event.add("rrule", rule)
    leads = work.units["lead"] if work else []
    what = _plain(work.task["text"] if work else passage)
    event.add("summary", _short(": ".join(filter(None, (_prefix(deadline), ", ".join(leads), what)))))
    event.add("description", "\n".join(_facts(deadline, document, work, what)))
    if leads:
        event.add("categories", [_plain(name) for name in leads])
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's day
    return event


def _prefix(deadline: Row) -> str:
    if deadline["kind"] == "recurrence":
        return "Định kỳ"
    only_end = deadline["start_date"] in (None, deadline["end_date"])
    if only_end:
        return "Hạn"
    return "Từ ngày này" if deadline["end_date"] is None else ""


def _facts(deadline: Row, document: Row, work: Work | None, what: str) -> Iterator[str]:
    yield f"Nhiệm vụ: {what}" if work else f"Nội dung: {what}"
    if work:
        for role, name in _ROLES:
            if work.units[role]:
                yield f"{name}: {_plain(', '.join(work.units[role]))}"
        if work.task["product"]:
            yield f"Sản phẩm: {_plain(work.task['product'])}"
    yield f"Thời hạn: {_plain(deadline['text'])}"
    page = f", trang {deadline['page']}" if deadline["page"] else ""
    yield f"Theo: {_plain(document_name(document))} ({document['source_path']}{page})"


def document_name(document: Row) -> str:
    """A document as one cites it: `Kế hoạch số 36/KH-UBND ngày 22/09/2025 của … về …`, as far as it is known."""
    kind = document["type"] or "văn bản"
    name = kind[:1].upper() + kind[1:]
    if document["number"]:
        name += f" số {document_number(document['number'], document['symbol'])}"
    if document["issued_date"] and document["issued_precision"] == "day":
        name += f" ngày {document['issued_date']:%d/%m/%Y}"
    if document["issuer"]:
        name += f" của {document['issuer']}"
    if document["subject"]:
        name += f" – {document['subject']}"
    return name


def _uid(deadline: Row, work: Work | None, number: int) -> str:
    task = f"-{work.task['char_start']}" if work else ""
    return f"{deadline['doc_id']}-{deadline['char_start']}-{deadline['char_end']}{task}-{number}@kehoach"


def _plain(text: str) -> str:
    """The text on one line, without control characters, which a calendar may not hold."""
    return " ".join(
        "".join(" " if unicodedata.category(character) == "Cc" else character for character in text).split()
    )


def _short(text: str) -> str:
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"
