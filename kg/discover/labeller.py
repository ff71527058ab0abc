"""The labeller's weights and the scores they give to tokens (linear-chain CRF, Lafferty et al. 2001)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.discover.features import KINDS, Clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("labeller.npz")
SCALE = 4096
"""Weights are stored as integers in units of 1/SCALE."""
_BLOOM_BITS = 22
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Weights(NamedTuple):
    """Label scores by feature.

    ``ranks[kind]``: value → row of ``rows[kind]`` [values + 1, offsets, labels]; the last row, of zeros, is that of unknown
    values. ``tags`` [tag before, tag, tag after, labels]; the last tag is an unknown one. ``pairs``: sorted keys of two words
    (rank · ``len(pair_ranks)`` + rank), ``pair_scores`` [pairs, 2, labels] for the first and the second of them.
    ``transitions`` [label before, label].
    """

    clusters: Clusters
    ranks: tuple[dict[str, int], ...]
    rows: tuple[NDArray[np.float32], ...]
    tag_ranks: dict[str, int]
    tags: NDArray[np.float32]
    pair_ranks: dict[str, int]
    pairs: NDArray[np.int64]
    pair_scores: NDArray[np.float32]
    bloom: NDArray[np.bool_]
    transitions: NDArray[np.float64]
    trained_on: str


@cache
def weights(file: Path = FILE) -> Weights:
    """Return the weights in a file, by default the shipped ones."""
    with np.load(file) as data:
        columns = {name: data[name] for name in data.files}
    rows = tuple(_scores(_padded(columns[f"rows_{kind}"])) for kind in KINDS)
    pairs = columns["pairs"].astype(np.int64)
    bloom: NDArray[np.bool_] = np.zeros(1 << _BLOOM_BITS, dtype=bool)
    bloom[mixed(pairs)] = True
    return Weights(
        clusters=read_clusters(columns), ranks=tuple(_ranks(columns[f"values_{kind}"]) for kind in KINDS), rows=rows,
        tag_ranks=_ranks(columns["tag_values"]), tags=_tag_table(columns),
        pair_ranks=_ranks(columns["pair_values"]), pairs=pairs, pair_scores=_scores(columns["pair_scores"]), bloom=bloom,
        transitions=columns["transitions"], trained_on=str(columns["trained_on"]))


def mixed(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the places of keys in a table of single bits that tells most unknown pairs at the price of one look-up."""
    return (keys.astype(np.uint64) * _MIX) >> np.uint64(64 - _BLOOM_BITS)


def packed(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Return strings without line feeds as bytes, the way they stand in the file."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), dtype=np.uint8)


def _strings(blob: NDArray[np.uint8]) -> list[str]:
    text = blob.tobytes().decode("utf-8")
    return text.split("\n") if text else []


def _ranks(blob: NDArray[np.uint8]) -> dict[str, int]:
    values = _strings(blob)
    return dict(zip(values, range(len(values)), strict=True))


def read_clusters(columns: Mapping[str, NDArray[Any]]) -> Clusters:
    """Return the clusters of words. Any: columns of bytes and of integers of several widths."""
    pairs, which = np.unique(columns["coarse"].astype(np.int64) << 32 | columns["fine"].astype(np.int64), return_inverse=True)
    names = [(str(pair >> 32), str(pair & 0xFFFFFFFF)) for pair in pairs.tolist()]
    return dict(zip(_strings(columns["cluster_words"]), map(names.__getitem__, which.tolist()), strict=True))


def _scores(integers: NDArray[np.int16]) -> NDArray[np.float32]:
    return integers.astype(np.float32) / np.float32(SCALE)


def _padded(table: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.concatenate([table, np.zeros((1, *table.shape[1:]), dtype=table.dtype)])


def _tag_table(columns: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Return the scores of three tags in a row, those of the two pairs in it included. Any: as above."""
    size = len(_ranks(columns["tag_values"])) + 1
    table = np.zeros((size * size * size, 3), dtype=np.float32)
    table[columns["triples"].astype(np.int64)] = _scores(columns["triple_scores"])
    pairs = np.zeros((size * size, 2, 3), dtype=np.float32)
    pairs[columns["tag_pairs"].astype(np.int64)] = _scores(columns["tag_pair_scores"])
    before, after = pairs[:, 1].reshape(size, size, 1, 3), pairs[:, 0].reshape(1, size, size, 3)
    return table.reshape(size, size, size, 3) + before + after
