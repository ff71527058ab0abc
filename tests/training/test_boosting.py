"""Trees by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from kg.discover.ranker import ByRow, log_odds
from training.boosting import Settings, _bounds, fit

LEVEL = np.array([0, 0, 0, 0, 1, 1, 1, 1], dtype=np.float32)
TARGET = np.array([False, False, False, True, True, True, True, True])


def test_a_leaf_adds_the_newton_step_of_its_rows() -> None:
    trees = fit([LEVEL], TARGET, Settings(trees=1, depth=1, rate=0.5, ridge=2.0, sample=1.0, columns=1.0))
    odds = log(5 / 3)
    assert trees.base == pytest.approx(odds, abs=1e-6)
    # every row has the probability 5/8: a leaf of four rows has the curve 4 · 5/8 · 3/8
    curve = 4 * 15 / 64
    low, high = 0.5 * (1 - 4 * 5 / 8) / (curve + 2), 0.5 * (4 - 4 * 5 / 8) / (curve + 2)
    assert trees.values.tolist() == [pytest.approx([low, high], abs=1e-6)]
    assert (trees.column.tolist(), trees.above.tolist()) == ([[0]], [[0.0]])
    assert log_odds(8, [ByRow(LEVEL)], trees).tolist() == pytest.approx([odds + low] * 4 + [odds + high] * 4, abs=1e-5)


def test_a_tree_sees_a_share_of_rows_and_of_columns() -> None:
    seed = np.random.default_rng(3)
    columns = [seed.random(200).astype(np.float32) for _ in range(4)]
    target = columns[0] + 0.5 * columns[1] > seed.random(200) * 1.5
    plain = Settings(trees=6, depth=2, rate=0.3)
    found = [fit(columns, target, settings) for settings in (plain, Settings(trees=6, depth=2, rate=0.3, sample=1.0), Settings(trees=6, depth=2, rate=0.3, columns=1.0))]
    assert all(len(set(questions)) <= 2 for questions in found[0].column.tolist())
    questions = [(trees.column.tolist(), trees.above.tolist()) for trees in found]
    assert questions[0] != questions[1]
    assert questions[0] != questions[2]


def test_limits_are_forty_quantiles_of_the_values_above_the_least() -> None:
    column = np.concatenate([np.zeros(300), np.arange(1, 391)]).astype(np.float32)
    assert _bounds(column).tolist() == [1 + round(389 * place / 39 - 0.49999) for place in range(40)]
    assert _bounds(np.array([3, 1, 3], dtype=np.float32)).tolist() == [1, 3]
