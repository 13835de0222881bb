"""Places that are no folder of this machine: buckets and whatever else fsspec has an address for."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any


class RemoteError(Exception):
    """A place cannot be reached, or its kind is not known; the message says what to do."""


@dataclass(frozen=True, slots=True)
class RemotePath:
    """An object, or the beginning that several objects' names have in common, such as s3://bucket/plans.

    What reads and writes raises RemoteError, but for objects that are not there (FileNotFoundError) or there
    already (FileExistsError). A changed object is seen at once: nothing is remembered of a listing.
    """

    url: str

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        return PurePosixPath(self.url).name

    def child(self, name: str) -> RemotePath:
        """What stands below it by that name."""
        return RemotePath(f"{self.url.rstrip('/')}/{name}")

    def objects(self) -> list[tuple[RemotePath, dict[str, Any]]]:
        """All objects below it, or itself if it is one, with what the server tells about each."""
        with self._place() as (system, path):
            found = system.find(path, detail=True)
            return [
                (RemotePath(system.unstrip_protocol(name)), details)
                for name, details in sorted(found.items())
                if details["type"] == "file" and not name.endswith("/")
            ]

    def read_bytes(self) -> bytes:
        with self._place() as (system, path):
            content: bytes = system.cat_file(path)
            return content

    @contextlib.contextmanager
    def opened(self) -> Iterator[Any]:
        """The object as a file that is read in pieces."""
        with self._place() as (system, path), system.open(path, "rb") as file:
            yield file

    def write_bytes(self, content: bytes, *, new: bool = False) -> None:
        """Put an object in one step; where it has to be `new`, only if there is none."""
        with self._place() as (system, path):
            system.pipe_file(path, content, mode="create" if new else "overwrite")

    def upload(self, source: Path) -> None:
        with self._place() as (system, path):
            system.put_file(str(source), path)

    def download(self, target: Path) -> None:
        with self._place() as (system, path):
            system.get_file(path, str(target))

    def copy_to(self, target: RemotePath) -> None:
        """Have the server copy it."""
        with self._place() as (system, path):
            system.copy(path, system._strip_protocol(target.url))

    def remove(self) -> None:
        """Remove it and all below it, if there is anything."""
        with self._place() as (system, path), contextlib.suppress(FileNotFoundError):
            system.rm(path, recursive=True)

    def file_system(self) -> tuple[Any, str]:
        """The fsspec file system that it is on, and its name there."""
        with self._place() as (system, path):
            return system, path

    @contextlib.contextmanager
    def _place(self) -> Iterator[tuple[Any, str]]:
        try:
            import fsspec

            yield fsspec.core.url_to_fs(self.url, **_options(self.url))
        except ImportError as error:
            raise RemoteError(f"{self.url}: {error}. For S3: pip install 'kehoach[s3]'") from error
        except (FileNotFoundError, FileExistsError):
            raise
        except OSError as error:
            if error.errno == errno.EEXIST:
                raise FileExistsError(errno.EEXIST, error.strerror, self.url) from error
            raise RemoteError(_advice(self.url, error)) from error
        except Exception as error:  # each protocol has errors of its own
            raise RemoteError(_advice(self.url, error)) from error


Place = Path | RemotePath
"""Where files or tables are."""


def place(text: str) -> Place:
    """The place that a text names: an address with a protocol, or else a path."""
    protocol, colon, _ = text.partition("://")
    return RemotePath(text.rstrip("/")) if colon and protocol.isalnum() else Path(text)


def _options(url: str) -> dict[str, Any]:
    """What a protocol's own caches have to be told, as others write to the same place."""
    return {"use_listings_cache": False} if url.startswith(("s3://", "s3a://")) else {}


def _advice(url: str, error: Exception) -> str:
    what = " ".join(str(error).split()) or type(error).__name__
    return f"{url} cannot be used ({what}). Check the address, the network and your credentials."
