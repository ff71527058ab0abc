"""Parts of forms, and tables of counts by key."""

from __future__ import annotations

import numpy as np
import pytest

from kg.discover.known import EDGES, edge, edge_prints, folded
from kg.prints import prints
from training.pools import table

FORMS = ["网络空间主权", "数据", "网", "AI治理"]


@pytest.mark.parametrize(("name", "expected"), {
    "end1": ["权", "据", "网", "理"], "end2": ["主权", "数据", "网", "治理"], "end3": ["间主权", "数据", "网", "i治理"],
    "begin1": ["网", "数", "网", "a"], "begin2": ["网络", "数据", "网", "ai"]}.items())
def test_parts_of_forms(name: str, expected: list[str]) -> None:
    assert name in EDGES
    assert [edge(form.lower(), name) for form in FORMS] == expected
    assert edge_prints(folded(FORMS), name).tolist() == prints("\n".join(expected)).whole().tolist()


def test_an_unknown_key_has_zeros() -> None:
    found = table({"数据": np.array([3, 1]), "AI": np.array([2, 2])}, 2)
    assert found.of(prints("数据\n鸿沟\nAI").whole()).tolist() == [[3, 1], [0, 0], [2, 2]]
    assert table({}, 2).of(prints("数据").whole()).tolist() == [[0, 0]]
