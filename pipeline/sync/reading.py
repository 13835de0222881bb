"""A document's bytes become a parcel of rows: what a worker does."""

from __future__ import annotations

from pipeline.engine import Failure
from pipeline.process import doc_id_of, process_document
from pipeline.read.errors import ReadError
from pipeline.store.batches import record_batch
from pipeline.store.remote import RemoteError
from pipeline.store.schema import TABLES
from pipeline.sync.parcels import Parcel, failed_parcel, parcel_of
from pipeline.sync.plan import Work


def read_and_pack(work: Work) -> Parcel:
    """Read and extract one document and pack its rows."""
    try:
        data = work.path.read_bytes()
        if doc_id_of(data) != work.doc_id:
            raise ReadError("changed", "The file was changed while it was read. Run again.")
        processed = process_document(data, work.name, limits=work.limits)
    except ReadError as error:
        return failed_parcel(Failure(error.kind, str(error)))
    except RemoteError as error:
        return failed_parcel(Failure("unreadable", str(error)))
    except OSError as error:
        message = f"The file could be opened before and no longer ({error.strerror}). Run again."
        return failed_parcel(Failure("unreadable", message))
    batches = {name: record_batch(TABLES[name], rows) for name, rows in processed.rows.items()}
    doubt = Failure(processed.doubt.kind, processed.doubt.message) if processed.doubt else None
    return parcel_of(processed.status, batches, doubt)
