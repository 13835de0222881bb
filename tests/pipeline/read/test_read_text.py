"""The reader of text and Markdown: encodings, line ends, pages, and what cannot be read."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import SUPPORTED_SUFFIXES, ReadError, ReadLimits, check_size, read_document

PLAN = """ỦY BAN NHÂN DÂN
XÃ BÌNH PHÚ

Số: 12/KH-UBND

KẾ HOẠCH
Phổ biến pháp luật về “đất đai” năm 2025 – đợt 1

1. Công chức địa chính chủ trì, hoàn thành trước ngày 15/6/2025.
- Đài truyền thanh xã phối hợp; kinh phí: 5.000.000 đồng.
"""
NOISE = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(256))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Encode with each tone as a combining mark after its letter, as that code page needs."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        tone = "".join(part for part in parts if part in TONES)
        out += (base + tone).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + PLAN.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + PLAN.encode("utf-16-be"), "utf-16-be"),
        (PLAN.encode("utf-16-le"), "utf-16-le"),
        (PLAN.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + PLAN.encode("utf-32-le"), "utf-32-le"),
        (windows_1258(PLAN), "windows-1258"),
        (unicodedata.normalize("NFD", PLAN).encode(), "utf-8"),
    ],
)
def test_encodings_give_the_same_text(data: bytes, encoding: str) -> None:
    document = read_document(data, "ke hoach.txt")
    assert unicodedata.normalize("NFC", document.text) == PLAN
    assert document.encoding == encoding
    assert document.warnings == ()


def test_nfd_is_left_to_the_normaliser() -> None:
    decomposed = unicodedata.normalize("NFD", PLAN)
    assert read_document(decomposed.encode(), "a.txt").text == decomposed


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_line_ends_become_line_feeds(line_end: str) -> None:
    assert read_document(PLAN.replace("\n", line_end).encode(), "a.txt").text == PLAN


@pytest.mark.parametrize(
    ("text", "expected", "starts"),
    [
        ("Trang một\n\fTrang hai\n\fTrang ba\n", "Trang một\n\nTrang hai\n\nTrang ba\n", (0, 11, 22)),
        ("Trang một\n\fTrang hai\n\f", "Trang một\n\nTrang hai\n\n", (0, 11)),
        ("Chỉ một trang\n\f", "Chỉ một trang\n\n", (0,)),
        ("\fTrang một\fTrang hai", "\nTrang một\nTrang hai", (0, 11)),
        ("Không có trang\n", "Không có trang\n", ()),
    ],
)
def test_form_feeds_are_page_ends(text: str, expected: str, starts: tuple[int, ...]) -> None:
    document = read_document(text.encode(), "a.txt")
    assert document.text == expected
    assert document.page_starts == starts
    assert document.page_count == (len(starts) or None)


@pytest.mark.parametrize(
    ("text", "name", "markdown"),
    [
        (PLAN, "a.txt", False),
        (PLAN, "a.md", True),
        (PLAN, "A.MARKDOWN", True),
        ("**KẾ HOẠCH**\n**Trồng cây**\n\n**I. MỤC ĐÍCH**\nGiá 5*3*2.", "a.txt", True),
        ("## I. MỤC ĐÍCH\n## II. NỘI DUNG\n### 1. Việc\n", "a.txt", True),
        ("|\nSở Y tế\n|\nQuý I\n|\n", "a.txt", True),
        ("Ghi chú ** chưa duyệt **\n5 * 3\n", "a.txt", False),
    ],
)
def test_markdown_is_known_by_name_or_marks(text: str, name: str, markdown: bool) -> None:
    assert read_document(text.encode(), name).markdown is markdown


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (b"", "empty", "again"),
        (b" \r\n\t\f \n", "empty", "again"),
        (b"\xef\xbb\xbf\n", "empty", "again"),
        (bytes(4000), "binary", "UTF-8"),
        (NOISE, "binary", "UTF-8"),
        (b"\xff\xfe" + NOISE, "binary", "UTF-8"),
        ("Céng hßa x· héi".encode("latin-1"), "encoding", "Convert"),
        (b"\x1f\x8b\x08\x00", "unsupported", ".txt"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, kind: str, advice: str) -> None:
    with pytest.raises(ReadError) as refusal:
        read_document(data, "ke hoach.txt")
    assert refusal.value.kind == kind
    assert advice in str(refusal.value)


@pytest.mark.parametrize(("member", "called"), [("word/document.xml", "Word"), ("anh.png", "ZIP")])
def test_archives_are_named_for_what_they_hold(member: str, called: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    for data in (buffer.getvalue(), buffer.getvalue()[:-40]):
        with pytest.raises(ReadError, match=called):
            read_document(data, "ke hoach.txt")


@pytest.mark.parametrize(
    ("data", "expected", "warning"),
    [
        (
            PLAN.encode()[:-30] + b"\xe1\xbb",
            PLAN.encode()[:-30].decode(errors="ignore") + "\ufffd",
            "1 place",
        ),
        (PLAN.encode() + b"\xff \xfe \x80", PLAN + "\ufffd \ufffd \ufffd", "3 places"),
        (PLAN.encode() + b"\0\0", PLAN, "2 NUL"),
        (PLAN.encode("utf-16-le") + b"\x41", PLAN + "\ufffd", "1 place"),
        (PLAN.encode().decode("cp1252", "ignore").encode(), None, "twice"),
    ],
)
def test_damage_is_read_around_with_a_warning(data: bytes, expected: str | None, warning: str) -> None:
    document = read_document(data, "a.txt")
    assert expected is None or document.text == expected
    assert [warning in text for text in document.warnings] == [True]


def test_size_and_line_length_are_bounded() -> None:
    limits = ReadLimits(max_bytes=1000, max_line_length=50)
    for data in (b"a\n" * 501, b"a" * 51):
        with pytest.raises(ReadError) as refusal:
            read_document(data, "a.txt", limits=limits)
        assert refusal.value.kind == "too_large"
    assert read_document(b"a" * 50 + b"\n" + b"b" * 50, "a.txt", limits=limits).text
    with pytest.raises(ReadError, match="bytes"):
        check_size(1001, limits)


def test_content_decides_before_the_name() -> None:
    assert read_document(PLAN.encode(), "ke hoach.xyz").text == PLAN
    assert {".txt", ".text", ".md", ".markdown"} <= SUPPORTED_SUFFIXES


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_document(data, "a.txt").text
    except ReadError as error:
        text = f"{error.kind}: {error}"
    assert text.strip()
    assert "\r" not in text
    assert "\0" not in text


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).map("Điều 1.{}".format)
)
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    assert read_document(text.encode(), "a.txt").text == text
