"""`kehoach diff`: what the last publication changed, in rows by table and in documents."""

from __future__ import annotations

import argparse

from pipeline.cli.terminal import complain, counted, output_console, printable
from pipeline.store.remote import RemoteError
from pipeline.sync.ledger import NoLedgerError
from pipeline.sync.look import look_at

_DOCUMENTS_LISTED = 50
_KINDS = {"in": ("+", "came in"), "out": ("-", "left"), "redone": ("~", "changed")}


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        look = look_at(options.out, whole=False)
    except (NoLedgerError, RemoteError, OSError) as error:
        return complain(str(error))
    console = output_console()
    if look.state is None:
        return complain(f"no tables have been published in {printable(options.out)} yet.")
    tables = [change for change in look.changes if change[0] == "table" and (change[2] or change[3])]
    documents = [change for change in look.changes if change[0] in _KINDS]
    if not tables and not documents:
        console.print("The last publication changed nothing.")
        return 0
    for _, table, gained, lost in tables:
        console.print(f"{table:14}{f'+{gained:,}':>11} {f'-{lost:,}':>11} rows")
    for kind, (sign, verb) in _KINDS.items():
        paths = sorted(path for other, path, *_ in documents if other == kind)
        if not paths:
            continue
        console.print(f"{counted(len(paths), 'document')} {verb}:")
        for path in paths[:_DOCUMENTS_LISTED]:
            console.print(f"  {sign} {printable(path)}", soft_wrap=True)
        if len(paths) > _DOCUMENTS_LISTED:
            console.print(f"  {sign} … and {len(paths) - _DOCUMENTS_LISTED:,} more")
    return 0
