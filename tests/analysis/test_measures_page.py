"""The worked example of the page about measures."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_the_worked_example_gives_the_numbers_of_the_page() -> None:
    page = Path(__file__).resolve().parents[2] / "docs/measures.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, tried) == (0, 2)
