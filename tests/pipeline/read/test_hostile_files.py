"""Files made to break readers: each gets a row that says why, nothing is fetched, and the others are unharmed."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hostile_files import (
    encrypted,
    entity_bomb,
    escaping_parts,
    external_entity,
    huge_picture_in_pdf,
    huge_png,
    lying_zip_bomb,
    many_pages,
    no_unicode_map,
    paragraphs,
    word,
    zip_bomb,
)

from pipeline.cli import main
from pipeline.process import process_document
from pipeline.read import ReadError, ReadLimits, read_document
from pipeline.read.office import find_office

DATA = Path(__file__).resolve().parents[3] / "data"
PLAN_PDF = (DATA / "formats" / "so-giao-duc-chuyen-doi-so-2030.pdf").read_bytes()
ELSEWHERE = "words of another file"

HOSTILE = {
    "encrypted.pdf": (encrypted, "encrypted"),
    "cut-off.pdf": (lambda: PLAN_PDF[: len(PLAN_PDF) // 2], "broken"),
    "ten-thousand-pages.pdf": (many_pages, "too_large"),
    "no-unicode-map.pdf": (no_unicode_map, "empty"),
    "huge-picture.pdf": (huge_picture_in_pdf, "too_large"),
    "huge-picture.png": (huge_png, "too_large"),
    "zip-bomb.docx": (zip_bomb, "too_large"),
    "lying-zip-bomb.docx": (lying_zip_bomb, "damaged"),
    "entity-bomb.docx": (entity_bomb, "damaged"),
    "external-entity.docx": (lambda: external_entity("/etc/hostname"), "damaged"),
    "deep.docx": (lambda: word(paragraphs("<w:p>" * 50_000 + "</w:p>" * 50_000)), "damaged"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"x", "empty"),
    "tables.html": (lambda: b"<html><body>" + b"<table><tr><td>" * 20_000, "empty"),
}


def test_each_hostile_file_is_logged_and_a_plan_beside_them_comes_out(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    plan = DATA / "samples" / "so-noi-vu-nang-cao-chi-so-2025.md"
    shutil.copy(plan, folder)
    assert main(["extract", str(folder), "--out", str(out), "--jobs", "2"]) == 1
    sources = {row["path"]: row for row in pq.read_table(out / "sources.parquet").to_pylist()}
    assert {name: sources[name]["error_kind"] for name in HOSTILE} == {
        name: kind for name, (_, kind) in HOSTILE.items()
    }
    assert {sources[name]["status"] for name in HOSTILE} == {"failed"}
    assert all(len(sources[name]["error_message"]) > 40 for name in HOSTILE)
    alone = process_document(plan.read_bytes(), plan.name).rows["citations"]
    columns = ["char_start", "char_end", "identifier"]
    found = pq.read_table(out / "citations.parquet", columns=columns).to_pylist()
    assert found == [{column: row[column] for column in columns} for row in alone]


def test_a_broken_table_of_contents_is_mended() -> None:
    broken = PLAN_PDF[: PLAN_PDF.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF\n"
    assert read_document(broken, "plan.pdf").text == read_document(PLAN_PDF, "plan.pdf").text


def test_a_higher_limit_on_pixels_is_the_one_that_holds() -> None:
    with pytest.raises(ReadError, match="at most 390,000,000 are read"):
        read_document(huge_png(20_000), "page.png", limits=ReadLimits(max_pixels=390_000_000))


def test_pages_beyond_the_limit_are_refused_with_both_numbers() -> None:
    with pytest.raises(ReadError, match=r"3 pages; at most 2 "):
        read_document(PLAN_PDF, "plan.pdf", limits=ReadLimits(max_pages=2))


def test_parts_that_lead_out_of_their_folder_are_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "KẾ HOẠCH" in read_document(escaping_parts(), "plan.docx").text
    assert not list(tmp_path.parent.glob("escaped*"))
    assert not Path("/tmp/escaped-absolutely.txt").exists()  # noqa: S108


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and the connections that were made to it."""
    connections: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                connections.append(address)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], connections
        done.set()
        thread.join()


def test_a_web_page_fetches_nothing_and_reads_no_other_file(
    listener: tuple[int, list[object]], tmp_path: Path
) -> None:
    port, connections = listener
    (tmp_path / "secret.txt").write_text(ELSEWHERE)
    page = (
        f'<!DOCTYPE html [<!ENTITY f SYSTEM "file://{tmp_path}/secret.txt">]><html><head>'
        f'<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css"><script src="http://127.0.0.1:{port}/a.js">'
        f'</script></head><body><p>KẾ HOẠCH &f;</p><iframe src="file://{tmp_path}/secret.txt"></iframe>'
        f'<img src="http://127.0.0.1:{port}/a.png"></body></html>'
    )
    assert ELSEWHERE not in read_document(page.encode(), "plan.html").text
    assert not connections


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_fetches_nothing_and_reads_no_other_file(
    listener: tuple[int, list[object]], tmp_path: Path
) -> None:
    port, connections = listener
    (tmp_path / "secret.txt").write_text(ELSEWHERE)
    fields = "".join(
        rf'{{\field{{\*\fldinst {{ {kind} "{address}" }}}}{{\fldrslt x}}}}\par '
        for kind, address in (
            ("INCLUDEPICTURE", f"http://127.0.0.1:{port}/a.png"),
            ("INCLUDETEXT", f"{tmp_path}/secret.txt"),
            ("INCLUDETEXT", f"http://127.0.0.1:{port}/a.txt"),
        )
    )
    source = read_document(rf"{{\rtf1\ansi KE HOACH\par {fields}}}".encode(), "plan.rtf")
    assert "KE HOACH" in source.text
    assert ELSEWHERE not in source.text
    assert not connections
