"""Writing of the report: an overview and a page a document, in place of those of an earlier report."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine import engine_for
from pipeline.report.document import PagePicture, counts_of, document_page
from pipeline.report.overview import Counts, overview_html
from pipeline.report.pictures import (
    DRAWING,
    PICTURED_FORMATS,
    WIDTH,
    Picture,
    PictureJob,
    make_pictures,
    sheets_of,
)
from pipeline.report.tables import Row, RunTables
from pipeline.store.schema import DOCUMENT_TABLES

REPORT_FOLDER = "report"
_PAGES_FOLDER = "documents"
_OURS = b'<meta name="generator" content="kehoach">'
_ROW_TABLES = tuple(name for name in DOCUMENT_TABLES if name != "documents")
_PICTURES_FOLDER = f"pages-{WIDTH}"
_SECONDS = 120.0
"""What the pictures of one document may take; they take some hundredths of a second a page."""


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written: the overview's path, how many documents have a page, how many pages a picture."""

    index: Path
    documents: int
    pictures: int


def write_report(folder: Path, *, files: Path | None = None) -> ReportSummary:
    """Write `report/index.html` and `report/documents/<doc_id>.html` beside the tables of a folder.

    Pages of PDF and picture files get a picture where the file still lies where it was read, or under `files`,
    the folder that the tables' paths are relative to. The report of an earlier run is replaced when the new one is
    whole. Raises TableError where the tables cannot be read, and OSError where the report cannot be written.
    """
    tables = RunTables(folder)
    documents = sorted(tables.documents, key=lambda document: str(document["source_path"]))
    # a name that no input search takes up, on the same disk as what it will replace
    staging = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
    try:
        pages = staging / _PAGES_FOLDER
        pages.mkdir()
        counts: dict[str, Counts] = {}
        picture_count = 0
        jobs = _picture_jobs(tables, files, staging, folder / REPORT_FOLDER)
        pictures = _pictures([jobs[d["doc_id"]] for d in documents if d["doc_id"] in jobs])
        for number, document in enumerate(documents):
            doc_id = document["doc_id"]
            rows = {name: tables.rows_of(name, doc_id) for name in _ROW_TABLES}
            counts[doc_id] = counts_of(rows)
            shown = [_page_picture(doc_id, made) for made in next(pictures)] if doc_id in jobs else []
            picture_count += len(shown)
            text = document_page(
                document,
                rows,
                before=documents[number - 1] if number else None,
                after=documents[number + 1] if number + 1 < len(documents) else None,
                pictures=shown,
            )
            (pages / f"{doc_id}.html").write_text(text, encoding="utf-8")
        by_id = {document["doc_id"]: document for document in documents}
        (staging / "index.html").write_text(overview_html(tables.sources, by_id, counts), encoding="utf-8")
        staging.chmod(folder.stat().st_mode & 0o777)
        index = _put_in_place(staging, folder / REPORT_FOLDER)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return ReportSummary(index / "index.html", len(documents), picture_count)


def _picture_jobs(
    tables: RunTables, files: Path | None, staging: Path, earlier: Path
) -> dict[str, PictureJob]:
    """What is to be pictured, by doc_id."""
    locations = _locations(tables.sources, files)
    jobs = {}
    for document in tables.documents:
        doc_id, format_ = document["doc_id"], document["format"]
        sheets = sheets_of(tables.rows_of("pages", doc_id)) if format_ in PICTURED_FORMATS else ()
        if sheets and doc_id in locations:
            target, known = (root / _PICTURES_FOLDER / doc_id for root in (staging, earlier))
            jobs[doc_id] = PictureJob(doc_id, locations[doc_id], format_, target, known, sheets)
    return jobs


def _locations(sources: Iterable[Row], files: Path | None) -> Mapping[str, Path]:
    """Where a file of each document should lie."""
    locations: dict[str, Path] = {}
    for source in sources:
        if source["doc_id"] is not None:
            path = files / source["path"] if files is not None else Path(source["location"] or "")
            if source["doc_id"] not in locations or path.is_file():
                locations[source["doc_id"]] = path
    return locations


def _pictures(jobs: Sequence[PictureJob]) -> Iterator[list[Picture]]:
    """The pictures of each job. What a file does to the program that draws it stays in a process of its own."""
    if jobs:
        engine = engine_for("pool", timeout=_SECONDS, most=len(jobs), preload=(DRAWING,))
        for outcome in engine.run(make_pictures, jobs):
            yield outcome.value or []


def _page_picture(doc_id: str, picture: Picture) -> PagePicture:
    return PagePicture(
        picture.number,
        f"../{_PICTURES_FOLDER}/{doc_id}/{picture.name}",
        picture.width,
        picture.height,
    )


def _put_in_place(staging: Path, target: Path) -> Path:
    """Move the finished report to where an earlier one may stand; gives the target."""
    if target.exists():
        index = target / "index.html"
        if not index.is_file() or _OURS not in index.read_bytes()[:4096]:
            raise FileExistsError(errno.EEXIST, "it holds something else than a report", str(target))
        aside = Path(tempfile.mkdtemp(prefix=".report-old-", dir=target.parent))
        target.rename(aside / target.name)
        staging.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        staging.rename(target)
    return target
