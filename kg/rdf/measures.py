"""The measures of many pairs at once: the same decimals as ``kg.weights``, ten times as fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg import weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NAMES = tuple(name for name in weights.MEASURES if name != "count")
"""Measures of a file; the count is ``kg:sentences``."""

_HALF, _SLACK = 10.0 ** weights.DECIMALS, 2.0 ** -45
"""``_SLACK``: a generous bound on how far two libraries' logarithms lead sums apart, as a share of the sum of all terms."""


def columns(n: Ints, a: Ints, b: Ints, units: int) -> list[Floats]:
    """Return the measures NAMES as columns: ``"%.6f"`` of a value is ``"%.6f"`` of what ``kg.weights`` gives.

    Quotients and roots are rounded the same everywhere (IEEE 754). Logarithms are not, so a value that may lie on the other side of a
    half of the sixth decimal is computed again by ``kg.weights``. Counts must be at least 1.
    """
    count, one, other, total = (np.asarray(column, np.float64) for column in (n, a, b, units))
    product = one * other
    return [
        _g2(n, a, b, units), _npmi(n, a, b, units), count * total / product, count / np.sqrt(product), count / (one + other - count),
        count / np.minimum(one, other)]


def _term(observed: Floats, expected: Floats) -> Floats:
    positive = observed > 0
    return np.where(positive, observed * np.log(np.divide(observed, expected, out=np.ones_like(expected), where=positive)), 0.0)


def _g2(n: Ints, a: Ints, b: Ints, units: int) -> Floats:
    n = np.maximum(n, a + b - units)
    c, d = units - a, units - b
    terms = [_term(o.astype(np.float64), e / units) for o, e in ((n, a * b), (a - n, a * d), (b - n, b * c), (c - (b - n), c * d))]
    value = np.maximum(2 * (terms[0] + terms[1] + terms[2] + terms[3]), 0.0)
    value = np.where(n * units < a * b, -value, value)
    return _settled(weights.g2, value, np.abs(terms).sum(axis=0) * _SLACK, (n, a, b), units)


def _npmi(n: Ints, a: Ints, b: Ints, units: int) -> Floats:
    whole = (n == a) & (n == b)
    below = np.where(whole, 1.0, -np.log(n / units))
    value = np.where(whole, 1.0, np.clip(np.log(n * units / (a * b)) / below, -1.0, 1.0))
    return _settled(weights.npmi, value, np.maximum(1.0, 1.0 / below) * _SLACK, (n, a, b), units)


def _settled(measure: weights.Measure, value: Floats, slack: Floats, counts: tuple[Ints, Ints, Ints], units: int) -> Floats:
    """Compute again what is nearer to a half of the last decimal than ``slack``, or so small that its sign is rounding's."""
    scaled = np.abs(value) * _HALF
    near = np.abs(scaled - np.floor(scaled) - 0.5) <= (slack + np.abs(value) * _SLACK) * _HALF
    for place in np.flatnonzero(near | (scaled < 1)).tolist():
        n, a, b = (int(column[place]) for column in counts)
        value[place] = measure(n, a, b, units)
    return value
