"""How likely a G² comes by chance, alone and among many."""

from __future__ import annotations

from math import erfc, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def chance(value: float) -> float:
    """Return the probability of a G² at least so far from zero by chance: χ² with one degree of freedom.

    >>> round(chance(3.841459), 6), chance(0.0)
    (0.05, 1.0)
    """
    return erfc(sqrt(abs(value) / 2))


def adjusted(chances: Sequence[float], tested: int) -> list[float]:
    """Return q for each p: the least share of false finds at which it is one (Benjamini & Hochberg 1995, JRSS B 57(1)).

    ``tested``: number of all tests; those left out must have the highest p, and count for none of the others then.

    >>> adjusted([0.01, 0.04, 0.03, 0.5], 4)
    [0.04, 0.05333333333333334, 0.05333333333333334, 0.5]
    >>> adjusted([0.01, 0.03], 4)
    [0.04, 0.06]
    """
    order = sorted(range(len(chances)), key=lambda place: -chances[place])
    result, least = [0.0] * len(chances), 1.0
    for number, place in enumerate(order):
        least = min(least, chances[place] * tested / (len(chances) - number))
        result[place] = least
    return result
