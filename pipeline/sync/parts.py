"""Part files: the parcels of one batch, one after the other. A part is written once and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.sync.durable import write_whole
from pipeline.sync.parcels import DamagedError

_SUFFIX = ".parcels"


class Parts:
    """The part files of one folder. Which parcel stands where is the ledger's to know."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def write(self, number: int, parcels: Sequence[bytes]) -> list[int]:
        """Write a part, on the disk when this returns; gives where each parcel begins. Raises OSError."""
        offsets, at = [], 0
        for parcel in parcels:
            offsets.append(at)
            at += len(parcel)
        write_whole(self._path(number), b"".join(parcels))
        return offsets

    def read(self, number: int, offset: int, size: int) -> bytes:
        """A parcel's bytes. Raises DamagedError where the file is gone or too short."""
        try:
            with self._path(number).open("rb") as stream:
                stream.seek(offset)
                data = stream.read(size)
        except OSError as error:
            raise DamagedError(f"part {number} cannot be read ({error.strerror})") from error
        if len(data) != size:
            raise DamagedError(f"part {number} is too short")
        return data

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Remove all other files: parts that are taken up, and those that no ledger came to know."""
        wanted = {self._path(number).name for number in numbers}
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08}{_SUFFIX}"
