"""The rows of the table of agreement are what their names say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import quality
from benchmarks.quality import Task, kg_rows
from benchmarks.scoring import Agreement, Gold, Prediction, average

GOLD = {"a": Gold([("网络主权", 2, {"网络主权"})], set())}


def test_where_variants_are_not_counted_they_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "extract", lambda *_: [Prediction("a", "cyber sovereignty", 0.9, ("网络主权",))])
    task = Task(GOLD, [], lambda predictions: average(GOLD, predictions))
    recalls = {name: (row.recall, round(error, 6)) for name, row, error in kg_rows(task, "project")}
    assert recalls.items() >= {"kg": (1.0, 0.1), "kg, variants not counted": (0.0, 0.9)}.items()


def test_a_gain_is_what_is_lost_without_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = [("kg", 0.75, 3), ("kg, variants not counted", 0.625, 3), ("kg without thesaurus", 0.5, 4)]
    monkeypatch.setattr(quality, "examples", lambda: Task(GOLD, [], lambda predictions: average(GOLD, predictions)))
    monkeypatch.setattr(quality, "kg_rows", lambda *_: [(name, Agreement._make([share] * 6 + [many]), 0.0) for name, share, many in rows])
    monkeypatch.setattr("sys.argv", ["quality", "--no-peers", "--json", str(tmp_path / "figures.json")])
    assert quality.main() == 0
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["gain of variants"] == {**dict.fromkeys(Agreement._fields[:-1], 0.125), "predicted": 0}
    assert figures["gain of the thesaurus"] == {**dict.fromkeys(Agreement._fields[:-1], 0.25), "predicted": -1}
