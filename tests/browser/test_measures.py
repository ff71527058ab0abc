"""The measures that the page computes from its counts are those of every other output."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from kg import weights
from kg.export import html
from kg.store import Store
from tests.browser.conftest import Open
from tests.export.page import LABELS
from tests.project_fixture import CAP, Term, Text, body, write

pytestmark = pytest.mark.browser

MILLIONTH = 1.5e-6
"""Rounding half up and half to even, and two libraries' logarithms, may differ in the sixth decimal."""


def compared(page: Any) -> list[tuple[float, float]]:  # Any: playwright's page
    """Return (n, observed over expected) of every link after asserting that its G² and npmi are those of ``kg.weights``."""
    units, n, concepts, links = (page.evaluate(f"kg.{name}") for name in ("meta.units", "concepts.n", "concepts.label", "links"))
    found = []
    for place, (a, b, both) in enumerate(zip(links["a"], links["b"], links["n"], strict=True)):
        pair = f"{concepts[a]}, {concepts[b]}"
        assert links["g2"][place] == pytest.approx(weights.g2(both, n[a], n[b], units), rel=1e-9, abs=MILLIONTH), pair
        assert links["npmi"][place] == pytest.approx(weights.npmi(both, n[a], n[b], units), abs=MILLIONTH), pair
        found.append((both, both * units / (n[a] * n[b])))
    return found


def test_g2_and_npmi_of_the_examples(open_page: Open) -> None:
    assert len(compared(open_page().page)) > 200


def test_g2_and_npmi_of_rare_common_and_repelling_pairs(open_page: Open, tmp_path: Path) -> None:
    """Concepts from one sentence up to nearly all, so that pairs meet more and less than chance would have it, and some in every sentence of theirs."""
    labels = ["网络强国", "数字鸿沟", "平台治理", "智慧城市", "跨境支付", "量子通信", "老年群体", "青年人才"]
    chance = Random(2)
    lines = ["，".join(label for share, label in enumerate(labels, 1) if chance.random() < share / 9) + "。" for _ in range(90)]
    lines += ["绿色算力与灾备中心。", "灾备中心与绿色算力。", "网络强国自成一句。"]
    folder = write(tmp_path / "项目", [Text("甲", "2024-01-01", body(*lines))], [Term(label) for label in [*labels, "绿色算力", "灾备中心"]])
    with Store(folder) as store:
        html.write(store, tmp_path / "graph.html")
    found = compared(open_page(other=tmp_path / "graph.html").page)
    assert min(ratio for _, ratio in found) < 0.9
    assert max(ratio for _, ratio in found) > 10


def test_g2_of_two_concepts_that_meet_in_sentences_too_full_for_pairs(open_page: Open, tmp_path: Path) -> None:
    """Such sentences count for a concept alone, so that a pair may have fewer than it must have."""
    labels = LABELS[:CAP + 1]
    folder = write(tmp_path / "项目", [Text("甲", "", body("，".join(labels) + "。", "，".join(labels[:2]) + "。"))], [Term(label) for label in labels])
    with Store(folder) as store:
        html.write(store, tmp_path / "graph.html")
    assert compared(open_page(other=tmp_path / "graph.html").page) == [(1, 0.5)]
