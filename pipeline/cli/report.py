"""`kehoach report`: pages to check the tables by, beside the documents' text."""

from __future__ import annotations

import argparse

from pipeline.cli.terminal import complain, counted, output_console, printable
from pipeline.report import write_report
from pipeline.store.reader import TableError


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    try:
        summary = write_report(options.out, files=options.files)
    except TableError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"The report cannot be written ({error.strerror}: {printable(str(error.filename))}).")
    console = output_console()
    console.print(f"Pages written for {counted(summary.documents, 'document')}.", soft_wrap=True)
    console.print(f"Open {printable(summary.index)} in a browser.", soft_wrap=True)
    return 0
