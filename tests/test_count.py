"""Counts of concepts and pairs against a count by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.count import Ints, Pairs, add, pairs, present

MOST = 60
"""Concepts of a sentence that still makes pairs (DESIGN §2)."""

SMALL = st.sets(st.integers(0, 8), max_size=6)
FULL = st.integers(MOST - 2, MOST + 2).map(lambda size: set(range(size)))
SENTENCES = st.lists(st.tuples(st.integers(0, 3), SMALL | SMALL | FULL), max_size=20)


def counted(rows: list[tuple[int, set[int]]]) -> Pairs:
    return pairs(*columns_of(rows))[0]


def columns_of(rows: list[tuple[int, set[int]]]) -> tuple[Ints, Ints, Ints]:
    cells = [(sid, concept, document) for sid, (document, concepts) in enumerate(rows) for concept in sorted(concepts)]
    columns = np.array(cells, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def as_dict(found: Pairs) -> dict[tuple[int, int], tuple[int, int]]:
    return {(a, b): (n, d) for a, b, n, d in zip(*(column.tolist() for column in found), strict=True)}


def by_hand(rows: list[tuple[int, set[int]]]) -> dict[tuple[int, int], tuple[int, int]]:
    where: dict[tuple[int, int], list[int]] = {}
    for document, concepts in rows:
        for pair in combinations(sorted(concepts), 2) if len(concepts) <= MOST else ():
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


@given(SENTENCES)
def test_sentences_too_full_for_pairs_are_named_with_their_concepts(rows: list[tuple[int, set[int]]]) -> None:
    _, capped = pairs(*columns_of(rows))
    assert list(zip(capped.sid.tolist(), capped.concepts.tolist(), strict=True)) == [(sid, len(held)) for sid, (_, held) in enumerate(rows) if len(held) > MOST]


def test_a_sentence_of_sixty_concepts_makes_all_their_pairs_and_one_of_sixty_one_none() -> None:
    assert len(counted([(0, set(range(60)))]).a) == 60 * 59 // 2
    found, capped = pairs(*columns_of([(0, {1, 2}), (0, set(range(61)))]))
    assert (as_dict(found), capped.sid.tolist(), capped.concepts.tolist()) == ({(1, 2): (1, 1)}, [1], [61])
