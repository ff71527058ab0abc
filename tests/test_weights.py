"""Association measures: what always holds, and cases worked by hand."""

from __future__ import annotations

from math import log, log2

import pytest
from hypothesis import given, settings
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


ROUNDED = 5.001e-7
"""As much as rounding to six decimals takes or gives."""


@settings(deadline=None)  # NLTK takes seconds to import
@given(tables().filter(lambda table: table[0] > 0 and table[3] > table[0]))
def test_values_equal_those_of_nltk(table: tuple[int, int, int, int]) -> None:
    from nltk.metrics.association import BigramAssocMeasures

    n, a, b, units = table
    counts = n, (a, b), units
    mutual = BigramAssocMeasures.pmi(*counts)
    # NLTK's ratio has no sign
    sign = 1 if n * units >= a * b else -1
    assert MEASURES["g2"](*table) == pytest.approx(sign * BigramAssocMeasures.likelihood_ratio(*counts), rel=1e-9, abs=ROUNDED)
    assert MEASURES["association"](*table) == pytest.approx(2 ** mutual, rel=1e-9, abs=ROUNDED)
    assert MEASURES["npmi"](*table) == pytest.approx(mutual / -log2(n / units), rel=1e-9, abs=ROUNDED)
    assert MEASURES["jaccard"](*table) == pytest.approx(BigramAssocMeasures.jaccard(*counts), rel=1e-9, abs=ROUNDED)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=40))
def test_values_equal_those_of_scipy_on_the_vectors_they_stand_for(sentences: list[tuple[bool, bool]]) -> None:
    from scipy.spatial import distance

    one, other = ([1.0, *(float(pair[place]) for pair in sentences)] for place in (0, 1))
    table = int(sum(map(min, one, other))), int(sum(one)), int(sum(other)), len(one)
    assert MEASURES["cosine"](*table) == pytest.approx(1 - distance.cosine(one, other), abs=ROUNDED)
    assert MEASURES["jaccard"](*table) == pytest.approx(1 - distance.jaccard([*map(bool, one)], [*map(bool, other)]), abs=ROUNDED)
    assert MEASURES["inclusion"](*table) == pytest.approx(max(table[0] / sum(one), table[0] / sum(other)), abs=ROUNDED)
    assert MEASURES["count"](*table) == sum(1 for pair in zip(one, other, strict=True) if all(pair))


@pytest.mark.parametrize(("table", "information"), [
    ((20, 42, 20), 18.38), ((20, 41, 27), 17.98), ((20, 30, 117), 16.31), ((20, 77, 59), 15.94), ((20, 24, 320), 15.19)])
def test_association_equals_the_worked_examples_of_manning_and_schutze(table: tuple[int, int, int], information: float) -> None:
    # Foundations of Statistical Natural Language Processing (1999), table 5.14, the first five rows: I = log₂ of ours, N = 14,307,668
    assert round(log2(MEASURES["association"](*table, 14_307_668)), 2) == information
