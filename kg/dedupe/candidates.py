"""Pairs of documents that may be one text, from the hashes that their sketches share: never all pairs of a common hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kg.dedupe.groups import Groups
from kg.dedupe.shingles import Hashes

Places = NDArray[np.int64]

_SEEN_OFTEN, _STANDING, _TRIES = 48, 256, 16
_SKETCH_SHARE, _RARE_SHARE, _COMMON_SHARE = 0.6, 0.15, 0.45
"""Of the smaller sketch: what must be shared, and in hashes of few or of many documents at least, which one of both must hold."""


def candidates(sketches: Sequence[Hashes], groups: Groups) -> Iterator[tuple[int, int]]:
    """Pairs of indices whose sketches share enough; ``groups``: what of these indices is known for one text by now."""
    if not any(map(len, sketches)):
        return
    sizes = np.array([len(sketch) for sketch in sketches], np.int64)
    hashes = np.concatenate(sketches)
    owner = np.repeat(np.arange(len(sketches)), sizes)
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    counts = np.diff(np.append(begins, len(hashes)))
    often = np.repeat(counts > _SEEN_OFTEN, counts)
    numbers = np.repeat(np.arange(len(counts)), counts)[often]
    yield from _enough(sketches, _sharing_rare(owner, begins, counts, sizes))
    yield from _enough(sketches, _sharing_common(owner[often], numbers, sizes, groups))


def _enough(sketches: Sequence[Hashes], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of some pairs whose sketches share enough."""
    for a, b in pairs:
        both = len(np.intersect1d(sketches[a], sketches[b], assume_unique=True))
        if both + 1 >= _SKETCH_SHARE * min(len(sketches[a]), len(sketches[b])):
            yield a, b


def _sharing_rare(owner: Places, begins: Places, counts: Places, sizes: Places) -> Iterator[tuple[int, int]]:
    """Pairs that share many hashes of few documents, in order."""
    pairs = [np.zeros(0, np.int64)]
    for count in np.unique(counts[(counts > 1) & (counts <= _SEEN_OFTEN)]).tolist():
        rows = owner[begins[counts == count][:, None] + np.arange(count)]
        pairs.extend((rows[:, :-step] * len(sizes) + rows[:, step:]).ravel() for step in range(1, count))
    found, shared = np.unique(np.concatenate(pairs), return_counts=True)
    first, second = found // len(sizes), found % len(sizes)
    likely = shared >= np.minimum(sizes[first], sizes[second]) * _RARE_SHARE
    yield from zip(first[likely].tolist(), second[likely].tolist(), strict=True)


def _sharing_common(owner: Places, numbers: Places, sizes: Places, groups: Groups) -> Iterator[tuple[int, int]]:
    """Pairs of a document and one that stands for its group, which share many hashes of many documents.

    All pairs would be quadratic. Under each of its hashes a document stands for its group, unless one like it does already; a
    hash keeps the last 256 of them. Those that share most are tried first; after 16 that are other texts no more are.
    """
    kept = _able(owner, numbers, sizes)
    owner, numbers = owner[kept], numbers[kept]
    if not len(owner):
        return
    order = np.argsort(owner, kind="stable")
    documents, starts = np.unique(owner[order], return_index=True)
    standing: dict[int, list[int]] = {}
    for one, mine in zip(documents.tolist(), np.split(numbers[order], starts[1:]), strict=True):
        lists = [standing.setdefault(number, []) for number in mine.tolist()]
        others = _likely(one, lists, sizes)
        tries = _TRIES
        for other in others:
            if tries and groups.may_join(one, other):
                yield one, other
                tries -= groups.may_join(one, other)
        own = {other for other in others if groups.root(other) == groups.root(one)}
        for known in lists:
            if own.isdisjoint(known):
                known.append(one)
                del known[:-_STANDING]


def _likely(one: int, lists: list[list[int]], sizes: Places) -> list[int]:
    """Those of the lists that share enough hashes with a document; first those that share the most of the smaller sketch."""
    found, shared = np.unique(np.fromiter(chain.from_iterable(lists), np.int64), return_counts=True)
    share = shared / np.minimum(sizes[found], sizes[one])
    found, share = found[share >= _COMMON_SHARE], share[share >= _COMMON_SHARE]
    return [int(other) for other in found[np.argsort(-share, kind="stable")]]


def _able(owner: Places, numbers: Places, sizes: Places) -> NDArray[np.bool_]:
    """Which hashes of many documents can make such pairs: those of sketches that hold enough of them, in sketches with enough of these."""
    held = np.bincount(owner, minlength=len(sizes))
    smaller = (held > 0) & (held >= sizes * _COMMON_SHARE)
    theirs = np.isin(numbers, numbers[smaller[owner]])
    least = np.min(sizes[smaller], initial=np.iinfo(np.int64).max)
    enough = np.bincount(owner[theirs], minlength=len(sizes)) >= least * _COMMON_SHARE
    return np.logical_and(theirs, enough[owner])
