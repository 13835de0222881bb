"""The tables of a run, opened for whoever looks at them: pandas frames and SQL by DuckDB.

tables = open_tables("data/tables")
tables.citations                                         # a frame; so is tables["citations"]
tables.sql("SELECT type, count(*) FROM citations GROUP BY ALL")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.store.reader import TableError, whole_remote_state, whole_state
from pipeline.store.remote import Place, RemoteError, RemotePath, place
from pipeline.store.schema import TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

DEFAULT_FOLDER = Path("data/tables")
"""Where `make extract` writes the tables, seen from the project's folder."""

_OPENINGS_TRIED = 10


_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class Tables(Mapping[str, "pd.DataFrame"]):
    """A folder's tables by name: as items and attributes pandas frames, which are read when first asked for.

    Frames have the columns and order of the files. Integers that may be missing are `Int16` to `Int64`, dates
    `datetime64`, texts pandas' strings, lists Python lists; what is missing is `pd.NA`, `NaT` or `NaN`.
    """

    def __init__(self, folder: Place) -> None:
        self.folder = folder
        self._datasets = _datasets(folder)
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A table's frame, always the same one. Raises KeyError for a name that is no table."""
        if name not in self._frames:
            self._frames[name] = as_frame(self._datasets[name].to_table())
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise AttributeError(f"there is no table {name}. Tables: {', '.join(TABLES)}")
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._datasets)

    def __len__(self) -> int:
        return len(self._datasets)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {data.count_rows():,}" for name, data in self._datasets.items())
        return f"Tables of {self.folder}: {counts}"

    @property
    def state_id(self) -> str | None:
        """Which state of the tables this is: equal ids stand for equal tables, but for `sources` and `runs`.

        None for files that no run keeps up.
        """
        found = {(data.schema.metadata or {}).get(b"state_id") for data in self._datasets.values()}
        (state_id,) = found if len(found) == 1 else (None,)
        return state_id.decode() if state_id is not None else None

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB database in memory with a view for each table; times are UTC.

        It reads the tables and nothing else: no file, no network, no variable of the caller; it writes nothing and
        takes up no extension.
        """
        import duckdb  # a library of its own, which frames do not need

        connection = duckdb.connect(":memory:", config=_CLOSED)
        connection.execute("SET TimeZone = 'UTC'")
        for name, dataset in self._datasets.items():
            connection.register(name, dataset)
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def rows(self, name: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
        """A table's rows as dictionaries of plain Python values, piece by piece however many there are."""
        for batch in self._datasets[name].to_batches(columns=columns):
            yield from with_short_numbers(batch).to_pylist()

    def sql(self, query: str) -> pd.DataFrame:
        """The result of a query as a frame with the same types. Raises duckdb.Error."""
        return as_frame(self.connection.sql(query).to_arrow_table())


def open_tables(folder: str | Place = DEFAULT_FOLDER) -> Tables:
    """Open the tables that a run has written to a folder or an address such as s3://bucket/tables: all of the same
    state, also while a run replaces them.

    Raises TableError, which says what to do, where a table is missing or cannot be read.
    """
    return Tables(place(folder) if isinstance(folder, str) else folder)


def as_frame(table: Any) -> pd.DataFrame:
    """An Arrow table as a frame with the types that `Tables` describes."""
    import pandas as pd

    types = {
        pa.int16(): pd.Int16Dtype(),
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.string(): pd.StringDtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    frame: pd.DataFrame = table.to_pandas(types_mapper=types.get, date_as_object=False)
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(
                table.column(field.name).to_pylist(), index=frame.index, dtype="object"
            )
    return frame


def with_short_numbers(batch: Any) -> Any:
    """The batch with float32 as the shortest decimal that stands for it: 0.9, not 0.8999999761581421."""
    columns = [
        column.cast(pa.string()).cast(pa.float64()) if column.type == pa.float32() else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _datasets(folder: Place) -> dict[str, Any]:
    """All tables of one state, open: they stay readable when a later run has put others in their place."""
    if isinstance(folder, RemotePath):
        try:
            remote = whole_remote_state(folder)
            return {name: _in_bucket(folder, remote.child(f"{name}.parquet")) for name in TABLES}
        except RemoteError as error:
            raise TableError(str(error)) from error
    for _ in range(_OPENINGS_TRIED):
        state = whole_state(folder)
        try:
            return {name: _dataset(folder, state / f"{name}.parquet") for name in TABLES}
        except TableError:
            if state == whole_state(folder):
                raise
    raise TableError(f"The tables in {folder} change faster than they can be opened. Try again.")


def _in_bucket(folder: RemotePath, path: RemotePath) -> Any:
    try:
        system, name = path.file_system()
        return ds.dataset(name, filesystem=system, format="parquet")
    except FileNotFoundError as error:
        raise TableError(
            f"{folder.child(path.name)} does not exist. Write the tables with: kehoach extract INPUT --out {folder}"
        ) from error
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(f"{path} cannot be read as a Parquet table ({error}). Write it again.") from error


def _dataset(folder: Path, path: Path) -> Any:
    try:
        format_ = ds.ParquetFileFormat()
        fragment = format_.make_fragment(pa.OSFile(str(path)))
        return ds.FileSystemDataset([fragment], fragment.physical_schema, format_)
    except FileNotFoundError as error:
        raise TableError(
            f"{folder / path.name} does not exist. "
            f"Write the tables with: make extract, or kehoach extract INPUT --out {folder}"
        ) from error
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(
            f"{folder / path.name} cannot be read as a Parquet table ({error}). Write it again."
        ) from error
