"""Why a document could not be read, in words that say what to do."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read: `kind` is for `sources.error_kind`, the message for `error_message`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
