"""`kehoach review`: takes corrections that people have filled in, to be laid over the tables by every later run."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from pathlib import Path

from rich.console import Console

from pipeline.cli.terminal import complain, counted, output_console, printable
from pipeline.review.reading import SheetReader
from pipeline.review.records import Correction
from pipeline.review.sheet import SheetError, read_sheet
from pipeline.review.store import FILE, CorrectionsError, corrections_as_text, load_corrections
from pipeline.review.template import write_template
from pipeline.store.durable import write_whole
from pipeline.store.reader import HIDDEN, TableError, read_rows, whole_state

_PROBLEMS_LISTED = 50
_NOT_APPLIED = {
    "text_changed": "the words are no longer in the document's text",
    "row_gone": "the rules find no such row any more",
    "document_gone": "the document is no longer among the files",
}


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        if options.template is not None:
            count = write_template(whole_state(options.out), options.template)
            output_console().print(
                f"{printable(options.template)} lists {count:,} doubtful rows. Fill Việc, Cột, Giá trị đúng and Người "
                "sửa, add lines for other rows, and give the file to kehoach review.",
                soft_wrap=True,
            )
            return 0
        known = load_corrections(options.out / HIDDEN)
        if options.sheet is None:
            return _list(options.out, known, output_console())
        reader = SheetReader(
            whole_state(options.out), today=dt.datetime.now().astimezone().date(), who=options.by
        )
        lines = read_sheet(options.sheet)
        corrections = reader.laid_over(known, lines)
    except SheetError as error:
        return _complain_of(options.sheet, error)
    except (TableError, CorrectionsError) as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{printable(error.filename or options.sheet)}: {error.strerror}.")
    return _keep(options.out, len(lines), known, corrections)


def _complain_of(sheet: Path, error: SheetError) -> int:
    shown = error.problems[:_PROBLEMS_LISTED]
    more = len(error.problems) - len(shown)
    lines = [f"nothing of {printable(sheet)} was taken:", *(f"  {printable(problem)}" for problem in shown)]
    if more:
        lines.append(f"  … and {more:,} more")
    return complain("\n".join(lines))


def _keep(out: Path, lines: int, known: list[Correction], corrections: list[Correction]) -> int:
    try:
        (out / HIDDEN).mkdir(exist_ok=True)
        write_whole(out / HIDDEN / FILE, corrections_as_text(corrections).encode())
    except OSError as error:
        return complain(
            f"the corrections cannot be kept ({error.strerror}: {printable(str(error.filename))})."
        )
    new = len([correction for correction in corrections if correction not in known])
    gone = len([correction for correction in known if correction not in corrections])
    console = output_console()
    console.print(
        f"{counted(lines, 'line')} read: {counted(new, 'correction')} {'is' if new == 1 else 'are'} new, "
        f"{gone:,} replaced or withdrawn; {len(corrections):,} are kept.",
        soft_wrap=True,
    )
    if new or gone:
        console.print(
            f"The next run lays them over the tables: kehoach extract INPUT --out {printable(out)}",
            soft_wrap=True,
        )
    return 0


def _list(out: Path, known: list[Correction], console: Console) -> int:
    """Say what became of the corrections in the tables as they are."""
    rows = read_rows(out, "corrections")
    counts = Counter(row["status"] for row in rows)
    said = ", ".join(f"{count:,} {status}" for status, count in sorted(counts.items()))
    console.print(f"{len(known):,} corrections are kept; in the tables: {said or 'none'}.")
    for row in rows:
        if row["status"] in _NOT_APPLIED:
            what = " ".join(part for part in (row["action"], row["field"], row["value"]) if part)
            console.print(
                f"  not applied: {printable(row['table_name'])} of {row['doc_id']}, "
                f"{printable(what)}: `{printable(row['text'] or '')}`: {_NOT_APPLIED[row['status']]}",
                soft_wrap=True,
            )
    return 0
