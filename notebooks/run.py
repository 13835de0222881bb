"""Executes the notebooks on a folder's tables and writes them as pages for a browser.

python notebooks/run.py [TABLES [FOLDER]]

The pages, with charts and text but without code, go to `notebooks/` in the tables' folder where no other is given.
They need no network and no server.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from jinja2 import Environment, FileSystemLoader
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from pipeline.store.reader import TableError
from pipeline.tables import open_tables

HERE = Path(__file__).resolve().parent
NOTEBOOKS = tuple(sorted(HERE.glob("*.ipynb")))
LONGEST_CELL = 600  # seconds; a million rows take a while


def main(tables: Path, folder: Path | None = None) -> None:
    """Execute all notebooks and write their pages; ends the program where there are no tables to run them on."""
    try:
        open_tables(tables)
    except TableError as error:
        sys.exit(str(error))
    target = folder or tables / "notebooks"
    target.mkdir(parents=True, exist_ok=True)
    for path in NOTEBOOKS:
        page = target / f"{path.stem}.html"
        page.write_text(as_page(executed(path, tables)), encoding="utf-8")
        print(page)  # noqa: T201


def executed(path: Path, tables: Path) -> NotebookNode:
    """A notebook with the output that it gives on a folder's tables.

    Raises nbclient.exceptions.CellExecutionError, which shows the cell, where a cell fails.
    """
    notebook = with_parameters(nbformat.read(path, as_version=4), TABLES=str(tables.resolve()))
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=LONGEST_CELL, resources={"metadata": {"path": str(HERE)}}
    )
    # the project that the notebooks lie in, whatever is installed
    search_path = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as sockets:
        manager = client.create_kernel_manager()
        if os.name == "posix":  # files, where the kernel would else listen on ports of the machine
            manager.transport, manager.ip = "ipc", str(Path(sockets) / "kernel")
        client.execute(env=os.environ | {"PYTHONPATH": search_path})
    return notebook


def with_parameters(notebook: NotebookNode, **values: object) -> NotebookNode:
    """The notebook with other values in its cell of parameters. Raises ValueError where it does not set one."""
    (cell,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    lines = cell.source.split("\n")
    for name, value in values.items():
        places = [place for place, line in enumerate(lines) if line.startswith(f"{name} = ")]
        if not places:
            raise ValueError(f"the notebook has no parameter {name}")
        lines[places[0]] = f"{name} = {value!r}"
    cell.source = "\n".join(lines)
    return notebook


def as_page(notebook: NotebookNode) -> str:
    """An executed notebook as a page that holds all it needs."""
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_anchor_links=True)
    body, _ = exporter.from_notebook_node(notebook)
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("page.html")
    return template.render(title=_title(notebook), body=body)


def _title(notebook: NotebookNode) -> str:
    return str(notebook.cells[0].source).partition("\n")[0].lstrip("# ")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "data/tables"), *map(Path, sys.argv[2:3]))
