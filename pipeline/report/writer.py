"""Writing of the report: an overview and a page a document, in place of those of an earlier report."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.report.document import PagePicture, counts_of, document_page
from pipeline.report.overview import Counts, overview_html
from pipeline.report.tables import Row, RunTables
from pipeline.store.schema import DOCUMENT_TABLES

REPORT_FOLDER = "report"
_PAGES_FOLDER = "documents"
_OURS = b'<meta name="generator" content="kehoach">'
_ROW_TABLES = tuple(name for name in DOCUMENT_TABLES if name != "documents")

Pictures = Callable[[Row, dict[str, list[Row]], Path], list[PagePicture]]


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written: the overview's path, how many documents have a page, how many pages a picture."""

    index: Path
    documents: int
    pictures: int


def write_report(folder: Path, *, pictures: Pictures | None = None) -> ReportSummary:
    """Write `report/index.html` and `report/documents/<doc_id>.html` beside the tables of a folder.

    `pictures` makes the pictures of a document's pages, given its row, its rows by table name and the report's
    folder `documents`. The report of an earlier run is replaced when the new one is whole. Raises TableError
    where the tables cannot be read, and OSError where the report cannot be written.
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
        for number, document in enumerate(documents):
            doc_id = document["doc_id"]
            rows = {name: tables.rows_of(name, doc_id) for name in _ROW_TABLES}
            counts[doc_id] = counts_of(rows)
            shown = pictures(document, rows, pages) if pictures else []
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
