"""Part files: the parcels of one batch, one after the other. A part is written once and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from pipeline.store.durable import write_whole
from pipeline.sync.ledger import Entry
from pipeline.sync.parcels import DamagedError, digest_of

_SUFFIX = ".parcels"


class Parts:
    """The part files of one folder. Which parcel stands where is the ledger's to know."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, parcels: Sequence[bytes]) -> tuple[int, list[int]]:
        """Write a part, on the disk when this returns; gives its number and where each parcel begins.

        Raises OSError.
        """
        number = 1 + max((int(path.stem) for path in self._folder.glob(f"*{_SUFFIX}")), default=0)
        offsets = [0, *accumulate(map(len, parcels))]
        write_whole(self._path(number), b"".join(parcels))
        return number, offsets[:-1]

    def read(self, entry: Entry) -> bytes:
        """The parcel of a document. Raises DamagedError where its file is gone or too short."""
        number = entry.part or 0
        try:
            with self._path(number).open("rb") as stream:
                stream.seek(entry.offset)
                data = stream.read(entry.size)
        except OSError as error:
            raise DamagedError(f"Part {number} cannot be read ({error.strerror}).") from error
        if len(data) != entry.size:
            raise DamagedError(f"Part {number} is too short.")
        return data

    def holds(self, entry: Entry) -> bool:
        """Whether the parcel of a document is there as it was written."""
        try:
            return digest_of(self.read(entry)) == entry.digest
        except DamagedError:
            return False

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Remove all other files: parts that are taken up, and those that no ledger came to know."""
        self._folder.mkdir(exist_ok=True)
        wanted = {self._path(number).name for number in numbers}
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08}{_SUFFIX}"
