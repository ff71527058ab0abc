"""Association measures of two concepts from counts: one function each, in pure Python, used by every output (DESIGN §7).

``n``: units with both concepts, ``a`` and ``b``: units with either, ``units``: N, all units. Results are rounded to six decimals,
half to even, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log, sqrt

DECIMALS = 6
Measure = Callable[[int, int, int, int], float]


def _term(observed: int, expected: float) -> float:
    """O·ln(O/E), with 0·ln 0 = 0."""
    return observed * log(observed / expected) if observed else 0.0


def g2(n: int, a: int, b: int, units: int) -> float:
    """Signed log-likelihood ratio 2·Σ O·ln(O/E) over the four cells, negative where n < a·b/N (Dunning 1993, Comput. Ling. 19(1)).

    Units too full for pairs add to a and b alone; n is taken as no less than a + b − N, which is what there must be.

    >>> g2(3, 10, 6, 100)
    6.870164
    >>> g2(0, 10, 10, 100) < 0
    True
    """
    if not units:
        return 0.0
    n = max(n, a + b - units)
    c, d = units - a, units - b
    value = 2 * (_term(n, a * b / units) + _term(a - n, a * d / units) + _term(b - n, b * c / units) + _term(c - (b - n), c * d / units))
    # the ratio is never negative; what rounding leaves below zero is zero
    value = max(value, 0.0)
    return round(-value if n * units < a * b else value, DECIMALS) + 0.0


def npmi(n: int, a: int, b: int, units: int) -> float:
    """Normalised pointwise mutual information ln(n·N/(a·b)) / −ln(n/N) in [−1, 1] (Bouma 2009); −1 when n = 0, 1 when n = a = b.

    >>> npmi(5, 5, 5, 100), npmi(0, 5, 5, 100), npmi(1, 10, 10, 100)
    (1.0, -1.0, 0.0)
    """
    if not n:
        return -1.0
    if n == a == b:
        return 1.0
    return round(min(1.0, max(-1.0, log(n * units / (a * b)) / -log(n / units))), DECIMALS) + 0.0


def association(n: int, a: int, b: int, units: int) -> float:
    """Association strength n·N/(a·b): observed over expected (van Eck & Waltman 2009, JASIST 60(8)).

    >>> association(3, 10, 6, 100)
    5.0
    """
    return round(n * units / (a * b), DECIMALS) if n else 0.0


def cosine(n: int, a: int, b: int, units: int) -> float:  # noqa: ARG001 - all measures are called alike
    """Cosine of two binary vectors n/√(a·b), Ochiai's coefficient (Salton & McGill 1983; Ochiai 1957).

    >>> cosine(3, 9, 4, 100)
    0.5
    """
    return round(n / sqrt(a * b), DECIMALS) if n else 0.0


def jaccard(n: int, a: int, b: int, units: int) -> float:  # noqa: ARG001 - all measures are called alike
    """Jaccard index n/(a+b−n) (Jaccard 1901).

    >>> jaccard(3, 5, 4, 100)
    0.5
    """
    return round(n / (a + b - n), DECIMALS) if n else 0.0


def inclusion(n: int, a: int, b: int, units: int) -> float:  # noqa: ARG001 - all measures are called alike
    """Inclusion index n/min(a, b) (Simpson 1943; van Eck & Waltman 2009).

    >>> inclusion(3, 30, 4, 100)
    0.75
    """
    return round(n / min(a, b), DECIMALS) if n else 0.0


def count(n: int, a: int, b: int, units: int) -> float:  # noqa: ARG001 - all measures are called alike
    """Units with both concepts.

    >>> count(3, 30, 4, 100)
    3.0
    """
    return float(n)


MEASURES: dict[str, Measure] = {
    "g2": g2, "npmi": npmi, "association": association, "cosine": cosine, "jaccard": jaccard, "inclusion": inclusion, "count": count}


def link_cost(n: int, a: int, b: int) -> float:
    """Cost of a link on a path, −ln cosine ≥ 0: the strongest chain is the one with the largest product of cosines.

    >>> link_cost(4, 4, 4), link_cost(1, 2, 2)
    (0.0, 0.693147)
    """
    return round(max(0.0, log(sqrt(a * b) / n)), DECIMALS) + 0.0
