"""Decoding agrees with the list of all labellings."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.discover.decode import BEGIN, INSIDE, LABELS, arrange, decode

LENGTHS = st.lists(st.integers(1, 5), min_size=1, max_size=4)


def _labellings(scores: NDArray[np.float64], transitions: NDArray[np.float64]) -> dict[tuple[int, ...], float]:
    """Return the weight of each labelling of one clause, with scores [3, tokens]."""
    found = {}
    for labels in product(range(LABELS), repeat=scores.shape[1]):
        own = sum(float(scores[label, place]) for place, label in enumerate(labels))
        found[labels] = exp(own + sum(float(transitions[pair]) for pair in pairwise(labels)))
    return found


@given(LENGTHS, st.integers(0, 10_000))
def test_marginals_and_best_labels_are_those_of_all_labellings(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 2, (LABELS, LABELS))
    starts = np.cumsum([0, *lengths])[:-1]
    scores = np.zeros((LABELS, sum(lengths)))
    scores[1:] = random.normal(0, 2, (LABELS - 1, sum(lengths)))
    clauses = arrange(starts, np.array(lengths))
    found = decode(scores[1:, clauses.tokens], transitions, clauses)
    place = np.argsort(clauses.tokens)  # token → where it is arranged
    for start, length in zip(starts.tolist(), lengths, strict=True):
        weights = _labellings(scores[:, start : start + length], transitions)
        total = sum(weights.values())
        assert found.best[place[start : start + length]].tolist() == list(max(weights.items(), key=lambda item: item[1])[0])
        for token in range(length):
            begins = sum(weight for labels, weight in weights.items() if labels[token] == BEGIN)
            assert found.begin[place[start + token]] == pytest.approx(begins / total, abs=1e-12)
            if token:
                first = {labels: weight for labels, weight in weights.items() if labels[token - 1] == BEGIN}
                goes_on = sum(weight for labels, weight in first.items() if labels[token] == INSIDE) / sum(first.values())
                assert found.inside(BEGIN, place[[start + token]])[0] == pytest.approx(goes_on, abs=1e-12)


def test_no_span_goes_on_behind_a_clause() -> None:
    clauses = arrange(np.array([0, 3]), np.array([2, 1]))
    found = decode(np.ones((LABELS - 1, 3)), np.zeros((LABELS, LABELS)), clauses)
    assert clauses.tokens[clauses.last].tolist() == [1, 3]
    assert found.inside(BEGIN, np.array([3])).tolist() == [0.0]


def test_of_labels_that_are_as_good_the_smallest_is_taken() -> None:
    clauses = arrange(np.array([0]), np.array([3]))
    assert decode(np.zeros((LABELS - 1, 3)), np.zeros((LABELS, LABELS)), clauses).best.tolist() == [0, 0, 0]
