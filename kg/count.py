"""Mentions → counts: sentences and documents of concepts and of pairs, as integers that add up over batches of documents.

Pairs are made explicitly, sentence by sentence grouped by the number of their concepts, and sorted as packed 64-bit keys: that gives
documents of a pair as well as sentences, which a product of sparse matrices does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.distinct import distinct

MOST_CONCEPTS = 60
"""A sentence with more distinct concepts is a list: it makes no pair."""

Ints = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs a < b sorted by (a, b), with the sentences and documents that hold both."""

    a: Ints
    b: Ints
    sentences: Ints
    documents: Ints


class Capped(NamedTuple):
    """Sentences with more than MOST_CONCEPTS concepts, and how many each has."""

    sid: Ints
    concepts: Ints


def present(concept: Ints, sid: Ints) -> tuple[Ints, Ints]:
    """Return the distinct (sentence, concept) pairs, sorted, of some mentions: first the sentences, then the concepts."""
    packed = distinct(sid << 32 | concept)
    return packed >> 32, packed & 0xFFFFFFFF


def pairs(sid: Ints, concept: Ints, document: Ints) -> tuple[Pairs, Capped]:
    """Return pairs of a batch of whole documents; the arguments are distinct (sentence, concept) sorted, with their documents."""
    first = np.flatnonzero(np.diff(sid, prepend=-1))
    sizes = np.diff(first, append=len(sid))
    packed: list[Ints] = []
    documents: list[Ints] = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= MOST_CONCEPTS)]).tolist():
        rows = first[sizes == size]
        members = concept[rows[:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        packed.append((members[:, left] << 32 | members[:, right]).ravel())
        documents.append(np.repeat(document[rows], len(left)))
    full = sizes > MOST_CONCEPTS
    capped = Capped(sid[first[full]], sizes[full].astype(np.int64))
    return _sum(packed, documents), capped


def _sum(packed: list[Ints], documents: list[Ints]) -> Pairs:
    """Count equal keys and the distinct documents of each."""
    if not packed:
        empty = np.zeros(0, dtype=np.int64)
        return Pairs(empty, empty, empty, empty)
    key, document = np.concatenate(packed), np.concatenate(documents)
    order = np.lexsort((document, key))
    key, document = key[order], document[order]
    new_key = np.diff(key, prepend=-1) != 0
    starts = np.flatnonzero(new_key)
    new_document = new_key | (np.diff(document, prepend=-1) != 0)
    return Pairs(key[starts] >> 32, key[starts] & 0xFFFFFFFF, np.diff(starts, append=len(key)),
                 np.add.reduceat(new_document.astype(np.int64), starts))


def add(parts: Sequence[Pairs]) -> Pairs:
    """Return the sum of the pairs of batches that share no document."""
    if not parts:
        return _sum([], [])
    key = np.concatenate([part.a << 32 | part.b for part in parts])
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(starts):
        return _sum([], [])
    sentences, documents = (
        np.add.reduceat(np.concatenate([part[column] for part in parts])[order], starts) for column in (2, 3))
    return Pairs(key[starts] >> 32, key[starts] & 0xFFFFFFFF, sentences, documents)
