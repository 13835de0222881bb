"""The sets of annotated documents, and the floors that their scores must not fall below."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_PROJECT = Path(__file__).resolve().parents[1]
_SHARED = Path(os.environ.get("KEHOACH_SHARED", _PROJECT.parent / "shared"))
FLOORS = _PROJECT / "data" / "gold" / "floors.toml"
FLOORS_HEAD = """\
# The lowest F1 that each part may score on each set of annotated documents, and the set's hash.
# Written by `make evaluate PIN=1`.
"""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotations (`<stem>.yaml` in one folder) and the folder below which their documents lie."""

    name: str
    annotations: Path
    documents: Path

    def is_there(self) -> bool:
        """Whether there is any annotation."""
        return any(self.annotations.glob("*.yaml"))

    def pairs(self) -> Iterator[tuple[Path, Path]]:
        """Each annotation with its document, by name. Raises FileNotFoundError where a document is missing."""
        by_stem = {path.stem: path for path in sorted(self.documents.rglob("*")) if path.is_file()}
        for annotation in sorted(self.annotations.glob("*.yaml")):
            if annotation.stem not in by_stem:
                raise FileNotFoundError(f"{annotation} annotates no file below {self.documents}")
            yield annotation, by_stem[annotation.stem]

    def digest(self) -> str:
        """16 hex digits that change whenever an annotation or an annotated document changes."""
        digest = hashlib.sha256()
        for annotation, document in self.pairs():
            for path in (annotation, document):
                digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]


GOLD_SETS = (
    GoldSet("samples", _PROJECT / "data" / "gold", _PROJECT / "data" / "samples"),
    GoldSet("shared", _SHARED / "gold", _SHARED / "corpus"),
)


@dataclass(slots=True)
class Floors:
    """What is pinned for one set: its hash and the lowest F1 of each part."""

    digest: str
    f1: dict[str, float] = field(default_factory=dict)

    def fallen(self, f1: dict[str, float]) -> list[str]:
        """In words, the parts that score lower than is pinned."""
        return [
            f"{part}: {f1.get(part, 0.0):.4f} is below {floor:.4f}"
            for part, floor in self.f1.items()
            if f1.get(part, 0.0) < floor
        ]

    def breaches(self, digest: str, f1: dict[str, float]) -> list[str]:
        """In words, what does not hold: a part that has fallen, one without a floor, a set that is another."""
        if digest != self.digest:
            return ["the annotated documents have changed since the floors were pinned"]
        return self.fallen(f1) + [f"{part}: no floor is pinned" for part in f1 if part not in self.f1]


def load_annotation(path: Path) -> dict[str, Any]:
    """The content of an annotation file. Raises ValueError where it is not a mapping."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{path} is not an annotation: it has no keys")
    return content


def load_floors(path: Path) -> dict[str, Floors]:
    """The pinned floors by the name of the set; none where the file does not exist."""
    if not path.exists():
        return {}
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(pinned["digest"], dict(pinned["f1"])) for name, pinned in content.items()}


def save_floors(path: Path, floors: dict[str, Floors], head: str = FLOORS_HEAD) -> None:
    """Write the floors under a head of comments, so that `load_floors` gives them back."""
    lines = [head]
    for name, pinned in sorted(floors.items()):
        lines += [f"[{name}]", f'digest = "{pinned.digest}"', "", f"[{name}.f1]"]
        lines += [f'"{part}" = {floor:.4f}' for part, floor in pinned.f1.items()]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
