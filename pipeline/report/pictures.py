"""Pictures of the pages of PDF and picture files, as their words were read: straight and upright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.report.tables import Row

PICTURED_FORMATS = ("pdf", "image")
WIDTH = 1000
"""Pixels: what a page is shown at, and small print can be read at."""
MOST_PAGES = 200
"""A document's pages that get a picture: some 15 megabytes."""
DRAWING = "pipeline.report.drawing"
"""The module that draws, for a pool to load once."""


class Sheet(NamedTuple):
    """A page to be shown, and how it has to be turned, as in the table `pages`."""

    number: int
    skew: float
    quarters: int

    @property
    def stem(self) -> str:
        """Names its picture; the same name stands for the same picture."""
        return f"{self.number}" + (f"-{self.quarters}-{self.skew:.2f}" if self.skew or self.quarters else "")


@dataclass(frozen=True, slots=True)
class PictureJob:
    """The pictures of one document: its file, whose bytes must be those of `doc_id`, and where they go.

    Pictures that stand in `earlier`, the folder of an earlier report, are taken over.
    """

    doc_id: str
    path: Path
    format: str
    folder: Path
    earlier: Path
    sheets: tuple[Sheet, ...]


class Picture(NamedTuple):
    """A picture that was made: the page's number, the file's name and its size in pixels."""

    number: int
    name: str
    width: int
    height: int


def sheets_of(pages: Sequence[Row]) -> tuple[Sheet, ...]:
    """The pages that get a picture, from rows of the table `pages`."""
    return tuple(
        Sheet(page["page"], page["skew"], page["quarters"]) for page in pages[:MOST_PAGES] if page["width"]
    )


def make_pictures(job: PictureJob) -> list[Picture]:
    """Write the pictures of a document's pages, or take those of an earlier report; none where its file is gone,
    changed or cannot be shown."""
    earlier = list(_earlier(job))
    if len(earlier) == len(job.sheets):
        for picture in earlier:
            _take_over(job.earlier / picture.name, job.folder / picture.name)
        return earlier
    from pipeline.report.drawing import draw_pages

    return draw_pages(job)


def _earlier(job: PictureJob) -> Iterator[Picture]:
    for sheet in job.sheets:
        for suffix in (".png", ".jpg"):
            path = job.earlier / f"{sheet.stem}{suffix}"
            if path.is_file():
                from PIL import Image  # only where there are pictures

                with Image.open(path) as image:
                    yield Picture(sheet.number, path.name, *image.size)
                break


def _take_over(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
