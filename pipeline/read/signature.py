"""What kind of file some bytes are, by the marks that formats put at their beginning."""

from __future__ import annotations

import io
import zipfile

_PREFIXES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x7fELF", "program"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
)
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MEMBERS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))
# stream names in a compound file's directory, which are UTF-16
_COMPOUND_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_HTML_STARTS = (b"<!doctype html", b"<html")

DESCRIPTIONS = {
    "pdf": "a PDF file",
    "docx": "a Word file (.docx)",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint file",
    "odt": "an OpenDocument text",
    "zip": "a ZIP archive",
    "doc": "a Word file (.doc)",
    "xls": "an Excel workbook",
    "ppt": "a PowerPoint file",
    "ole": "an Office file of an old kind",
    "rtf": "an RTF file",
    "html": "an HTML page",
    "png": "a PNG image",
    "jpeg": "a JPEG image",
    "gif": "a GIF image",
    "tiff": "a TIFF image",
    "gzip": "a gzip archive",
    "bzip2": "a bzip2 archive",
    "xz": "an xz archive",
    "7z": "a 7-Zip archive",
    "rar": "a RAR archive",
    "program": "a program",
    "parquet": "a Parquet table",
    "sqlite": "an SQLite database",
}
"""What a message calls each kind."""


def file_kind(data: bytes) -> str | None:
    """The kind of file that the bytes are (a key of DESCRIPTIONS); None where no mark tells, as in texts."""
    for prefix, kind in _PREFIXES:
        if data.startswith(prefix):
            return kind
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(_COMPOUND_FILE):
        return next((kind for name, kind in _COMPOUND_STREAMS if name.encode("utf-16-le") in data), "ole")
    if data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML_STARTS):
        return "html"
    # some PDF files carry a few stray bytes before their mark
    return "pdf" if b"%PDF-1." in data[:1024] else None


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").endswith(b"opendocument.text"):
                return "odt"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        # cut off: the names still stand before each member
        return next((kind for member, kind in _ZIP_MEMBERS if member.encode() in data), "zip")
    return next((kind for member, kind in _ZIP_MEMBERS if member in names), "zip")
