"""How large an input may be, so that one broken file cannot stop a whole run."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.read.errors import ReadError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """`max_bytes` bounds the file, `max_line_length` (code points) the longest line of a text, `max_pages` the pages
    of a PDF or a picture file, `max_pixels` each picture, `max_unpacked_bytes` what a Word file's parts unpack to.

    A plan of a thousand pages is some 3 MiB of text, and its longest paragraph some thousand characters: the
    defaults leave room for anything that is a document.
    """

    max_bytes: int = 32 * MEBIBYTE
    max_line_length: int = 4_000_000
    max_pages: int = 1_500
    max_pixels: int = 120_000_000
    max_unpacked_bytes: int = 128 * MEBIBYTE


def check_size(byte_size: int, limits: ReadLimits) -> None:
    """Refuse a file by its size in bytes, which the caller may know before reading it.

    Raises ReadError, kind `empty` or `too_large`.
    """
    if byte_size == 0:
        raise ReadError("empty", "The file holds no bytes. Fetch or convert it again.")
    if byte_size > limits.max_bytes:
        raise ReadError(
            "too_large",
            f"The file has {byte_size:,} bytes; at most {limits.max_bytes:,} are read. "
            "Split it into its documents, or raise max_bytes.",
        )
