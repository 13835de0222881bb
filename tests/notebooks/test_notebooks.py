"""The notebooks run on the samples' tables and on tables that hold nothing, and are kept without their output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
import regex

from notebooks.run import HERE, NOTEBOOKS, as_page, executed, main, with_parameters

NAMES = [path.stem for path in NOTEBOOKS]
CHARTS = {"1_first_look": 1, "2_legal_bases": 3, "3_who_does_what": 3, "4_indices": 3}
HOSTILE = "<script>alert(1)</script> $\\frac{"


@pytest.fixture(scope="module")
def pages(sample_folder: Path) -> dict[str, tuple[Any, str]]:
    """Each notebook as it is after its run on the samples, and its page."""
    notebooks = {path.stem: executed(path, sample_folder) for path in NOTEBOOKS}
    return {name: (notebook, as_page(notebook)) for name, notebook in notebooks.items()}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_notebooks_are_kept_without_output(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert cell.get("execution_count") is None
        assert not cell.get("outputs")
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert "version" not in notebook.metadata.language_info


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_run_on_the_samples(name: str, pages: dict[str, tuple[Any, str]]) -> None:
    notebook, _ = pages[name]
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    charts = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(charts) == CHARTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_pages_hold_all_they_need(name: str, pages: dict[str, tuple[Any, str]]) -> None:
    notebook, page = pages[name]
    assert notebook.cells[0].source.partition("\n")[0].lstrip("# ") in page
    assert page.count('src="data:image/png;base64,') == CHARTS[name]
    assert not regex.search(r"<script|<link|src=\"(?!data:)|url\(", page)
    assert "import pandas" not in page


def test_a_row_is_traced_to_its_words(pages: dict[str, tuple[Any, str]], sample_tables: Any) -> None:
    _, page = pages["1_first_look"]
    assert f"<mark>{sample_tables.citations.text[0]}</mark>" in page


@pytest.fixture
def run_cells(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a notebook's cells in this process; gives the names that they leave behind."""
    monkeypatch.syspath_prepend(str(HERE))
    plt.switch_backend("Agg")

    def run(path: Path, tables: Path) -> dict[str, Any]:
        notebook = with_parameters(nbformat.read(path, as_version=4), TABLES=str(tables))
        names: dict[str, Any] = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, path.name, "exec"), names)  # noqa: S102 - the notebooks are ours
        for number in plt.get_fignums():
            plt.figure(number).canvas.draw()
        plt.close("all")
        return names

    return run


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_notebooks_run_on_tables_that_hold_nothing(path: Path, run_cells: Any, make_tables: Any) -> None:
    run_cells(path, make_tables({}).folder)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_words_of_documents_are_neither_formulas_nor_pages(
    path: Path, run_cells: Any, make_tables: Any
) -> None:
    span = {"doc_id": "d", "text": HOSTILE, "char_start": 0, "char_end": len(HOSTILE), "rule": HOSTILE}
    tables = make_tables(
        {
            "documents": [
                {"doc_id": "d", "source_path": HOSTILE, "number": "1", "symbol": HOSTILE, "issuer": HOSTILE}
            ],
            "blocks": [{"doc_id": "d", "block_id": 0, "text": HOSTILE, "char_end": len(HOSTILE)}],
            "citations": [
                span | {"citation_id": 0, "instrument_id": "i", "relation": "mention", "confidence": 0.5}
            ],
            "instruments": [
                {"instrument_id": "i", "identifier": HOSTILE, "issuer": HOSTILE, "conflicts": [HOSTILE]}
            ],
            "tasks": [span | {"task_id": 0, "section": HOSTILE, "origin": "prose"}],
            "units": [span | {"task_id": 0, "unit_id": 0, "name": HOSTILE, "role": "lead"}],
        }
    )
    names = run_cells(path, tables.folder)
    shown = names["table"](names["tables"].citations)
    assert "<script>" not in shown.data
    assert "&lt;script&gt;" in shown.data


def test_a_parameter_that_the_notebook_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="COLOUR"):
        with_parameters(nbformat.read(NOTEBOOKS[0], as_version=4), COLOUR="red")


def test_without_tables_it_is_told_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make extract"):
        main(tmp_path / "none")
    assert not list(tmp_path.iterdir())
