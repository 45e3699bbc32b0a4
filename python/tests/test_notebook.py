import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("pandas")
nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")


def test_the_notebook_runs():
    file = Path(__file__).parents[1] / "notebooks" / "examples.ipynb"
    notebook = nbformat.read(file, as_version=4)
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    nbclient.NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
    printed = "".join(
        output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", ())
    )
    assert "Lê Thị Mận" in printed and "negation-changed" in printed
