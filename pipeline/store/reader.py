"""Reading of tables that a run has written."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from pipeline.store.remote import Place, RemoteError, RemotePath

HIDDEN = ".kehoach"
"""The folder, below that of the tables, which holds their states."""
CURRENT = "current"
"""The link in it that leads to the state that readers are to see."""
POINTER = "current.json"
"""What stands for the link in a bucket, which knows no links."""


class TableError(Exception):
    """A folder's tables cannot be read, or do not hold what was asked for; the message says what to do."""


def whole_remote_state(out: RemotePath) -> RemotePath:
    """As `whole_state`, of tables in a bucket. Raises RemoteError."""
    try:
        pointer = json.loads(out.child(HIDDEN).child(POINTER).read_bytes())
    except FileNotFoundError:
        return out
    return out.child(HIDDEN).child("states").child(pointer["folder"])


def whole_state(folder: Path) -> Path:
    """The folder that holds the tables which `folder` shows at this moment, and will still hold them later.

    Whoever reads several tables below it reads one state; of those in `folder` itself, which are links, each may
    be of another. A folder of plain files is given as it is.
    """
    current = folder / HIDDEN / CURRENT
    linked = (folder / "documents.parquet").is_symlink()
    return current.resolve() if linked and current.is_dir() else folder


def shown_state(out: Place) -> Place:
    """`whole_state` of tables in a folder or a bucket. Raises TableError where the bucket cannot be read."""
    if not isinstance(out, RemotePath):
        return whole_state(out)
    try:
        return whole_remote_state(out)
    except RemoteError as error:
        raise TableError(str(error)) from error


def read_rows(folder: Place, name: str, doc_id: str | None = None) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries, of one document or of all. Raises TableError."""
    filters = {} if doc_id is None else {"filters": [("doc_id", "=", doc_id)]}
    rows: list[dict[str, Any]] = read_table(folder, name, **filters).to_pylist()
    return rows


def whole_doc_id(folder: Place, beginning: str) -> str:
    """The one `doc_id` of the table `documents` that begins with the given digits. Raises TableError."""
    doc_ids = [
        doc_id
        for doc_id in read_table(folder, "documents", columns=["doc_id"]).column("doc_id").to_pylist()
        if doc_id.startswith(beginning.lower())
    ]
    if not doc_ids:
        raise TableError(f"no document {beginning} in {folder}. The table documents lists what there is.")
    if len(doc_ids) > 1:
        raise TableError(
            f"{len(doc_ids)} documents begin with {beginning} ({', '.join(doc_ids[:5])}, …). Give more digits."
        )
    return str(doc_ids[0])


def read_table(folder: Place, name: str, **options: Any) -> Any:
    """A table as Arrow columns; `options` are those of `pyarrow.parquet.read_table`. Raises TableError."""
    import pyarrow as pa  # which who only asks for the place of tables does without
    import pyarrow.parquet as pq

    file_name = f"{name}.parquet"
    path = folder.child(file_name) if isinstance(folder, RemotePath) else folder / file_name
    try:
        with path.opened() if isinstance(path, RemotePath) else nullcontext(path) as source:
            if "filters" in options:
                return pq.read_table(source, **options)
            # what filters need loads pandas, which takes longer than reading the file
            with pq.ParquetFile(source) as file:
                return file.read(**options)
    except FileNotFoundError as error:
        raise TableError(
            f"{path} does not exist. Write it with: kehoach extract INPUT --out {folder}"
        ) from error
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(f"{path} cannot be read as a Parquet table ({error}). Write it again.") from error
    except RemoteError as error:
        raise TableError(str(error)) from error
