"""What a run has to do, and why: the files that there are held against what the ledger knows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from pipeline.inputs import InputFile, identify, suffix_of
from pipeline.read import ReadLimits
from pipeline.store.remote import Place, RemotePath
from pipeline.sync.ledger import Entry, Hint

REASONS = {
    "new": "new",
    "rules": "read with other rules",
    "renamed": "with another ending of the name",
    "tools": "read without a program that is here",
    "limits": "refused or stopped under other limits",
    "failed": "failed before",
    "damaged": "whose rows are damaged",
    "corrected": "with other corrections",
    "asked": "asked for",
}
"""Why a document is processed, in words that follow a number of documents."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_MICROSECOND = 1_000
_LIMITS = ReadLimits()
_LIMITED = frozenset({"too_large", "timeout", "out_of_memory"})
"""Kinds of failure that other limits may spare a document."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file surely shows in its times."""


class Content(NamedTuple):
    """A file's bytes, where its path is of no use."""

    data: bytes

    def read_bytes(self) -> bytes:
        return self.data


class Work(NamedTuple):
    """A document to be processed: its identity, where its bytes are and how many, the name it is read by, why, and
    what it may be like."""

    doc_id: str
    path: Place | Content
    name: str
    reason: str = "new"
    byte_size: int = 0
    limits: ReadLimits = _LIMITS

    @property
    def suffix(self) -> str:
        return suffix_of(self.name)

    def with_content(self) -> Work:
        """The document with its bytes, for a machine that may not have the file; a bucket every machine reaches."""
        if isinstance(self.path, RemotePath):
            return self
        try:
            return self._replace(path=Content(self.path.read_bytes()))
        except OSError:  # whoever reads it will say so
            return self


class Circumstances(NamedTuple):
    """What documents are read with: the rules' version by format (None: of any), and the programs at hand, each
    with the endings of the names of files that need it; how often a document is tried in vain; and what a document
    may be like, with whether that is `allowed_anew`, other than at the last run."""

    rules: Callable[[str | None], str]
    tools: Mapping[str, frozenset[str]]
    tries: int
    limits: ReadLimits = _LIMITS
    allowed_anew: bool = False

    @property
    def tools_line(self) -> str:
        """The programs' names as an entry of the ledger holds them."""
        return " ".join(sorted(self.tools))


@dataclass(frozen=True, slots=True)
class Plan:
    """`names` holds every document of the run with the first of its names, in the order of the tables; `work` what
    is to be done, the largest first, so that no process is left alone with a long one at the end."""

    names: dict[str, str]
    work: list[Work]

    def reasons(self) -> dict[str, int]:
        """How many documents are processed for each reason, in the order of REASONS."""
        counted = Counter(work.reason for work in self.work)
        return {reason: counted[reason] for reason in REASONS if counted[reason]}


def identify_all(
    files: Iterable[InputFile], hints: Mapping[str, Hint], limits: ReadLimits = _LIMITS
) -> tuple[list[InputFile], dict[str, Hint]]:
    """The files with their `doc_id`, those that look as their hint says without reading them; and new hints."""
    known, found = [], {}
    for file in files:
        hint = hints.get(file.name)
        looks = (file.byte_size, file.modified_at, file.changed_at)
        if hint is not None and file.problem is None and hint[:3] == looks:
            file = file.with_doc_id(hint.doc_id)
        else:
            began = time.time_ns()
            file = identify(file, limits)
            changed_at = began if file.changed_at is None else file.changed_at
            settled = (
                file.versioned or began - max(changed_at, (file.modified_at or 0) * _MICROSECOND) > _SETTLED
            )
            hint = None
            if settled and file.doc_id is not None:
                hint = Hint(file.byte_size, file.modified_at or 0, file.changed_at or 0, file.doc_id)
        known.append(file)
        if hint is not None and file.doc_id is not None:
            found[file.name] = hint
    return known, found


def make_plan(
    files: Sequence[InputFile],
    entries: Mapping[str, Entry],
    circumstances: Circumstances,
    forced: Mapping[str, str] = _NOTHING,
) -> Plan:
    """Decide for each distinct document whether it is processed; those that are `forced` are, for their reason."""
    first: dict[str, InputFile] = {}
    for file in files:
        if file.doc_id is not None:
            first.setdefault(file.doc_id, file)
    work = []
    for doc_id in sorted(first):
        file = first[doc_id]
        entry = entries.get(doc_id)
        reason = forced.get(doc_id) or _reason(entry, suffix_of(file.name), circumstances)
        if reason is not None:
            work.append(Work(doc_id, file.path, file.name, reason, file.byte_size, circumstances.limits))
    work.sort(key=lambda item: (-item.byte_size, item.doc_id))
    return Plan({doc_id: first[doc_id].name for doc_id in sorted(first)}, work)


def _reason(entry: Entry | None, suffix: str, circumstances: Circumstances) -> str | None:
    if entry is None:
        return "new"
    if entry.rules != circumstances.rules(entry.format):
        return "rules"
    if entry.suffix != suffix:
        return "renamed"
    gained = circumstances.tools.keys() - entry.tools.split()
    if gained and (entry.status != "ok" or any(suffix in circumstances.tools[tool] for tool in gained)):
        return "tools"
    # of a document that came out in part, limits may have kept out a page
    if circumstances.allowed_anew and (entry.status == "partial" or entry.kind in _LIMITED):
        return "limits"
    if entry.status == "failed" and entry.kind != "missing_tool" and entry.tries < circumstances.tries:
        return "failed"
    return None
