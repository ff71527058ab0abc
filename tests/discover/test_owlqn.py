from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from training.owlqn import minimise


def test_squares_with_a_cost_of_absolute_values_are_least_at_the_soft_threshold() -> None:
    seed = np.random.default_rng(3)
    wanted, curve = seed.normal(0, 1, 60), seed.uniform(0.2, 5, 60)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        gap = weights - wanted
        return float((curve * gap**2).sum() / 2), curve * gap

    found = minimise(loss, np.zeros(60), 0.4, 80)
    soft = np.sign(wanted) * np.maximum(np.abs(wanted) - 0.4 / curve, 0)
    assert found == pytest.approx(soft, abs=1e-4)
    assert (found == 0).sum() == (soft == 0).sum() > 0
