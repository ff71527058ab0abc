"""Least value of a smooth function plus the sum of absolute weights: orthant-wise L-BFGS (Andrew & Gao 2007)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Smooth = Callable[[Vector], tuple[float, Vector]]
"""Weights → value and gradient."""
_MEMORY, _DESCENT, _SHORTEST = 8, 1e-4, 1e-10


class _Step(NamedTuple):
    """A change of the weights and of the gradient, and one over their product."""

    weights: Vector
    gradient: Vector
    scale: float


def minimise(smooth: Smooth, start: Vector, absolute: float, iterations: int) -> Vector:
    """Return the weights after so many steps; ``absolute``: cost of each weight's absolute value. Most weights stay zero."""
    weights = start
    value, gradient = smooth(weights)
    value += absolute * float(np.abs(weights).sum())
    steps: deque[_Step] = deque(maxlen=_MEMORY)
    for _ in range(iterations):
        slope = _slope(weights, gradient, absolute)
        direction = -_curved(slope, steps)
        direction[direction * slope >= 0] = 0
        length = 1.0 if steps else 1 / max(float(np.linalg.norm(slope)), _SHORTEST)
        orthant = np.where(weights != 0, np.sign(weights), -np.sign(slope))
        while True:
            moved = weights + length * direction
            moved[moved * orthant < 0] = 0
            found, steepness = smooth(moved)
            found += absolute * float(np.abs(moved).sum())
            if found <= value + _DESCENT * float(slope @ (moved - weights)) or length < _SHORTEST:
                break
            length /= 2
        step, change = moved - weights, steepness - gradient
        if (product := float(step @ change)) > _SHORTEST:
            steps.append(_Step(step, change, 1 / product))
        weights, value, gradient = moved, found, steepness
    return weights


def _slope(weights: Vector, gradient: Vector, absolute: float) -> Vector:
    """Return the gradient of the whole; of a weight of zero the side that descends, if one does."""
    at_zero = np.where(gradient + absolute < 0, gradient + absolute, np.where(gradient - absolute > 0, gradient - absolute, 0.0))
    return np.where(weights != 0, gradient + absolute * np.sign(weights), at_zero)


def _curved(slope: Vector, steps: deque[_Step]) -> Vector:
    """Return the slope times the inverse curvature that the last steps tell (two loops, Nocedal 1980)."""
    result = slope.copy()
    shares = []
    for step in reversed(steps):
        share = step.scale * float(step.weights @ result)
        result -= share * step.gradient
        shares.append(share)
    if steps:
        last = steps[-1]
        result *= 1 / (last.scale * float(last.gradient @ last.gradient))
    for step, share in zip(steps, reversed(shares), strict=True):
        result += step.weights * (share - step.scale * float(step.gradient @ result))
    return result
