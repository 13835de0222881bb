#!/usr/bin/env python3
"""Edit the samples that do not stand on disk as plain UTF-8.

recode.py unpack FOLDER   copies every sample into FOLDER as UTF-8 in NFC with line feeds, fit for an editor
recode.py pack FOLDER     writes the texts in FOLDER back to samples/, each as encodings.yaml says
"""

from __future__ import annotations

import argparse
import unicodedata
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
SAMPLES = HERE / "samples"
TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")


def settings() -> dict[str, dict[str, Any]]:
    """The content of encodings.yaml: stem to {form, newline, normal_form}."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "encodings.yaml").read_text(encoding="utf-8"))
    return loaded


def decode(content: bytes, setting: dict[str, Any]) -> str:
    """A sample's bytes as NFC text with line feeds."""
    text = content.decode(setting.get("form", "utf-8"))
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def encode(text: str, setting: dict[str, Any]) -> bytes:
    """NFC text with line feeds as the bytes of a sample; raises UnicodeEncodeError for a letter that the
    encoding lacks."""
    text = unicodedata.normalize(setting.get("normal_form", "NFC"), text)
    text = text.replace("\n", setting.get("newline", "\n"))
    form = setting.get("form", "utf-8")
    if form == "cp1258":
        text = "".join(map(_with_tone_apart, text))
    if form == "utf-16":
        # the byte order mark is written out so that every machine gives the same bytes
        return ("\ufeff" + text).encode("utf-16-le")
    return text.encode(form)


def _with_tone_apart(letter: str) -> str:
    """windows-1258 holds ă â ê ô ơ ư đ whole, and most tones only as marks after the letter."""
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        base = "".join(part for part in parts if part not in TONE_MARKS)
        return unicodedata.normalize("NFC", base) + "".join(part for part in parts if part in TONE_MARKS)
    return letter


def unpack(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table = settings()
    for path in sorted(SAMPLES.iterdir()):
        text = decode(path.read_bytes(), table.get(path.stem, {}))
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def pack(folder: Path) -> None:
    table = settings()
    for path in sorted(folder.iterdir()):
        text = decode(path.read_bytes(), {})
        (SAMPLES / path.name).write_bytes(encode(text, table.get(path.stem, {})))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=("unpack", "pack"))
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    {"unpack": unpack, "pack": pack}[arguments.action](arguments.folder)


if __name__ == "__main__":
    main()
