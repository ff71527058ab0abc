"""The second stage: columns of a form in a document → probability that an expert lists it there.

Boosted oblivious trees (Friedman 2001; Prokhorenkova et al. 2018): all nodes of a level ask the same question, so a tree of
depth d is d comparisons of whole columns and one look-up, and millions of rows take seconds in numpy.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FILE = Path(__file__).with_name("ranker.npz")
DECIMALS = 6
_ROWS = 32768
"""Rows judged at a time: what the trees ask of them stays in the cache."""


class Ranker(NamedTuple):
    """``column``, ``above`` [trees, depth]: is the column greater than this; ``values`` [trees, 2 ** depth]: log odds to add."""

    column: NDArray[np.int16]
    above: NDArray[np.float32]
    values: NDArray[np.float64]
    base: float


@cache
def ranker(file: Path = FILE) -> Ranker:
    """Return the trees in a file, by default the shipped ones."""
    with np.load(file) as data:
        return Ranker(data["column"], data["above"], data["values"], float(data["base"]))


def log_odds(columns: Sequence[NDArray[np.float32]], trees: Ranker) -> NDArray[np.float64]:
    """Return the log odds of each row."""
    total = np.full(len(columns[0]), trees.base, dtype=np.float64)
    for begin in range(0, len(total), _ROWS):
        _add([column[begin : begin + _ROWS] for column in columns], trees, total[begin : begin + _ROWS])
    return total


def _add(columns: Sequence[NDArray[np.float32]], trees: Ranker, total: NDArray[np.float64]) -> None:
    """Add what the trees say of some rows, two trees in one look-up; the answer to a question that several trees ask is found once."""
    answers: dict[tuple[int, float], NDArray[np.uint8]] = {}
    depth = trees.column.shape[1]

    def leaves(tree: int) -> NDArray[np.uint16]:
        leaf = np.zeros(len(total), dtype=np.uint8)
        for level, question in enumerate(zip(trees.column[tree].tolist(), trees.above[tree].tolist(), strict=True)):
            bits = answers.get(question)
            if bits is None:
                bits = answers[question] = (columns[question[0]] > np.float32(question[1])).view(np.uint8)
            leaf |= bits << np.uint8(level)
        return leaf.astype(np.uint16)

    for tree in range(0, len(trees.values) - 1, 2):
        both = (trees.values[tree + 1][:, None] + trees.values[tree]).ravel()
        total += both.take(leaves(tree) | leaves(tree + 1) << np.uint16(depth))
    if len(trees.values) % 2:
        total += trees.values[-1].take(leaves(len(trees.values) - 1))


def probability(columns: Sequence[NDArray[np.float32]], trees: Ranker) -> NDArray[np.float64]:
    """Return the probability of each row, 6 decimals."""
    return np.round(1 / (1 + np.exp(-log_odds(columns, trees))), DECIMALS)
