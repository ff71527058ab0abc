"""Shingles of a text as hashes, the sample of them that is kept of a document, and when two sets are of one text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.distinct import distinct

SHINGLE = 8
JACCARD = 0.8
CONTAINED = 0.9
SHORTEST = 200
SHORTEST_CONTAINED = 500

_SAMPLE = 16
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
_WORD = 2**64

Hashes = NDArray[np.uint64]


def fingerprint(text: str) -> Hashes:
    """Sorted distinct hashes of one shingle in 16, chosen by the hash: equal shingles are chosen in every text."""
    return _sketch(hashed(text))


def hashed(text: str) -> Hashes:
    """64-bit hash of each shingle: a polynomial over code points, mixed so that its high bits may be sampled."""
    points = np.frombuffer("".join(text.split()).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    width, base = 1, _BASE
    while width < SHINGLE:
        if len(points) <= width:
            return points[:0]
        points = points[:-width] * np.uint64(base) + points[width:]
        width, base = 2 * width, base * base % _WORD
    points ^= points >> np.uint64(31)
    points *= np.uint64(_MIX)
    return points ^ (points >> np.uint64(29))


def _sketch(hashes: Hashes) -> Hashes:
    return distinct(hashes[hashes < np.uint64(_WORD // _SAMPLE)])


def same(one: Hashes, other: Hashes, shorter: int) -> bool:
    """Whether two sets of shingles are those of one text; ``shorter`` is the length of the shorter text in code points."""
    if shorter < SHORTEST or not len(one) or not len(other):
        return False
    both = len(np.intersect1d(one, other, assume_unique=True))
    if both >= JACCARD * (len(one) + len(other) - both):
        return True
    return shorter >= SHORTEST_CONTAINED and both >= CONTAINED * min(len(one), len(other))
