"""`kehoach status`: what state tables are in, who is writing them, and what has failed."""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from typing import Any

from rich.console import Console

from pipeline.cli.terminal import complain, counted, output_console, printable
from pipeline.store.remote import RemoteError
from pipeline.sync.ledger import NoLedgerError
from pipeline.sync.look import Look, look_at

_FAILURES_LISTED = 50
_MICROSECONDS = 1_000_000


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code: 0 where the tables are whole, 1 where they are not, 2 without any."""
    try:
        look = look_at(options.out)
    except (NoLedgerError, RemoteError, OSError) as error:
        return complain(str(error))
    console = output_console()
    if look.holder:
        console.print(f"Being written by {printable(look.holder)}.", soft_wrap=True)
    if look.state is None:
        console.print("No tables have been published yet.")
    else:
        console.print(f"State      {look.state.state_id}")
        console.print(f"Documents  {look.documents:,} in the tables")
    if look.runs:
        _print_run(look.runs[-1], console)
    if look.waiting:
        console.print(f"Waiting    {counted(look.waiting, 'document')} read, and published by the next run")
    _print_failures(look, console)
    if look.damaged:
        console.print(f"DAMAGED    {', '.join(look.damaged)}: the next run makes them anew", soft_wrap=True)
    return 1 if look.damaged else 0


def _print_run(row: dict[str, Any], console: Console) -> None:
    ended = dt.datetime.fromtimestamp(row["finished_at"] / _MICROSECONDS, dt.UTC)
    console.print(
        f"Last run   {row['outcome']} at {ended:%Y-%m-%d %H:%M:%S} UTC after {row['seconds']:.1f} s: "
        f"{counted(row['processed'], 'document')} read, {row['failed']:,} failed (exit code {row['exit_code']})",
        soft_wrap=True,
    )


def _print_failures(look: Look, console: Console) -> None:
    if not look.failures:
        return
    kinds = Counter(failed.kind for failed in look.failures)
    listed = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
    console.print(f"Failed     {counted(len(look.failures), 'file')}: {listed}", soft_wrap=True)
    for failed in look.failures[:_FAILURES_LISTED]:
        tried = "" if failed.tries is None else f", tries: {failed.tries}"
        console.print(
            f"  {printable(failed.path)}: {printable(failed.message)} [{failed.kind}{tried}]", soft_wrap=True
        )
    if len(look.failures) > _FAILURES_LISTED:
        console.print(f"  … and {len(look.failures) - _FAILURES_LISTED} more: see the table sources")
