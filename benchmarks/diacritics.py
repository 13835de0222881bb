"""How many letters with diacritics come back right from files in legacy encodings, beside their expected texts.

`python -m benchmarks.diacritics FOLDER` reads each file in the folder that has `<stem>.expected.txt` beside it.

What is counted: every letter beyond ASCII in the expected text. It is right where the text that was read, its
words aligned with the expected ones and its letters within words that differ, has the same letter in its
place. White space and optional hyphens do not count, and case does not: a font that draws small letters as
capitals is read as capitals, which texts converted byte by byte do not show. `cased` counts with case.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import regex

from pipeline.read import ReadError, read_document

EXPECTED = ".expected.txt"
_OPTIONAL_HYPHEN = regex.compile("[\x1f\u00ad]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")


@dataclass(frozen=True, slots=True)
class Recovery:
    """Letters with diacritics in an expected text, and how many of them came back."""

    expected: int
    right: int

    @property
    def share(self) -> float:
        """The share that came back; 1 where there are none."""
        return self.right / self.expected if self.expected else 1.0


def recovery(expected: str, read: str, *, cased: bool = False) -> Recovery:
    """Count the letters beyond ASCII of an expected text that stand in their places in a text as read."""
    wanted, found = _words(expected, cased), _words(read, cased)
    total = sum(map(_marked, wanted))
    right = 0
    for kind, begin, end, begin_found, end_found in SequenceMatcher(
        None, wanted, found, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            right += sum(map(_marked, wanted[begin:end]))
        elif kind == "replace":
            one, other = " ".join(wanted[begin:end]), " ".join(found[begin_found:end_found])
            blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
            right += sum(_marked(one[block.a : block.a + block.size]) for block in blocks)
    return Recovery(total, right)


def expected_pairs(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder that have an expected text beside them, with it."""
    for text in sorted(folder.glob(f"*{EXPECTED}")):
        stem = text.name.removesuffix(EXPECTED)
        for path in sorted(folder.glob(f"{stem}.*")):
            if path != text:
                yield path, text.read_text(encoding="utf-8")


def _words(text: str, cased: bool) -> list[str]:
    text = unicodedata.normalize("NFC", _OPTIONAL_HYPHEN.sub("", text))
    return _WORD.findall(text if cased else text.lower())


def _marked(text: str) -> int:
    return sum(letter > "\x7f" and letter.isalpha() for letter in text)


def main() -> int:
    """Print the shares, file by file."""
    parser = argparse.ArgumentParser(description="Counts letters with diacritics that come back right.")
    parser.add_argument("folder", type=Path)
    found = False
    for path, expected in expected_pairs(parser.parse_args().folder):
        found = True
        try:
            document = read_document(path.read_bytes(), path.name)
        except ReadError as error:
            print(f"{path.name}: {error.kind}")
            continue
        folded, cased = recovery(expected, document.text), recovery(expected, document.text, cased=True)
        print(f"{path.name}: {folded.share:.4f} of {folded.expected:,} letters, {cased.share:.4f} with case")
        for warning in document.warnings:
            print(f"    {warning}")
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main())
