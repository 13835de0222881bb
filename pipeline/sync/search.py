"""What there is, and what of it is to be done: as far as files and ledger tell, before a table is looked at."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.engine import warm_up
from pipeline.inputs import InputFile
from pipeline.sync.ledger import Entry, Hint, Ledger
from pipeline.sync.options import Options
from pipeline.sync.plan import Circumstances, Plan, identify_all, make_plan
from pipeline.sync.surroundings import Surroundings


class Found(NamedTuple):
    """The identified files, what to note of them where that is not noted (None), every document that was processed,
    and the plan that follows."""

    files: list[InputFile]
    new_hints: dict[str, Hint] | None
    entries: dict[str, Entry]
    circumstances: Circumstances
    forced: dict[str, str]
    plan: Plan


def search(files: list[InputFile], ledger: Ledger, options: Options, around: Surroundings) -> Found:
    """Identify the files and plan what is to be done; the ledger is only read.

    The engine is warmed up as soon as it shows that there is something to do.
    """
    known = ledger.hints()
    files, hints = identify_all(files, {} if options.anew else known, options.limits)
    seen = {hint.doc_id for hint in known.values()}
    unseen = (file.doc_id for file in files if file.doc_id is not None and file.doc_id not in seen)
    if not all(map(ledger.knows, unseen)):
        warm_up(options.engine, around.preload)
    entries = ledger.entries()
    allowed_anew = ledger.allowance() != options.allowance
    circumstances = Circumstances(around.rules, around.tools(), options.tries, options.limits, allowed_anew)
    forced = dict.fromkeys(entries, "asked") if options.anew else {}
    plan = make_plan(files, entries, circumstances, forced)
    if plan.work:
        warm_up(options.engine, around.preload)
    return Found(files, hints if hints != known else None, entries, circumstances, forced, plan)
