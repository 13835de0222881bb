"""Files made to break readers, each a few kilobytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(objects: dict[int, bytes], root: int = 1, *, trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects, with its cross-reference table."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1))
    for number in range(1, max(objects) + 1):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    out.write(b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (max(objects) + 1, root, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def pages(
    count: int, resources: bytes = b"<< >>", contents: bytes = b"", box: bytes = b"0 0 595 842"
) -> bytes:
    """A PDF's pages as its objects 1 (catalogue), 2 (tree) and 3 (the page, shown `count` times)."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources %s %s >>" % (box, resources, contents)
    kids = b" ".join([b"3 0 R"] * count)
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            3: page,
        }
    )


def many_pages() -> bytes:
    return pages(10_000)


def encrypted() -> bytes:
    """A PDF whose password nobody knows."""
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (b"5a" * 32, b"a5" * 32)
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>", 3: lock}
    return pdf(objects, trailer=b"/Encrypt 3 0 R /ID [<00> <00>]")


def no_unicode_map() -> bytes:
    """A PDF page in a font that tells no letter of its glyphs."""
    text = b"BT /F 12 Tf 50 700 Td <%s> Tj ET" % b"".join(b"%04x" % (0xF000 + n) for n in range(1, 90))
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [5 0 R] >>"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>"
    )
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0 /Ascent 1 /Descent 0 "
        b"/CapHeight 1 /StemV 1 >>"
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 4 0 R >> >> "
        b"/Contents 7 0 R >>"
    )
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page,
            4: font,
            5: descendant,
            6: descriptor,
            7: stream(text),
        }
    )


def huge_picture_in_pdf(side: int = 30_000) -> bytes:
    """A PDF page that is a picture of side × side black pixels, packed twice over."""
    packed = zlib.compress(zlib.compress(b"\0" * (side * side // 8), 9), 9)
    image = stream(
        packed,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray "
        b"/Filter [/FlateDecode /FlateDecode]" % (side, side),
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> "
        b"/Contents 5 0 R >>"
    )
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page,
            4: image,
            5: stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        }
    )


def huge_png(side: int = 30_000) -> bytes:
    """A PNG of side × side white pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (side // 8)
    packed = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def word(document: bytes, **parts: bytes) -> bytes:
    """A Word file of its document part and others, by their names with `/` as `__` and `.` as `_dot_`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def paragraphs(*texts: str, before: str = "") -> bytes:
    """The document part of a Word file; `before` stands before its root."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()


def zip_bomb(mebibytes: int = 200) -> bytes:
    """A Word file of some 200 KB whose document part unpacks to as many MiB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(mebibytes):
            part.write(b" " * 2**20)
    return out.getvalue()


def lying_zip_bomb() -> bytes:
    """The same, its directory saying that the part is small."""
    data = bytearray(zip_bomb())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    data[22:26] = struct.pack("<I", 1000)
    return bytes(data)


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    return word(paragraphs("&e10;", before=f'<!DOCTYPE d [<!ENTITY e0 "ha ha ha ">{levels}]>'))


def external_entity(path: str) -> bytes:
    """A Word file that asks for the content of another file, and of an address."""
    declared = f'<!DOCTYPE d [<!ENTITY f SYSTEM "file://{path}"><!ENTITY n SYSTEM "http://127.0.0.1:9/x">]>'
    return word(paragraphs("KẾ HOẠCH", "Nội dung: &f; &n;", before=declared))


def escaping_parts() -> bytes:
    """A Word file with parts whose names lead out of the folder that it would be unpacked into."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escaped.txt", b"x")
        archive.writestr("/tmp/escaped-absolutely.txt", b"x")  # noqa: S108 - a name that must not be followed
        archive.writestr("word/document.xml", paragraphs("KẾ HOẠCH", "Năm 2025"))
    return out.getvalue()
