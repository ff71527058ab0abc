"""Association measures: what always holds, and cases worked by hand."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.weights import MEASURES, cosine, g2, jaccard, link_cost, npmi


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """n, a, b, N of a possible contingency table."""
    both, only_a, only_b, neither = (draw(st.integers(0, 10_000)) for _ in range(4))
    if both + only_a == 0 or both + only_b == 0:
        both += 1
    return both, both + only_a, both + only_b, both + only_a + only_b + neither


@given(tables())
def test_all_measures_are_finite_and_symmetric(table: tuple[int, int, int, int]) -> None:
    n, a, b, units = table
    for measure in MEASURES.values():
        value = measure(n, a, b, units)
        assert value == measure(n, b, a, units)
        assert abs(value) < 1e9


@given(tables())
def test_bounded_measures_keep_their_bounds(table: tuple[int, int, int, int]) -> None:
    n, a, b, units = table
    assert -1 <= npmi(n, a, b, units) <= 1
    assert 0 <= jaccard(n, a, b, units) <= cosine(n, a, b, units) <= MEASURES["inclusion"](n, a, b, units) <= 1


@given(tables())
def test_g2_is_negative_only_below_expectation(table: tuple[int, int, int, int]) -> None:
    n, a, b, units = table
    value = g2(n, a, b, units)
    assert value >= 0 if n * units >= a * b else value <= 0


@given(tables())
def test_a_link_costs_nothing_only_when_both_always_meet(table: tuple[int, int, int, int]) -> None:
    n, a, b, _ = table
    if n:
        assert link_cost(n, a, b) == pytest.approx(-log(n / (a * b) ** 0.5), abs=1e-6)
        assert (link_cost(n, a, b) == 0) == (n == a == b)


@pytest.mark.parametrize(("table", "cost"), [((3, 3, 3), 0.0), ((9_999, 10_000, 9_999), 0.00005), ((1, 1, 2), 0.346574), ((3, 9, 4), 0.693147), ((1, 100, 100), 4.60517)])
def test_costs_worked_by_hand(table: tuple[int, int, int], cost: float) -> None:
    assert link_cost(*table) == cost


@given(tables())
def test_a_link_costs_more_with_fewer_sentences_of_both(table: tuple[int, int, int, int]) -> None:
    n, a, b, _ = table
    if n > 1:
        assert link_cost(n - 1, a, b) > link_cost(n, a, b)


def test_g2_equals_dunnings_worked_example() -> None:
    # "the swiss" in Dunning 1993, table 2: 110 together, 2442 and 111 apart, 29114 neither: −2 log λ = 270.72
    assert g2(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(270.72, abs=0.005)


@given(tables(), st.integers(0, 50))
def test_units_too_full_for_pairs_leave_every_measure_finite(table: tuple[int, int, int, int], full: int) -> None:
    n, a, b, units = table
    for measure in MEASURES.values():
        assert abs(measure(n, a + full, b + full, units + full)) < 1e9
    assert g2(n, a + full, b + full, units + full) <= g2(n + full, a + full, b + full, units + full)


def test_npmi_uses_all_units() -> None:
    assert npmi(2, 4, 3, 20) == pytest.approx(log(2 * 20 / 12) / -log(2 / 20), abs=1e-6)


def test_identical_concepts_have_npmi_of_exactly_one() -> None:
    assert npmi(3, 3, 3, 7) == 1.0


@pytest.mark.parametrize(("table", "likelihood_ratio", "observed_to_expected", "normalised", "jaccard_index"), [
    ((3, 10, 6, 100), 6.870164177481528, 5.000000000000001, 0.45897942072029496, 0.23076923076923078),
    ((110, 2552, 221, 31777), 270.721876936225, 6.197729755031972, 0.3219515297025708, 0.04130679684566279),
    ((20, 42, 40, 604), 63.62654726268104, 7.190476190476191, 0.5788875901131871, 0.3225806451612903),
    ((1, 7, 5, 5945), 8.64287287852703, 169.8571428571429, 0.5908834349930157, 0.09090909090909091),
    ((75, 600, 300, 28627), 260.35546428943815, 11.92791666666666, 0.41699597890519513, 0.09090909090909091),
])
def test_values_equal_those_of_nltk(
    table: tuple[int, int, int, int], likelihood_ratio: float, observed_to_expected: float, normalised: float, jaccard_index: float,
) -> None:
    # BigramAssocMeasures.likelihood_ratio, 2**pmi, pmi / -log2(n / N) and jaccard of NLTK 3, in full; ours are rounded to six decimals
    ours = [MEASURES[name](*table) for name in ("g2", "association", "npmi", "jaccard")]
    assert ours == [round(value, 6) for value in (likelihood_ratio, observed_to_expected, normalised, jaccard_index)]
