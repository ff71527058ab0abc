"""The labeller's weights and the scores they give to tokens (linear-chain CRF, Lafferty et al. 2001)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kg.discover.decode import LABELS, OUTSIDE
from kg.discover.features import KINDS, NO_CLUSTER, SUBSTRINGS
from kg.discover.shipped import Arrays
from kg.prints import Index, Numbers, index, prints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("labeller.npz")
SCALE = 4096
"""Weights are stored as integers in units of 1/SCALE."""
UNKNOWN = 1 << 40
"""The rank of a word that is in no known pair: greater than any key, so that its keys are none."""
Packed = np.int64
"""Packed of BEGIN and INSIDE above that of OUTSIDE, two integers of 32 bits: looked up as one number, added as two."""
LANE = np.int32


class Weights(NamedTuple):
    """Packed by feature.

    ``values[kind]``: numbers of prints of values, for the kinds that are substrings of a word; ``names[kind]``: value → number, for the others.
    ``rows[kind]`` [values + 1, offsets], here and below the last row, of zeros, is that of what is unknown. ``clusters``: numbers of words,
    of which ``coarse`` and ``fine`` [words + 1] give the numbers of their clusters' names. ``tags`` [tag before · tag · tag after], of
    ``len(tag_ranks)`` + 1 tags. ``pair_words``: numbers of words; ``pairs``: keys of two words (number · ``many`` + number);
    ``first``, ``second`` [pairs]: scores of the first and the second of them. ``titles`` [PLACES]: of the place in a title.
    ``transitions`` [label before, label].
    """

    values: dict[str, Numbers]
    names: dict[str, dict[str, int]]
    rows: dict[str, NDArray[Packed]]
    clusters: Numbers
    coarse: NDArray[np.int64]
    fine: NDArray[np.int64]
    tag_ranks: dict[str, int]
    tags: NDArray[Packed]
    pair_words: Numbers
    many: int
    pairs: Index
    first: NDArray[Packed]
    second: NDArray[Packed]
    titles: NDArray[Packed]
    transitions: NDArray[np.float64]
    trained_on: str


@cache
def weights(file: Path = FILE) -> Weights:
    """Return the weights in a file, by default the shipped ones."""
    columns = Arrays(file)
    names = {kind: _ranks(columns[f"values_{kind}"]) for kind in KINDS if kind not in SUBSTRINGS}
    pair_scores = _scores(columns["pair_scores"])
    return Weights(
        values={kind: _numbers(columns[f"values_{kind}"]) for kind in SUBSTRINGS}, names=names,
        rows={kind: _scores(_padded(columns[f"rows_{kind}"])) for kind in KINDS},
        clusters=_numbers(columns["cluster_words"]), coarse=_named(columns["coarse"], names["coarse"]), fine=_named(columns["fine"], names["fine"]),
        tag_ranks=_ranks(columns["tag_values"]), tags=_tag_table(columns),
        pair_words=_numbers(columns["pair_values"]), many=len(_strings(columns["pair_values"])), pairs=index(columns["pairs"].astype(np.uint64)),
        first=pair_scores[:, 0].copy(), second=pair_scores[:, 1].copy(), titles=_scores(columns["titles"]), transitions=columns["transitions"], trained_on=str(columns["trained_on"]))


def packed(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Return strings without line feeds as bytes, the way they stand in the file."""
    return np.frombuffer("\n".join(strings).encode("utf-8"), dtype=np.uint8)


def _strings(blob: NDArray[np.uint8]) -> list[str]:
    text = blob.tobytes().decode("utf-8")
    return text.split("\n") if text else []


def _ranks(blob: NDArray[np.uint8]) -> dict[str, int]:
    values = _strings(blob)
    return dict(zip(values, range(len(values)), strict=True))


def _numbers(blob: NDArray[np.uint8]) -> Numbers:
    """Return the numbers of the prints of strings."""
    numbers = Numbers()
    if len(blob):
        numbers.add(prints(blob.tobytes().decode("utf-8")).whole())
    return numbers


def _named(cluster: NDArray[Any], names: Mapping[str, int]) -> NDArray[np.int64]:
    """Return the numbers of clusters' names, at the end that of the name of none. Any: integers of several widths."""
    known = np.array([names.get(str(number), -1) for number in range(int(cluster.max(initial=0)) + 1)])
    return np.append(known.take(cluster), names.get(NO_CLUSTER[0], -1))


def _scores(integers: NDArray[np.int16]) -> NDArray[Packed]:
    """Return the scores in an array whose last axis is the labels."""
    found = np.empty((*integers.shape[:-1], LABELS - 1), dtype=LANE)
    for label in range(1, LABELS):
        np.subtract(integers[..., label], integers[..., OUTSIDE], out=found[..., label - 1], dtype=LANE)
    return found.view(Packed)[..., 0]


def _padded(table: NDArray[np.int16]) -> NDArray[np.int16]:
    return np.concatenate([table, np.zeros((1, *table.shape[1:]), dtype=table.dtype)])


def _tag_table(columns: Mapping[str, NDArray[Any]]) -> NDArray[Packed]:
    """Return the scores of three tags in a row, those of the two pairs in it included. Any: integers of several widths."""
    size = len(_ranks(columns["tag_values"])) + 1
    table = np.zeros(size * size * size, dtype=Packed)
    table[columns["triples"].astype(np.int64)] = _scores(columns["triple_scores"])
    pairs = np.zeros((2, size * size), dtype=Packed)
    pairs[:, columns["tag_pairs"].astype(np.int64)] = _scores(columns["tag_pair_scores"]).T
    first, second = pairs.view(LANE).reshape(2, size, size, LABELS - 1)
    lanes = table.view(LANE).reshape(size, size, size, LABELS - 1)
    lanes += second[:, :, None]
    lanes += first[None]
    return table
