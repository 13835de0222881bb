"""What the notebooks share: short names of documents, tables for readers, and the look of the charts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from textwrap import shorten

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from pipeline.export.vietnamese import column_name, value_name
from pipeline.link.naming import document_number

BLUE, ORANGE, GREEN, GREY = "#2f6db5", "#e08a1e", "#2e8b6f", "#a3adb8"
BAR_HEIGHT = 0.3  # inches

pd.set_option("display.max_colwidth", 160)
plt.style.use(Path(__file__).with_name("kehoach.mplstyle"))


def document_names(documents: pd.DataFrame) -> pd.Series:
    """A short name for each row of the table `documents`, by `doc_id`: `27/KH-SNV · Hưng Yên`, else the file's.

    Names that two documents would share get the beginning of the `doc_id`.
    """
    names = []
    for row in documents.astype(object).where(documents.notna(), None).to_dict("records"):
        number = document_number(row["number"] or "…", row["symbol"])
        name = number if row["symbol"] else shorten(Path(row["source_path"]).stem, 36, placeholder="…")
        names.append(" · ".join(filter(None, (name, row["province"]))))
    shared = {name for name, count in Counter(names).items() if count > 1}
    names = [
        f"{name} · {doc_id[:4]}" if name in shared else name
        for name, doc_id in zip(names, documents["doc_id"], strict=True)
    ]
    return pd.Series(names, index=documents["doc_id"].to_numpy(), name="document", dtype="object")


def table(frame: pd.DataFrame, of: str | None = None) -> HTML:
    """A frame as an office reads it: dates as 31/12/2025, nothing where a value is missing.

    `of` names the table that the columns come from: they and their coded values are then shown in Vietnamese.
    """
    shown = frame.astype(object).where(frame.notna(), "")
    for column in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            shown[column] = frame[column].dt.strftime("%d/%m/%Y").fillna("")
        elif of is not None:
            shown[column] = [value_name(of, column, value) if value != "" else "" for value in shown[column]]
    if of is not None:
        shown.columns = [column_name(of, column) for column in frame.columns]
    return HTML(shown.to_html(index=False, border=0))


def two_lines(first: str, second: str | None, width: int = 46) -> str:
    """A label of at most two lines, each cut where it is longer than the width."""
    return "\n".join(shorten(line, width, placeholder=" …") for line in (first, second) if line)


def figure(rows: int, title: str, *, row_height: float = BAR_HEIGHT) -> Axes:
    """Axes high enough for a number of rows, the first on top; where there is none, words that say so."""
    _, axes = plt.subplots(figsize=(9, 1.2 + max(rows, 2) * row_height))
    axes.set_title(title, loc="left")
    axes.set_ylim(max(rows, 2) - 0.4, -0.6)
    if not rows:
        axes.text(0, 0, "Không có dòng nào.", va="center", color="#555555")
        axes.set_axis_off()
    return axes


def stacked_bars(counts: pd.DataFrame, title: str, colours: dict[str, str], unit: str) -> Axes:
    """A horizontal bar for each row of a frame of counts, a piece for each column, with the number in it."""
    labels = [str(label) for label in counts.index]
    lines = 1 + any("\n" in label for label in labels)
    axes = figure(len(counts), title, row_height=BAR_HEIGHT + 0.08 * lines)
    places = range(len(counts))
    left = pd.Series(0.0, index=counts.index)
    widest = float(counts.sum(axis=1).max()) if len(counts) else 0.0
    for column, colour in colours.items():
        values = counts[column].astype(float)
        pieces = axes.barh(places, values, left=left, color=colour, height=0.72, label=column)
        shown = [f"{value:.0f}" if value > widest * 0.03 else "" for value in values]
        axes.bar_label(pieces, shown, label_type="center", color="white", fontsize=8.5)
        left += values
    axes.set_yticks(places, labels)
    axes.set_xlabel(unit)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    if len(counts):
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return axes
