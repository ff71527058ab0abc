"""The labeller's weights and the scores they give to tokens (linear-chain CRF, Lafferty et al. 2001)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.discover.features import KINDS, Clusters
from kg.discover.shipped import Arrays
from kg.prints import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("labeller.npz")
SCALE = 4096
"""Weights are stored as integers in units of 1/SCALE."""
WIDTH = 4
"""Columns of a row of label scores, one more than there are labels: rows of 16 bytes are gathered three times as fast as those of 12."""
UNKNOWN = 1 << 40
"""The rank of a word that is in no known pair: greater than any key, so that its keys are none."""


class Weights(NamedTuple):
    """Label scores by feature.

    ``ranks[kind]``: value → row of ``rows[kind]`` [values + 1, offsets, WIDTH]; the last row, of zeros, is that of unknown
    values. ``tags`` [tag before · tag · tag after, WIDTH], of ``len(tag_ranks)`` + 1 tags, the last an unknown one. ``pairs``: numbers of
    keys of two words (rank · ``len(pair_ranks)`` + rank), ``pair_scores`` [2][pairs + 1, WIDTH] for the first and the second of them, the
    last row of zeros. ``titles`` [PLACES, WIDTH]: of the place in a title. ``transitions`` [label before, label].
    """

    clusters: Clusters
    ranks: tuple[dict[str, int], ...]
    rows: tuple[NDArray[np.float32], ...]
    tag_ranks: dict[str, int]
    tags: NDArray[np.float32]
    pair_ranks: dict[str, int]
    pairs: Numbers
    pair_scores: tuple[NDArray[np.float32], NDArray[np.float32]]
    titles: NDArray[np.float32]
    transitions: NDArray[np.float64]
    trained_on: str


@cache
def weights(file: Path = FILE) -> Weights:
    """Return the weights in a file, by default the shipped ones."""
    columns = Arrays(file)
    rows = tuple(_scores(_padded(columns[f"rows_{kind}"])) for kind in KINDS)
    pairs = Numbers()
    pairs.add(columns["pairs"].astype(np.uint64))
    pair_scores = _padded(columns["pair_scores"])
    return Weights(
        clusters=read_clusters(columns), ranks=tuple(_ranks(columns[f"values_{kind}"]) for kind in KINDS), rows=rows,
        tag_ranks=_ranks(columns["tag_values"]), tags=_tag_table(columns),
        pair_ranks=_ranks(columns["pair_values"]), pairs=pairs, pair_scores=(_scores(pair_scores[:, 0]), _scores(pair_scores[:, 1])),
        titles=_scores(columns["titles"]), transitions=columns["transitions"], trained_on=str(columns["trained_on"]))


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
    scores = np.zeros((*integers.shape[:-1], WIDTH), dtype=np.float32)
    for label in range(integers.shape[-1]):  # a column at a time: rows of three are slow
        scores[..., label] = integers[..., label]
    scores /= np.float32(SCALE)
    return scores


def _padded(table: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.concatenate([table, np.zeros((1, *table.shape[1:]), dtype=table.dtype)])


def _tag_table(columns: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Return the scores of three tags in a row, those of the two pairs in it included. Any: as above."""
    size = len(_ranks(columns["tag_values"])) + 1
    table = np.zeros((size * size * size, WIDTH), dtype=np.float32)
    table[columns["triples"].astype(np.int64)] = _scores(columns["triple_scores"])
    pairs = np.zeros((size * size, 2, WIDTH), dtype=np.float32)
    pairs[columns["tag_pairs"].astype(np.int64)] = _scores(columns["tag_pair_scores"])
    before, after = pairs[:, 1].reshape(size, size, 1, WIDTH), pairs[:, 0].reshape(1, size, size, WIDTH)
    return (table.reshape(size, size, size, WIDTH) + before + after).reshape(-1, WIDTH)
