"""Processing of one document, in a worker."""

from __future__ import annotations

from pipeline.batch import Job
from pipeline.sync.parcels import Parcel, failed_parcel, parcel_of
from pipeline.sync.plan import Work


def process_work(work: Work) -> Parcel:
    """Read and extract one document and pack its rows."""
    from pipeline.batch import process_file

    result = process_file(Job(work.doc_id, work.path, work.name))
    if result.status == "failed":
        assert result.problem is not None  # noqa: S101 - asked for by type checkers
        return failed_parcel(result.problem)
    return parcel_of(result.status, result.batches, result.problem)
