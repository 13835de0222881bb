"""`kehoach doctor`: what this machine can read, what is missing for the rest, and how to install it."""

from __future__ import annotations

import argparse

from pipeline.cli.terminal import output_console
from pipeline.doctor import missing_packages, readable_suffixes, tools


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - takes none
    """Run the command; gives the exit code: 0 where nothing is missing, else 1."""
    console = output_console()
    found = tools()
    console.print(f"Files read here: {' '.join(readable_suffixes(found))}", soft_wrap=True)
    for tool in found:
        state = "found  " if tool.found else "MISSING"
        reason = f" ({tool.problem})" if tool.problem else ""
        console.print(f"  {state}  {tool.name:12} for {tool.purpose}{reason}", soft_wrap=True)
    packages = missing_packages(found)
    if not packages:
        console.print("Nothing is missing.")
        return 0
    console.print("To install what is missing, as root or with sudo: make system", soft_wrap=True)
    console.print(f"  or: apt-get install --no-install-recommends {' '.join(packages)}", soft_wrap=True)
    console.print(
        "Until then, documents that need it fail with the kind missing_tool, and all others are read."
    )
    return 1
