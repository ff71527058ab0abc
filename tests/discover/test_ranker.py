from __future__ import annotations

import numpy as np
import pytest

from kg.discover.ranker import ByForm, ByRow, Column, Ranker, log_odds, probability
from training.boosting import Settings, fit


def test_a_tree_adds_the_value_of_the_leaf_that_its_questions_lead_to() -> None:
    trees = Ranker(np.array([[0, 1]], dtype=np.int16), np.array([[1.0, 5.0]], dtype=np.float32), np.array([[0.0, 1.0, 2.0, 3.0]]), 0.5)
    columns: list[Column] = [ByForm(np.array([0, 2], dtype=np.float32), np.array([0, 1, 0, 1], dtype=np.int32)), ByRow(np.array([0, 0, 9, 9], dtype=np.float32))]
    assert log_odds(4, columns, trees).tolist() == [0.5, 1.5, 2.5, 3.5]


def test_boosting_learns_what_depends_on_two_columns_together_and_the_same_again() -> None:
    seed = np.random.default_rng(1)
    columns = [seed.random(2000).astype(np.float32) for _ in range(3)]
    target = (columns[0] > 0.5) & (columns[2] > 0.3)
    one, other = (fit(columns, target, Settings(trees=40, depth=3, rate=0.3)) for _ in range(2))
    assert ((probability(2000, [ByRow(column) for column in columns], one) > 0.5) == target).mean() > 0.97
    assert (one.column == other.column).all()
    assert (one.values == other.values).all()


def test_a_probability_has_six_decimals() -> None:
    none = Ranker(np.zeros((0, 1), dtype=np.int16), np.zeros((0, 1), dtype=np.float32), np.zeros((0, 2)), float(np.log(0.1234564 / (1 - 0.1234564))))
    assert probability(2, [], none).tolist() == [0.123456, 0.123456]


def test_an_odd_number_of_trees_and_rows_of_several_blocks_are_added_up_like_one_row() -> None:
    seed = np.random.default_rng(5)
    trees = Ranker(
        seed.integers(0, 3, (5, 2)).astype(np.int16), seed.normal(size=(5, 2)).astype(np.float32), seed.normal(size=(5, 4)), 0.25)
    values = [seed.normal(size=70_000).astype(np.float32) for _ in range(3)]
    expected = np.full(70_000, 0.25)
    for column, above, value in zip(trees.column.tolist(), trees.above, trees.values, strict=True):
        expected += value[sum((values[one] > limit).astype(int) << level for level, (one, limit) in enumerate(zip(column, above, strict=True)))]
    assert log_odds(70_000, [ByRow(column) for column in values], trees) == pytest.approx(expected, abs=1e-12)
