"""Processing of one document, in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sync.plan import Work

if TYPE_CHECKING:
    from pipeline.sync.parcels import Parcel


def process_work(work: Work) -> Parcel:
    """Read and extract one document and pack its rows."""
    from pipeline.sync.reading import read_and_pack  # loads every rule: only where they are needed

    return read_and_pack(work)
