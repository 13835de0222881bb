"""Where corrections are kept between runs: beside the tables, in a file that is replaced as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.review.records import Anchor, Correction

FILE = "corrections.jsonl"


class CorrectionsError(Exception):
    """The kept corrections cannot be read; the message says what to do."""


def load_corrections(folder: Path) -> list[Correction]:
    """The corrections kept in a folder, in the order in which they are laid; none where there are none.

    Raises CorrectionsError where the file is not as it was written, OSError where it cannot be read.
    """
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise CorrectionsError(_damaged(path, 1)) from error
    corrections = []
    for number, line in enumerate(lines if lines != [""] else (), 1):
        try:
            kept = json.loads(line)
            place = Anchor(*kept.pop("place")) if kept["place"] is not None else kept.pop("place")
            owners = tuple(Anchor(*owner) for owner in kept.pop("owners"))
            corrections.append(Correction(place=place, owners=owners, **kept))
        except (ValueError, TypeError, KeyError) as error:
            raise CorrectionsError(_damaged(path, number)) from error
    return corrections


def corrections_as_text(corrections: Sequence[Correction]) -> str:
    """The corrections as `load_corrections` reads them."""
    return "".join(json.dumps(asdict(correction), ensure_ascii=False) + "\n" for correction in corrections)


def _damaged(path: Path, line: int) -> str:
    return f"{path} is damaged in line {line}. Put back a copy of it, or remove it and read the corrections again."
