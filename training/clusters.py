"""Clusters of words by the places where they stand: what lets the labeller see that a new word is like known ones.

Counts of neighbours at −2, −1, +1, +2 → positive pointwise mutual information (Bullinaria & Levy 2007, context distribution
smoothed by 0.75: Levy, Goldberg & Dagan 2015) → truncated SVD (Halko, Martinsson & Tropp 2011) → spherical k-means.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kg import segment
from kg.discover.features import Clusters
from kg.discover.labeller import packed

SHARES = (("laws", 2, 30_000_000), ("gov_reports", 1, 12_000_000), ("xwlb_days", 2, 15_000_000))
"""Name, every how manieth text, bytes at most."""
LEAST, CONTEXTS, DIMENSIONS, COARSE, FINE = 8, 4_000, 80, 64, 400
OWN_WEIGHT = 3
"""Articles count more than laws and news: they are what kg is for."""


def texts(data: Path, shares: Sequence[tuple[str, int, int]] = SHARES) -> Iterator[str]:
    """Yield general texts; of each collection every how manieth, up to so many bytes."""
    for name, every, most in shares:
        size = 0
        with lzma.open(data / "scale" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % every == 0:
                    text = json.loads(line)["text"]
                    yield text
                    size += len(text.encode("utf-8"))
                    if size > most:
                        break


def clusters(own: Iterable[list[str]], data: Path) -> dict[str, NDArray[Any]]:
    """Return the words of at least LEAST occurrences, by falling count, and the coarse and fine cluster of each."""
    index: dict[str, int] = {}
    weighted = [(words, OWN_WEIGHT) for words in own]
    numbers: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float32]] = []
    general = ((segment.segment(text, tags=False).words, 1) for text in texts(data))
    for words, weight in (pair for source in (weighted, general) for pair in source):
        numbers.append(np.array([index.setdefault(word, len(index)) for word in words] + [-1, -1], dtype=np.int64))
        weights.append(np.full(len(words) + 2, weight, dtype=np.float32))
    flat, weight_of = np.concatenate(numbers), np.concatenate(weights)
    counts = np.bincount(flat[flat >= 0], weights=weight_of[flat >= 0], minlength=len(index))
    order = np.argsort(-counts, kind="stable")
    rank = np.empty(len(index), dtype=np.int64)
    rank[order] = np.arange(len(index))
    many = int((counts >= LEAST).sum())
    place = np.where(flat >= 0, rank[flat], len(index))
    vectors = _vectors(_associations(place, weight_of, many))
    names = list(index)
    words = [names[word] for word in order[:many].tolist()]
    visible = [number for number, word in enumerate(words) if "\n" not in word]
    coarse, fine = _cluster(vectors, COARSE), _cluster(vectors, FINE)
    return {
        "cluster_words": packed(words[number] for number in visible),
        "coarse": coarse[visible].astype(np.uint8), "fine": fine[visible].astype(np.uint16)}


def read_clusters(columns: Mapping[str, NDArray[Any]]) -> Clusters:
    """Return the coarse and the fine cluster of each word. Any: columns of bytes and of integers of several widths."""
    words = columns["cluster_words"].tobytes().decode("utf-8")
    names = zip(map(str, columns["coarse"].tolist()), map(str, columns["fine"].tolist()), strict=True)
    return dict(zip(words.split("\n") if words else [], names, strict=True))


def _associations(place: NDArray[np.int64], weight: NDArray[np.float32], many: int) -> sparse.csr_matrix:
    blocks = []
    for offset in (-2, -1, 1, 2):
        word = place[max(0, -offset) : len(place) - max(0, offset)]
        context = place[max(0, offset) : len(place) + min(0, offset)]
        kept = (word < many) & (context < CONTEXTS)
        shape = (many, CONTEXTS)
        blocks.append(sparse.csr_matrix((weight[: len(word)][kept], (word[kept], context[kept])), shape=shape))
    counts = sparse.hstack(blocks).tocsr()
    counts.sum_duplicates()
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    columns /= columns.sum()
    pairs = counts.tocoo()
    information = np.log(np.maximum(pairs.data / (rows[pairs.row] * columns[pairs.col] + 1e-12), 1e-12))
    positive = information > 0
    return sparse.csr_matrix((information[positive], (pairs.row[positive], pairs.col[positive])), shape=counts.shape)


def _vectors(matrix: sparse.csr_matrix) -> NDArray[np.float64]:
    seed = np.random.default_rng(0)
    basis = matrix @ seed.standard_normal((matrix.shape[1], DIMENSIONS + 10))
    for _ in range(3):
        basis, _ = np.linalg.qr(basis)
        other, _ = np.linalg.qr(matrix.T @ basis)
        basis = matrix @ other
    basis, _ = np.linalg.qr(basis)
    left, strength, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    vectors = (basis @ left[:, :DIMENSIONS]) * np.sqrt(strength[:DIMENSIONS])
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9), dtype=np.float64)


def _cluster(vectors: NDArray[np.float64], many: int) -> NDArray[np.int64]:
    seed = np.random.default_rng(many)
    centres = vectors[seed.permutation(min(20_000, len(vectors)))[:many]].copy()
    nearest = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(12):
        nearest = np.concatenate([
            np.argmax(vectors[begin : begin + 20_000] @ centres.T, axis=1) for begin in range(0, len(vectors), 20_000)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest[:40_000], vectors[:40_000])
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return nearest
