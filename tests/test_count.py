"""Counts of concepts and pairs against a count by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.count import MOST_CONCEPTS, Pairs, add, pairs, present

SENTENCES = st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, 8), max_size=6)), max_size=20)


def counted(rows: list[tuple[int, set[int]]]) -> Pairs:
    cells = [(sid, concept, document) for sid, (document, concepts) in enumerate(rows) for concept in sorted(concepts)]
    columns = np.array(cells, dtype=np.int64).reshape(-1, 3)
    return pairs(columns[:, 0], columns[:, 1], columns[:, 2])[0]


def as_dict(found: Pairs) -> dict[tuple[int, int], tuple[int, int]]:
    return {(a, b): (n, d) for a, b, n, d in zip(*(column.tolist() for column in found), strict=True)}


def by_hand(rows: list[tuple[int, set[int]]]) -> dict[tuple[int, int], tuple[int, int]]:
    where: dict[tuple[int, int], list[int]] = {}
    for document, concepts in rows:
        for pair in combinations(sorted(concepts), 2):
            where.setdefault(pair, []).append(document)
    return {pair: (len(documents), len(set(documents))) for pair, documents in where.items()}


@given(SENTENCES)
def test_pairs_equal_a_count_by_hand(rows: list[tuple[int, set[int]]]) -> None:
    assert as_dict(counted(rows)) == by_hand(rows)


@given(SENTENCES, SENTENCES)
def test_batches_of_other_documents_add_up(one: list[tuple[int, set[int]]], other: list[tuple[int, set[int]]]) -> None:
    moved = [(document + 100, concepts) for document, concepts in other]
    assert as_dict(add([counted(one), counted(moved)])) == by_hand([*one, *moved])


def test_a_pair_counts_once_in_a_sentence() -> None:
    sid, concept = present(np.array([7, 7, 2, 7]), np.array([4, 4, 4, 1]))
    assert list(zip(sid.tolist(), concept.tolist(), strict=True)) == [(1, 7), (4, 2), (4, 7)]


def test_a_sentence_that_is_a_list_makes_no_pair_and_is_named() -> None:
    size = MOST_CONCEPTS + 1
    found, capped = pairs(np.full(size, 3), np.arange(size), np.zeros(size, dtype=np.int64))
    assert (len(found.a), capped.sid.tolist(), capped.concepts.tolist()) == (0, [3], [size])
