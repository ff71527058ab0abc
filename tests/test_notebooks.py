"""The tutorial runs from beginning to end on the examples, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "docs").glob("*.ipynb"))


def _cells(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["cells"]
    return found


def test_both_languages_run_the_same_code_and_keep_no_output() -> None:
    assert [file.name for file in NOTEBOOKS] == ["tutorial.en.ipynb", "tutorial.zh.ipynb"]
    english, chinese = ([cell for cell in _cells(file) if cell["cell_type"] == "code"] for file in NOTEBOOKS)
    assert english == chinese
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in english)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_every_cell_runs(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient", reason="the tutorial needs nbclient, ipykernel and pandas: pip install '.[test]'")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    nbformat = pytest.importorskip("nbformat")

    monkeypatch.setenv("KG_EXAMPLES", str(ROOT / "examples"))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    notebook = nbformat.read(file, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = "".join(json.dumps(cell.get("outputs", []), ensure_ascii=False) for cell in notebook.cells)
    for expected in ("concepts,", "数字鸿沟", "changed", "edges.csv", "<iframe"):
        assert expected in shown
