"""The texts that are measured: the samples, as they are and multiplied with varied content; and the way to tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from pipeline.process import process_document
from pipeline.read import ReadError, read_document
from pipeline.store.batches import record_batch
from pipeline.store.schema import TABLES

_NUMBER_OF_INSTRUMENT = regex.compile(r"(?<=số )\d{1,4}(?=/)")
_DAY = regex.compile(r"\b\d{1,2}(?=/\d{1,2}/\d{4}\b)")


def sample_texts(folder: Path) -> list[tuple[str, str]]:
    """Name and text of every document below a folder that can be read as text."""
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            try:
                texts.append((path.name, read_document(path.read_bytes(), path.name).text))
            except ReadError:
                continue
    return texts


def make_tables(data: bytes, name: str) -> None:
    """The whole way from a file's content to batches of all tables, which are thrown away."""
    for table, rows in process_document(data, name).rows.items():
        record_batch(TABLES[table], rows)


def varied_texts(texts: list[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """As many documents as asked for: the texts again and again, each time with other numbers and dates."""
    for number in range(count):
        name, text = texts[number % len(texts)]
        round_ = number // len(texts)

        def other_number(match: regex.Match[str], round_: int = round_) -> str:
            return str((int(match[0]) + 7 * round_) % 9_999 + 1)

        def other_day(match: regex.Match[str], round_: int = round_) -> str:
            return f"{(int(match[0]) + round_) % 28 + 1:02}"

        varied = _DAY.sub(other_day, _NUMBER_OF_INSTRUMENT.sub(other_number, text))
        yield f"{number:06}-{name}", f"{varied}\nBản thứ {number + 1}.\n"


def write_texts(texts: Iterator[tuple[str, str]], folder: Path) -> int:
    """Write each text to a file of its name; gives the number of characters written."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for name, text in texts:
        (folder / name).write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


HOSTILE: dict[str, str] = {
    "((((…": "(",
    "Căn cứ Căn cứ …": "Căn cứ ",
    "1/1/1/1…": "1/",
    "one long line": "Sở Nội vụ chủ trì, phối hợp với các sở, ngành triển khai thực hiện trong năm 2025 ",
    "số 1/NQ-CP …": "số 1/NQ-CP ",
    "số số số …": "số ",
    "ngày 1 tháng …": "ngày 1 tháng ",
    "a.a.a.a…": "a.",
    "- - - -…": "- ",
    "|||…": "| ",
    "****…": "**",
    "1. 1. 1. …": "1. ",
    "đ) đ) …": "đ) ",
    "lines of '- Sở'": "- Sở Y tế chủ trì;\n",
    "lines of '|'": "| a | b |\n",
    "blank lines": "a\n\n",
    "Luật Luật …": "Luật ",
    "PCI, PCI, …": "PCI, ",
    "Sở A, Sở A, …": "Sở Y tế, ",
    "khoản 1 điểm a …": "khoản 1 điểm a ",
    "quý I, quý I …": "quý I, ",
    "sửa đổi Nghị định …": "sửa đổi, bổ sung Nghị định số 1/2020/NĐ-CP về ",
}
"""Inputs that make careless patterns take more than linear time: what is shown, and what is repeated."""


def hostile_text(unit: str, size: int) -> str:
    """A text of about `size` characters: a plan's opening, and then the unit over and over."""
    opening = (
        "SỞ NỘI VỤ\nSố: 1/KH-SNV\n\nKẾ HOẠCH\nCải cách hành chính năm 2025\n\nCăn cứ tình hình thực tế,\n\n"
    )
    return opening + unit * (size // len(unit))
