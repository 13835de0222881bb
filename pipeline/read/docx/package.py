"""A Word file as an archive of XML parts, opened with bounds on what it may unpack to."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from pipeline.read.errors import ReadError
from pipeline.read.limits import MEBIBYTE, ReadLimits

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# the strict conformance class names the same elements in namespaces of its own
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_DOCUMENT = "word/document.xml"
_MAX_ENTRIES = 10_000
_MAX_RATIO = 250
_ALWAYS_ALLOWED = 4 * MEBIBYTE
_ENCRYPTED = 0x1


class Package:
    """The parts of a Word file by name, each parsed where it is asked for.

    Raises ReadError: `damaged` where the archive or a part cannot be read, `too_large` where it would unpack
    to more than the limits allow, `encrypted` where it is locked by a password.
    """

    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged("its archive is cut off or broken") from error
        if len(members) > _MAX_ENTRIES:
            raise ReadError(
                "too_large",
                f"The Word file has {len(members):,} parts; at most {_MAX_ENTRIES:,} are read. "
                "Open it in Word and save it anew, or leave it out.",
            )
        self._members = {member.filename.lstrip("/"): member for member in members}
        self._left = limits.max_unpacked_bytes
        self._limit = limits.max_unpacked_bytes
        self.relations = self._relations()

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self._members

    def xml(self, name: str) -> Any | None:
        """The root element of a part; None where there is no such part."""
        member = self._members.get(name)
        return None if member is None else self._parse(self._unpack(member), name)

    def related(self, kind: str) -> Any | None:
        """The root element of the part that the document is related to by a kind (`styles`, `footnotes`)."""
        name = next((target for relation, target in self.relations.values() if relation == kind), None)
        return None if name is None else self.xml(name)

    def _relations(self) -> dict[str, tuple[str, str]]:
        """By id, the kind and the part's name of each of the document's relations inside the archive."""
        folder, _, base = _DOCUMENT.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels")
        found = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def _unpack(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise ReadError(
                "encrypted", "The Word file is locked by a password. Save it without one, or leave it out."
            )
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > self._left or (member.file_size > _ALWAYS_ALLOWED and ratio > _MAX_RATIO):
            raise self._too_large()
        try:
            # the size that the archive states may be wrong: no more than this is unpacked in any case
            with self._archive.open(member) as stream:
                content = stream.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
            raise _damaged(f"its part {member.filename} cannot be unpacked") from error
        if len(content) > member.file_size:
            raise _damaged(f"its part {member.filename} is larger than stated")
        self._left -= len(content)
        return content

    def _parse(self, content: bytes, name: str) -> Any:
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _damaged(f"its part {name} declares entities, which no Word file may")
        if _STRICT in content:
            for strict, transitional in _TRANSITIONAL:
                content = content.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged(f"its part {name} is not well-formed") from error
        # in another encoding the declaration shows only after parsing
        if root.getroottree().docinfo.internalDTD is not None:
            raise _damaged(f"its part {name} declares entities, which no Word file may")
        return root

    def _too_large(self) -> ReadError:
        return ReadError(
            "too_large",
            f"The Word file unpacks to far more than its size (at most {self._limit // MEBIBYTE:,} MiB are "
            "unpacked). Open it in Word and save it anew, raise max_unpacked_bytes, or leave it out.",
        )


def _damaged(what: str) -> ReadError:
    return ReadError(
        "damaged", f"The Word file is damaged: {what}. Open it in Word and save it anew, or fetch it again."
    )
